package org.scapula.triage.assessment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Passes on what comes in at one port of this machine to another, until it is cut.
final class CuttableLine implements AutoCloseable {

    // Quarkus may load this class apart from the tests: they share a setting of the JVM, not a field.
    private static final String CUT = "scapula.test.lines.cut";

    private final ServerSocket entrance;
    private final int target;

    private CuttableLine(ServerSocket entrance, int target) {
        this.entrance = entrance;
        this.target = target;
    }

    static CuttableLine to(int target) {
        try {
            var line = new CuttableLine(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
            Thread.startVirtualThread(line::accept);
            return line;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void cutAll() {
        System.setProperty(CUT, "yes");
    }

    static void mendAll() {
        System.clearProperty(CUT);
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var caller = entrance.accept();
                if (isCut()) {
                    caller.close();
                } else {
                    var called = new Socket(InetAddress.getLoopbackAddress(), target);
                    Thread.startVirtualThread(() -> pass(caller, called));
                    Thread.startVirtualThread(() -> pass(called, caller));
                }
            }
        } catch (IOException closed) {
            // That is the end of the line.
        }
    }

    /// A line that is cut says nothing more; whoever speaks into it is hung up on.
    private static void pass(Socket from, Socket to) {
        var bytes = new byte[8192];
        try (from;
                to) {
            for (var count = from.getInputStream().read(bytes);
                    count >= 0 && !isCut();
                    count = from.getInputStream().read(bytes)) {
                to.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException closed) {
            // One end has hung up, so the other one does.
        }
    }

    private static boolean isCut() {
        return System.getProperty(CUT) != null;
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
