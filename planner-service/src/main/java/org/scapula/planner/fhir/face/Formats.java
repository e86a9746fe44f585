package org.scapula.planner.fhir.face;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scapula.edge.Problems;

/// In which form an answer is wanted. There is one, JSON, under two names; XML and others are refused.
final class Formats {

    static final String FHIR_JSON = "application/fhir+json";

    static final String NAMES = "json, application/fhir+json or application/json; goes before the header Accept.";

    static final String AS_A_FORM =
            "So that no reference of a patient stands in the address of this request. The links of its"
                    + " answer are addresses to GET and hold what was asked for: who wants no reference there either takes the"
                    + " `cursor` of the link `next` and sends the form again with it. A form that cannot be read is refused"
                    + " with `malformed-form`.";

    private static final MediaType FHIR = MediaType.valueOf(FHIR_JSON);

    private Formats() {}

    /// `_format` goes before what a header says; in an address a plus sign is often a space.
    static MediaType wanted(Optional<String> format, HttpHeaders headers) {
        return format.map(Formats::named).orElseGet(() -> accepted(headers.getAcceptableMediaTypes()));
    }

    private static MediaType named(String format) {
        return switch (format.replace(' ', '+')) {
            case "json", FHIR_JSON -> FHIR;
            case MediaType.APPLICATION_JSON -> MediaType.APPLICATION_JSON_TYPE;
            default -> throw notSpoken();
        };
    }

    private static MediaType accepted(List<MediaType> wanted) {
        return wanted.stream()
                .filter(type -> !"0".equals(type.getParameters().get("q")))
                .flatMap(type ->
                        List.of(FHIR, MediaType.APPLICATION_JSON_TYPE).stream().filter(type::isCompatible))
                .findFirst()
                .orElseThrow(Formats::notSpoken);
    }

    private static RuntimeException notSpoken() {
        return Problems.of(
                406,
                "not-acceptable",
                "Not acceptable",
                "FHIR is spoken as application/fhir+json here, not as XML or anything else.",
                Map.of());
    }
}
