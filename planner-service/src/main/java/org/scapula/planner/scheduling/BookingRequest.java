package org.scapula.planner.scheduling;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.visit.Visit;
import org.scapula.planner.visit.VisitType;

/// A wish to be seen, as it is now.
@Entity
@Table(name = "booking_request")
class BookingRequest {

    @Id
    UUID id;

    String clinic;
    String patient;
    UUID assessment;
    Instant assessedAt;

    @Enumerated(EnumType.STRING)
    Priority priority;

    @Enumerated(EnumType.STRING)
    VisitType visitType;

    @Enumerated(EnumType.STRING)
    BookingState.Name state;

    int version;
    Instant windowFrom;
    Instant windowUntil;
    boolean overdue;
    String frame;

    /// JSON texts.
    String reasons;

    String wish;

    @Nullable
    UUID visit;

    @Nullable
    Instant holdUntil;

    @Nullable
    Instant replyBy;

    Instant since;
    String raised;

    @Nullable
    String externalId;

    @Nullable
    @Enumerated(EnumType.STRING)
    EndReason because;

    /// Declined by ourselves, because somebody was faster.
    boolean stillLooking;

    @Nullable
    String outsideBy;

    @Nullable
    String outsideReason;

    Instant createdAt;
    String createdBy;
    Instant changedAt;
    String changedBy;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected BookingRequest() {}

    @SuppressWarnings("NullAway.Init") // the window comes next
    BookingRequest(UUID id, String clinic, TriageAssessment assessment, VisitType type, Instant at, String by) {
        this.id = id;
        this.clinic = clinic;
        this.patient = assessment.patient();
        this.assessment = assessment.id();
        this.assessedAt = assessment.assessedAt();
        this.visitType = type;
        this.state = BookingState.Name.REQUESTED;
        this.version = 1;
        this.since = at;
        this.raised = "";
        this.createdAt = at;
        this.createdBy = by;
        this.changedAt = at;
        this.changedBy = by;
    }

    void isToBeSeenIn(Window window, String why) {
        this.priority = window.priority();
        this.windowFrom = window.from();
        this.windowUntil = window.until();
        this.overdue = window.overdue();
        this.frame = window.frame().toString();
        this.reasons = why;
    }

    Window window() {
        return new Window(priority, windowFrom, windowUntil, overdue, timeFrame(), List.of());
    }

    /// Whatever was on the work list of the state it is in may be told again: it weighs more now.
    void isMorePressing(Window window, String why) {
        isToBeSeenIn(window, why);
        this.raised = "";
    }

    boolean windowHolds(Instant start) {
        return !start.isBefore(windowFrom) && start.isBefore(windowUntil);
    }

    Duration timeFrame() {
        return Duration.parse(frame);
    }

    /// What it is at this moment: what is over by the clock is over, whether or not anybody has come to note it.
    BookingState stateAt(Instant now, Optional<Visit> its) {
        return noted(its) instanceof BookingState.Lapsing lapsing
                        && !lapsing.until().isAfter(now)
                ? lapsing.lapse()
                : noted(its);
    }

    private BookingState noted(Optional<Visit> its) {
        return switch (state) {
            case REQUESTED -> new BookingState.Requested();
            case OFFERED ->
                new BookingState.Offered(Optional.ofNullable(replyBy).orElse(Instant.MIN));
            // Somebody else has taken the time after it was over.
            case HELD ->
                its.<BookingState>map(visit -> new BookingState.Held(
                                visit.slot(), Optional.ofNullable(holdUntil).orElse(Instant.MIN)))
                        .orElseGet(BookingState.Expired::new);
            case BOOKED -> new BookingState.Booked(its.orElseThrow().slot());
            case CONFIRMED -> new BookingState.Confirmed(its.orElseThrow().slot());
            case FULFILLED -> new BookingState.Fulfilled(its.orElseThrow().slot());
            case NO_SHOW -> new BookingState.NoShow(its.orElseThrow().slot());
            case CANCELLED -> new BookingState.Cancelled();
            case DECLINED -> new BookingState.Declined();
            case EXPIRED -> new BookingState.Expired();
        };
    }

    void becomes(BookingState next, Instant at) {
        this.state = next.name();
        this.holdUntil = next instanceof BookingState.Held held ? held.until() : null;
        this.replyBy = next instanceof BookingState.Offered offered ? offered.until() : null;
        this.since = at;
        this.raised = "";
    }

    void changed(Instant at, String by) {
        this.version++;
        this.changedAt = at;
        this.changedBy = by;
    }

    Set<WorkKind> raised() {
        return Arrays.stream(raised.split(" "))
                .filter(word -> !word.isEmpty())
                .map(WorkKind::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(WorkKind.class)));
    }

    void raise(WorkKind kind) {
        if (!raised().contains(kind)) {
            this.raised = (raised + " " + kind).strip();
        }
    }
}
