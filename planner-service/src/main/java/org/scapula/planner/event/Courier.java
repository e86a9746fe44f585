package org.scapula.planner.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.scapula.planner.event.Names.Share;
import org.scapula.planner.event.Secrets.Use;

/// Takes one event to one receiver: signed, to the very machine that was looked at, without following anybody
/// elsewhere,
/// and without reading more of the answer than its status.
@Singleton
class Courier {

    private static final int PLAIN = 80;
    private static final int ENCRYPTED = 443;
    private static final int MOST_CONNECTIONS = 400;

    private final HttpClient http;
    private final Targets targets;
    private final Secrets secrets;
    private final ObjectMapper json;
    private final Clock clock;
    private final Duration timeout;

    Courier(Vertx vertx, Targets targets, Secrets secrets, ObjectMapper json, Clock clock, WebhookSettings settings) {
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                // A connection that was kept may be dead by the next time, and nobody could tell whether it heard us.
                .setKeepAlive(false)
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setConnectTimeout(Math.toIntExact(settings.timeout().toMillis()))
                // Whoever came too late for the request it was made for is of no use to another.
                .setIdleTimeout(Math.toIntExact(2 * settings.timeout().toSeconds()) + 1)
                .setVerifyHost(true));
        this.targets = targets;
        this.secrets = secrets;
        this.json = json;
        this.clock = clock;
        this.timeout = settings.timeout();
    }

    /// Never fails: what goes wrong is an answer, too.
    Uni<Answer> take(Delivery delivery) {
        return targets.machineOf(delivery.url(), Share.TELLING, delivery.clinic())
                .chain(machine -> http.request(to(delivery.url(), machine)))
                .chain(request -> said(request, delivery))
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure()
                .recoverWithItem(Courier::nothing);
    }

    private Uni<Answer> said(HttpClientRequest request, Delivery delivery) {
        var id = delivery.event().id().toString();
        var body = body(delivery.event());
        var now = clock.instant();
        var inForce = secrets.inForce(Use.WEBHOOK, delivery.webhook(), delivery.generation(), delivery.promised(), now);
        return request.putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "Scapula")
                .putHeader(StandardWebhook.ID, id)
                .putHeader(StandardWebhook.TIMESTAMP, String.valueOf(now.getEpochSecond()))
                .putHeader(
                        StandardWebhook.SIGNATURE, StandardWebhook.signature(id, now.getEpochSecond(), body, inForce))
                .send(Buffer.buffer(body))
                .map(Courier::answer)
                // Whatever it goes on saying, or whether it goes on at all, is not waited for.
                .onTermination()
                .invoke(() -> hangUp(request));
    }

    private static Answer answer(HttpClientResponse response) {
        // We hang up on it ourselves, which is no news.
        var quiet = response.exceptionHandler(_ -> {});
        return Answer.of(quiet.statusCode(), Optional.ofNullable(quiet.getHeader("Retry-After")));
    }

    private static void hangUp(HttpClientRequest request) {
        var _ = request.reset();
    }

    private static RequestOptions to(URI url, InetAddress machine) {
        var encrypted = "https".equals(url.getScheme());
        var port = url.getPort() > 0 ? url.getPort() : encrypted ? ENCRYPTED : PLAIN;
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                // Not the name, which could lead elsewhere by now; the name is what the certificate must be for.
                .setServer(SocketAddress.inetSocketAddress(port, machine.getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(encrypted)
                .setFollowRedirects(false)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
    }

    private static Answer nothing(Throwable failure) {
        return switch (failure) {
            case NoRoom _ -> Answer.NOT_ASKED;
            case NotReached reason -> Answer.none(reason.failure());
            case TimeoutException _ -> Answer.none(Failure.TIMEOUT);
            case SSLException _ -> Answer.none(Failure.NOT_TRUSTED);
            default -> Answer.none(Failure.NO_CONNECTION);
        };
    }

    private byte[] body(EventView event) {
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    @PreDestroy
    void close() {
        http.closeAndForget();
    }
}
