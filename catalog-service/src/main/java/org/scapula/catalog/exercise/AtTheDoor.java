package org.scapula.catalog.exercise;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.scapula.catalog.reader.Reader;
import org.scapula.catalog.reader.Readers;
import org.scapula.edge.QuickAnswer;

/// One exercise, asked for plainly: sent with the same headers as the endpoint sends it with. Taking the request apart
/// for the endpoint would cost more than all the rest.
@ApplicationScoped
class AtTheDoor implements QuickAnswer {

    private static final String BEFORE = "/exercises/";
    private static final Pattern ONE = Pattern.compile("/exercises/[a-z0-9-]{1,80}");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");
    private static final CharSequence ASK_AGAIN = HttpHeaders.createOptimized("no-cache");
    private static final CharSequence VARY = HttpHeaders.createOptimized(Readers.VARY_OF_READERS);
    private static final Set<String> JSON_IS_WELCOME = Set.of("*/*", "application/json");

    private final Exercises exercises;
    private final Readers readers;

    AtTheDoor(Exercises exercises, Readers readers) {
        this.exercises = exercises;
        this.readers = readers;
    }

    @Override
    public String route() {
        return "/exercises/{idOrSlug}";
    }

    @Override
    public Optional<Runnable> to(RoutingContext routing) {
        var asked = routing.request();
        return isPlain(asked)
                ? readers.openly(asked)
                        .map(reader -> () -> answer(routing, reader, asked.uri().substring(BEFORE.length())))
                : Optional.empty();
    }

    /// Whatever stands in the way, the endpoint says.
    private void answer(RoutingContext routing, Reader reader, String idOrSlug) {
        exercises
                .asked(reader, idOrSlug)
                .subscribe()
                .with(exercise -> send(routing, reader, exercise), failure -> routing.next());
    }

    private static boolean isPlain(HttpServerRequest asked) {
        var headers = asked.headers();
        return asked.method() == HttpMethod.GET
                && ONE.matcher(asked.uri()).matches()
                && !headers.contains(HttpHeaders.CONTENT_LENGTH)
                && !headers.contains(HttpHeaders.TRANSFER_ENCODING)
                && !headers.contains(HttpHeaders.IF_NONE_MATCH)
                && !headers.contains(HttpHeaders.IF_MATCH)
                && (!headers.contains(HttpHeaders.ACCEPT) || JSON_IS_WELCOME.contains(headers.get(HttpHeaders.ACCEPT)));
    }

    private static void send(RoutingContext routing, Reader reader, ReadyExercise exercise) {
        var response = routing.response();
        response.headers()
                .set(HttpHeaders.CONTENT_TYPE, JSON)
                .set(HttpHeaders.CACHE_CONTROL, ASK_AGAIN)
                .set(HttpHeaders.ETAG, '"' + exercise.etag() + '"')
                .set(HttpHeaders.CONTENT_LANGUAGE, reader.language().tag())
                .set(HttpHeaders.VARY, VARY)
                // Not sent: it says that this one is not to be compressed.
                .set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        response.end(Buffer.buffer(exercise.json()));
    }
}
