package org.scapula.planner.scheduling;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.FieldError;

/// What a clinic, or its scheduling system, does with a request.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description =
                "What the clinic, or its scheduling system, does with a booking request. OFFER wants `slots`; HOLD"
                        + " and RESCHEDULE want a `slot`, BOOK too unless one is held; CANCEL and DECLINE want a `reason`.",
        requiredProperties = "move",
        examples = Examples.MOVE)
public record NewMove(
        @NotNull Move move,
        Optional<@Valid NewSlot> slot,

        @Schema(description = "Up to 50 times; they take the place of those offered before.")
        Optional<@Size(min = 1, max = 50) List<@NotNull @Valid NewSlot>> slots,

        @Schema(
                description =
                        "Of HOLD: until when; of OFFER: by when an answer is awaited. A usual time where nothing is"
                                + " said, and never longer than the window.",
                examples = "2026-11-21T10:15:00Z")
        Optional<Instant> until,

        @Schema(nullable = false) Optional<EndReason> reason,

        @Schema(description = "What the scheduling system calls the booking.", examples = "appointment-9001")
        Optional<@Size(min = 1, max = 200) @Pattern(regexp = NewSlot.PRINTABLE, message = "must be printable") String>
                externalId,

        Optional<@Valid Override> override) {

    @Schema(
            name = "WindowOverride",
            description = "A clinician's leave for a time outside of the window: by name, and with a reason.",
            requiredProperties = {"name", "reason"},
            examples = Examples.OVERRIDE)
    public record Override(
            @Schema(description = "Who answers for it.") @NotBlank @Size(max = 200)
            String name,

            @Schema(description = "Why; kept inside the clinic's walls, and told to no scheduling system.")
            @NotBlank
            @Size(max = 1000)
            String reason) {}

    private static final Set<Move> OF_A_SLOT = Set.of(Move.HOLD, Move.BOOK, Move.RESCHEDULE);
    private static final Set<Move> WITH_AN_END = Set.of(Move.HOLD, Move.OFFER);
    private static final Set<Move> WITH_A_REASON = Set.of(Move.CANCEL, Move.DECLINE);
    private static final Set<Move> OF_TIMES = Set.of(Move.OFFER, Move.HOLD, Move.BOOK, Move.RESCHEDULE);

    List<FieldError> errors(Instant now) {
        var errors = new ArrayList<FieldError>();
        goesWith(errors, "/slot", slot.isPresent(), OF_A_SLOT);
        goesWith(errors, "/slots", slots.isPresent(), Set.of(Move.OFFER));
        goesWith(errors, "/until", until.isPresent(), WITH_AN_END);
        goesWith(errors, "/reason", reason.isPresent(), WITH_A_REASON);
        goesWith(errors, "/override", override.isPresent(), OF_TIMES);
        wanted(errors, "/slots", slots.isPresent(), Set.of(Move.OFFER));
        wanted(errors, "/slot", slot.isPresent(), Set.of(Move.HOLD, Move.RESCHEDULE));
        wanted(errors, "/reason", reason.isPresent(), WITH_A_REASON);
        slot.ifPresent(one -> errors.addAll(one.errors("/slot", now)));
        slots.ifPresent(many -> IntStream.range(0, many.size())
                .forEach(at -> errors.addAll(many.get(at).errors("/slots/" + at, now))));
        until.filter(end -> !end.isAfter(now))
                .ifPresent(_ -> errors.add(new FieldError("/until", "out-of-range", "must lie in the future")));
        return errors;
    }

    private void goesWith(List<FieldError> errors, String pointer, boolean given, Set<Move> moves) {
        if (given && !moves.contains(move)) {
            errors.add(new FieldError(pointer, "not-together", "does not go with the move " + move));
        }
    }

    private void wanted(List<FieldError> errors, String pointer, boolean given, Set<Move> moves) {
        if (!given && moves.contains(move)) {
            errors.add(new FieldError(pointer, "required", "goes with the move " + move));
        }
    }
}
