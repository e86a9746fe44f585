package org.scapula.stack;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/// A port base whose ports nobody uses.
final class FreePorts {

    private FreePorts() {}

    static int base() throws IOException {
        for (var base = 21_000; base < 60_000; base += 10) {
            var ports = IntStream.of(base + 1, base + 2, base + 3, base + 1001, base + 1002, base + 1003, base + 1004);
            if (ports.allMatch(FreePorts::isFree)) {
                return base;
            }
        }
        throw new IOException("no free ports");
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket(port)) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
