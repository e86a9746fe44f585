package org.scapula.triage.rules;

import java.util.List;
import java.util.Set;

/// How whoever plans exercises sees a person: how old the pain is, how easily it is stirred, what may add to it, how
/// to go on with the day, and what exercises must spare.
public record ClinicalPicture(
        Line<Stage> stage,
        Line<Irritability> irritability,
        List<Line<List<String>>> conditions,
        List<Line<Contribution>> causes,
        List<Line<Advised>> activities,
        List<Line<Forbidden>> forbids) {

    /// One row of the picture rules, as it fits this person. `because` are the answers behind it; when it is `assumed`
    /// they are the missing ones, read as the more cautious.
    public record Line<T>(String id, T says, String text, List<String> because, boolean assumed, List<String> sources) {

        public Line {
            because = List.copyOf(because);
            sources = List.copyOf(sources);
        }
    }

    /// The most cautious first.
    public enum Stage {
        ACUTE,
        SUBACUTE,
        CHRONIC
    }

    /// The most cautious first.
    public enum Irritability {
        HIGH,
        MODERATE,
        LOW
    }

    /// Something that may add to the pain, and how well that is shown.
    public record Contribution(Cause cause, Evidence evidence) {}

    public enum Cause {
        TRAUMA,
        STRAIN,
        LOAD,
        OVERUSE,
        WARM_UP,
        FORM,
        EQUIPMENT,
        RUNNING_FORM,
        RUNNING_SURFACE,
        CONTACT_SPORT,
        HEAVY_WORK,
        REPETITION,
        BACKPACK,
        DESK_WORK,
        POSTURE,
        PHONE,
        INACTIVITY,
        WEAKNESS,
        MOBILITY,
        SHOULDER_MOBILITY,
        LOWER_BACK,
        SLEEP,
        STRESS
    }

    public enum Evidence {
        STRONG,
        MODERATE,
        WEAK,
        CONSENSUS
    }

    /// How to go on with an activity. `does` is what the person said about doing it at all.
    public record Advised(Activity activity, Pace advice, Answer does) {}

    public enum Activity {
        RUNNING,
        GYM,
        DESK
    }

    /// The most cautious first.
    public enum Pace {
        STOP,
        TRAIN_AROUND,
        REDUCE,
        CHANGE_OFTEN,
        GO_ON
    }

    /// What an exercise must not be or ask for: any one of these is enough.
    ///
    /// @param approvable whether it only says that a clinician chooses: one who approves a plan has chosen
    public record Forbidden(
            Level level, Set<Position> positions, Set<ExerciseClass> classes, Set<Tag> tags, boolean approvable) {}

    /// ABSOLUTE: not on one's own. PRECAUTION: only with a change that somebody shows.
    public enum Level {
        ABSOLUTE,
        PRECAUTION
    }

    // The words of the catalogue, which tests compare.

    public enum Position {
        ALL_FOURS,
        KNEELING,
        SITTING,
        SITTING_ON_FLOOR,
        STANDING,
        STANDING_HINGED,
        LYING_ON_BACK,
        LYING_FACE_DOWN,
        SIDE_LYING
    }

    public enum ExerciseClass {
        MOBILITY,
        STRETCH,
        MOTOR_CONTROL,
        ISOMETRIC,
        STRENGTH,
        AEROBIC,
        SELF_MASSAGE,
        BREATHING,
        EDUCATION
    }

    public enum Tag {
        SPINE_FLEXION_END_RANGE,
        SPINE_FLEXION_LOADED,
        SPINE_FLEXION_ROTATION,
        SPINE_ROTATION,
        SPINE_ROTATION_END_RANGE,
        SPINE_EXTENSION_OVER_OBJECT,
        SPINE_EXTENSION_PRONE,
        SPINE_EXTENSION,
        HEAD_BELOW_HEART,
        NECK_MOVEMENT,
        NECK_ROLLING,
        NECK_FLEXION_END_RANGE,
        NECK_EXTENSION,
        NECK_SIDE_BEND,
        NECK_LOADED,
        SHOULDER_ABOVE_90,
        SHOULDER_END_RANGE_ABDUCTION_EXTERNAL_ROTATION,
        SUPINE,
        PRONE,
        ALL_FOURS,
        KNEELING,
        WRIST_LOAD,
        FLOOR,
        PLANK_FAMILY,
        OVERHEAD_LOAD,
        RESISTANCE,
        LONG_ISOMETRIC,
        BREATH_HOLD_RISK,
        DEEP_PRESSURE,
        PASSIVE_END_RANGE_STRETCH,
        IMPACT,
        UNSUPPORTED_BALANCE,
        HEAVY_LOAD,
        HEAT_OR_COLD
    }
}
