package org.scapula.edge;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// A filter that is misspelt must not answer everything: query parameters that are unknown, or hold what they cannot
/// hold, are refused by name, not ignored.
final class KnownParameters {

    private final Map<Method, SortedMap<String, Class<?>>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    Optional<Response> check(ResourceInfo resource, UriInfo uri) {
        var method = resource.getResourceMethod();
        if (method == null || uri.getQueryParameters().isEmpty()) {
            return Optional.empty();
        }
        var accepted = known.computeIfAbsent(method, KnownParameters::of);
        return uri.getQueryParameters().entrySet().stream()
                .flatMap(given -> refusals(given.getKey(), given.getValue(), accepted))
                .findFirst()
                .map(HttpProblem::toResponse);
    }

    private static Stream<HttpProblem> refusals(
            String name, List<String> values, SortedMap<String, Class<?>> accepted) {
        var type = accepted.get(name);
        return type == null
                ? Stream.of(unknown(name, accepted))
                : values.stream()
                        .flatMap(value -> complaint(value, type).stream())
                        .map(complaint -> Problems.invalidParameter(name, complaint));
    }

    private static HttpProblem unknown(String name, SortedMap<String, Class<?>> accepted) {
        var detail = accepted.isEmpty()
                ? "this address takes no parameters"
                : "known are " + String.join(", ", accepted.keySet());
        return Problems.of(
                400,
                "unknown-parameter",
                "A parameter is not known",
                "The address does not know the parameter " + name + "; " + detail + ".",
                Map.of("errors", List.of(new FieldError(name, "unknown-field", detail))));
    }

    /// The framework drops an empty value, and a filter that is dropped answers everything.
    private static Optional<String> complaint(String value, Class<?> type) {
        if (value.isEmpty()) {
            return Optional.of("must not be empty");
        }
        if (type.isEnum()) {
            var constants =
                    Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
            return constants.contains(value)
                    ? Optional.empty()
                    : Optional.of("must be one of " + String.join(", ", constants));
        }
        var isWhole = type == int.class || type == Integer.class;
        return isWhole && !value.matches("-?\\d{1,9}") ? Optional.of("must be a whole number") : Optional.empty();
    }

    private static SortedMap<String, Class<?>> of(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(parameter -> parameter.isAnnotationPresent(BeanParam.class)
                        ? Arrays.stream(parameter.getType().getDeclaredFields())
                                .flatMap(field -> parameter(field, field.getName(), field.getGenericType()))
                        : parameter(parameter, parameter.getName(), parameter.getParameterizedType()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, TreeMap::new));
    }

    private static Stream<Map.Entry<String, Class<?>>> parameter(AnnotatedElement element, String name, Type type) {
        return Optional.ofNullable(element.getAnnotation(QueryParam.class))
                .map(QueryParam::value)
                .or(() -> Optional.ofNullable(element.getAnnotation(RestQuery.class))
                        .map(query -> query.value().isEmpty() ? name : query.value()))
                .stream()
                .map(query -> Map.entry(query, valueType(type)));
    }

    /// The type of one value: that of the elements where the parameter may repeat.
    private static Class<?> valueType(Type type) {
        return switch (type) {
            case Class<?> simple -> simple;
            case ParameterizedType generic -> valueType(generic.getActualTypeArguments()[0]);
            default -> Object.class;
        };
    }
}
