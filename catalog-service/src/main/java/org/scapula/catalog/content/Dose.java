package org.scapula.catalog.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How much of an exercise. Where sources disagree all doses are kept; exactly one is used.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        requiredProperties = {"used", "origin", "side", "note"},
        examples = """
                {"used": true, "origin": "SOURCE",
                 "sets": {"min": 1, "max": 1, "source": "S3-K02"},
                 "reps": {"min": 10, "max": 10, "source": "S3-K02"},
                 "holdSeconds": {"min": 5, "max": 5, "source": "S3-K02"},
                 "side": "BOTH", "note": "The gentler of two figures."}""")
public record Dose(
        boolean used,
        Origin origin,
        Optional<Range> sets,
        Optional<Range> reps,
        Optional<Range> holdSeconds,
        Optional<Range> breaths,
        Optional<Range> minutes,
        Optional<Range> secondsPerSpot,
        Optional<Range> perDay,
        Optional<Range> perWeek,
        Side side,
        String note) {

    Dose saying(String otherNote) {
        return new Dose(
                used,
                origin,
                sets,
                reps,
                holdSeconds,
                breaths,
                minutes,
                secondsPerSpot,
                perDay,
                perWeek,
                side,
                otherNote);
    }

    Stream<Range> figures() {
        return Stream.of(sets, reps, holdSeconds, breaths, minutes, secondsPerSpot, perDay, perWeek)
                .flatMap(Optional::stream);
    }
}
