package org.scapula.catalog.fhir;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;
import org.scapula.catalog.content.ExerciseClass;

/// What an operator decides about the FHIR face.
@ConfigMapping(prefix = "scapula.catalog.fhir")
interface FhirSettings {

    /// Before the slug in the canonical address of an exercise; a name, not a place, as long as nobody gives one.
    @WithDefault("urn:scapula:exercise:")
    String canonicalBase();

    /// Where this face is reached from outside, when that is not the address that callers use.
    Optional<String> baseUrl();

    @WithDefault("Scapula")
    String publisher();

    /// Whether codes of SNOMED CT are sent; their use needs a licence in many countries.
    @WithDefault("true")
    boolean snomedCt();

    /// Codes of the kinds of exercise, as system|code|display. An empty one is none.
    Map<ExerciseClass, Optional<String>> codings();
}
