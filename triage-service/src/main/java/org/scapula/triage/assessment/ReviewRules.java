package org.scapula.triage.assessment;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import org.scapula.triage.rules.Answer;
import org.scapula.triage.rules.Answers;

/// On which day a person should look again (BJGP safety-netting consensus; days: Scapula policy).
final class ReviewRules {

    private static final long DAYS = 7;
    private static final long DAYS_FROM_65 = 2;
    private static final BigDecimal OLDER = BigDecimal.valueOf(65);

    private ReviewRules() {}

    static LocalDate dateFor(Judged judged, Duration within) {
        return switch (judged.verdict().disposition()) {
            case EMERGENCY, URGENT -> judged.today();
            case ROUTINE_CLINICIAN -> judged.today().plusDays(Math.min(days(judged.answers()), within.toDays()));
            case SELF_CARE -> judged.today().plusDays(days(judged.answers()));
        };
    }

    private static long days(Answers answers) {
        return mayBe65(answers) ? DAYS_FROM_65 : DAYS;
    }

    private static boolean mayBe65(Answers answers) {
        return !(answers.to("ageYears") instanceof Answer.Number(BigDecimal age)) || age.compareTo(OLDER) >= 0;
    }
}
