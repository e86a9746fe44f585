package org.scapula.planner.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.planner.week.Disposition;
import org.scapula.planner.week.Done;

/// How a plan stands: what was said of its sessions, and whether the person may go on.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "What was said of a plan's sessions, and whether the person may go on with it.",
        requiredProperties = {"planId", "state", "sessions"},
        examples = SessionsView.EXAMPLE)
public record SessionsView(
        UUID planId,
        State state,
        Optional<Frozen> frozen,
        Optional<Overtaken> overtaken,

        @Schema(description = "In the order of their days; of what was said again, the last.")
        List<Logged> sessions) {

    static final String LOGGED = """
            {"id": "019ab2f6-0b7e-7d15-a1c4-5d6f0a9b3c21", "date": "2026-11-23", "session": 1, "done": "DONE", "painBefore": 3,
             "painDuring": 4, "painNextMorning": 6, "exercises": [], "newSymptoms": {}, "revision": 2,
             "loggedAt": "2026-11-24T07:30:00Z", "means": [{"text": "Next time do less of it.", "ruleIds": ["H43"],
             "sources": ["Silbernagel 2007"]}]}""";

    static final String FROZEN = """
            {"since": "2026-11-24T07:30:00Z", "cause": "NEW_SYMPTOM", "headline": "You need to see a doctor today.",
             "disposition": "URGENT", "doNow": ["Call your doctor."], "assessmentId": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a02"}""";

    static final String OVERTAKEN = """
            {"since": "2026-11-28T18:00:00Z", "because": "After this plan was made you reported more pain.",
             "goOnFrom": "019ab2f5-11aa-7c3e-b6d4-93d2c80f7e55"}""";

    static final String EXAMPLE = "{\"planId\": \"019ab2f5-11aa-7c3e-b6d4-93d2c80f7e55\", \"state\": \"FROZEN\","
            + " \"frozen\": " + FROZEN + ", \"sessions\": [" + LOGGED + "]}";

    /// Whether the person may go on.
    public enum State {
        ACTIVE,
        FROZEN,
        /// It was made before something was reported that it would have had to heed.
        OVERTAKEN
    }

    @Schema(
            name = "PlanOvertaken",
            description = "Why the person does not go on with this plan: it was made before they reported more pain,"
                    + " something that hurts or was too hard, or that less went well than it builds on, of a session of"
                    + " another plan. A new plan, or the next week made again, heeds"
                    + " it.",
            requiredProperties = {"since", "because", "goOnFrom"},
            examples = OVERTAKEN)
    public record Overtaken(
            Instant since,
            String because,

            @Schema(description = "The plan of the session of which it was reported.")
            UUID goOnFrom) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "PlanFrozen",
            description =
                    "Why the person does not go on now. An assessment that says self-care ends it: a later one, or"
                            + " this one after a clinician's review.",
            requiredProperties = {"since", "cause", "headline", "doNow"},
            examples = FROZEN)
    public record Frozen(
            Instant since,

            @Schema(
                    enumeration = {"NEW_SYMPTOM", "BAD_MORNINGS", "TRIAGE_ANSWER"},
                    description = "TRIAGE_ANSWER: nothing was reported of a session, but triage, or a clinician who"
                            + " reviewed its answer, said so when somebody asked for a plan, a change of it, a look ahead or to"
                            + " go on.")
            String cause,

            String headline,

            @Schema(description = "What triage said of what is new; absent where it could not be asked, or was not.")
            Optional<Disposition> disposition,

            List<String> doNow,

            @Schema(description = "The judgement of triage on what is new.")
            Optional<UUID> assessmentId) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "LoggedSession",
            description = "What was said of a session.",
            requiredProperties = {
                "id",
                "date",
                "session",
                "done",
                "exercises",
                "newSymptoms",
                "revision",
                "loggedAt",
                "means"
            },
            examples = LOGGED)
    public record Logged(
            UUID id,
            LocalDate date,

            @Schema(description = "Which session of that day, from 1.")
            int session,

            Done done,
            Optional<Integer> painBefore,
            Optional<Integer> painDuring,
            Optional<Integer> painNextMorning,
            Optional<Integer> effort,
            List<NewSession.Rated> exercises,

            @Schema(type = SchemaType.OBJECT) Map<String, Object> newSymptoms,

            @Schema(description = "How often it was said.") int revision,
            Instant loggedAt,

            @Schema(description = "What follows from it, and by which rule.")
            List<Meaning> means) {}

    @Schema(
            name = "SessionMeaning",
            requiredProperties = {"text", "ruleIds", "sources"},
            examples =
                    "{\"text\": \"Next time do less of it.\", \"ruleIds\": [\"H43\"], \"sources\": [\"Silbernagel 2007\"]}")
    public record Meaning(String text, List<String> ruleIds, List<String> sources) {}

    static SessionsView of(Standing standing, ObjectMapper json) {
        return new SessionsView(
                standing.plan().id,
                state(standing),
                standing.frozen()
                        .map(freeze -> new Frozen(
                                freeze.frozenAt,
                                freeze.why().name(),
                                freeze.headline,
                                freeze.disposition(),
                                freeze.doNow(),
                                freeze.assessment())),
                standing.overtaken().map(it -> new Overtaken(it.overtakenAt, Words.OVERTAKEN, it.reportedOf)),
                standing.sessions().stream()
                        .map(row -> logged(row, standing.kept(), json))
                        .toList());
    }

    private static State state(Standing standing) {
        if (standing.frozen().isPresent()) {
            return State.FROZEN;
        }
        return standing.overtaken().isPresent() ? State.OVERTAKEN : State.ACTIVE;
    }

    private static Logged logged(LoggedSession row, KeptPlan plan, ObjectMapper json) {
        var said = row.read(json);
        return new Logged(
                row.id,
                said.date(),
                said.sessionOfTheDay(),
                said.done(),
                said.painBefore(),
                said.painDuring(),
                said.painNextMorning(),
                said.effort(),
                said.exercises().orElse(List.of()),
                said.newSymptoms(),
                row.revision,
                row.loggedAt,
                Meanings.of(said, plan.painBefore()));
    }
}
