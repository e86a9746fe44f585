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

    /// Everything that is said in it, each sentence once for each place.
    Stream<String> texts() {
        return Stream.concat(
                rules.stream().map(ContraindicationRule::asFound).flatMap(Contraindication::texts),
                Stream.concat(noPlanConditions.stream(), noLimitConditions.stream())
                        .map(ConditionNote::because));
    }

    Stream<String> conditions() {
        return Stream.of(
                        rules.stream().map(ContraindicationRule::condition),
                        noPlanConditions.stream().map(ConditionNote::condition),
                        noLimitConditions.stream().map(ConditionNote::condition))
                .flatMap(conditions -> conditions);
    }
}
