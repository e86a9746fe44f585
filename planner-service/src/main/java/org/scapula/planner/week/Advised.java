package org.scapula.planner.week;

import java.util.List;
import java.util.Set;

/// How to go on with an activity, by the rule of triage's picture. `done` says that the person told triage of doing it.
public record Advised(String ruleId, Activity activity, Pace pace, boolean done, String text, List<String> sources) {

    public Advised {
        sources = List.copyOf(sources);
    }

    /// Of a person whose days look like this.
    public boolean concerns(Set<Context> contexts) {
        return done || contexts.contains(activity.context());
    }

    boolean stops(Activity what) {
        return activity == what && pace == Pace.STOP;
    }
}
