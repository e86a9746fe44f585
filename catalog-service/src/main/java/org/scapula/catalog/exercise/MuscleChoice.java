package org.scapula.catalog.exercise;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.scapula.catalog.content.Muscle;

/// What one may ask for: a muscle, or a group that stands for its members.
public enum MuscleChoice {
    TRAPEZIUS(Muscle.UPPER_TRAPEZIUS, Muscle.MIDDLE_TRAPEZIUS, Muscle.LOWER_TRAPEZIUS),
    ROTATOR_CUFF(Muscle.INFRASPINATUS, Muscle.SUPRASPINATUS, Muscle.SUBSCAPULARIS, Muscle.TERES_MINOR),
    SCAPULAR_STABILISERS(
            Muscle.UPPER_TRAPEZIUS,
            Muscle.MIDDLE_TRAPEZIUS,
            Muscle.LOWER_TRAPEZIUS,
            Muscle.RHOMBOIDS,
            Muscle.SERRATUS_ANTERIOR),
    CORE(Muscle.ABDOMINALS, Muscle.OBLIQUES, Muscle.ERECTOR_SPINAE),
    UPPER_TRAPEZIUS(Muscle.UPPER_TRAPEZIUS),
    MIDDLE_TRAPEZIUS(Muscle.MIDDLE_TRAPEZIUS),
    LOWER_TRAPEZIUS(Muscle.LOWER_TRAPEZIUS),
    RHOMBOIDS(Muscle.RHOMBOIDS),
    LATISSIMUS_DORSI(Muscle.LATISSIMUS_DORSI),
    ERECTOR_SPINAE(Muscle.ERECTOR_SPINAE),
    PECTORALS(Muscle.PECTORALS),
    INFRASPINATUS(Muscle.INFRASPINATUS),
    SUPRASPINATUS(Muscle.SUPRASPINATUS),
    SUBSCAPULARIS(Muscle.SUBSCAPULARIS),
    TERES_MINOR(Muscle.TERES_MINOR),
    SERRATUS_ANTERIOR(Muscle.SERRATUS_ANTERIOR),
    DEEP_NECK_FLEXORS(Muscle.DEEP_NECK_FLEXORS),
    ABDOMINALS(Muscle.ABDOMINALS),
    OBLIQUES(Muscle.OBLIQUES),
    GLUTES(Muscle.GLUTES),
    REAR_SHOULDER(Muscle.REAR_SHOULDER);

    private final Set<Muscle> members;

    MuscleChoice(Muscle first, Muscle... further) {
        this.members = Collections.unmodifiableSet(EnumSet.of(first, further));
    }

    Set<Muscle> members() {
        return members;
    }
}
