package org.scapula.planner.scheduling.system;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/// One request and its whole answer, in a limited time and of a limited length. What is not read to its end is ended
/// with
/// its connection, so that a system that trickles keeps no place.
final class Exchange {

    private final Vertx vertx;
    private final HttpClientRequest request;
    private final UniEmitter<? super Read> emitter;
    private final int longest;
    private final long timer;
    private final Buffer body = Buffer.buffer();
    private boolean begun;
    private boolean whole;

    private Exchange(
            Vertx vertx, HttpClientRequest request, UniEmitter<? super Read> emitter, Duration patience, int longest) {
        this.vertx = vertx;
        this.request = request;
        this.emitter = emitter;
        this.longest = longest;
        this.timer = vertx.setTimer(
                patience.toMillis(), _ -> emitter.fail(begun ? new Unfinished() : new TimeoutException()));
        var _ = emitter.onTermination(this::end);
    }

    /// What came back.
    record Read(int status, MultiMap headers, String body) {}

    /// An answer began and did not end in time, or has no end.
    static final class Unfinished extends RuntimeException {

        private final boolean tooLong;

        private Unfinished() {
            this(false);
        }

        private Unfinished(boolean tooLong) {
            super(tooLong ? "Too long" : "Not finished", null, false, false);
            this.tooLong = tooLong;
        }

        boolean isTooLong() {
            return tooLong;
        }
    }

    static Uni<Read> of(
            Vertx vertx,
            HttpClient http,
            RequestOptions options,
            Optional<String> sent,
            Duration patience,
            int longest) {
        return Uni.createFrom()
                .emitter(emitter -> http.request(options).onComplete(reached -> {
                    if (reached.failed()) {
                        // Nothing was sent yet.
                        emitter.fail(new ConnectException("Not reached"));
                    } else {
                        new Exchange(vertx, reached.result(), emitter, patience, longest).begin(sent);
                    }
                }));
    }

    private void begin(Optional<String> sent) {
        var coming = sent.map(request::send).orElseGet(request::send);
        var _ = coming.onSuccess(this::read).onFailure(emitter::fail);
    }

    private void read(HttpClientResponse response) {
        begun = true;
        var _ = response.exceptionHandler(emitter::fail).handler(this::take).endHandler(_ -> finish(response));
    }

    private void take(Buffer piece) {
        if (body.length() + piece.length() > longest) {
            emitter.fail(new Unfinished(true));
        } else {
            var _ = body.appendBuffer(piece);
        }
    }

    private void finish(HttpClientResponse response) {
        whole = true;
        var _ = vertx.cancelTimer(timer);
        emitter.complete(new Read(response.statusCode(), response.headers(), body.toString()));
    }

    private void end() {
        var _ = vertx.cancelTimer(timer);
        if (!whole) {
            var _ = request.reset();
        }
    }
}
