package org.scapula.planner.fhir.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.planner.scheduling.system.Refused;
import org.scapula.planner.scheduling.system.Refused.Why;
import org.scapula.planner.scheduling.system.SystemDown;
import org.scapula.planner.scheduling.system.SystemJson;
import org.scapula.planner.scheduling.system.SystemLine;
import org.scapula.planner.scheduling.system.SystemLine.Answer;

/// FHIR over HTTP, with our token. A token that is refused is worth one new one: whoever refuses it has done nothing.
final class FhirLine {

    private static final String JSON = "application/fhir+json";

    /// What a server said to the same question a minute ago is no answer to this one.
    private static final Map<String, String> PLAIN =
            Map.of("Accept", JSON, "Content-Type", JSON, "Cache-Control", "no-cache");
    static final int MOST_PAGES = 50;

    private final SystemLine line;
    private final Optional<BackendLogin> login;

    FhirLine(SystemLine line, Optional<BackendLogin> login) {
        this.line = line;
        this.login = login;
    }

    /// Name, value: a name may come twice.
    record Parameter(String name, String value) {

        private String encoded() {
            return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    /// All of them, page by page. A server that does not know a parameter may leave it out; whoever searches looks
    /// through what comes.
    Uni<List<ObjectNode>> search(String type, List<Parameter> parameters) {
        return searchUntil(_ -> false, MOST_PAGES, type, parameters).map(Found::resources);
    }

    /// Perhaps not all of them.
    record Found(List<ObjectNode> resources, boolean isAll) {}

    /// Until there is enough. A server that still goes on after so many pages is not understood.
    Uni<Found> searchUntil(Predicate<List<ObjectNode>> enough, int mostPages, String type, List<Parameter> parameters) {
        return searchSome(enough, mostPages, type, parameters).map(found -> {
            if (!found.isAll() && !enough.test(found.resources())) {
                throw new Refused(Why.NOT_UNDERSTOOD);
            }
            return found;
        });
    }

    /// As much as so many pages tell: whoever can asks for less then.
    Uni<Found> searchSome(Predicate<List<ObjectNode>> enough, int mostPages, String type, List<Parameter> parameters) {
        var query = Stream.concat(parameters.stream(), Stream.of(new Parameter("_count", "100")))
                .map(Parameter::encoded)
                .collect(Collectors.joining("&"));
        return pages(enough, line.at("/" + type + "?" + query), type, mostPages, List.of());
    }

    private Uni<Found> pages(
            Predicate<List<ObjectNode>> enough, URI address, String type, int left, List<ObjectNode> before) {
        if (left == 0) {
            return Uni.createFrom().item(new Found(before, false));
        }
        return look(address).map(FhirLine::listed).chain(bundle -> page(enough, bundle, type, left, before));
    }

    private Uni<Found> page(
            Predicate<List<ObjectNode>> enough, ObjectNode bundle, String type, int left, List<ObjectNode> before) {
        var all = new ArrayList<>(before);
        all.addAll(FhirJson.resources(bundle, type));
        var next = FhirJson.next(bundle);
        return next.isEmpty() || enough.test(all)
                ? Uni.createFrom().item(new Found(List.copyOf(all), next.isEmpty()))
                : pages(enough, line.at(next.get()), type, left - 1, List.copyOf(all));
    }

    Uni<ObjectNode> read(String type, String id) {
        return answerOf(type, id).map(FhirLine::found);
    }

    /// Where a no may say something, too.
    Uni<Answer> answerOf(String type, String id) {
        return look(line.at("/" + type + "/" + FhirJson.id(id)));
    }

    /// A question with a body, whose answer is a list; its pages are read as those of any other. A server that limits
    /// what it tells says how much there is.
    Uni<Found> ask(Predicate<List<ObjectNode>> enough, String path, ObjectNode parameters, String type, int most) {
        return admitted(headers ->
                        line.look(HttpMethod.POST, line.at(path), headers, Optional.of(parameters.toString())))
                .map(FhirLine::listed)
                .chain(bundle -> page(enough, bundle, type, MOST_PAGES, List.of())
                        .map(found -> FhirJson.next(bundle).isPresent() ? found : unlessLimited(found, bundle, most)));
    }

    private static Found unlessLimited(Found found, ObjectNode bundle, int most) {
        var told = found.resources().size();
        return new Found(
                found.resources(), told < most && told >= bundle.path("total").asInt());
    }

    Uni<Answer> order(HttpMethod method, String path, ObjectNode body, Map<String, String> more) {
        return admitted(headers -> {
            var all = new HashMap<>(headers);
            all.putAll(more);
            return line.order(method, line.at(path), all, Optional.of(body.toString()));
        });
    }

    private Uni<Answer> look(URI address) {
        return admitted(headers -> line.look(address, headers));
    }

    private Uni<Answer> admitted(Function<Map<String, String>, Uni<Answer>> send) {
        return login.map(desk -> desk.token()
                        .chain(token -> send.apply(headers(token)).chain(answer -> {
                            if (answer.status() != 401) {
                                return Uni.createFrom().item(answer);
                            }
                            desk.forget(token);
                            return desk.token().chain(fresh -> send.apply(headers(fresh)));
                        })))
                .orElseGet(() -> send.apply(PLAIN));
    }

    private static Map<String, String> headers(String token) {
        var all = new HashMap<>(PLAIN);
        all.put("Authorization", "Bearer " + token);
        return Map.copyOf(all);
    }

    private static ObjectNode listed(Answer answer) {
        if (answer.status() == 404) {
            throw SystemDown.withoutItsLists();
        }
        return found(answer);
    }

    static ObjectNode found(Answer answer) {
        return switch (answer.status()) {
            case 200 -> SystemJson.read(answer.body(), ObjectNode.class);
            case 401, 403 -> throw new Refused(Why.NOT_ADMITTED);
            case 404 -> throw new Refused(Why.UNKNOWN_VISIT);
            case 410 -> throw new Refused(Why.REMOVED_VISIT);
            default -> throw new Refused(Why.NOT_ACCEPTED);
        };
    }
}
