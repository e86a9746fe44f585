package org.scapula.planner.fhir.face;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// What an operator decides about the FHIR face.
@ConfigMapping(prefix = "scapula.planner.fhir")
interface FaceSettings {

    /// Where this face is reached from outside, when that is not the address that callers use.
    Optional<String> baseUrl();

    /// Whether codes of SNOMED CT are sent; their use needs a licence in many countries.
    @WithDefault("true")
    boolean snomedCt();
}
