package org.scapula.planner.fhir.face;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// A page of what a search found. The total is said only where it is known for nothing: when the page is everything.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Bundle(String resourceType, String type, Optional<Integer> total, List<Link> link, List<Entry> entry) {

    record Link(String relation, String url) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Entry(Optional<String> fullUrl, JsonNode resource, Search search) {}

    record Search(String mode) {}

    static Bundle of(Optional<Integer> total, List<Link> links, List<Entry> entries) {
        return new Bundle("Bundle", "searchset", total, List.copyOf(links), List.copyOf(entries));
    }
}
