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
    private static final Pattern VERSION = Pattern.compile("/_history/.*");
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

    /// Of a subscription that was just made, or that only says that it is alive: nothing has changed.
    static boolean isSignOfLife(JsonNode message) {
        return message.path("resourceType").asText().equals("Bundle")
                && resources(message).anyMatch(Changed::isStatus)
                && entries(message).findAny().isEmpty();
    }

    private static Stream<Changed> entries(JsonNode bundle) {
        return resources(bundle).flatMap(resource -> isStatus(resource) ? focuses(resource) : named(resource).stream());
    }

    private static Stream<JsonNode> resources(JsonNode bundle) {
        return all(bundle.path("entry")).map(entry -> entry.path("resource"));
    }

    /// How a topic-based subscription stands: a resource of its own since R4B, in R4 said by parameters.
    private static boolean isStatus(JsonNode resource) {
        var type = resource.path("resourceType").asText();
        return type.equals("SubscriptionStatus") || type.equals("Parameters");
    }

    private static Stream<Changed> focuses(JsonNode status) {
        return Stream.concat(
                        all(status.path("notificationEvent")).map(event -> event.at("/focus/reference")),
                        all(status.path("parameter"))
                                .filter(parameter -> isCalled(parameter, "notification-event"))
                                .flatMap(event -> all(event.path("part")))
                                .filter(part -> isCalled(part, "focus"))
                                .map(focus -> focus.at("/valueReference/reference")))
                .map(reference ->
                        VERSION.matcher(reference.asText()).replaceFirst("").split("/"))
                .filter(parts -> parts.length >= 2)
                .flatMap(parts -> of(parts[parts.length - 2], parts[parts.length - 1]).stream());
    }

    private static boolean isCalled(JsonNode parameter, String name) {
        return parameter.path("name").asText().equals(name);
    }

    private static Stream<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Optional<Changed> named(JsonNode thing) {
        var type = thing.has("resourceType") ? thing.path("resourceType") : thing.path("type");
        return isStatus(thing)
                ? Optional.empty()
                : of(type.asText(), thing.path("id").asText());
    }
}
