package org.scapula.edge;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// A filter that is misspelt must not answer everything: unknown query parameters are refused, not ignored.
final class KnownParameters {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    Optional<Response> check(ResourceInfo resource, UriInfo uri) {
        var method = resource.getResourceMethod();
        if (method == null || uri.getQueryParameters().isEmpty()) {
            return Optional.empty();
        }
        var accepted = known.computeIfAbsent(method, KnownParameters::of);
        return uri.getQueryParameters().keySet().stream()
                .filter(name -> !accepted.contains(name))
                .findFirst()
                .map(name -> refusal(name, accepted));
    }

    private static Response refusal(String name, Set<String> accepted) {
        var detail =
                accepted.isEmpty() ? "this address takes no parameters" : "known are " + String.join(", ", accepted);
        return Problems.of(
                        400,
                        "unknown-parameter",
                        "A parameter is not known",
                        "The address does not know the parameter " + name + "; " + detail + ".",
                        Map.of("errors", List.of(new FieldError(name, "unknown-field", detail))))
                .toResponse();
    }

    private static Set<String> of(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(parameter -> parameter.isAnnotationPresent(BeanParam.class)
                        ? Arrays.stream(parameter.getType().getDeclaredFields())
                                .map(field -> name(field, field.getName()))
                        : Stream.of(name(parameter, parameter.getName())))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> name(AnnotatedElement element, String fallback) {
        return Optional.ofNullable(element.getAnnotation(QueryParam.class))
                .map(QueryParam::value)
                .or(() -> Optional.ofNullable(element.getAnnotation(RestQuery.class))
                        .map(query -> query.value().isEmpty() ? fallback : query.value()));
    }
}
