package org.scapula.catalog.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a dose of each class of exercise may be. The figures are those of the plan rules; "some minutes" is no dose.
enum DoseBounds {
    MOBILITY {
        @Override
        void check(Dose dose, Complaints complaints) {
            complaints.within("reps", dose.reps().or(dose::breaths), 5, 15);
            complaints.needs("reps or breaths", dose.reps().or(dose::breaths));
            complaints.within("sets", dose.sets(), 1, 3);
            complaints.within("holdSeconds", dose.holdSeconds(), 0, 5);
        }
    },
    STRETCH {
        @Override
        void check(Dose dose, Complaints complaints) {
            complaints.needs("holdSeconds", dose.holdSeconds());
            complaints.within("holdSeconds", dose.holdSeconds(), 10, 60);
            complaints.within("reps", dose.reps(), 1, 4);
            complaints.within("sets", dose.sets(), 1, 1);
        }
    },
    MOTOR_CONTROL {
        @Override
        void check(Dose dose, Complaints complaints) {
            complaints.needs("holdSeconds", dose.holdSeconds());
            complaints.needs("reps", dose.reps());
            complaints.within("holdSeconds", dose.holdSeconds(), 3, 10);
            complaints.within("reps", dose.reps(), 5, 15);
            complaints.within("sets", dose.sets(), 1, 3);
        }
    },
    ISOMETRIC {
        @Override
        void check(Dose dose, Complaints complaints) {
            complaints.needs("holdSeconds", dose.holdSeconds());
            complaints.within("holdSeconds", dose.holdSeconds(), 10, 60);
            complaints.within("sets", dose.sets(), 1, 3);
            complaints.within("reps", dose.reps(), 1, 3);
            complaints.atMost("holds", most(dose.sets()) * most(dose.reps()), 3);
        }
    },
    STRENGTH {
        @Override
        void check(Dose dose, Complaints complaints) {
            complaints.needs("reps", dose.reps());
            complaints.within("reps", dose.reps(), 6, 20);
            complaints.within("sets", dose.sets(), 1, 4);
            complaints.within("holdSeconds", dose.holdSeconds(), 0, 5);
        }
    },
    SELF_MASSAGE {
        @Override
        void check(Dose dose, Complaints complaints) {
            complaints.needs("secondsPerSpot", dose.secondsPerSpot());
            complaints.within("secondsPerSpot", dose.secondsPerSpot(), 30, 90);
            complaints.atMost(
                    "seconds in all", most(dose.sets()) * most(dose.reps()) * most(dose.secondsPerSpot()), 300);
        }
    },
    AEROBIC {
        @Override
        void check(Dose dose, Complaints complaints) {
            complaints.needs("minutes", dose.minutes());
            complaints.within("minutes", dose.minutes(), 1, 60);
        }
    },
    BREATHING {
        @Override
        void check(Dose dose, Complaints complaints) {
            complaints.needs("minutes or breaths", dose.minutes().or(dose::breaths));
            complaints.within("minutes", dose.minutes(), 1, 20);
        }
    },
    EDUCATION {
        @Override
        void check(Dose dose, Complaints complaints) {
            complaints.within("minutes", dose.minutes(), 1, 60);
        }
    };

    static DoseBounds of(ExerciseClass exerciseClass) {
        return valueOf(exerciseClass.name());
    }

    Stream<String> complaintsAbout(Dose dose) {
        var complaints = new Complaints(new ArrayList<>());
        check(dose, complaints);
        complaints.within("perDay", dose.perDay(), 1, 12);
        complaints.within("perWeek", dose.perWeek(), 1, 7);
        if (this != AEROBIC && this != BREATHING && this != EDUCATION) {
            complaints.without("minutes", dose.minutes());
        }
        if (this != SELF_MASSAGE) {
            complaints.without("secondsPerSpot", dose.secondsPerSpot());
        }
        return complaints.reasons().stream();
    }

    abstract void check(Dose dose, Complaints complaints);

    static int most(Optional<Range> figure) {
        return figure.map(Range::max).orElse(1);
    }

    record Complaints(List<String> reasons) {

        void needs(String what, Optional<Range> figure) {
            if (figure.isEmpty()) {
                reasons.add(what + " must be given");
            }
        }

        void without(String what, Optional<Range> figure) {
            if (figure.isPresent()) {
                reasons.add(what + " does not belong here");
            }
        }

        void within(String what, Optional<Range> figure, int least, int most) {
            figure.filter(given -> given.min() < least || given.max() > most)
                    .ifPresent(given -> reasons.add(what + " " + given.min() + " to " + given.max() + " is not within "
                            + least + " to " + most));
        }

        void atMost(String what, int given, int most) {
            if (given > most) {
                reasons.add(given + " " + what + " are more than " + most);
            }
        }
    }
}
