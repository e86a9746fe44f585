package org.scapula.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Where others come in, down to the socket; everybody is served on a thread of their own, until it is closed.
final class Door implements AutoCloseable {

    /// What is done for somebody who has come in; their line is closed afterwards.
    interface Host {

        void serve(Socket caller) throws IOException, InterruptedException;
    }

    /// What is done besides.
    interface Errand {

        void run() throws IOException;
    }

    private final Host host;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Door(Host host) throws IOException {
        this.host = host;
        this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::welcome);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /// On a thread of its own, too; how it ends is its own affair.
    void beside(Errand errand) {
        var _ = threads.submit(() -> {
            errand.run();
            return true;
        });
    }

    private void welcome() {
        while (!socket.isClosed()) {
            try {
                var caller = socket.accept();
                threads.execute(() -> serve(caller));
            } catch (IOException closing) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            host.serve(caller);
        } catch (IOException gone) {
            // Whoever called was killed, or had waited long enough.
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.shutdownNow();
    }
}
