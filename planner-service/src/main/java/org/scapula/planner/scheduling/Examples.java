package org.scapula.planner.scheduling;

/// What the document shows.
final class Examples {

    static final String ID = "019ab2f7-31bb-7c3e-b6d4-93d2c80f7e70";
    static final String ASSESSMENT = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01";

    static final String WISH = """
            {"practitioner": "practitioner-17", "partsOfDay": ["MORNING"], "notes": ["STEP_FREE_ACCESS"]}""";

    static final String NEW = "{\"assessmentId\": \"" + ASSESSMENT + "\", \"wish\": " + WISH + "}";

    static final String SLOT = """
            {"practitioner": "practitioner-17", "start": "2026-11-23T09:00:00Z", "end": "2026-11-23T09:30:00Z"}""";

    static final String OVERRIDE = """
            {"name": "the physiotherapist on duty", "reason": "Seen yesterday; can wait until then."}""";

    static final String MOVE = "{\"move\": \"BOOK\", \"slot\": " + SLOT + "}";

    static final String WHY = """
            {"ruleId": "B04", "text": "Triage says: to be seen within 7 days of its answer.", "sources": ["triage", "Scapula policy"]}""";

    static final String WINDOW = """
            {"from": "2026-11-21T10:00:00Z", "until": "2026-11-28T09:30:00Z", "zone": "Europe/Vienna", "overdue": false,
             "why": [""" + WHY + "]}";

    static final String VISIT = """
            {"id": "019ab2f7-42cc-7c3e-b6d4-93d2c80f7e71", "practitioner": "practitioner-17",
             "start": "2026-11-23T09:00:00Z", "end": "2026-11-23T09:30:00Z", "status": "PENDING", "version": 0}""";

    static final String REQUEST = "{\"id\": \"" + ID + "\", \"patient\": \"p-4711\", \"assessmentId\": \"" + ASSESSMENT
            + "\", \"state\": \"BOOKED\", \"priority\": \"ROUTINE\", \"visitType\": \"INITIAL_ASSESSMENT\", \"window\": "
            + WINDOW + ", \"wish\": " + WISH + ", \"visit\": " + VISIT + """
            , "possibleMoves": ["CONFIRM", "RESCHEDULE", "CANCEL", "DECLINE", "NO_SHOW", "FULFIL"], "version": 3,
             "createdAt": "2026-11-21T10:00:00Z", "changedAt": "2026-11-21T10:05:00Z"}""";

    static final String OFFERED = """
            {"id": "019ab2f7-53dd-7c3e-b6d4-93d2c80f7e72", "practitioner": "practitioner-17",
             "start": "2026-11-23T09:00:00Z", "end": "2026-11-23T09:30:00Z", "inWindow": true}""";

    static final String WORK = """
            {"id": "019ab2f7-64ee-7c3e-b6d4-93d2c80f7e73", "kind": "NO_SHOW", "why": "The person did not come.",
             "mustDo": "Call the person, and offer other times.", "since": "2026-11-23T09:40:00Z", "patient": "p-4711",
             "forClinicians": false, "version": 1, "assessmentId": \"""" + ASSESSMENT + "\", \"bookingRequestId\": \"" + ID + "\"}";

    private Examples() {}
}
