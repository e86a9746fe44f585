package org.scapula.planner.plan;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.CompositeException;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.scapula.planner.remote.NotAdmitted;
import org.scapula.planner.week.Disposition;

/// Which of several failures somebody has to hear.
final class Failures {

    private static final Set<Integer> STOPS = Set.of(403, 409, 422);

    private Failures() {}

    static Throwable gravest(Throwable all) {
        return each(all).min(Comparator.comparing(Failures::gravity)).orElse(all);
    }

    static Stream<Throwable> each(Throwable failure) {
        return failure instanceof CompositeException several
                ? several.getCauses().stream().flatMap(Failures::each)
                : Stream.of(failure);
    }

    static boolean isNoRefusal(Throwable failure) {
        return !(failure instanceof NotAdmitted);
    }

    private static boolean isDown(Throwable failure) {
        return failure instanceof HttpProblem problem && problem.getStatusCode() == 503;
    }

    /// Nobody could say.
    static boolean leavesOpen(Throwable failure) {
        return isDown(failure) || !isNoRefusal(failure);
    }

    /// Why somebody does not get what they ask for, other than that a service is down or nothing is there.
    static boolean isAStop(Throwable failure) {
        return failure instanceof HttpProblem problem && STOPS.contains(problem.getStatusCode());
    }

    /// What triage says of the person, then what is in the way where it says self-care, then what their token
    /// lacks, then what is down.
    private static int gravity(Throwable failure) {
        if (!isNoRefusal(failure)) {
            return 2;
        }
        if (!(failure instanceof HttpProblem problem) || isDown(problem)) {
            return 3;
        }
        return problem.getParameters().get("disposition") == Disposition.SELF_CARE ? 1 : 0;
    }
}
