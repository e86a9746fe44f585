package org.scapula.edge.audit;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.scapula.edge.access.Caller;

/// From where. The audit outlives a patient's erasure, so of their own address it keeps the network only.
final class Addresses {

    private Addresses() {}

    static String kept(Caller caller) {
        return caller.patient().isPresent() ? network(caller.address()) : caller.address();
    }

    /// The first three of four numbers, or the first three of eight groups.
    static String network(String address) {
        return address.contains(":") ? first(3, address, ":") + "::/48" : first(3, address, ".") + ".0/24";
    }

    private static String first(int parts, String address, String separator) {
        return Arrays.stream(address.split(Pattern.quote(separator), -1))
                .limit(parts)
                .map(part -> part.isEmpty() ? "0" : part)
                .collect(Collectors.joining(separator));
    }
}
