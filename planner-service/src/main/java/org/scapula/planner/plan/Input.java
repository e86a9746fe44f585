package org.scapula.planner.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.week.Objective;
import org.scapula.planner.week.TakenOut;

/// Everything a plan is made from, in one order, so that equal wishes have equal words and one hash (H50).
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Input(
        Wanted wanted,
        Optional<MadeWith> template,
        LocalDate askedOn,
        Optional<Integer> hoursSinceOnset,
        TriageAssessment assessment,
        String rulesetVersion,
        String objectiveHash,
        String catalogVersion,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SoFar.Read> soFar,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TakenOut> takenOut,
        Optional<PlanView.Edited> edited) {

    static Input of(Draft draft, Draft.Edits edits) {
        var input = of(draft);
        return new Input(
                input.wanted(),
                input.template(),
                input.askedOn(),
                input.hoursSinceOnset(),
                input.assessment(),
                input.rulesetVersion(),
                input.objectiveHash(),
                input.catalogVersion(),
                input.soFar(),
                input.takenOut(),
                Optional.of(PlanView.Edited.of(edits)));
    }

    static Input of(Draft draft) {
        return new Input(
                inOneOrder(draft.asked()),
                draft.asked().template(),
                draft.asked().today(),
                draft.hoursSinceOnset(),
                draft.assessment(),
                Draft.RULES,
                Objective.SHIPPED.hash(),
                draft.gathered().catalog().version(),
                draft.asked().soFar().map(SoFar::read).orElse(List.of()),
                draft.facts().takenOut(),
                Optional.empty());
    }

    String text(ObjectMapper json) {
        try {
            return json.writeValueAsString(this);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static Wanted inOneOrder(Draft.Asked asked) {
        var wanted = asked.wanted();
        return new Wanted(
                wanted.assessmentId(),
                Optional.of(asked.startsOn()),
                sorted(wanted.days()),
                wanted.minutesPerSession(),
                Optional.of(wanted.sessionsPerDay().orElse(1)),
                sorted(wanted.equipment()),
                sorted(wanted.contexts()),
                wanted.experience(),
                wanted.conditions().stream()
                        .sorted(Comparator.comparing(NewPlan.Reported::code).thenComparing(NewPlan.Reported::toString))
                        .toList(),
                sorted(wanted.avoid()),
                wanted.canFloorTransfer(),
                wanted.approval());
    }

    private static <T extends Comparable<? super T>> List<T> sorted(List<T> values) {
        return values.stream().sorted().toList();
    }
}
