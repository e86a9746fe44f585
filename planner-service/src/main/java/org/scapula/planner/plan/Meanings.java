package org.scapula.planner.plan;

import java.util.ArrayList;
import java.util.List;
import org.scapula.planner.week.Nprs;
import org.scapula.planner.week.Rating;

/// What follows for a person from how a session was, until next week's plan takes it up.
final class Meanings {

    static final int ACCEPTABLE = 5;
    private static final List<String> PAIN_MONITORING = List.of("Silbernagel 2007", "Thomee 1997");

    private Meanings() {}

    static List<SessionsView.Meaning> of(NewSession said, int painBefore) {
        var means = new ArrayList<SessionsView.Meaning>();
        if (said.painDuring().filter(pain -> pain > ACCEPTABLE).isPresent()) {
            means.add(new SessionsView.Meaning(
                    "More than 5 of 10 is too much. For two days do easy movement and walking only. Before next week's"
                            + " plan, answer the triage questions again. A plan that was made ahead no longer fits.",
                    List.of("H42", "H03"),
                    PAIN_MONITORING));
        }
        if (said.painNextMorning()
                .filter(pain -> Nprs.hasRisen(painBefore, pain))
                .isPresent()) {
            means.add(new SessionsView.Meaning(
                    "The morning was at least 2 points worse than before your plan. In the next session leave out a set"
                            + " of each exercise, or take the easier form.",
                    List.of("H43"),
                    PAIN_MONITORING));
        }
        said.exercises().orElse(List.of()).stream()
                .filter(one -> one.rating() == Rating.HURTS)
                .map(one -> new SessionsView.Meaning(
                        "Leave out " + one.exerciseId()
                                + " for the rest of the week. Next week's plan does without it; make it again if you have it already.",
                        List.of("H61"),
                        List.of("Scapula policy")))
                .forEach(means::add);
        return List.copyOf(means);
    }
}
