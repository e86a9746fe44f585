package org.scapula.planner.week;

import static org.scapula.planner.week.Condition.*;
import static org.scapula.planner.week.Tag.*;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What a condition forbids by the nature of an exercise, whatever the catalogue's own list says. The two agree
/// when the catalogue is complete; the stricter holds when it is not.
record Barrier(String ruleId, Set<Condition> conditions, boolean onlyWhileRecent, Predicate<Candidate> forbids) {

    private static final Predicate<Candidate> LOAD = it -> it.exerciseClass().loads();
    private static final Predicate<Candidate> PRESSURE = tagged(DEEP_PRESSURE)
            .or(it -> it.exerciseClass() == ExerciseClass.SELF_MASSAGE)
            .or(needs(Equipment.FOAM_ROLLER, Equipment.MASSAGE_BALL));
    private static final Predicate<Candidate> FLOOR_OR_KNEES = tagged(FLOOR, Tag.ALL_FOURS, Tag.KNEELING);

    static final Set<Condition> HEART_OR_AORTA =
            Set.of(ANEURYSM, MARFAN, AORTIC_DISEASE, CARDIAC_EVENT_RECENT, CARDIAC_DISEASE);

    /// From the twentieth week on. Most of it the catalogue leaves out in any week.
    static final Barrier LATE_PREGNANCY = always(
            "H14",
            Set.of(PREGNANCY),
            tagged(SUPINE, PRONE, SPINE_EXTENSION_PRONE, BREATH_HOLD_RISK)
                    .or(it -> Sparing.LYING_FLAT.containsAll(it.positions())));

    private static final List<Barrier> ALL = List.of(
            always(
                    "H12",
                    Set.of(OSTEOPOROSIS, SYSTEMIC_STEROIDS, VERTEBRAL_FRACTURE, VERTEBRAL_FRACTURE_SUSPECTED),
                    tagged(SPINE_FLEXION_LOADED, SPINE_FLEXION_ROTATION, SPINE_FLEXION_END_RANGE)),
            new Barrier(
                    "H13",
                    Set.of(VERTEBRAL_FRACTURE, VERTEBRAL_FRACTURE_SUSPECTED),
                    true,
                    tagged(SPINE_EXTENSION_OVER_OBJECT, SPINE_EXTENSION_PRONE, SPINE_ROTATION_END_RANGE, IMPACT)
                            .or(needs(Equipment.FOAM_ROLLER, Equipment.YOGA_BLOCK, Equipment.TOWEL))
                            .or(LOAD)),
            always("H16", Set.of(HYPERTENSION_UNCONTROLLED), LOAD),
            always("H17", HEART_OR_AORTA, it -> it.exerciseClass() == ExerciseClass.ISOMETRIC),
            always(
                    "H18",
                    Set.of(VERTIGO, BPPV, CONCUSSION_RECENT),
                    tagged(NECK_ROLLING, NECK_FLEXION_END_RANGE, NECK_EXTENSION, HEAD_BELOW_HEART)),
            always(
                    "H07",
                    Set.of(RHEUMATOID_ARTHRITIS, ATLANTOAXIAL_INSTABILITY, DOWN_SYNDROME),
                    tagged(NECK_FLEXION_END_RANGE, NECK_LOADED)),
            always(
                    "H19",
                    Set.of(SHOULDER_IMPINGEMENT, ROTATOR_CUFF_PAIN),
                    tagged(SHOULDER_ABOVE_90).or(it -> it.shoulderElevationDegrees() > 90)),
            always("H19", Set.of(SHOULDER_INSTABILITY), tagged(SHOULDER_END_RANGE_ABDUCTION_EXTERNAL_ROTATION)),
            always("H20", Set.of(CERVICAL_RADICULOPATHY), tagged(NECK_SIDE_BEND, NECK_EXTENSION)),
            always("H21", Set.of(ANTICOAGULANT, BLEEDING_DISORDER), PRESSURE),
            always(
                    "H22",
                    Set.of(ABDOMINAL_SURGERY, THORACIC_SURGERY, BREAST_SURGERY, HERNIA),
                    tagged(PLANK_FAMILY, SPINE_EXTENSION_PRONE, OVERHEAD_LOAD)),
            always("H23", Set.of(SKIN_LESION, SHINGLES, DVT), PRESSURE.or(tagged(HEAT_OR_COLD))),
            always("H24", Set.of(KNEE_PROBLEM, WRIST_PROBLEM, KNEELING_LIMIT), FLOOR_OR_KNEES),
            always("H07", Set.of(SEVERE_DOMS), LOAD),
            always(
                    "H07",
                    Set.of(GLAUCOMA, RETINAL_PROBLEM, EYE_SURGERY_RECENT, REFLUX, HIATUS_HERNIA),
                    tagged(HEAD_BELOW_HEART, BREATH_HOLD_RISK)),
            always("H07", Set.of(HYPERTENSION, HYPERTENSION_UNCONTROLLED), tagged(HEAD_BELOW_HEART)),
            always("H07", Set.of(HYPERMOBILITY), tagged(PASSIVE_END_RANGE_STRETCH)),
            always("H07", Set.of(FALL_RISK), tagged(UNSUPPORTED_BALANCE)));

    /// Those that somebody with these conditions stands before.
    static List<Barrier> raisedBy(List<ReportedCondition> conditions) {
        return ALL.stream()
                .filter(barrier -> conditions.stream().anyMatch(barrier::isRaisedBy))
                .toList();
    }

    boolean forbids(Candidate candidate) {
        return forbids.test(candidate);
    }

    private boolean isRaisedBy(ReportedCondition condition) {
        return conditions.contains(condition.code()) && (!onlyWhileRecent || condition.withinTwelveWeeks());
    }

    private static Barrier always(String ruleId, Set<Condition> conditions, Predicate<Candidate> forbids) {
        return new Barrier(ruleId, conditions, false, forbids);
    }

    private static Predicate<Candidate> tagged(Tag... tags) {
        return candidate -> Stream.of(tags).anyMatch(candidate.tags()::contains);
    }

    private static Predicate<Candidate> needs(Equipment... things) {
        return candidate -> candidate.equipment().stream().allMatch(Barrier.containsAny(things));
    }

    private static Predicate<Set<Equipment>> containsAny(Equipment... things) {
        return needed -> Stream.of(things).anyMatch(needed::contains);
    }
}
