package org.scapula.planner.scheduling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long anybody is waited for before a person at the clinic is told. Public because settings are checked by
/// reflection.
@ConfigMapping(prefix = "scapula.scheduling")
public interface SchedulingSettings {

    Urgent urgent();

    Routine routine();

    /// So long a time is held where nobody says how long, and so long at most.
    @WithDefault("PT15M")
    Duration hold();

    @WithDefault("PT2H")
    Duration longestHold();

    /// After the end of a visit, for somebody to say what became of it.
    @WithDefault("P1D")
    Duration outcome();

    /// How often it is looked for what nobody has answered.
    @WithDefault("PT5S")
    Duration sweep();

    default Patience patience(Priority priority) {
        return priority == Priority.URGENT ? urgent() : routine();
    }

    /// For the clinic's answer, for the person's choice, for the clinic's confirmation.
    interface Patience {
        Duration answer();

        Duration reply();

        Duration confirmation();
    }

    interface Urgent extends Patience {
        @Override
        @WithDefault("PT15M")
        Duration answer();

        @Override
        @WithDefault("PT30M")
        Duration reply();

        @Override
        @WithDefault("PT30M")
        Duration confirmation();
    }

    interface Routine extends Patience {
        @Override
        @WithDefault("P1D")
        Duration answer();

        @Override
        @WithDefault("P2D")
        Duration reply();

        @Override
        @WithDefault("P1D")
        Duration confirmation();
    }
}
