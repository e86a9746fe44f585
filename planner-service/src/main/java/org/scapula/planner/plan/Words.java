package org.scapula.planner.plan;

import java.util.List;

/// What every plan says of itself, and what is said when one stops.
final class Words {

    static final String NOTICE =
            "No clinician has reviewed this plan or the rules behind it. It is not a diagnosis and does not replace"
                    + " seeing a doctor or physiotherapist. If you feel worse or are worried, get medical help.";

    static final String REVIEW =
            "On this day answer the triage questions again, also when you feel better. Do not wait for the date if you"
                    + " get worse or are worried.";

    static final String STOP_FOR_NOW = "Stop the exercises for now.";

    private static final String DO_NOT_WAIT = "If you feel worse or are worried, do not wait: get medical help.";

    static final List<String> NOT_JUDGED = List.of(
            "You told us of something new, and it could not be judged just now. Answer the triage questions again.",
            DO_NOT_WAIT);

    static final String ANOTHER_ANSWER = "Triage has answered again, and does not let you exercise for now.";

    static final List<String> READ_THE_OTHER_ANSWER = List.of(
            "Stop the exercises. Read the newest answer of triage, which cannot be shown here just now, and do what it"
                    + " says.",
            DO_NOT_WAIT);

    static final List<String> BAD_MORNINGS = List.of(
            "On two mornings in a row the pain was at least 2 points higher than before. Answer the triage questions"
                    + " again.",
            DO_NOT_WAIT);

    static final String OVERTAKEN =
            "After this plan was made you reported more pain, something that hurts or was too hard, or that less went well"
                    + " than it builds on, so it no longer fits. Do not go on with it. Ask for a new plan, or make the next"
                    + " week again from the plan you were on: what you reported counts then.";

    private Words() {}
}
