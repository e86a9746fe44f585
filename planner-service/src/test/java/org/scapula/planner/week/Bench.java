package org.scapula.planner.week;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.scapula.planner.plan.BatchOfPlans;
import org.scapula.test.TestDatabase;

/// Plans as many made-up people as it is told, one after the other on one core; verifies each plan, counts each
/// refusal by its rules, and keeps the whole batch in a real database (see `planner-service/bench`).
public final class Bench {

    private static final int WARM_UP = 5_000;
    private static final int AT_ONCE = 100;
    private static final int SHOWN = 10;
    private static final double MOST_MILLIS = 5;
    private static final double MOST_FOR_OTHERS = 0.05;
    private static final ThreadMXBean CLOCKS = ManagementFactory.getThreadMXBean();

    private final BatchOfPlans batch;
    private final long[] nanos;
    private final long[] nanosOfPlans;
    private final long[] processorNanosOfPlans;
    private final long[] nanosOfChecks;
    private final Map<String, Integer> refusedBy = new TreeMap<>();
    private int plans;
    private int violations;
    private int refusalsWithoutARule;

    private Bench(int people, BatchOfPlans batch) {
        this.batch = batch;
        this.nanos = new long[people];
        this.nanosOfPlans = new long[people];
        this.processorNanosOfPlans = new long[people];
        this.nanosOfChecks = new long[people];
    }

    /// How many people, and the cores that the database may use.
    @SuppressWarnings("SystemOut") // a command talks to its terminal
    public static void main(String[] arguments) throws SQLException, IOException, InterruptedException {
        moveDatabase(arguments[1]);
        try (var batch = BatchOfPlans.open(AT_ONCE)) {
            var bench = new Bench(Integer.parseInt(arguments[0]), batch);
            var start = System.nanoTime();
            bench.run();
            System.out.printf(Locale.ROOT, "  all of it            %.0f s%n", (System.nanoTime() - start) / 1e9);
            if (!bench.isAsPromised()) {
                System.exit(1);
            }
        }
    }

    private void run() throws SQLException {
        for (var person = 0; person < WARM_UP; person++) {
            consider(person, false);
        }
        for (var person = 0; person < nanos.length; person++) {
            consider(person, true);
        }
        report(batch.finish());
    }

    /// Who warms up is somebody else than who is counted.
    private void consider(int person, boolean counts) throws SQLException {
        var facts = Histories.random(counts ? person : -1 - person);
        var processor = CLOCKS.getCurrentThreadCpuTime();
        var start = System.nanoTime();
        var outcome = WeekPlanner.plan(facts, People.MONDAY);
        var taken = System.nanoTime() - start;
        var worked = CLOCKS.getCurrentThreadCpuTime() - processor;
        if (counts) {
            nanos[person] = taken;
        }
        switch (outcome) {
            case Outcome.Planned planned
            when counts -> {
                nanosOfPlans[plans] = taken;
                processorNanosOfPlans[plans] = worked;
                nanosOfChecks[plans++] = verify(person, facts, planned);
                batch.add(facts, planned);
            }
            case Outcome.Refused refused when counts -> count(person, refused);
            case Outcome.Planned planned -> warmUp(facts, planned);
            case Outcome.Refused _ -> {}
        }
    }

    private static void warmUp(Facts facts, Outcome.Planned planned) {
        if (!Verifier.check(Plans.of(facts, planned.week()), planned.optimum()).isEmpty()) {
            throw new IllegalStateException("A plan breaks a rule before anything is counted");
        }
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    private long verify(int person, Facts facts, Outcome.Planned planned) {
        var plan = Plans.of(facts, planned.week());
        var start = CLOCKS.getCurrentThreadCpuTime();
        var found = Verifier.check(plan, planned.optimum());
        var taken = CLOCKS.getCurrentThreadCpuTime() - start;
        if (!found.isEmpty() && violations++ < SHOWN) {
            System.out.println("Violated for person " + person + ": " + found);
        }
        return taken;
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    private void count(int person, Outcome.Refused refused) {
        refused.ruleIds().forEach(rule -> refusedBy.merge(rule, 1, Integer::sum));
        if ((refused.ruleIds().isEmpty() || refused.reasons().isEmpty()) && refusalsWithoutARule++ < SHOWN) {
            System.out.println("Refused without a rule or a reason: person " + person);
        }
    }

    private boolean isAsPromised() {
        var counted = othersHadTheCore() > MOST_FOR_OTHERS ? processorNanosOfPlans : nanosOfPlans;
        return violations == 0 && refusalsWithoutARule == 0 && millis(sorted(counted, plans), 0.99) <= MOST_MILLIS;
    }

    /// The share of the solving in which it did not have its core.
    private double othersHadTheCore() {
        return 1
                - (double) Arrays.stream(processorNanosOfPlans).sum()
                        / Math.max(1, Arrays.stream(nanosOfPlans).sum());
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    private void report(long rows) {
        if (rows != plans) {
            throw new IllegalStateException("There are " + plans + " plans and " + rows + " rows");
        }
        System.out.printf(
                Locale.ROOT,
                "%,d people: %,d plans, %,d of them break a rule; %,d refusals, %,d of them name none%n",
                nanos.length,
                plans,
                violations,
                nanos.length - plans,
                refusalsWithoutARule);
        System.out.printf("  solving, plans only  %s%n", inWords(sorted(nanosOfPlans, plans)));
        System.out.printf("    processor time     %s%n", inWords(sorted(processorNanosOfPlans, plans)));
        System.out.printf("  solving, everybody   %s%n", inWords(sorted(nanos, nanos.length)));
        System.out.printf("  verifying, processor %s%n", inWords(sorted(nanosOfChecks, plans)));
        if (othersHadTheCore() > MOST_FOR_OTHERS) {
            System.out.printf(
                    Locale.ROOT,
                    "  Others had the core for %.0f %% of the solving: only the processor time counts.%n",
                    othersHadTheCore() * 100);
        }
        System.out.printf(
                Locale.ROOT,
                "  storing              %.0f s for %,d rows, %d at once; %.2f ms and %,d characters a plan%n",
                batch.seconds(),
                rows,
                AT_ONCE,
                batch.seconds() * 1000 / Math.max(1, rows),
                batch.charactersEach());
        System.out.printf("  refused by rule (a person may count twice)  %s%n", byRule());
    }

    private String byRule() {
        return refusedBy.entrySet().stream()
                .map(rule -> rule.getKey() + " " + rule.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String inWords(long[] sorted) {
        return String.format(
                Locale.ROOT,
                "p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, most %.2f ms",
                millis(sorted, 0.5),
                millis(sorted, 0.99),
                millis(sorted, 0.999),
                millis(sorted, 1));
    }

    private static long[] sorted(long[] all, int most) {
        var sorted = Arrays.copyOf(all, most);
        Arrays.sort(sorted);
        return sorted;
    }

    private static double millis(long[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
    }

    /// The solver's core is its own; what the database starts from here on follows it.
    private static void moveDatabase(String cores) throws SQLException, IOException, InterruptedException {
        try (var operator = TestDatabase.running().asOperator();
                var question = operator.prepareStatement("select pg_backend_pid()");
                var answer = question.executeQuery()) {
            answer.next();
            var postmaster = ProcessHandle.of(answer.getInt(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
            var moved = new ProcessBuilder("taskset", "-a", "-p", "-c", cores, String.valueOf(postmaster.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (moved != 0) {
                throw new IllegalStateException("taskset cannot move the database to core " + cores);
            }
        }
    }
}
