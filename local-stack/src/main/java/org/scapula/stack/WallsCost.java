package org.scapula.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.scapula.issuer.Issuer;
import org.scapula.issuer.SigningKey;

/// What authentication and row-level security cost, as a ratio: triage with both and without, each on its own database,
/// asked in turns. Both keep the audit; the one without takes everybody for the same clinician (see `walls-cost`).
final class WallsCost {

    private static final Duration SLICE = Duration.ofSeconds(6);
    private static final Duration WARM_UP = Duration.ofSeconds(90);
    private static final int PAIRS = 7;
    private static final double MOST_FOR_OTHERS = 0.05;

    private WallsCost() {}

    record Pair(TriageUnderLoad.Slice with, TriageUnderLoad.Slice without) {

        double rates() {
            return with.perSecond() / without.perSecond();
        }

        double costs() {
            return with.microsEach() / without.microsEach();
        }
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    public static void main(String[] roots) throws IOException, InterruptedException {
        var home = Files.createTempDirectory("walls-cost");
        try (var issuer = Issuer.start(0, SigningKey.keptIn(home.resolve("key.json")), List.of());
                var with = TriageUnderLoad.start(Path.of(roots[0]), home.resolve("with"), issuer);
                var without = TriageUnderLoad.start(Path.of(roots[1]), home.resolve("without"), issuer)) {
            without.dropRowLevelSecurity();
            if (with.statusWithoutToken() != 401 || without.statusWithoutToken() != 201) {
                throw new CannotStart("The two are not what they should be: one with a login, one without.");
            }
            with.seed();
            without.seed();
            System.out.printf(
                    "%d pairs of slices of %d s after %d s of warm-up each; service and database on one core, load on the other%n",
                    PAIRS, SLICE.toSeconds(), WARM_UP.toSeconds());
            report("GET /assessments/{id}", compare(with, without, TriageUnderLoad::read));
            report("POST /assessments", compare(with, without, TriageUnderLoad::write));
        }
    }

    private static List<Pair> compare(TriageUnderLoad with, TriageUnderLoad without, TriageUnderLoad.Work work)
            throws InterruptedException {
        with.warmUp(work, WARM_UP);
        without.warmUp(work, WARM_UP);
        var pairs = new ArrayList<Pair>();
        while (pairs.size() < PAIRS) {
            pairs.add(new Pair(quiet(with.run(work, SLICE)), quiet(without.run(work, SLICE))));
        }
        return pairs;
    }

    private static TriageUnderLoad.Slice quiet(TriageUnderLoad.Slice slice) {
        if (slice.failed() > 0) {
            throw new CannotStart(slice.failed() + " answers were refusals, so there is nothing to report.");
        }
        if (slice.shareOfOthers() > MOST_FOR_OTHERS) {
            throw new CannotStart(String.format(
                    Locale.ROOT,
                    "Somebody else used %.0f %% of the processors meanwhile, so there is nothing to report.",
                    slice.shareOfOthers() * 100));
        }
        return slice;
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    private static void report(String what, List<Pair> pairs) {
        System.out.printf("%n%s%n", what);
        for (var pair : pairs) {
            System.out.printf(
                    Locale.ROOT,
                    "  with %6.0f/s %5.0f µs   without %6.0f/s %5.0f µs%n",
                    pair.with().perSecond(),
                    pair.with().microsEach(),
                    pair.without().perSecond(),
                    pair.without().microsEach());
        }
        System.out.println("  requests per second, with / without:        " + inWords(pairs, Pair::rates));
        System.out.println("  processor time per request, with / without: " + inWords(pairs, Pair::costs));
    }

    private static String inWords(List<Pair> pairs, ToDoubleFunction<Pair> ratio) {
        var ratios = pairs.stream().mapToDouble(ratio).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "median %.2f (%.2f to %.2f)",
                ratios[ratios.length / 2],
                ratios[0],
                Arrays.stream(ratios).max().orElseThrow());
    }
}
