package org.scapula.planner.scheduling;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.planner.scheduling.ClinicSystemView.PractitionerView;

/// Whom a person can wish to see.
@Schema(
        name = "Practitioners",
        description =
                "Who sees patients at the clinic, as its own scheduling system said at the latest a minute ago. None"
                        + " where the clinic has no such system.",
        requiredProperties = "practitioners",
        examples = "{\"practitioners\": [" + PractitionersView.ONE + "]}")
public record PractitionersView(List<NamedView> practitioners) {

    static final String ONE = "{\"id\": \"17\", \"name\": \"Room 2\"}";

    @Schema(
            name = "Practitioner",
            description = "Somebody at the clinic who sees patients.",
            requiredProperties = {"id", "name"},
            examples = PractitionersView.ONE)
    public record NamedView(
            @Schema(description = "As `practitioner` of a wish.", examples = "17")
            String id,

            @Schema(description = "As the clinic's system says it; empty where it says none.", examples = "Room 2")
            String name) {}

    static PractitionersView of(List<PractitionerView> people) {
        return new PractitionersView(
                people.stream().map(one -> new NamedView(one.id(), one.name())).toList());
    }
}
