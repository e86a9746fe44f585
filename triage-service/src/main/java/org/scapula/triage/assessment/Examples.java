package org.scapula.triage.assessment;

/// Long examples of the OpenAPI document; a test validates each against its schema.
final class Examples {

    private static final String ADVICE = """
            {
              "headline": "Call 112 now. You need to be checked straight away.",
              "disposition": "EMERGENCY",
              "howFast": {"within": "now", "text": "Now. Every minute can count, so please do not wait."},
              "where": {"kind": "EMERGENCY_SERVICE", "text": "Call 112. They will send help.", "phone": "112"},
              "doNow": ["Call 112, or ask someone near you to call."],
              "doNot": ["Do not drive yourself."],
              "why": [{
                "ruleId": "E06", "disposition": "EMERGENCY", "reason": "Possible clot or collapsed lung",
                "because": [{"finding": "breathless", "answer": "yes", "question": "Are you newly short of breath?"}],
                "sources": ["NICE NG158"]
              }],
              "undecided": [],
              "answerThese": [],
              "contradictions": [],
              "uncertainty": "This tool cannot examine you.",
              "safetyNet": ["If you get worse while you wait, call 112 again and say what has changed."],
              "expectedCourse": "We cannot say from here what this is or how it will go.",
              "reviewDate": "2026-11-21",
              "reviewText": "There is no date to wait for. Get help today, Saturday 21 November 2026.",
              "getHelpAgain": "Call 112 again at any time if you are worried.",
            """;

    private static final String GROUNDS = """
              "assessedAt": "2026-11-21T09:30:00Z",
              "ruleSet": {"id": "f4af7c87-552a-3d01-95d3-6fb10f8a93a5", "version": "1", "hash": "9f2b7c"},
              "answers": {"breathless": "yes", "ageYears": 58},
              "unknownRedFlags": ["feverish"],
              "unknownFindings": ["feverish", "durationDays"],
              "notice": "This is information, not a diagnosis.",
              "textSources": [{"text": "Do not drive yourself.", "sources": ["Scapula policy"]}]
            }
            """;

    static final String EVALUATION = ADVICE + GROUNDS;

    static final String ASSESSMENT = ADVICE + """
              "gotWorse": [],
              "id": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01",
              "episode": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01",
              "patient": "p-4711",
            """ + GROUNDS;

    private Examples() {}
}
