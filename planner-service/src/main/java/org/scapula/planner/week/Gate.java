package org.scapula.planner.week;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The questions before any exercise: may there be a plan for this person at all?
final class Gate {

    /// H45
    private static final int DAYS_TO_ASSESS_AGAIN = 21;

    private Gate() {}

    static Optional<Outcome.Refused> closed(Facts facts, LocalDate startsOn) {
        var reasons = new ArrayList<Violation>();
        triage(facts.triage(), startsOn, reasons);
        facts.triage()
                .picture()
                .ifPresent(picture -> age(picture, facts.triage().isApproved(), reasons));
        if (!facts.history().isEmpty()) {
            history(new Lookback(facts.history(), startsOn), facts.triage(), startsOn, reasons);
        }
        conditions(facts, reasons);
        return reasons.isEmpty() ? Optional.empty() : Optional.of(refused(reasons));
    }

    static Stream<ReportedCondition> conditions(Facts facts) {
        var seen = facts.triage().picture().map(Picture::conditions).orElse(List.of());
        return Stream.concat(seen.stream(), facts.person().conditions().stream());
    }

    static Outcome.Refused refused(List<Violation> reasons) {
        return new Outcome.Refused(
                reasons.stream().map(Violation::ruleId).distinct().sorted().toList(),
                reasons.stream().map(Violation::sentence).distinct().sorted().toList());
    }

    private static void triage(Triage triage, LocalDate startsOn, List<Violation> reasons) {
        if ((triage.disposition() != Disposition.SELF_CARE && !triage.isApproved())
                || triage.picture().isEmpty()) {
            reasons.add(new Violation("H01", "The assessment says that a clinician must see you first."));
        }
        if (!triage.unknownRedFlags().isEmpty()) {
            reasons.add(new Violation("H02", "Some questions about warning signs have no answer yet."));
        }
        boolean acute = triage.picture().map(it -> it.stage() == Stage.ACUTE).orElse(true);
        long age = ChronoUnit.DAYS.between(triage.assessedOn(), startsOn);
        if (age < 0 || age > (acute ? 7 : 14)) {
            reasons.add(new Violation("H03", "The assessment is too old for this start. Please answer it again."));
        }
    }

    private static void age(Picture picture, boolean approved, List<Violation> reasons) {
        if (picture.ageYears().isEmpty()) {
            reasons.add(new Violation("H04", "Your age is not known. There is no plan until it is."));
        } else if (picture.ageYears().get() < 18 && !approved) {
            reasons.add(new Violation("H04", "You are under 18. A clinician must agree first."));
        }
    }

    private static void conditions(Facts facts, List<Violation> reasons) {
        boolean approved = facts.triage().isApproved();
        conditions(facts).filter(ReportedCondition::allowsNoPlan).forEach(it -> reasons.add(noPlan(it)));
        conditions(facts).filter(it -> !approved && it.needsApproval()).forEach(it -> reasons.add(clinicianFirst(it)));
        if (conditions(facts).anyMatch(it -> it.code() == Condition.PREGNANCY)
                && conditions(facts).anyMatch(it -> rule(it).equals("H17"))) {
            reasons.add(new Violation(
                    "H15",
                    "You told us of a pregnancy and of an illness of the heart or the main artery. There is no plan"
                            + " with both: a clinician must see you."));
        }
    }

    /// What happened since last week may have to be judged before anything else.
    private static void history(Lookback past, Triage triage, LocalDate startsOn, List<Violation> reasons) {
        if (past.toldOfNewSymptoms()) {
            reasons.add(new Violation(
                    "H05", "You told us of something new since the assessment. Please answer the questions again."));
        }
        if (!past.isFlareAssessed()) {
            reasons.add(
                    new Violation("H03", "There was a flare since the assessment. Please answer the questions again."));
        }
        if (!past.areTwoBadMorningsAssessed()) {
            reasons.add(new Violation(
                    "H43",
                    "On two mornings in a row the pain was higher than before. Please answer the questions again."));
        }
        boolean isLongGap = past.missedSince()
                .map(since -> since.plusDays(DAYS_TO_ASSESS_AGAIN))
                .filter(until -> !until.isAfter(startsOn) && triage.assessedOn().isBefore(until))
                .isPresent();
        if (isLongGap) {
            reasons.add(new Violation(
                    "H45", "More than three weeks were missed. Please answer the questions again before you go on."));
        }
    }

    private static Violation clinicianFirst(ReportedCondition condition) {
        return new Violation(
                rule(condition),
                "You told us of: %s. A clinician must agree first."
                        .formatted(condition.code().words()));
    }

    private static Violation noPlan(ReportedCondition condition) {
        return new Violation(
                rule(condition),
                "You told us of: %s. There is no plan with it: a clinician must see you."
                        .formatted(condition.code().words()));
    }

    private static String rule(ReportedCondition condition) {
        return switch (condition.code()) {
            case PRE_ECLAMPSIA,
                    PLACENTA_PRAEVIA,
                    RUPTURED_MEMBRANES,
                    SEVERE_ANAEMIA_IN_PREGNANCY,
                    HEART_OR_LUNG_DISEASE_IN_PREGNANCY -> "H15";
            case PREGNANCY -> "H14";
            case ABDOMINAL_SURGERY, THORACIC_SURGERY, BREAST_SURGERY, EYE_SURGERY_RECENT -> "H22";
            case VERTEBRAL_FRACTURE_SUSPECTED -> "H13";
            case CARDIAC_DISEASE, CARDIAC_EVENT_RECENT, ANEURYSM, AORTIC_DISEASE, MARFAN -> "H17";
            case CERVICAL_ARTERY_SYMPTOMS -> "H18";
            case CANCER_HISTORY, SPINAL_METASTASIS_POSSIBLE, DARK_URINE -> "H01";
            default -> "H07";
        };
    }
}
