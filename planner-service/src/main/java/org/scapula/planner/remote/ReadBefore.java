package org.scapula.planner.remote;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;

/// What was read of the catalogue before, so that only what has changed is read again. The catalogue is asked each time
/// whether it still holds: nothing older than its answer is ever used.
@Singleton
class ReadBefore {

    /// Pages, not exercises: a clinic has one or two.
    private static final int MOST = 64;

    /// Whose answer it is, and which page: what one clinic reads is never used for another.
    record Question(String clinic, Optional<String> cursor) {}

    private record Answer(String etag, Object read) {}

    private final NeighbourJson json;
    private final Map<Question, Answer> answers = Collections.synchronizedMap(new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Answer> eldest) {
            return size() > MOST;
        }
    });

    ReadBefore(NeighbourJson json) {
        this.json = json;
    }

    /// Asks with the tag of what is known, and reads the answer unless it says that nothing has changed.
    <T> Uni<T> orRead(Question question, Class<T> type, Function<Optional<String>, Uni<RestResponse<String>>> ask) {
        var known = Optional.ofNullable(answers.get(question)).filter(answer -> type.isInstance(answer.read()));
        return ask.apply(known.map(Answer::etag)).map(said -> switch (said.getStatus()) {
            case 200 -> kept(question, said, json.read(said.getEntity(), type));
            case 304 ->
                type.cast(known.orElseThrow(() -> new NotUnderstood("unchanged, but nothing was known"))
                        .read());
            default -> throw new NotUnderstood("status " + said.getStatus());
        });
    }

    private <T> T kept(Question question, RestResponse<String> said, T read) {
        var etag = said.getHeaderString("ETag");
        if (etag == null) {
            answers.remove(question);
        } else {
            answers.put(question, new Answer(etag, read));
        }
        return read;
    }
}
