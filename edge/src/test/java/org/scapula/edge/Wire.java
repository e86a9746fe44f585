package org.scapula.edge;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A connection on which a test says what no proper client would say.
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int GLANCE_MILLIS = 30;

    private final Socket socket;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    static Wire open() throws IOException {
        var socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Wire(socket);
    }

    void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    String ask(String text) throws IOException {
        say(text);
        return hearToTheEnd();
    }

    /// All that comes until the other side closes.
    String hearToTheEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /// What comes first; nothing when the other side has closed.
    String hearSome() throws IOException {
        var heard = new byte[4096];
        var length = socket.getInputStream().read(heard);
        return length < 0 ? "" : new String(heard, 0, length, StandardCharsets.ISO_8859_1);
    }

    /// How long the other side listens to one letter each `pause`, up to `most`.
    Duration dripping(Duration pause, Duration most) throws InterruptedException {
        var begin = System.nanoTime();
        var so = Duration.ZERO;
        try {
            while (so.compareTo(most) < 0) {
                say("x");
                Thread.sleep(pause);
                so = Duration.ofNanos(System.nanoTime() - begin);
            }
        } catch (IOException closed) {
            return Duration.ofNanos(System.nanoTime() - begin);
        }
        return so;
    }

    /// Whether the other side has closed without a word.
    boolean isClosed() throws IOException {
        socket.setSoTimeout(GLANCE_MILLIS);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
