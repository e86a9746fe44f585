package org.scapula.planner.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Which thing of another system changed: all that is read of what it says.
record Changed(String type, String id) {

    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final int MOST = 200;

    static Optional<Changed> of(String type, String id) {
        return TYPE.matcher(type).matches() && ID.matcher(id).matches()
                ? Optional.of(new Changed(type, id))
                : Optional.empty();
    }

    /// In a resource, in the `data` of an event, or in a bundle of either.
    static List<Changed> in(JsonNode message) {
        return message.path("resourceType").asText().equals("Bundle")
                ? entries(message).distinct().limit(MOST).toList()
                : Stream.of(named(message), named(message.path("data")))
                        .flatMap(Optional::stream)
                        .limit(1)
                        .toList();
    }

    private static Stream<Changed> entries(JsonNode bundle) {
        return StreamSupport.stream(bundle.path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .flatMap(resource -> resource.path("resourceType").asText().equals("SubscriptionStatus")
                        ? focuses(resource)
                        : named(resource).stream());
    }

    /// As a topic-based subscription tells it.
    private static Stream<Changed> focuses(JsonNode status) {
        return StreamSupport.stream(status.path("notificationEvent").spliterator(), false)
                .map(event -> event.at("/focus/reference").asText().split("/"))
                .filter(parts -> parts.length >= 2)
                .flatMap(parts -> of(parts[parts.length - 2], parts[parts.length - 1]).stream());
    }

    private static Optional<Changed> named(JsonNode thing) {
        var type = thing.has("resourceType") ? thing.path("resourceType") : thing.path("type");
        return of(type.asText(), thing.path("id").asText());
    }
}
