package org.scapula.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The line between one planner and the clinic's system, so that somebody can be there at the moment an order passes.
final class OrderRelay implements AutoCloseable {

    /// Where an order is.
    enum Moment {
        UNDER_WAY,
        CARRIED_OUT
    }

    private static final Pattern AN_ORDER = Pattern.compile("(POST|PUT|PATCH|DELETE) (?!/auth/)");
    private static final int PIECE = 16_384;

    private final URI clinic;
    private final Consumer<Moment> watcher;
    private final Door door;

    OrderRelay(URI clinic, Consumer<Moment> watcher) throws IOException {
        this.clinic = clinic;
        this.watcher = watcher;
        this.door = new Door(this::serve);
    }

    URI address() {
        return door.address();
    }

    /// One request at a time on a line, as HTTP/1.1 without pipelining has it: an answer that comes is the last one's.
    private void serve(Socket caller) throws IOException {
        try (var system = new Socket(clinic.getHost(), clinic.getPort())) {
            var line = new Line();
            // It ends when one of the sockets is closed; nobody who watches is to be interrupted.
            door.beside(() -> {
                pump(system.getInputStream(), caller.getOutputStream(), line::answered);
                caller.close();
            });
            pump(caller.getInputStream(), system.getOutputStream(), line::asked);
        }
    }

    private static void pump(InputStream in, OutputStream out, Consumer<String> look) throws IOException {
        var piece = new byte[PIECE];
        for (var length = in.read(piece); length >= 0; length = in.read(piece)) {
            look.accept(new String(piece, 0, Math.min(length, 16), StandardCharsets.US_ASCII));
            out.write(piece, 0, length);
            out.flush();
        }
    }

    /// What is going on on one line.
    private final class Line {

        private volatile boolean isOrder;

        private void asked(String begin) {
            if (AN_ORDER.matcher(begin).lookingAt()) {
                isOrder = true;
                watcher.accept(Moment.UNDER_WAY);
            } else if (begin.startsWith("GET ")) {
                isOrder = false;
            }
        }

        private void answered(String begin) {
            if (isOrder && begin.startsWith("HTTP/1.1 2")) {
                watcher.accept(Moment.CARRIED_OUT);
            }
        }
    }

    @Override
    public void close() {
        door.close();
    }
}
