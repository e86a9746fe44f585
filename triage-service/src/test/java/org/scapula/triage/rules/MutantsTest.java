package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scapula.triage.rules.Proof.Property;

/// Would we notice a mistake in the rules? Each mutant is the shipped rule file with one small mistake in it. Here a
/// part
/// of them is tried; `triage-service/mutants` tries them all.
class MutantsTest {

    /// What saw the mistake. The examples stand in the rule file itself, so they do not count; the proof is asked where
    /// the ledger saw nothing (and, for its own share, now and then when all are tried).
    private record Tried(
            Mutants.Mutant mutant,
            boolean refused,
            boolean byExamples,
            boolean byAnswer,
            boolean byLedger,
            Optional<Boolean> byProof) {

        boolean survives() {
            return !refused && !byLedger && !byProof.orElse(false);
        }

        String name() {
            return mutant.kind() + " | " + mutant.name();
        }
    }

    private static final boolean ALL = "all".equals(System.getProperty("scapula.mutants"));
    private static final int ONE_OF = ALL ? 1 : 4;
    private static final int PROOF_OF = 12;
    private static final Path PRINTED = Path.of("target", "mutants.txt");
    private static final Pattern UNUSED = Pattern.compile("nothing uses '(\\w+)'");

    private static final Ledger LEDGER = Ledger.shipped();
    private static final List<Mutants.Mutant> MUTANTS = Mutants.of(RuleSet.shippedText("rules.yaml"));
    private static final Map<String, String> HARMLESS = harmless();
    private static List<Tried> all = List.of();

    @BeforeAll
    static void tryThem() throws IOException {
        all = IntStream.range(0, MUTANTS.size())
                .filter(i -> i % ONE_OF == 0)
                .parallel()
                .mapToObj(i -> tried(MUTANTS.get(i), ALL && i % PROOF_OF == 0))
                .toList();
        print();
    }

    // ./test prints this file at its end, whatever the tests find.
    private static void print() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("Mutants of the shipped rules, one small mistake each: " + all.size() + " of " + MUTANTS.size()
                + (ALL ? "" : " tried (all of them: triage-service/mutants)"));
        lines.add(line("refused when read", _ -> true, Tried::refused));
        lines.add(line("seen by the ledger", one -> !one.refused(), Tried::byLedger));
        lines.add(line("  by an answer", one -> !one.refused(), Tried::byAnswer));
        lines.add(line("seen by ledger or proof", one -> !one.refused(), one -> !one.survives()));
        lines.add(line(
                "proof, where asked",
                one -> one.byProof().isPresent(),
                one -> one.byProof().orElse(false)));
        lines.add(line("examples of the file", one -> !one.refused(), Tried::byExamples));
        byKind().forEach((kind, ofKind) -> lines.add("  " + kind + ": " + ofKind.size() + ", refused "
                + count(ofKind, Tried::refused) + ", ledger " + count(ofKind, Tried::byLedger) + ", survivors "
                + count(ofKind, Tried::survives)));
        lines.add("Survivors:");
        all.stream()
                .filter(Tried::survives)
                .map(one -> one.name() + "\n    " + HARMLESS.getOrDefault(one.name(), "NOT KNOWN TO BE HARMLESS"))
                .forEach(lines::add);
        Files.write(PRINTED, lines);
    }

    @Test
    void thereAreAtLeastTwoHundredAndTheyAreAllDifferent() {
        assertThat(all).hasSizeGreaterThanOrEqualTo(200);
        assertThat(MUTANTS).extracting(Mutants.Mutant::rules).doesNotHaveDuplicates();
        assertThat(MUTANTS).extracting(one -> one.kind() + " | " + one.name()).doesNotHaveDuplicates();
        assertThat(MUTANTS).extracting(Mutants.Mutant::rules).doesNotContain(RuleSet.shippedText("rules.yaml"));
    }

    @Test
    void everyKindOfMistakeIsTried() {
        assertThat(byKind().keySet())
                .contains(
                        "a rule dropped",
                        "a comparison flipped",
                        "a threshold no longer (or newly) included",
                        "a finding negated",
                        "a finding forgotten",
                        "and and or swapped",
                        "a threshold shifted",
                        "a disposition lowered",
                        "a dangerous reading dropped",
                        "a contradiction dropped");
    }

    // What the reader refuses is not counted: nobody could be judged by it.
    @Test
    void theLedgerAndTheProofSeeAtLeastNineteenOfTwenty() {
        var readable = all.stream().filter(one -> !one.refused()).toList();

        assertThat((double) count(readable, one -> !one.survives()) / readable.size())
                .isGreaterThanOrEqualTo(0.95);
        assertThat(readable).hasSizeGreaterThanOrEqualTo(200);
    }

    @Test
    void everySurvivorIsKnownToDoNoHarm() {
        var survivors = all.stream().filter(Tried::survives).map(Tried::name).collect(Collectors.toSet());
        var tried = all.stream().map(Tried::name).collect(Collectors.toSet());
        var known = new LinkedHashSet<>(HARMLESS.keySet());
        if (!ALL) {
            known.retainAll(tried);
        }

        assertThat(survivors).isEqualTo(known);
    }

    private static Tried tried(Mutants.Mutant mutant, boolean askTheProof) {
        var readable = readable(mutant.rules());
        if (readable.isEmpty()) {
            return new Tried(mutant, true, false, false, false, Optional.empty());
        }
        var judge = readable.get();
        var complaints = LEDGER.cases().stream()
                .flatMap(one -> one.complaints(judge.verdict(one)).stream())
                .collect(Collectors.toSet());
        var byAnswer = complaints.stream().anyMatch(one -> one.contains("instead of"));
        var byExamples = Examples.claims(judge.rules()).stream().anyMatch(claim -> !claim.holds());
        // Those named as harmless were put before the proof when all were tried.
        var isNamed = !ALL && HARMLESS.containsKey(mutant.kind() + " | " + mutant.name());
        var byProof = complaints.isEmpty() && !isNamed || askTheProof
                ? Optional.of(isSeenByProof(judge.rules()))
                : Optional.<Boolean>empty();
        return new Tried(mutant, false, byExamples, byAnswer, !complaints.isEmpty(), byProof);
    }

    private static boolean isSeenByProof(RuleSet rules) {
        return Proof.of(rules).failures().stream().anyMatch(claim -> claim.property() != Property.EXAMPLES);
    }

    // A name that nothing uses any more is refused; whoever made the mistake would have taken it out as well.
    private static Optional<Ledger.Judge> readable(String rules) {
        try {
            var judge = new Ledger.Judge(rules);
            var _ = judge.rules();
            return Optional.of(judge);
        } catch (RuleSetBroken broken) {
            var unused = UNUSED.matcher(Objects.requireNonNull(broken.getMessage()));
            return unused.find() ? readable(without(unused.group(1), rules)) : Optional.empty();
        }
    }

    private static String without(String name, String rules) {
        return rules.replaceFirst("(?m)^  (- \\{name: " + name + ",|" + name + ": ).*\\n", "");
    }

    private static Map<String, List<Tried>> byKind() {
        return all.stream()
                .collect(Collectors.groupingBy(
                        one -> one.mutant().kind(), LinkedHashMap::new, Collectors.toUnmodifiableList()));
    }

    private static String line(String name, Predicate<Tried> of, Predicate<Tried> hit) {
        var some = all.stream().filter(of).toList();
        var share = some.isEmpty() ? "0 of 0" : new Interval(count(some, hit), some.size()).toString();
        return String.format(Locale.ROOT, "%-24s %s", name, share);
    }

    private static int count(List<Tried> some, Predicate<Tried> hit) {
        return (int) some.stream().filter(hit).count();
    }

    private static Map<String, String> harmless() {
        try (var stream = MutantsTest.class.getResourceAsStream("/mutants/survivors.yaml")) {
            var text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            var harmless = new LinkedHashMap<String, String>();
            for (var entry : Entry.document("survivors.yaml", text).entries("survivors")) {
                entry.onlyKnows(Set.of("kind", "mutant", "why"));
                harmless.put(entry.text("kind") + " | " + entry.text("mutant"), entry.text("why"));
            }
            return harmless;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
