package org.scapula.catalog.fhir;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import java.util.Optional;

/// A page of what a search found. The total is said only where it is known for nothing: when the page is
/// everything.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Bundle(String resourceType, String type, Optional<Integer> total, List<Link> link, List<Entry> entry) {

    record Link(String relation, String url) {}

    record Entry(String fullUrl, @JsonRawValue String resource, Search search) {}

    record Search(String mode) {}

    static Bundle of(Optional<Integer> total, List<Link> links, List<Entry> entries) {
        return new Bundle("Bundle", "searchset", total, List.copyOf(links), List.copyOf(entries));
    }

    static Entry match(String address, String resource) {
        return new Entry(address, resource, new Search("match"));
    }
}
