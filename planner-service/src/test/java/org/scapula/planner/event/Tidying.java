package org.scapula.planner.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// What is otherwise done once an hour, now.
@ApplicationScoped
public class Tidying {

    private final Rounds rounds;

    Tidying(Rounds rounds) {
        this.rounds = rounds;
    }

    public void now() {
        rounds.tidied().await().atMost(Duration.ofSeconds(9));
    }
}
