package org.scapula.edge;

import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An endpoint under the path that it gives itself, `/plans/{id}`: the same for all plans, and without their ids.
final class Routes {

    private static final Map<Method, String> KNOWN = new ConcurrentHashMap<>();

    private Routes() {}

    static Optional<String> of(@Nullable Method endpoint) {
        return endpoint == null ? Optional.empty() : Optional.of(KNOWN.computeIfAbsent(endpoint, Routes::path));
    }

    private static String path(Method endpoint) {
        return Stream.of(endpoint.getDeclaringClass().getAnnotation(Path.class), endpoint.getAnnotation(Path.class))
                .filter(part -> part != null)
                .flatMap(part -> Stream.of(part.value().split("/")))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/", "/", ""));
    }
}
