package org.scapula.edge;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// No request lasts for ever: neither one whose body drips in, nor one whose answer never comes.
@Singleton
class Deadline {

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final EarlyRefusals refusals;
    private final Duration most;

    Deadline(EarlyRefusals refusals, @ConfigProperty(name = "scapula.http.deadline") Duration most) {
        this.refusals = refusals;
        this.most = most;
    }

    void watch(RoutingContext routing) {
        var timer = routing.vertx().setTimer(most.toMillis(), late -> end(routing));
        routing.addEndHandler(
                done -> whenAllHasCome(routing.request(), () -> routing.vertx().cancelTimer(timer)));
        routing.next();
    }

    /// An answer may be given before the body has come; the body still has to, or the connection ends.
    private static void whenAllHasCome(HttpServerRequest request, Runnable then) {
        if (isStillArriving(request)) {
            request.end().onComplete(come -> then.run());
            request.resume();
        } else {
            then.run();
        }
    }

    private void end(RoutingContext routing) {
        if (routing.response().headWritten()) {
            routing.request().connection().close();
        } else {
            refusals.answerAndClose(routing, isStillArriving(routing.request()) ? tooSlow() : stuck());
        }
    }

    private static boolean isStillArriving(HttpServerRequest request) {
        var hasBody = request.headers().contains("Content-Length")
                || request.headers().contains("Transfer-Encoding");
        return hasBody && !request.isEnded();
    }

    private static HttpProblem tooSlow() {
        return Problems.of(
                408,
                "request-timeout",
                "The request took too long",
                "The body did not arrive in time. Nothing was stored.",
                Map.of());
    }

    /// What was begun may have been stored: nobody can say any more.
    private static HttpProblem stuck() {
        return Problems.unavailable(
                "The answer took too long. Whether something was stored is not known; look before you try again.",
                COME_BACK);
    }
}
