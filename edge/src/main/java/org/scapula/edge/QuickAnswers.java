package org.scapula.edge;

import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/// Asks who may have the answer at hand, after all that refuses a request and before any endpoint.
@ApplicationScoped
class QuickAnswers {

    /// Whether a path is open at all is decided at 100.
    private static final int AFTER_THE_WALLS = 50;

    private final List<QuickAnswer> answers;
    private final RateLimits limits;
    private final EarlyRefusals refusals;

    QuickAnswers(@All List<QuickAnswer> answers, RateLimits limits, EarlyRefusals refusals) {
        this.answers = List.copyOf(answers);
        this.limits = limits;
        this.refusals = refusals;
    }

    void install(@Observes Filters filters) {
        if (!answers.isEmpty()) {
            filters.register(this::answer, AFTER_THE_WALLS);
        }
    }

    private void answer(RoutingContext routing) {
        for (var quick : answers) {
            var answer = quick.to(routing);
            if (answer.isPresent()) {
                AccessLog.name(routing, quick.route());
                limits.refusalAt(quick.route(), routing)
                        .ifPresentOrElse(refused -> refusals.answer(routing, refused), answer.get());
                return;
            }
        }
        routing.next();
    }
}
