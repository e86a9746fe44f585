package org.scapula.planner.plan;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.CompositeException;
import java.util.Comparator;
import java.util.stream.Stream;
import org.scapula.planner.remote.NotAdmitted;
import org.scapula.planner.week.Disposition;

/// Which of several failures somebody has to hear.
final class Failures {

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

    static boolean isDown(Throwable failure) {
        return failure instanceof HttpProblem problem && problem.getStatusCode() == 503;
    }

    /// Why somebody does not go on with a plan.
    static boolean isAStop(Throwable failure) {
        return failure instanceof HttpProblem problem
                && (problem.getStatusCode() == 409 || problem.getStatusCode() == 422);
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
