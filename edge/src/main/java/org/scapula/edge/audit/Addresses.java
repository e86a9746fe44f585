package org.scapula.edge.audit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.scapula.edge.access.Caller;

/// From where. The audit outlives a patient's erasure, so of their own address it keeps the network only.
final class Addresses {

    private static final int IPV4_BYTES = 4;

    private Addresses() {}

    static String kept(Caller caller) {
        return caller.patient().isPresent() ? network(caller.address()) : caller.address();
    }

    private static String network(String address) {
        try {
            // A literal only: no name is ever looked up.
            var bytes = InetAddress.ofLiteral(address).getAddress();
            var kept = bytes.length == IPV4_BYTES ? 3 : 6;
            Arrays.fill(bytes, kept, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * 8;
        } catch (IllegalArgumentException | UnknownHostException notAnAddress) {
            return "unknown";
        }
    }
}
