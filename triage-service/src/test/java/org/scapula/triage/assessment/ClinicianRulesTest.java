package org.scapula.triage.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.edge.FieldError;
import org.scapula.triage.rules.Disposition;

/// A clinician may say anything more urgent; for anything milder somebody answers.
class ClinicianRulesTest {

    @ParameterizedTest
    @CsvSource({
        // given, held, wanted
        "SELF_CARE, SELF_CARE, ROUTINE_CLINICIAN",
        "SELF_CARE, SELF_CARE, EMERGENCY",
        "URGENT, URGENT, EMERGENCY",
        "EMERGENCY, SELF_CARE, ROUTINE_CLINICIAN",
        "EMERGENCY, SELF_CARE, EMERGENCY",
    })
    void raisingIsFree(Disposition given, Disposition held, Disposition wanted) {
        assertThat(ClinicianRules.complaints(anonymous(wanted), given, held)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SELF_CARE, SELF_CARE", "EMERGENCY, EMERGENCY", "ROUTINE_CLINICIAN, URGENT"})
    void confirmingWhatIsNoMilderThanOurWordsIsFree(Disposition given, Disposition held) {
        assertThat(ClinicianRules.complaints(anonymous(held), given, held)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "EMERGENCY, EMERGENCY, URGENT",
        "EMERGENCY, EMERGENCY, SELF_CARE",
        "ROUTINE_CLINICIAN, ROUTINE_CLINICIAN, SELF_CARE",
        // What another clinician raised is lowered by name, even when it stays above our words.
        "SELF_CARE, EMERGENCY, URGENT",
    })
    void loweringNeedsANameAndAReason(Disposition given, Disposition held, Disposition wanted) {
        assertThat(ClinicianRules.complaints(anonymous(wanted), given, held))
                .extracting(FieldError::pointer)
                .containsExactly("/name", "/reason");
    }

    @ParameterizedTest
    @CsvSource({"EMERGENCY, URGENT", "URGENT, SELF_CARE"})
    void confirmingSomethingMilderThanOurWordsNeedsThemToo(Disposition given, Disposition held) {
        assertThat(ClinicianRules.complaints(anonymous(held), given, held))
                .extracting(FieldError::pointer)
                .containsExactly("/name", "/reason");
    }

    @Test
    void blanksAreNoNameAndNoReason() {
        var wanted = new NewReview(Disposition.SELF_CARE, Optional.of(" \t"), Optional.of("\n"));

        assertThat(ClinicianRules.complaints(wanted, Disposition.URGENT, Disposition.URGENT))
                .extracting(FieldError::code)
                .containsExactly("required", "required");
    }

    @Test
    void whatCannotBeStoredIsRefusedWheneverItComes() {
        var wanted = new NewReview(Disposition.EMERGENCY, Optional.of("a\u0000b"), Optional.of("half \uD83D"));

        assertThat(ClinicianRules.complaints(wanted, Disposition.URGENT, Disposition.URGENT))
                .extracting(FieldError::code)
                .containsExactly("malformed", "malformed");
    }

    @Test
    void withANameAndAReasonAnythingIsAccepted() {
        for (var given : Disposition.values()) {
            for (var held : Disposition.values()) {
                for (var wanted : Disposition.values()) {
                    var review =
                            new NewReview(wanted, Optional.of("the physiotherapist on duty"), Optional.of("Examined."));

                    assertThat(ClinicianRules.complaints(review, given, held)).isEmpty();
                }
            }
        }
    }

    private static NewReview anonymous(Disposition wanted) {
        return new NewReview(wanted, Optional.empty(), Optional.empty());
    }
}
