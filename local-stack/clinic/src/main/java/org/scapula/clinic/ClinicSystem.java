package org.scapula.clinic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.scapula.clinic.Moods.Mood;

/// A small scheduling system of a clinic, to try Scapula with: a book of visits behind three faces, and moods. **Never
/// for production**: it keeps nothing, knows nobody and, unless it is told so, listens to this machine only. It shares
/// no code with Scapula, so that it misunderstands nothing in the same way.
public final class ClinicSystem implements AutoCloseable {

    private static final Set<String> LOOKS_FOR_TIMES = Set.of("Slot", "$find", "availabilities", "available_times");

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Moods moods = new Moods();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();
    private final Book book;
    private final SmartDesk desk;
    private final Map<String, Face> faces;
    private final Control control;
    private final Queue<Runnable> putOff = new ConcurrentLinkedQueue<>();
    private final BiConsumer<String, String> listener;

    private ClinicSystem(HttpServer server, Keys keys, ZoneId zone, BiConsumer<String, String> listener) {
        this.server = server;
        this.listener = listener;
        this.book = new Book(Clock.systemUTC(), zone);
        this.desk = new SmartDesk(book);
        var easy = new EasyFace(book, keys.easy());
        var polling = new PollingFace(book, moods, keys.polling());
        this.faces = Map.of(
                "fhir", new FhirFace(book, desk, moods),
                "index.php", easy,
                "v1", polling);
        this.control = new Control(book, moods, desk, easy, polling, asked, written);
        var _ = server.createContext("/", this::serve);
        server.setExecutor(workers);
        server.start();
    }

    /// What opens its faces. Who comes with a token is registered at the control address.
    public record Keys(String easy, String polling) {}

    /// Port 0 takes a free one.
    public static ClinicSystem start(int port, Keys keys, ZoneId zone) {
        return start(port, keys, zone, (_, _) -> {});
    }

    /// And somebody reads along: the path and the body of whatever is written to one of its faces, heard or not.
    public static ClinicSystem start(int port, Keys keys, ZoneId zone, BiConsumer<String, String> listener) {
        try {
            var here = InetAddress.ofLiteral(System.getProperty("clinic.listens", "127.0.0.1"));
            return new ClinicSystem(HttpServer.create(new InetSocketAddress(here, port), 0), keys, zone, listener);
        } catch (IOException failure) {
            throw new UncheckedIOException("The clinic's system cannot listen on port " + port, failure);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var talk = new Talk(exchange);
            var first = talk.path().isEmpty() ? "" : talk.path().getFirst();
            if (first.equals("control")) {
                quietly(talk, () -> control.answer(talk));
                talk.leave();
            } else {
                var found = Optional.ofNullable(faces.get(first));
                var isOrder = isOrder(talk, found);
                if (isHeard(talk, isOrder)) {
                    answer(talk, first, found, isOrder);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isOrder(Talk talk, Optional<Face> found) {
        try {
            return found.flatMap(face -> face.aboutToBook(talk)).isPresent();
        } catch (Refusal unreadable) {
            return false;
        }
    }

    /// What is not heard ends with the connection.
    private boolean isHeard(Talk talk, boolean isOrder) throws InterruptedException {
        var _ = asked.incrementAndGet();
        if (talk.isWrite()) {
            listener.accept(String.join("/", talk.path()), talk.rawBody());
            var _ = written.incrementAndGet();
        }
        if (isOrder) {
            moods.meetsOrder();
        }
        if (moods.takes(Mood.SLOW, isOrder)) {
            Thread.sleep(Moods.SLOWNESS);
        }
        return !moods.takes(Mood.DEAF, isOrder);
    }

    private void answer(Talk talk, String first, Optional<Face> found, boolean isOrder) throws IOException {
        if (moods.takes(Mood.DOWN, isOrder)) {
            talk.answersNothing(503);
            talk.leave();
        } else if (moods.takes(Mood.ASTRAY, isOrder)) {
            talk.answersNothing(404);
            talk.leave();
        } else if (first.equals("auth")) {
            desk.sell(talk);
            talk.leave();
        } else if (!isPutOff(talk, found, isOrder)) {
            var done = face(talk, found, isOrder);
            if (!(done && talk.isWrite() && !isLook(talk) && moods.takes(Mood.LOST_ANSWERS, isOrder))) {
                talk.leave();
            }
        }
    }

    private boolean isPutOff(Talk talk, Optional<Face> found, boolean isOrder) {
        return found.filter(_ -> isOrder && moods.takes(Mood.LATE_ORDERS, true))
                .map(face -> putOff.add(() -> face.answer(talk)))
                .orElse(false);
    }

    private void doWhatWasPutOff(Talk talk) {
        if (LOOKS_FOR_TIMES.contains(talk.path().getLast())) {
            Stream.generate(putOff::poll).takeWhile(Objects::nonNull).forEach(order -> quietly(talk, order));
        }
    }

    /// Some looks are sent with POST.
    private static boolean isLook(Talk talk) {
        return talk.path().getLast().equals("$find");
    }

    private boolean face(Talk talk, Optional<Face> found, boolean isOrder) {
        if (found.isEmpty()) {
            talk.answersNothing(404);
            return false;
        }
        var face = found.get();
        if (!face.letsIn(talk)) {
            return false;
        }
        try {
            somebodyIsFaster(face, talk);
            if (isOrder && moods.takes(Mood.TWICE, true)) {
                face.answer(talk);
            }
            doWhatWasPutOff(talk);
            face.answer(talk);
        } catch (Refusal refusal) {
            face.refuse(talk, refusal);
        }
        return true;
    }

    private void somebodyIsFaster(Face face, Talk talk) {
        if (moods.now().isBlind() || moods.now() == Mood.DOUBLE_BOOKING) {
            face.aboutToBook(talk)
                    .filter(_ -> moods.now().isBlind() || moods.takes(Mood.DOUBLE_BOOKING, true))
                    .ifPresent(time -> book.takeForSomebodyElse(time.practitioner(), time.start()));
        }
        if (moods.now() == Mood.DOUBLE_BOOKING) {
            face.aboutToMove(talk)
                    .filter(_ -> moods.takes(Mood.DOUBLE_BOOKING, false))
                    .ifPresent(time -> book.takeForSomebodyElse(time.practitioner(), time.start()));
        }
    }

    private static void quietly(Talk talk, Runnable work) {
        try {
            work.run();
        } catch (Refusal refusal) {
            talk.answers(409, Talk.object().put("message", refusal.says()));
        } catch (RuntimeException wrong) {
            talk.answers(400, Talk.object().put("message", String.valueOf(wrong.getMessage())));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.close();
    }

    /// `java -cp … org.scapula.clinic.ClinicSystem PORT ZONE`, with CLINIC_EASY_KEY and CLINIC_POLLING_KEY.
    @SuppressWarnings("SystemOut") // a command talks to its terminal
    public static void main(String[] arguments) throws InterruptedException {
        var keys = new Keys(secret("CLINIC_EASY_KEY"), secret("CLINIC_POLLING_KEY"));
        try (var clinic = start(Integer.parseInt(arguments[0]), keys, ZoneId.of(arguments[1]))) {
            System.out.println("The clinic's scheduling system listens at " + clinic.address());
            new CountDownLatch(1).await();
        }
    }

    private static String secret(String name) {
        var value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }
}
