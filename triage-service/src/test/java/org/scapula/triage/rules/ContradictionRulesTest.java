package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scapula.triage.rules.People.RULES;
import static org.scapula.triage.rules.People.healthyBut;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that cannot both be right: the more dangerous reading is taken, and self-care is never the answer.
class ContradictionRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C01 | nprsNow=6, nprsWorst=5                        | ROUTINE_CLINICIAN",
                "C01 | nprsNow=9, nprsWorst=2, painkillersDoNotHelp=yes | URGENT",
                "C02 | selfCareDaysNoBetter=5, durationDays=4        | ROUTINE_CLINICIAN",
                "C03 | painRisePoints=6, nprsWorst=5                 | ROUTINE_CLINICIAN",
                "C04 | fallHeightMetres=1                            | ROUTINE_CLINICIAN",
                "C04 | fallHeightMetres=4                            | EMERGENCY",
                "C05 | pregnancyWeeks=12                             | ROUTINE_CLINICIAN",
                "C05 | pregnancyWeeks=24, visionTrouble=yes          | EMERGENCY",
                "C06 | painRisePoints=3                              | ROUTINE_CLINICIAN",
                "C06 | painRisePoints=3, roseWithoutCause=yes        | URGENT",
                "C07 | temperatureC=38.2                             | URGENT",
                "C08 | roadCrash=yes                                 | EMERGENCY",
                "C08 | blowOnHead=yes, injury=?                      | EMERGENCY",
                "C08 | crushOrKick=yes, injuryDaysAgo=15             | ROUTINE_CLINICIAN",
                "C08 | cannotWalkAfterInjury=yes                     | EMERGENCY",
                "C09 | injuryDaysAgo=92                              | ROUTINE_CLINICIAN",
                "C10 | weeksSinceBirth=13                            | ROUTINE_CLINICIAN",
                "C10 | weeksSinceBirth=6, visionTrouble=yes          | EMERGENCY",
                "C11 | legProblemDays=14                             | ROUTINE_CLINICIAN",
            })
    void theMoreDangerousReadingIsTaken(String id, String answers, Disposition expected) {
        var verdict = RULES.judge(healthyBut(answers));

        assertThat(verdict.contradictions()).extracting(Contradiction::id).contains(id);
        assertThat(People.fires("R13", verdict)).isTrue();
        assertThat(verdict.disposition()).isEqualTo(expected);
    }

    @Test
    void answersThatFitTogetherAreNoContradiction() {
        var verdict = RULES.judge(
                healthyBut("injury=yes, fallHeightMetres=1, injuryDaysAgo=1, gettingWorse=yes, painRisePoints=4"));

        assertThat(verdict.contradictions()).isEmpty();
    }

    @Test
    void everyContradictionOfTheRuleSetCanBeFound() {
        assertThat(RULES.exclusions())
                .extracting(Exclusion::id)
                .containsExactly("C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11");
    }
}
