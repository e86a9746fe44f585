package org.scapula.triage.assessment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.scapula.triage.assessment.AssessmentView.Change;
import org.scapula.triage.rules.GotWorse;
import org.scapula.triage.ruleset.Knowledge;

/// A judgement in the light of what was said to the person before: what grew worse since the one it replaces counts as
/// a
/// finding of its own, and a milder answer than one of the last day has to explain itself.
record FollowUp(Judged judged, Set<String> worse, Optional<Earlier> replaced, Optional<Earlier> moreUrgent) {

    static FollowUp of(Judged first, Before before, Knowledge knowledge) {
        var worse = before.replaced()
                .map(earlier -> GotWorse.between(knowledge.rules(), earlier.answers(), first.answers()))
                .orElse(Set.of());
        var judged = first.gotWorse(worse, knowledge);
        return new FollowUp(judged, worse, before.replaced(), before.moreUrgentThan(judged));
    }

    UUID episode(UUID own) {
        return replaced.map(Earlier::episode).orElse(own);
    }

    List<Change> whatGrewWorse(Knowledge knowledge) {
        return replaced.map(earlier -> earlier.changesOf(worse, judged, knowledge.rules()))
                .orElse(List.of());
    }

    /// What the store knows of a person when a new judgement is made: the one that is replaced, and the most urgent of
    /// the last day.
    record Before(Optional<Earlier> replaced, Optional<Earlier> mostUrgent) {

        static final Before NOTHING = new Before(Optional.empty(), Optional.empty());

        /// Of two that are as urgent, the one that is replaced: it is the one the person has in mind.
        private Optional<Earlier> moreUrgentThan(Judged now) {
            return Stream.of(replaced, mostUrgent)
                    .flatMap(Optional::stream)
                    .filter(earlier ->
                            earlier.isMoreUrgentAndRecent(now.verdict().disposition(), now.at()))
                    .reduce((first, second) -> second.disposition().outranks(first.disposition()) ? second : first);
        }
    }
}
