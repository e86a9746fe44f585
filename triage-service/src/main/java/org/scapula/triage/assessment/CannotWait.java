package org.scapula.triage.assessment;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.scapula.edge.Problems;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.ruleset.Knowledge;

/// A failure of ours must not cost anybody the answer that cannot wait, and must not look like one that was kept. What
/// is
/// not urgent is not said with a failure: nobody is reassured by it.
final class CannotWait {

    private static final Logger LOG = Logger.getLogger(CannotWait.class);

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private CannotWait() {}

    static Throwable stillSaying(Throwable failure, Judged judged, Knowledge knowledge) {
        var advice = Reply.to(judged, knowledge).advice();
        var urgent = advice.disposition().outranks(Disposition.ROUTINE_CLINICIAN);
        if (failure instanceof HttpProblem refusal) {
            return urgent ? with(refusal, advice) : refusal;
        }
        LOG.errorf("Assessment not kept: %s", failure.getClass().getName());
        return Problems.unavailable(
                urgent
                        ? advice.headline() + " Your answers could not be stored, but this still holds."
                        : "Your answers could not be stored, so there is no answer yet. Please send them again.",
                COME_BACK,
                urgent ? words(advice) : Map.of());
    }

    private static HttpProblem with(HttpProblem refusal, Advice advice) {
        var problem = HttpProblem.builder(refusal);
        words(advice).forEach(problem::with);
        return problem.build();
    }

    private static Map<String, Object> words(Advice advice) {
        var words = new LinkedHashMap<String, Object>();
        words.put("headline", advice.headline());
        words.put("disposition", advice.disposition());
        words.put("where", advice.where());
        words.put("doNow", advice.doNow());
        words.put("doNot", advice.doNot());
        return words;
    }
}
