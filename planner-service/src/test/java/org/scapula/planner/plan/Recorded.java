package org.scapula.planner.plan;

/// What a neighbour answers when it is asked for all it keeps of a person, or to keep nothing of them.
final class Recorded {

    static final String MARK = "kept-by-";

    private Recorded() {}

    static String export(String service, String kind, String patient) {
        return """
                {"patient": "%s", "service": "%s", "exportedAt": "2026-11-21T10:00:00Z",
                 "records": {"%s": [{"remark": "%s"}]}, "acts": []}""".formatted(patient, service, kind, MARK + service);
    }

    static String erasure(String service, String kind) {
        return """
                {"service": "%s", "erasedAt": "2026-11-21T10:00:00Z", "removed": {"%s": 3}}""".formatted(service, kind);
    }
}
