package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Follows `/v1/events` from place to place, as a system does that comes to ask, whatever becomes of the planners.
final class FeedReader {

    /// Asks for a page after a place, until there is an answer.
    interface Asker {

        JsonNode page(String since) throws InterruptedException;
    }

    private final Asker asker;
    private final List<JsonNode> read = new ArrayList<>();
    private String place = "0";

    FeedReader(Asker asker) {
        this.asker = asker;
    }

    /// What has come since, to the end. True: there was something.
    boolean goOn() throws InterruptedException {
        var before = read.size();
        for (var more = true; more; ) {
            var page = asker.page(place);
            page.path("events").forEach(read::add);
            place = page.path("next").asText();
            more = page.path("more").asBoolean();
        }
        return read.size() > before;
    }

    /// Every event's id, in the order in which it was read.
    List<String> read() {
        return read.stream().map(event -> event.path("id").asText()).toList();
    }

    /// The types of those about one thing, in the same order.
    List<String> of(String subject) {
        return read.stream()
                .filter(event -> event.path("subject").asText().equals(subject))
                .map(event -> event.path("type").asText())
                .toList();
    }
}
