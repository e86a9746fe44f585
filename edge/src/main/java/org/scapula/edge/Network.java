package org.scapula.edge;

import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Who shares an allowance: an IPv4 address, or the 64 bits of an IPv6 address that its holder cannot choose.
final class Network {

    private static final int BYTES_OF_A_NETWORK = 8;

    private Network() {}

    static String of(@Nullable SocketAddress peer) {
        return peer == null || peer.hostAddress() == null ? "unknown" : of(peer.hostAddress());
    }

    static String of(String address) {
        try {
            var parsed = InetAddress.ofLiteral(address.replaceFirst("%.*", ""));
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), BYTES_OF_A_NETWORK))
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return "unknown";
        }
    }
}
