package org.scapula.catalog.content;

import java.util.List;
import java.util.stream.Stream;

/// What every known condition means for exercise: limits, no plan at all, or no limit.
public record ContraindicationMatrix(
        List<ContraindicationRule> rules, List<ConditionNote> noPlanConditions, List<ConditionNote> noLimitConditions) {

    List<Contraindication> of(ExerciseEntry exercise) {
        return rules.stream()
                .filter(rule -> rule.concerns(exercise))
                .map(ContraindicationRule::asFound)
                .toList();
    }

    Stream<String> conditions() {
        return Stream.of(
                        rules.stream().map(ContraindicationRule::condition),
                        noPlanConditions.stream().map(ConditionNote::condition),
                        noLimitConditions.stream().map(ConditionNote::condition))
                .flatMap(conditions -> conditions);
    }
}
