package org.scapula.planner.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// What is otherwise done once an hour, now.
@ApplicationScoped
public class Tidying {

    private final Deliveries deliveries;
    private final Notices notices;

    Tidying(Deliveries deliveries, Notices notices) {
        this.deliveries = deliveries;
        this.notices = notices;
    }

    public void now() {
        deliveries.forget().chain(notices::forget).await().atMost(Duration.ofSeconds(9));
    }
}
