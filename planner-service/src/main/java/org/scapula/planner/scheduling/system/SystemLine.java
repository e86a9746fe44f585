package org.scapula.planner.scheduling.system;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import java.net.ConnectException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// The line to one clinic's system. It waits a limited time for the whole of an answer; a look is tried once more where
/// nothing came, an order never: whoever gives one and hears nothing is in doubt. A system that asks to be left in
/// peace
/// is.
public final class SystemLine {

    private static final Duration CONNECT = Duration.ofMillis(1000);
    private static final Duration PATIENCE = Duration.ofMillis(2500);
    private static final Duration IN_PEACE = Duration.ofSeconds(5);
    private static final Duration MOST_PEACE = Duration.ofMinutes(15);
    private static final Duration LONGEST_TURN = Duration.ofSeconds(5);
    private static final int LONGEST = 4 * 1024 * 1024;

    private static final int TOOK_TOO_LONG = 408;

    /// It says itself that it did nothing.
    private static final Set<Integer> NOT_NOW = Set.of(429, 503);

    private final io.vertx.core.Vertx vertx;
    private final HttpClient http;
    private final URI home;
    private final String userAgent;
    private final Clock clock;
    private final Optional<Pace> pace;
    private final AtomicReference<Instant> quietUntil = new AtomicReference<>(Instant.EPOCH);

    public SystemLine(Vertx vertx, URI home, String contact, Clock clock) {
        this(vertx, home, contact, clock, Optional.empty());
    }

    SystemLine(Vertx vertx, URI home, String contact, Clock clock, Optional<Pace> pace) {
        this.pace = pace;
        this.home = URI.create(home.toString().replaceAll("/+$", ""));
        this.userAgent = contact.isBlank() ? "Scapula" : "Scapula (" + contact + ")";
        this.clock = clock;
        this.vertx = vertx.getDelegate();
        this.http = this.vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setMaxPoolSize(8)
                .setKeepAliveTimeout(20)
                .setDecompressionSupported(false));
    }

    /// What came back; the body is not read yet.
    public record Answer(int status, String body, Map<String, String> headers) {

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        @Override
        public String toString() {
            return "Answer " + status;
        }
    }

    public URI home() {
        return home;
    }

    /// A path below the system's address, or a whole address that it named itself: never one somewhere else, because
    /// our login goes with it.
    public URI at(String pathOrAddress) {
        var address = address(pathOrAddress.startsWith("/") ? home + pathOrAddress : pathOrAddress);
        var same = home.getScheme().equals(address.getScheme())
                && home.getAuthority().equals(address.getAuthority());
        if (!same) {
            throw new Refused(Refused.Why.NOT_UNDERSTOOD);
        }
        return address;
    }

    /// As it was named by somebody else.
    public static URI address(String named) {
        try {
            return URI.create(named);
        } catch (IllegalArgumentException unreadable) {
            throw new Refused(Refused.Why.NOT_UNDERSTOOD);
        }
    }

    public Uni<Answer> look(URI address, Map<String, String> headers) {
        return look(HttpMethod.GET, address, headers, Optional.empty());
    }

    /// Some systems take questions with a body.
    public Uni<Answer> look(HttpMethod method, URI address, Map<String, String> headers, Optional<String> body) {
        return send(method, address, headers, body)
                .onFailure(failure -> !(failure instanceof SystemFailure || failure instanceof Exchange.Unfinished))
                .retry()
                .atMost(1)
                .onFailure(failure -> !(failure instanceof SystemFailure))
                .transform(SystemLine::downOrNotUnderstood)
                .map(answer -> unlessItFailed(answer, SystemDown::new));
    }

    private static SystemFailure downOrNotUnderstood(Throwable failure) {
        return failure instanceof Exchange.Unfinished unfinished && unfinished.isTooLong()
                ? new Refused(Refused.Why.NOT_UNDERSTOOD)
                : new SystemDown("No answer");
    }

    /// An order that changes nothing worth a doubt, such as buying a token.
    public Uni<Answer> ask(HttpMethod method, URI address, Map<String, String> headers, Optional<String> body) {
        return order(method, address, headers, body)
                .onFailure(SystemDoubt.class)
                .transform(unheard -> new SystemDown("No answer"));
    }

    public Uni<Answer> order(HttpMethod method, URI address, Map<String, String> headers, Optional<String> body) {
        return send(method, address, headers, body)
                .onFailure(failure -> !(failure instanceof SystemFailure))
                .transform(SystemLine::downOrDoubt)
                .map(answer -> unlessItFailed(answer, SystemDoubt::new));
    }

    private static Answer unlessItFailed(Answer answer, Function<String, SystemFailure> how) {
        if (answer.status() >= 500 || answer.status() == TOOK_TOO_LONG) {
            throw how.apply("It failed with status " + answer.status());
        }
        return answer;
    }

    /// Whether it heard us at all.
    private static SystemFailure downOrDoubt(Throwable failure) {
        return failure instanceof ConnectException ? new SystemDown("Not reached") : new SystemDoubt("No answer came");
    }

    private Uni<Answer> send(HttpMethod method, URI address, Map<String, String> headers, Optional<String> body) {
        return Uni.createFrom().deferred(() -> {
            leaveInPeace();
            var options = new RequestOptions()
                    .setMethod(method)
                    .setAbsoluteURI(address.toString())
                    .setConnectTimeout(PATIENCE.toMillis())
                    .putHeader("User-Agent", userAgent);
            headers.forEach(options::putHeader);
            return inTurn().chain(() -> Exchange.of(vertx, http, options, body, PATIENCE, LONGEST))
                    .map(this::heard);
        });
    }

    private Uni<Void> inTurn() {
        var wait = pace.map(kept -> kept.turn(LONGEST_TURN)).orElse(Duration.ZERO);
        if (wait.compareTo(LONGEST_TURN) > 0) {
            throw new SystemDown("It has been asked enough for now", Optional.of(wait));
        }
        return wait.isZero()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom()
                        .<Long>emitter(turn -> vertx.setTimer(wait.toMillis() + 1, turn::complete))
                        .replaceWithVoid();
    }

    private void leaveInPeace() {
        var now = clock.instant();
        var until = quietUntil.get();
        if (now.isBefore(until)) {
            throw new SystemDown("It asked to be left in peace", Optional.of(Duration.between(now, until)));
        }
    }

    private Answer heard(Exchange.Read read) {
        if (NOT_NOW.contains(read.status())) {
            var wait = saidToWait(read);
            wait.ifPresent(time -> quietUntil.set(clock.instant().plus(time)));
            throw new SystemDown("It answered " + read.status(), wait);
        }
        return new Answer(
                read.status(),
                read.body(),
                Map.of(
                        "ETag",
                        header(read, "ETag").orElse(""),
                        "Location",
                        header(read, "Location").orElse("")));
    }

    private static Optional<String> header(Exchange.Read read, String name) {
        return Optional.ofNullable(read.headers().get(name));
    }

    private Optional<Duration> saidToWait(Exchange.Read read) {
        var now = clock.instant();
        var said = header(read, "Retry-After")
                .flatMap(text -> secondsOrDate(text, now))
                .or(() -> header(read, "X-RateLimit-Reset").flatMap(text -> unixTime(text, now)));
        return read.status() == 429 ? Optional.of(bounded(said.orElse(IN_PEACE))) : said.map(SystemLine::bounded);
    }

    private static Duration bounded(Duration wait) {
        var least = wait.isNegative() || wait.isZero() ? Duration.ofSeconds(1) : wait;
        return least.compareTo(MOST_PEACE) > 0 ? MOST_PEACE : least;
    }

    private static Optional<Duration> secondsOrDate(String text, Instant now) {
        if (text.matches("\\d{1,6}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(now, date.toInstant()));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> unixTime(String text, Instant now) {
        return text.matches("\\d{1,12}")
                ? Optional.of(Duration.between(now, Instant.ofEpochSecond(Long.parseLong(text))))
                : Optional.empty();
    }
}
