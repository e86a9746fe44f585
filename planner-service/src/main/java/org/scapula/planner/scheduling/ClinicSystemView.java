package org.scapula.planner.scheduling;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.planner.scheduling.system.Capability;
import org.scapula.planner.scheduling.system.NotOffered;
import org.scapula.planner.scheduling.system.Offer;
import org.scapula.planner.scheduling.system.Refused;
import org.scapula.planner.scheduling.system.SystemAccess;
import org.scapula.planner.scheduling.system.SystemKind;
import org.scapula.planner.visit.VisitType;

/// What the clinic's own scheduling system says of itself, beside what the settings say of it.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "SchedulingSystem",
        description =
                "The clinic's own scheduling system, as it said at the latest a minute ago. Without `kind` the clinic"
                        + " has none: it books by hand, or a system of its own calls `/v1/booking-requests`.",
        requiredProperties = {"capabilities", "practitioners", "visitTypes"},
        examples = ClinicSystemView.EXAMPLE)
public record ClinicSystemView(
        @Schema(description = "How it is spoken to.") Optional<SystemKind> kind,

        @Schema(description = "What it can be asked for. What is not here the planner does without.")
        List<Capability> capabilities,

        List<PractitionerView> practitioners,

        @Schema(
                description = "The kinds of visit that it lists, mapped or not; a system that lists none may have them"
                        + " nevertheless. Absent where they are not known: then `servicesUntold` says why.")
        Optional<List<ServiceView>> services,

        Optional<Untold> servicesUntold,

        @Schema(description = "Each kind of visit that the planner books, and what it is mapped to.")
        List<MappedView> visitTypes) {

    static final String EXAMPLE = """
            {"kind": "EASY", "capabilities": ["PRACTITIONERS", "OFFERS", "FREE_SLOTS", "BOOK", "RESCHEDULE", "CANCEL", "FEEDS"],
             "practitioners": [{"id": "17", "name": "Room 2", "calendar": "https://clinic.example/calendars/17.ics"}],
             "services": [{"code": "4", "name": "First visit, 30 minutes"}],
             "visitTypes": [{"visitType": "INITIAL_ASSESSMENT", "code": "4", "listed": true},
                            {"visitType": "FOLLOW_UP"}]}""";

    static final ClinicSystemView NONE = new ClinicSystemView(
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.of(List.of()),
            Optional.empty(),
            mapped(Map.of(), List.of()));

    /// Why a system does not tell its services.
    @Schema(
            name = "ServicesUntold",
            description = "Why the services are not known. `NOT_LISTED`: the system has no list of them, and over FHIR"
                    + " needs none. `NOT_ADMITTED`: the planner's login may not read it. `NOT_ACCEPTED`,"
                    + " `NOT_UNDERSTOOD`: it answered, but not with a list that can be read. `UNAVAILABLE`: it could"
                    + " not be asked just now.")
    public enum Untold {
        NOT_LISTED,
        NOT_ADMITTED,
        NOT_ACCEPTED,
        NOT_UNDERSTOOD,
        UNAVAILABLE;

        private static Untold because(Throwable failure) {
            return switch (failure) {
                case NotOffered _ -> NOT_LISTED;
                case Refused refused when refused.why() == Refused.Why.NOT_ADMITTED -> NOT_ADMITTED;
                case Refused refused when refused.why() == Refused.Why.NOT_UNDERSTOOD -> NOT_UNDERSTOOD;
                case Refused _ -> NOT_ACCEPTED;
                default -> UNAVAILABLE;
            };
        }
    }

    /// As it lists them, or why it does not.
    record Services(List<Offer> offers, Optional<Untold> untold) {

        static Services told(List<Offer> offers) {
            return new Services(offers, Optional.empty());
        }

        static Services untold(Throwable failure) {
            return new Services(List.of(), Optional.of(Untold.because(failure)));
        }

        private boolean isNoList() {
            return untold.filter(Untold.NOT_LISTED::equals).isPresent();
        }

        private Optional<List<ServiceView>> views() {
            return untold.isPresent()
                    ? Optional.empty()
                    : Optional.of(offers.stream()
                            .map(offer -> new ServiceView(offer.code(), offer.name()))
                            .distinct()
                            .toList());
        }
    }

    static ClinicSystemView of(
            SystemAccess access, Set<Capability> capabilities, List<PractitionerView> people, Services services) {
        return new ClinicSystemView(
                Optional.of(access.kind()),
                capabilities.stream()
                        .filter(one -> one != Capability.OFFERS || !services.isNoList())
                        .sorted()
                        .toList(),
                people,
                services.views(),
                services.untold(),
                mapped(access.visitTypes(), services.offers()));
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "PractitionerWithCalendar",
            description = "Somebody at the clinic who sees patients.",
            requiredProperties = {"id", "name"},
            examples = "{\"id\": \"17\", \"name\": \"Room 2\"}")
    public record PractitionerView(
            @Schema(description = "As `practitioner` of a wish or of a slot.", examples = "17")
            String id,

            @Schema(description = "As the clinic's system says it; empty where it says none.", examples = "Room 2")
            String name,

            @Schema(
                    description = "Where their own calendar is read, if the settings say so.",
                    examples = "https://clinic.example/calendars/17.ics")
            Optional<URI> calendar) {}

    @Schema(
            name = "ListedService",
            description = "A kind of visit as the clinic's system lists it.",
            requiredProperties = {"code", "name"},
            examples = "{\"code\": \"4\", \"name\": \"First visit, 30 minutes\"}")
    public record ServiceView(
            @Schema(
                    description = "What `visit-types.…` of the settings can name. Of FHIR `system|code`.",
                    examples = "4")
            String code,

            @Schema(examples = "First visit, 30 minutes") String name) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "MappedVisitType",
            description = "A kind of visit, and which of the clinic's services it is.",
            requiredProperties = "visitType",
            examples = "{\"visitType\": \"INITIAL_ASSESSMENT\", \"code\": \"4\", \"listed\": true}")
    public record MappedView(
            VisitType visitType,

            @Schema(description = "Absent: nobody has mapped it, so no time is looked for.", examples = "4")
            Optional<String> code,

            @Schema(
                    description = "Whether the system lists that code. False: check the settings, for probably nobody"
                            + " is offered a time. Absent: not mapped, or no services are known.")
            Optional<Boolean> listed) {}

    private static List<MappedView> mapped(Map<String, String> codes, List<Offer> offers) {
        return Arrays.stream(VisitType.values())
                .map(type -> {
                    var code = Optional.ofNullable(codes.get(type.name()));
                    return new MappedView(
                            type,
                            code,
                            code.filter(_ -> !offers.isEmpty())
                                    .map(said -> offers.stream().anyMatch(offer -> offer.isMappedAs(said))));
                })
                .toList();
    }
}
