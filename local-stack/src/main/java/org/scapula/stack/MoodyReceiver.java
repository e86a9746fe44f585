package org.scapula.stack;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Somebody else's system, down to the socket, so that it can do what no HTTP server would: hang up in the
/// middle, never answer, or answer twice.
final class MoodyReceiver implements AutoCloseable {

    /// What it is like.
    enum Mood {
        WELL("always well"),
        SLOW("slow, and too slow for four in ten"),
        ILL("answers 500, 503 or 429 to four in ten"),
        RUDE("hangs up on four in ten, before or after it has taken it"),
        TWICE("answers twice");

        final String words;

        Mood(String words) {
            this.words = words;
        }
    }

    /// Where a delivery is.
    enum Moment {
        RECEIVED,
        ANSWERED
    }

    private static final Set<Integer> NOT_NOW = Set.of(500, 503, 429);

    private final Mood mood;

    /// So long whoever tells waits for an answer.
    private final Duration limit;

    private final Consumer<Moment> watcher;
    private final Door door;
    private final Random chance = new Random();

    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger forged = new AtomicInteger();
    private volatile @Nullable Webhook library;

    MoodyReceiver(Mood mood, Duration limit, Consumer<Moment> watcher) throws IOException {
        this.mood = mood;
        this.limit = limit;
        this.watcher = watcher;
        this.door = new Door(this::serve);
    }

    URI address() {
        return door.address().resolve("/hook");
    }

    void believes(String secret) {
        try {
            library = new Webhook(secret);
        } catch (EmptyWebhookSecretException none) {
            throw new IllegalArgumentException(none);
        }
    }

    Mood mood() {
        return mood;
    }

    /// The events that it answered 2xx to.
    Set<String> taken() {
        return taken;
    }

    /// Whoever is in this mood takes whatever it is told.
    boolean takesAll() {
        return mood == Mood.WELL || mood == Mood.TWICE;
    }

    int messages() {
        return messages.get();
    }

    int acknowledged() {
        return acknowledged.get();
    }

    int forged() {
        return forged.get();
    }

    private void serve(Socket caller) throws IOException, InterruptedException {
        caller.setSoTimeout(10_000);
        var in = new BufferedInputStream(caller.getInputStream());
        var first = line(in);
        if (first.isEmpty()) {
            return;
        }
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var parts = header.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), List.of(parts[1].strip()));
        }
        var length = Integer.parseInt(
                headers.getOrDefault("content-length", List.of("0")).getFirst());
        var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (body.getBytes(StandardCharsets.UTF_8).length == length) {
            messages.incrementAndGet();
            verify(body, headers);
            watcher.accept(Moment.RECEIVED);
            answer(caller, headers.getOrDefault("webhook-id", List.of("none")).getFirst());
        }
    }

    private void verify(String body, TreeMap<String, List<String>> headers) {
        try {
            var expected = library;
            if (expected == null) {
                throw new IllegalStateException("told before it had a secret");
            }
            expected.verify(body, headers);
        } catch (WebhookVerificationException wrong) {
            forged.incrementAndGet();
        }
    }

    private void answer(Socket caller, String event) throws IOException, InterruptedException {
        var luck = chance.nextInt(10);
        switch (mood) {
            case WELL -> accept(caller, event, 1);
            case TWICE -> accept(caller, event, 2);
            case SLOW -> {
                if (luck < 6) {
                    Thread.sleep(Duration.ofMillis(chance.nextLong(limit.toMillis() * 7 / 10)));
                    accept(caller, event, 1);
                } else {
                    // Nobody listens any more: what they were not told in time must be told again.
                    Thread.sleep(limit.multipliedBy(3).dividedBy(2));
                }
            }
            case ILL -> {
                if (luck < 4) {
                    say(
                            caller,
                            NOT_NOW.stream()
                                    .skip(luck % NOT_NOW.size())
                                    .findFirst()
                                    .orElseThrow());
                } else {
                    accept(caller, event, 1);
                }
            }
            case RUDE -> {
                if (luck < 2) {
                    caller.setSoLinger(true, 0);
                } else if (luck < 4) {
                    // It has taken it, and nobody will ever know.
                    caller.getOutputStream().write("HTTP/1.1 20".getBytes(StandardCharsets.US_ASCII));
                } else {
                    accept(caller, event, 1);
                }
            }
        }
    }

    private void accept(Socket caller, String event, int times) throws IOException {
        for (var time = 0; time < times; time++) {
            say(caller, 200);
        }
        taken.add(event);
        acknowledged.incrementAndGet();
        watcher.accept(Moment.ANSWERED);
    }

    private static void say(Socket caller, int status) throws IOException {
        caller.getOutputStream()
                .write(("HTTP/1.1 " + status + " Said\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        caller.getOutputStream().flush();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        door.close();
    }
}
