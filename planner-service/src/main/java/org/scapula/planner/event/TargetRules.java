package org.scapula.planner.event;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which addresses may be called. A clinic says where its events go; it may not have this service knock at
/// doors inside the operator's own network.
final class TargetRules {

    /// What is not the public Internet (IANA's registries of special-purpose addresses, RFC 6890), and what
    /// clouds keep their secrets behind.
    private static final List<Network> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "168.63.129.16/32",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4")
            .map(Network::of)
            .toList();

    /// Of IPv6 only this is given out; what leads to IPv4 in it, or to nobody, is left out again.
    private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

    private static final List<Network> NOT_GLOBAL = Stream.of(
                    "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
            .map(Network::of)
            .toList();

    private final List<Network> allowed;

    TargetRules(Collection<String> allowedPrivate) {
        this.allowed = allowedPrivate.stream().map(Network::of).toList();
    }

    /// What is wrong with the words of an address, before anybody looks where it leads.
    static Optional<String> complaintAbout(String url) {
        try {
            var uri = URI.create(url);
            if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())) {
                return Optional.of("must begin with https://");
            }
            if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
                return Optional.of("must name a host, and a port from 1 to 65535 if any");
            }
            if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                return Optional.of("must hold neither a login nor a fragment");
            }
            return Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.of("must be an address (RFC 3986)");
        }
    }

    boolean mayBeCalled(InetAddress address, boolean encrypted) {
        return allowed.stream().anyMatch(network -> network.holds(address)) || (encrypted && isPublic(address));
    }

    static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? NOT_PUBLIC.stream().noneMatch(network -> network.holds(address))
                : GLOBAL_UNICAST.holds(address) && NOT_GLOBAL.stream().noneMatch(network -> network.holds(address));
    }

    /// The addresses that begin with the same bits.
    record Network(InetAddress first, int bits) {

        static Network of(String words) {
            var parts = words.strip().split("/", 2);
            var first = InetAddress.ofLiteral(parts[0]);
            var most = first.getAddress().length * 8;
            var bits = parts.length == 2 ? Integer.parseInt(parts[1]) : most;
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException("Not a network: " + words);
            }
            return new Network(first, bits);
        }

        boolean holds(InetAddress other) {
            var ours = first.getAddress();
            var theirs = other.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> (bit % 8);
                if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
