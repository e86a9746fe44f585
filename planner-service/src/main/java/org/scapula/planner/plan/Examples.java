package org.scapula.planner.plan;

/// The examples of the OpenAPI document, built of each other; a test validates each against its schema.
final class Examples {

    static final String TRIAGE = """
            {"id": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", "disposition": "SELF_CARE",
             "assessedAt": "2026-11-21T09:30:00Z", "unknownRedFlags": [], "ruleSetVersion": "1",
             "ruleSetHash": "9f2b7c"}""";

    static final String PATIENT = """
            {"reference": "p-4711", "age": 41, "conditions": [{"code": "wrist_problem", "side": "LEFT"}], "equipment": ["RESISTANCE_BAND"],
             "minutesPerSession": 20, "sessionsPerDay": 1, "availableDays": ["MON", "WED", "FRI", "SUN"],
             "stage": "ACUTE", "irritability": "MODERATE", "nprs": 4, "experience": "NOVICE",
             "targets": ["SCAPULAR_CONTROL"], "canFloorTransfer": true, "avoid": ["childs-pose"],
             "context": ["DESK"]}""";

    static final String GOAL = """
            {"target": "SCAPULAR_CONTROL", "because": "Early on the shoulder blades learn to move before they bear load.",
             "items": 4}""";

    static final String RUNNER_UP = """
            {"slug": "wall-slides", "name": "Wall slides", "lostBy": 10, "points": {"goal": 10},
             "because": "Wall slides came next: it serves fewer of this week's goals. The exercise here is worth 24 points by the objective; with Wall slides here the week would be worth 10 points less."}""";

    static final String VALUE = """
            {"points": 24, "by": {"evidence": 4, "goal": 20}}""";

    static final String WHY = """
            {"text": "Works on control of the shoulder blades without stirring the pain.",
             "serves": ["SCAPULAR_CONTROL"], "doseSources": ["S3-K02"], "sources": ["S3-E03", "S4-E05"],
             "value": """ + VALUE + ", \"runnerUp\": " + RUNNER_UP + "}";

    static final String OPTIMUM = """
            {"objectiveVersion": "2",
             "objectiveHash": "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9", "points": 214,
             "places": 12, "options": 95}""";

    static final String ITEM = """
            {"exerciseId": "scapular-squeeze", "slug": "scapular-squeeze",
             "catalogId": "019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27", "exerciseVersion": 1, "name": "Shoulder blade squeeze",
             "class": "MOTOR_CONTROL", "phase": "MAIN", "groups": ["RHOMBOIDS"], "targets": ["SCAPULAR_CONTROL"],
             "region": "UPPER_BACK", "position": "SITTING", "equipment": [], "sets": 1, "reps": 8, "holdSec": 5,
             "restSec": 30, "rpe": 3, "painCeiling": 2, "side": "BOTH", "oneSided": false, "direction": "PULL",
             "progressionLevel": 1, "why": """ + WHY + "}";

    static final String SESSION = "{\"minutes\": 1.0, \"warmupMinutes\": 0, \"items\": [" + ITEM + "]}";

    static final String DAY = "{\"day\": \"MON\", \"date\": \"2026-11-23\", \"sessions\": [" + SESSION + "]}";

    static final String BREAK_OF_HOUR = """
            {"hour": 1, "exercises": ["scapular-squeeze"]}""";

    static final String BREAK = "{\"everyMinutesMin\": 30, \"everyMinutesMax\": 60, \"minutes\": 2, \"items\": [" + ITEM
            + "], \"hours\": [" + BREAK_OF_HOUR + "], \"why\": " + WHY + "}";

    static final String MISSING = """
            {"subject": "SCAPULAR_STRENGTH", "cause": "LATER_STAGE",
             "reason": "Fresh pain is met with control of the shoulder blades first; strength comes later."}""";

    static final String CLOCK = """
            {"fromHour": 48, "from": "2026-11-24T02:00:00Z", "minutes": {"min": 15, "max": 20},
             "when": "Not before about 03:00 on Tuesday 24 November", "what": "Warmth after two days",
             "how": "A warm pack may ease tight muscles.", "never": ["with a fever"],
             "adviceId": "heat-after-48-hours", "sources": ["S1-K04"], "evidence": "WEAK",
             "evidenceNote": "A heat wrap gives a small, short relief in low back pain."}""";

    static final String LEFT_OUT = """
            {"adviceId": "ice-first-48-hours",
             "because": "Left out because of diabetes: warmth and cold can harm then. Ask a doctor or pharmacist first."}""";

    static final String ADVICE = """
            {"topic": "LIFESTYLE", "slug": "walking", "title": "Walk",
             "text": "Walking keeps the back moving without asking much of it.",
             "why": "Sleep, stress and moving have a share in how a back feels.", "never": [], "evidence": "MODERATE",
             "evidenceNote": "Activity in general helps back pain.", "sources": ["S4-L02", "ACSM 2011 (Garber)"]}""";

    static final String NAMED = """
            {"slug": "meditation", "title": "Meditation"}""";

    static final String FURTHER = """
            {"topic": "LIFESTYLE", "because": "No more than 2 of this topic a week, so that there is time to read it.",
             "lines": [""" + NAMED + "]}";

    static final String BOOKING = """
            {"after": "2026-11-24", "latest": "2026-11-28", "what": "CLINICIAN_VISIT",
             "why": "A few days of looking after yourself were not enough: be seen by a doctor or physiotherapist.",
             "adviceId": "see-clinician-after-a-few-days", "sources": ["S1-K06", "S1-R01"]}""";

    static final String SPARED = """
            {"ruleId": "P08", "level": "PRECAUTION",
             "because": "With high blood pressure long holds and a low head make the pressure climb.", "assumed": true,
             "exercises": ["childs-pose"], "sources": ["ACSM pre-exercise screening"]}""";

    static final String ACTIVITY = """
            {"ruleId": "AC03", "activity": "RUNNING", "advice": "REDUCE",
             "text": "With 3 of 10 or less you may run on, but less.", "sources": ["S0-H03", "Silbernagel 2007"]}""";

    static final String RULE_SOURCES = """
            {"rule": "painRule", "sources": ["Silbernagel 2007", "Scapula policy"]}""";

    static final String GUIDANCE = """
            {"painRule": "During and after exercise the pain may reach 2 out of 10 at most.",
             "nextMorningRule": "Check again the next morning.", "stopSigns": ["Fever, chills, or feeling ill."],
             "safetyNet": ["You get short of breath, cough up blood, or faint."], "reviewDate": "2026-11-28",
             "reviewText": "On this day answer the triage questions again, also when you feel better.",
             "regressionRule": "If the pain is 2 or more points higher the next morning, do less next time.",
             "missedSessionRule": "Missed a session? Leave it out and go on with the next one.",
             "activities": [""" + ACTIVITY + "], \"sources\": [" + RULE_SOURCES + "]}";

    static final String PAST = """
            {"week": 1, "planId": "019ab2f5-11aa-7c3e-b6d4-93d2c80f7e55", "startsOn": "2026-11-23", "deload": false, "hardSets": 8,
             "sessionsPlanned": 4, "sessionsDone": 3, "maxPain": 4, "nextMorningPain": 2}""";

    static final String CHANGE = """
            {"subject": "scapular-squeeze", "what": "REPS", "from": "8", "to": "9",
             "because": "It went well, so there is a little more of one thing.", "ruleIds": ["H41"], "sources": ["ACSM 2009"]}""";

    static final String REMOVED = """
            {"slug": "childs-pose", "name": "Child's pose", "targets": ["UPPER_BACK_FLEXIBILITY"], "ruleId": "H24",
             "because": "it is done on the floor"}""";

    static final String EDITED = """
            {"of": "019ab2f5-11aa-7c3e-b6d4-93d2c80f7e55", "by": "clinician-1", "at": "2026-11-22T08:15:00Z",
             "reason": "The cable bothers the left shoulder.", "changes": [""" + NewEdits.EDIT + "]}";

    static final String NARROWED = """
            {"what": "minutesPerSession", "from": "40", "to": "20",
             "because": "The clinic's template \\"Desk worker, first weeks\\" keeps sessions to 20 minutes."}""";

    static final String GONE = """
            {"slug": "superman", "because": "The clinic's catalogue no longer has it, so the plan was made without."}""";

    static final String MADE_WITH =
            """
            {"id": "019ab2f6-20aa-7c3e-b6d4-93d2c80f7e60", "name": "Desk worker, first weeks", "revision": 3,
             "filledIn": ["days"], "narrowed": [""" + NARROWED + "], \"preferred\": [\"scapular-squeeze\"], \"missing\": [" + GONE + "]}";

    static final String PROGRESS = "{\"step\": \"UP\", \"changes\": [" + CHANGE + "]}";

    static final String PLAN =
            """
            {"planId": "019ab2f5-11aa-7c3e-b6d4-93d2c80f7e55", "status": "PLANNED",
             "notice": "No clinician has reviewed this plan. It is not a diagnosis.", "rulesetVersion": "9",
             "catalogVersion": "2-3f9c2a7b10de4c55+7",
             "inputHash": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
             "createdAt": "2026-11-21T10:00:00Z", "startsOn": "2026-11-23", "weekIndex": 1, "deload": false,
             "triage": """ + TRIAGE + ", \"patient\": " + PATIENT + ", \"goals\": [" + GOAL + "], \"week\": [" + DAY
                    + "], \"movementBreak\": " + BREAK + ", \"coverageReasons\": [" + MISSING
                    + "], \"selfCareClock\": [" + CLOCK + "], \"selfCareLeftOut\": [" + LEFT_OUT
                    + "], \"advice\": [" + ADVICE + "], \"furtherAdvice\": [" + FURTHER
                    + "], \"bookingProposal\": " + BOOKING + ", \"spared\": [" + SPARED + "], \"guidance\": " + GUIDANCE
                    + ", \"history\": [], \"optimum\": "
                    + OPTIMUM + ", \"progress\": " + PROGRESS + ", \"removed\": [" + REMOVED + "], \"template\": "
                    + MADE_WITH + "}";

    private Examples() {}
}
