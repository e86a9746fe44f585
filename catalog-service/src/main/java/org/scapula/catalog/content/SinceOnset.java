package org.scapula.catalog.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// From when to when after the pain began advice holds, how often and for how long.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        requiredProperties = {"fromHour"},
        examples = """
                {"fromHour": 0, "toHour": 48,
                 "repeatEveryHours": {"min": 2, "max": 3}, "minutes": {"min": 15, "max": 20}}""")
public record SinceOnset(
        int fromHour, Optional<Integer> toHour, Optional<Span> repeatEveryHours, Optional<Span> minutes) {}
