package org.scapula.planner.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scapula.planner.scheduling.Window.Why;
import org.scapula.planner.week.Disposition;

/// Who is to be seen, and by when. The gravest word about a person decides; no unknown answer gives anybody more time,
/// and no weekend or holiday does: time frames are days of the calendar, and where nothing is free in one, the clinic
/// is
/// told.
final class BookingRequestRules {

    private static final String POLICY = "Scapula policy";

    /// Where a clinician, and not a rule, says that somebody is to be seen; and at most so long while a question about
    /// a
    /// warning sign is open.
    private static final Duration A_WEEK = Duration.ofDays(7);

    private static final Duration A_DAY = Duration.ofDays(1);

    private BookingRequestRules() {}

    /// What triage says, with a clinician's review of it before it.
    ///
    /// @param said the disposition of triage itself
    /// @param held what holds
    /// @param within triage's time frame: `now` or an ISO 8601 duration
    record Said(Disposition said, Disposition held, Duration within, Instant at, boolean openRedFlags) {}

    /// What the plans of the person say.
    ///
    /// @param stopped the gravest stop of their plan
    /// @param proposedAfter the day from which a plan says that they should be seen
    /// @param proposedLatest the day by which
    record Plans(Optional<Stopped> stopped, Optional<LocalDate> proposedAfter, Optional<LocalDate> proposedLatest) {

        static final Plans NONE = new Plans(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// How grave, and since when.
    record Stopped(Disposition how, Instant since) {}

    /// Nothing where it cannot be read: that is no answer, and no long one.
    static Optional<Duration> timeFrame(String within) {
        if (within.equals("now")) {
            return Optional.of(Duration.ZERO);
        }
        try {
            return Optional.of(Duration.parse(within)).filter(Duration::isPositive);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    static Admission admit(Said triage, Plans plans, boolean clinicianAsks, ZonedDateTime now) {
        return switch (gravest(triage, plans)) {
            case EMERGENCY -> new Admission.Emergency();
            case URGENT -> new Admission.Seen(today(triage, plans, now));
            case ROUTINE_CLINICIAN -> new Admission.Seen(routine(triage, plans, now));
            case SELF_CARE -> selfCare(plans, clinicianAsks, now);
        };
    }

    /// What was told on the way to a plan counts beside what is in the assessment at hand.
    private static Disposition gravest(Said triage, Plans plans) {
        return plans.stopped()
                .map(Stopped::how)
                .filter(stopped -> stopped.compareTo(triage.held()) < 0)
                .orElse(triage.held());
    }

    private static Window today(Said triage, Plans plans, ZonedDateTime now) {
        var why = new ArrayList<Why>();
        if (triage.held() == Disposition.URGENT) {
            why.add(new Why("B01", "Triage says: to be seen on the same day.", List.of("triage", POLICY)));
            if (triage.said() != Disposition.URGENT) {
                why.add(reviewed());
            }
        } else {
            why.add(new Why(
                    "B02",
                    "The person was stopped on the way with a plan by something that counts as urgent, so they are to be"
                            + " seen on the same day.",
                    List.of(POLICY)));
        }
        var since = triage.held() == Disposition.URGENT
                ? triage.at()
                : plans.stopped().orElseThrow().since();
        boolean late = dayOf(since, now).isBefore(now.toLocalDate());
        if (late) {
            why.add(overdue());
        }
        return new Window(Priority.URGENT, now.toInstant(), endOf(now.toLocalDate(), now.getZone()), late, A_DAY, why);
    }

    private static Window routine(Said triage, Plans plans, ZonedDateTime now) {
        var why = new ArrayList<Why>();
        if (triage.held() != Disposition.ROUTINE_CLINICIAN) {
            why.add(new Why(
                    "B03",
                    "The person was stopped on the way with a plan, and triage said then that they should be seen.",
                    List.of(POLICY)));
            return within(A_WEEK, plans.stopped().orElseThrow().since(), why, now);
        }
        var frame = triage.said() == Disposition.ROUTINE_CLINICIAN ? triage.within() : A_WEEK;
        if (triage.said() == Disposition.ROUTINE_CLINICIAN) {
            why.add(new Why(
                    "B04",
                    "Triage says: to be seen within " + spoken(frame) + " of its answer.",
                    List.of("triage", POLICY)));
        } else {
            why.add(reviewed());
        }
        if (triage.openRedFlags() && frame.compareTo(A_WEEK) > 0) {
            why.add(new Why(
                    "B05", "A question about a warning sign has no answer, so it is a week at most.", List.of(POLICY)));
            frame = A_WEEK;
        }
        return within(frame, triage.at(), why, now);
    }

    private static Admission selfCare(Plans plans, boolean clinicianAsks, ZonedDateTime now) {
        var today = now.toLocalDate();
        if (plans.proposedAfter().filter(day -> !day.isAfter(today)).isPresent()) {
            var latest = plans.proposedLatest().orElse(today);
            var why = new ArrayList<>(List.of(new Why(
                    "B06", "The plan says: to be seen when it is no better by then.", List.of("S1-R01", POLICY))));
            var late = latest.isBefore(today);
            if (late) {
                why.add(overdue());
            }
            var until = endOf(late ? today : latest, now.getZone());
            return new Admission.Seen(new Window(
                    Priority.ROUTINE, now.toInstant(), until, late, Duration.between(now.toInstant(), until), why));
        }
        if (clinicianAsks) {
            var why = List.of(new Why("B07", "A clinician asks for it, so it is a week at most.", List.of(POLICY)));
            return new Admission.Seen(within(A_WEEK, now.toInstant(), why, now));
        }
        return new Admission.NotNeeded(plans.proposedAfter());
    }

    /// Counted from now, and not later than it would have been: a clinician has said that it begins again.
    static Window anew(Priority priority, Duration frame, ZonedDateTime now) {
        var why = List.of(new Why(
                "B09", "A clinician opened it again, so the time frame is counted from then.", List.of(POLICY)));
        return priority == Priority.URGENT
                ? new Window(priority, now.toInstant(), endOf(now.toLocalDate(), now.getZone()), false, frame, why)
                : within(frame, now.toInstant(), why, now);
    }

    /// What became graver after it was asked for; nothing where it did not. No end becomes later by it.
    static Optional<Window> graver(Window before, Window asked) {
        if (asked.priority().compareTo(before.priority()) >= 0) {
            return Optional.empty();
        }
        var why = new ArrayList<>(asked.why());
        why.add(new Why(
                "B11",
                "It became more pressing after it was asked for, so the earlier of both ends counts.",
                List.of(POLICY)));
        return Optional.of(new Window(
                asked.priority(),
                before.from(),
                earlier(before.until(), asked.until()),
                before.overdue() || asked.overdue(),
                earlier(before.frame(), asked.frame()),
                why));
    }

    /// Days are counted on the clinic's wall clock, so that an hour that is set forward or back makes nobody late or
    /// early.
    private static Window within(Duration frame, Instant since, List<Why> why, ZonedDateTime now) {
        var until = since.atZone(now.getZone())
                .plusDays(frame.toDays())
                .plus(frame.minusDays(frame.toDays()))
                .toInstant();
        if (until.isAfter(now.toInstant())) {
            return new Window(Priority.ROUTINE, now.toInstant(), until, false, frame, why);
        }
        var all = new ArrayList<>(why);
        all.add(overdue());
        return new Window(Priority.ROUTINE, now.toInstant(), endOf(now.toLocalDate(), now.getZone()), true, frame, all);
    }

    private static Why reviewed() {
        return new Why("B08", "A clinician reviewed the answer of triage, and this holds.", List.of("triage", POLICY));
    }

    private static Why overdue() {
        return new Why(
                "B10",
                "The time frame was over when this was asked for, so it is today, and the clinic is told.",
                List.of(POLICY));
    }

    private static LocalDate dayOf(Instant at, ZonedDateTime now) {
        return at.atZone(now.getZone()).toLocalDate();
    }

    private static Instant endOf(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static <T extends Comparable<T>> T earlier(T one, T other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static String spoken(Duration frame) {
        return frame.compareTo(A_DAY) <= 0 ? "a day" : frame.toDays() + " days";
    }
}
