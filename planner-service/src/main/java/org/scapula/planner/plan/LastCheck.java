package org.scapula.planner.plan;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.scapula.planner.remote.NotUnderstood;
import org.scapula.planner.week.Verifier;
import org.scapula.planner.week.Violation;

/// Where a plan that does not pass its verification ends: whoever asked is refused with the rules, and whoever runs
/// this service is told with the hash of what it was made from.
@Singleton
class LastCheck {

    private static final Logger LOG = Logger.getLogger(LastCheck.class);

    private final Counter unverified;

    LastCheck(MeterRegistry metrics) {
        this.unverified = Counter.builder("scapula.plans.unverified")
                .description("Plans that were made and did not pass their verification; any one is a mistake of ours")
                .register(metrics);
    }

    /// What is made, or the refusal. A planner that fails on its way has proved nothing either.
    <T> T passed(String inputHash, Supplier<T> made) {
        try {
            return made.get();
        } catch (HttpProblem | NotUnderstood known) {
            throw known;
        } catch (Unverified mistake) {
            throw alarm(mistake, inputHash, "");
        } catch (RuntimeException mistake) {
            throw alarm(notMade(), inputHash, " of " + mistake.getClass().getName());
        }
    }

    private static Unverified notMade() {
        return new Unverified(List.of(new Violation(Verifier.OPTIMAL, "The week could not be made to its end.")));
    }

    /// The hash tells nothing of the person. The rules do: some stand for a condition, so they are not logged.
    private HttpProblem alarm(Unverified mistake, String inputHash, String because) {
        unverified.increment();
        LOG.errorf("A plan did not pass its verification%s: input %s", because, inputHash);
        return Refusals.unverified(mistake, inputHash);
    }
}
