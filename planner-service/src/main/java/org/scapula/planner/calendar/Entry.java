package org.scapula.planner.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.scapula.planner.plan.ExerciseDay;
import org.scapula.planner.visit.Visit;

/// One thing in a calendar. There is nothing in it to say what for.
///
/// @param uid stays, whatever changes
/// @param sequence rises with each change
record Entry(UUID uid, int sequence, Instant changedAt, Kind kind, State state, When when) {

    enum Kind {
        EXERCISES,
        APPOINTMENT
    }

    enum State {
        CONFIRMED,
        TENTATIVE,
        CANCELLED
    }

    sealed interface When {

        LocalDate day();
    }

    record AllDay(LocalDate day) implements When {}

    record Between(ZonedDateTime from, ZonedDateTime until) implements When {

        @Override
        public LocalDate day() {
            return from.toLocalDate();
        }
    }

    /// A plan says on which day and not at what time; to invent one would fill an hour that the person may need. A day
    /// of its own also stays that day wherever the person travels, and does not make them busy.
    ///
    /// @param pseudonym of the patient, so that the address of one calendar does not tell who is in another
    static Entry of(ExerciseDay day, String pseudonym) {
        return new Entry(
                UUID.nameUUIDFromBytes(("exercises " + pseudonym + " " + day.date()).getBytes(StandardCharsets.UTF_8)),
                day.revision(),
                day.changedAt(),
                Kind.EXERCISES,
                day.cancelled() ? State.CANCELLED : State.CONFIRMED,
                new AllDay(day.date()));
    }

    /// Whether somebody came is no word for a calendar: a visit that is over stays what it was.
    static Entry of(Visit visit) {
        return new Entry(
                visit.id(),
                visit.version(),
                visit.changedAt(),
                Kind.APPOINTMENT,
                switch (visit.status()) {
                    case PROPOSED, PENDING -> State.TENTATIVE;
                    case BOOKED, FULFILLED, NOSHOW -> State.CONFIRMED;
                    case CANCELLED -> State.CANCELLED;
                },
                new Between(visit.start().atZone(visit.zone()), visit.end().atZone(visit.zone())));
    }
}
