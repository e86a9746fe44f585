package org.scapula.planner.fhir.cards;

import java.util.Optional;
import java.util.UUID;

/// One thing that somebody should know, before it is anybody's answer.
///
/// @param summary one sentence of less than 140 characters
record Card(Kind kind, Indicator indicator, String summary, String detail, Optional<About> about) {

    /// What kind of thing.
    enum Kind {
        EMERGENCY,
        GRAVER_SHORTLY_BEFORE,
        REQUEST_WITHOUT_VISIT,
        SYSTEM_DIFFERS,
        UNCONFIRMED,
        OUTCOME_MISSING,
        CANCELLED,
        JUDGED_WITHOUT_REQUEST,
        VISIT_TOO_LATE,
        PROPOSED_TOO_LATE,
        PROPOSED_IS_OVER,
        PROPOSED_WITHOUT_TIME,
        PLAN_STOPPED,
        WARNING_QUESTIONS_OPEN,
        REVIEW_DUE,
        ASSESSMENT_GONE,
        NOT_ALL_TOLD,
        NOBODY_KNOWN
    }

    /// The gravest first.
    enum Indicator {
        CRITICAL,
        WARNING,
        INFO
    }

    /// Where it stands in the FHIR face.
    record About(String label, String type, UUID id) {

        String address() {
            return type + "/" + id;
        }
    }
}
