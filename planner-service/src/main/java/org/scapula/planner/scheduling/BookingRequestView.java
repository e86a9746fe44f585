package org.scapula.planner.scheduling;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.Etags;
import org.scapula.planner.visit.Visit;
import org.scapula.planner.visit.VisitStatus;
import org.scapula.planner.visit.VisitType;

/// A booking request as it is now.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "BookingRequest",
        description = "A wish to be seen: by when and why, and how far it has come.",
        requiredProperties = {
            "id",
            "patient",
            "assessmentId",
            "state",
            "priority",
            "visitType",
            "window",
            "wish",
            "possibleMoves",
            "version",
            "createdAt",
            "changedAt"
        },
        examples = Examples.REQUEST)
public record BookingRequestView(
        UUID id,

        @Schema(description = "The clinic's opaque reference.", examples = "p-4711")
        String patient,

        UUID assessmentId,

        @Schema(description = "How far it has come; see SCHEDULING.md for the picture.")
        BookingState.Name state,

        @Schema(description = "As triage says it.") Priority priority,

        VisitType visitType,
        WindowView window,
        Wish wish,
        Optional<VisitView> visit,

        @Schema(description = "Until when a time is held; then it is free again.")
        Optional<Instant> heldUntil,

        @Schema(description = "Until when the person can choose one of the offered times.")
        Optional<Instant> replyBy,

        @Schema(description = "What the scheduling system calls it.")
        Optional<String> externalId,

        @Schema(nullable = false, description = "Why it came to nothing.")
        Optional<EndReason> reason,

        @Schema(description = "Who let it lie outside of the window.")
        Optional<String> outsideWindowBy,

        @Schema(description = "What `POST …/moves` accepts now.")
        List<Move> possibleMoves,

        @Schema(description = "Rises with each change.", examples = "3")
        int version,

        Instant createdAt,
        Instant changedAt) {

    @Schema(
            name = "BookingWindow",
            description = "From when to when the person must be seen, and why.",
            requiredProperties = {"from", "until", "zone", "overdue", "why"},
            examples = Examples.WINDOW)
    public record WindowView(
            Instant from,

            @Schema(description = "A visit begins before this moment.")
            Instant until,

            @Schema(description = "The clinic's, in which a day is meant.", examples = "Europe/Vienna")
            String zone,

            @Schema(description = "Whether the time frame was over when the visit was asked for.")
            boolean overdue,

            List<WhyView> why) {}

    @Schema(
            name = "BookingWhy",
            description = "One reason for the window.",
            requiredProperties = {"ruleId", "text", "sources"},
            examples = Examples.WHY)
    public record WhyView(@Schema(examples = "B04") String ruleId, String text, List<String> sources) {

        static WhyView of(Window.Why why) {
            return new WhyView(why.ruleId(), why.text(), why.sources());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "Visit",
            description = "A time with a practitioner that is held, booked, or over.",
            requiredProperties = {"id", "practitioner", "start", "end", "status", "version"},
            examples = Examples.VISIT)
    public record VisitView(
            UUID id,
            String practitioner,
            Instant start,
            Instant end,

            @Schema(description = "In the words of FHIR's Appointment.")
            VisitStatus status,

            @Schema(description = "Rises with each change; the SEQUENCE of a calendar.", examples = "0")
            int version,

            @Schema(description = "What the scheduling system calls it.")
            Optional<String> externalId) {

        static VisitView of(Visit visit) {
            return new VisitView(
                    visit.id(),
                    visit.practitioner(),
                    visit.start(),
                    visit.end(),
                    visit.status(),
                    visit.version(),
                    visit.externalId());
        }
    }

    static BookingRequestView of(
            BookingRequest row, BookingState state, List<WhyView> why, Wish wish, Optional<Visit> visit, ZoneId zone) {
        return new BookingRequestView(
                row.id,
                row.patient,
                row.assessment,
                state.name(),
                row.priority,
                row.visitType,
                new WindowView(row.windowFrom, row.windowUntil, zone.getId(), row.overdue, why),
                wish,
                visit.filter(_ -> state.name() != BookingState.Name.EXPIRED).map(VisitView::of),
                state instanceof BookingState.Held held ? Optional.of(held.until()) : Optional.empty(),
                state instanceof BookingState.Offered offered ? Optional.of(offered.until()) : Optional.empty(),
                Optional.ofNullable(row.externalId),
                Optional.ofNullable(row.because),
                Optional.ofNullable(row.outsideBy),
                Move.possibleIn(state),
                row.version,
                row.createdAt,
                row.changedAt);
    }

    /// A hold that is over makes another answer of the same version.
    String tag() {
        return Etags.of("booking-request", id.toString(), String.valueOf(version), state.name());
    }
}
