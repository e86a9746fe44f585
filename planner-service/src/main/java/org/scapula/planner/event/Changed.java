package org.scapula.planner.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Which thing of another system changed: all that is read of what it says.
record Changed(String type, String id) {

    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern VERSION = Pattern.compile("/_history/.*");
    private static final Set<String> SIGNS_OF_LIFE = Set.of("handshake", "heartbeat");

    /// So many are marked at a time.
    static final int MOST = 200;

    static Optional<Changed> of(String type, String id) {
        return TYPE.matcher(type).matches() && ID.matcher(id).matches()
                ? Optional.of(new Changed(type, id))
                : Optional.empty();
    }

    /// In a resource, in the `data` of an event, or in a bundle of either.
    static List<Changed> in(JsonNode message) {
        return isBundle(message)
                ? entries(message).flatMap(Optional::stream).distinct().toList()
                : Stream.of(named(message), named(message.path("data")))
                        .flatMap(Optional::stream)
                        .limit(1)
                        .toList();
    }

    /// Of a subscription that was just made, or that only says that it is alive: nothing has changed.
    static boolean isSignOfLife(JsonNode message) {
        return isBundle(message)
                && resources(message).filter(Changed::isStatus).anyMatch(Changed::isAlive)
                && entries(message).findAny().isEmpty();
    }

    /// A bundle that tells of something without saying what: nobody could read it.
    static boolean leavesOut(JsonNode message) {
        return isBundle(message)
                && !isSignOfLife(message)
                && (entries(message).findAny().isEmpty() || entries(message).anyMatch(Optional::isEmpty));
    }

    static boolean isBundle(JsonNode message) {
        return message.path("resourceType").asText().equals("Bundle");
    }

    /// Of a notification only what is in focus has to be named; what else comes with it is there to be read,
    /// or is left out.
    private static Stream<Optional<Changed>> entries(JsonNode bundle) {
        return resources(bundle).anyMatch(Changed::isStatus)
                ? resources(bundle)
                        .flatMap(resource ->
                                isStatus(resource) ? focuses(resource) : named(resource).map(Optional::of).stream())
                : resources(bundle).map(Changed::named);
    }

    private static boolean isAlive(JsonNode status) {
        return Stream.concat(
                        Stream.of(status.path("type")),
                        all(status.path("parameter"))
                                .filter(parameter -> isCalled(parameter, "type"))
                                .map(parameter -> parameter.path("valueCode")))
                .anyMatch(type -> SIGNS_OF_LIFE.contains(type.asText()));
    }

    private static Stream<JsonNode> resources(JsonNode bundle) {
        return all(bundle.path("entry")).map(entry -> entry.path("resource"));
    }

    /// How a topic-based subscription stands: a resource of its own since R4B, in R4 said by parameters.
    private static boolean isStatus(JsonNode resource) {
        var type = resource.path("resourceType").asText();
        return type.equals("SubscriptionStatus") || type.equals("Parameters");
    }

    private static Stream<Optional<Changed>> focuses(JsonNode status) {
        return Stream.concat(
                        all(status.path("notificationEvent")).map(event -> event.at("/focus/reference")),
                        all(status.path("parameter"))
                                .filter(parameter -> isCalled(parameter, "notification-event"))
                                .map(Changed::focus))
                .map(reference ->
                        VERSION.matcher(reference.asText()).replaceFirst("").split("/"))
                .map(parts ->
                        parts.length < 2 ? Optional.empty() : of(parts[parts.length - 2], parts[parts.length - 1]));
    }

    private static JsonNode focus(JsonNode event) {
        return all(event.path("part"))
                .filter(part -> isCalled(part, "focus"))
                .map(focus -> focus.at("/valueReference/reference"))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
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
