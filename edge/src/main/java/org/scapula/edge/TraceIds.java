package org.scapula.edge;

/// The id under which everything that one request causes can be found.
public final class TraceIds {

    private TraceIds() {}

    public static String current() {
        return "";
    }
}
