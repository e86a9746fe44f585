package org.scapula.triage.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.triage.rules.RuleSet;
import org.scapula.triage.ruleset.Workbench;

/// Works on a comparison after whoever asked for it has been answered: a batch is read, judged beside the event loops,
/// and
/// noted, so that patients are judged in between.
@Singleton
class Comparing {

    private static final Logger LOG = Logger.getLogger(Comparing.class);

    private static final int BATCH = 1000;
    private static final int MOST_AT_ONCE = 2;
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final Duration COME_BACK = Duration.ofSeconds(30);

    private final Judgements judgements;
    private final Comparisons comparisons;
    private final Workbench workbench;
    private final ObjectMapper json;
    private final Clock clock;
    private final AtomicInteger running = new AtomicInteger();

    Comparing(Judgements judgements, Comparisons comparisons, Workbench workbench, ObjectMapper json, Clock clock) {
        this.judgements = judgements;
        this.comparisons = comparisons;
        this.workbench = workbench;
        this.json = json;
        this.clock = clock;
    }

    void mustHaveRoom() {
        if (running.get() >= MOST_AT_ONCE) {
            throw Problems.retryable(
                    503,
                    "unavailable",
                    "Not available now",
                    "Other rule sets are being compared; this comparison was not begun.",
                    COME_BACK);
        }
    }

    void begin(Caller caller, Comparison asked, RuleSet inForce, RuleSet compared, int listed) {
        var shift = new Shift(inForce, compared, clock.getZone(), listed);
        running.incrementAndGet();
        allOf(caller, asked, shift)
                .chain(() -> comparisons.isDone(caller, asked.id(), shift.seen(), written(shift)))
                .onFailure()
                .recoverWithUni(failure -> failed(caller, asked, shift, failure))
                .eventually(running::decrementAndGet)
                .subscribe()
                .with(_ -> {}, lost -> LOG.errorf("Comparison %s is lost: %s", asked.id(), lost.getClass()));
    }

    private Uni<Void> allOf(Caller caller, Comparison asked, Shift shift) {
        var after = new AtomicReference<>(BEFORE_ALL);
        return Multi.createBy()
                .repeating()
                .uni(() -> judgements
                        .after(caller, asked.from(), asked.until(), after.get(), BATCH)
                        .call(batch -> judged(caller, asked, shift, batch))
                        .invoke(batch ->
                                batch.stream().reduce((_, last) -> last).ifPresent(last -> after.set(last.id()))))
                .whilst(batch -> batch.size() == BATCH)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> judged(Caller caller, Comparison asked, Shift shift, List<Past> batch) {
        return workbench
                .now(() -> {
                    shift.judge(batch);
                    return batch;
                })
                .chain(() -> comparisons.goesOn(caller, asked.id(), shift.seen()));
    }

    private Uni<Void> failed(Caller caller, Comparison asked, Shift shift, Throwable failure) {
        LOG.errorf("Comparison %s failed: %s", asked.id(), failure.getClass().getName());
        return comparisons.hasFailed(caller, asked.id(), shift.seen());
    }

    private String written(Shift shift) {
        try {
            return json.writeValueAsString(shift.view());
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }
}
