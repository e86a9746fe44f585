package org.scapula.triage.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What the ledger found of a rule set in figures, each with the interval that its number of cases allows.
record LedgerFigures(List<Judged> judged) {

    record Judged(Ledger.Case one, Verdict verdict) {

        boolean isExact() {
            return verdict.disposition() == one.expected();
        }

        boolean isTooMild() {
            return one.expected().outranks(verdict.disposition());
        }

        boolean isTooUrgent() {
            return verdict.disposition().outranks(one.expected());
        }
    }

    static LedgerFigures of(Ledger ledger, Ledger.Judge judge) {
        return new LedgerFigures(ledger.cases().stream()
                .map(one -> new Judged(one, judge.verdict(one)))
                .toList());
    }

    /// The figures that the README quotes.
    List<String> summary() {
        return List.of(
                line("cases", judged.size() + " (" + byExpected() + ")"),
                line("exact match", share(_ -> true, Judged::isExact)),
                line("emergency sensitivity", share(expected(Disposition.EMERGENCY), Judged::isExact)),
                line("urgent sensitivity", share(expected(Disposition.URGENT), one -> !one.isTooMild())),
                line("under-triage", share(expected(Disposition.SELF_CARE).negate(), Judged::isTooMild)),
                line("over-triage", share(expected(Disposition.EMERGENCY).negate(), Judged::isTooUrgent)),
                line("  of self-care", share(expected(Disposition.SELF_CARE), Judged::isTooUrgent)));
    }

    /// For each rule: the cases in which it must hold and did, and the near misses in which it must not and did not.
    List<String> rules(RuleSet rules) {
        return rules.rows().stream().map(row -> rule(row.rule().id())).toList();
    }

    private String rule(String id) {
        return id + "  holds in "
                + share(one -> one.one().fires().contains(id), one -> People.fires(id, one.verdict()))
                + "; silent in near misses "
                + share(one -> one.one().nearly().contains(id), one -> !People.fires(id, one.verdict()));
    }

    List<String> differing() {
        var differing = new ArrayList<String>();
        judged.stream()
                .filter(one -> !one.isExact())
                .sorted(Comparator.comparing(one -> one.one().id()))
                .forEach(one ->
                        differing.add(one.one().id() + ": " + one.verdict().disposition() + " instead of "
                                + one.one().expected() + (one.isTooMild() ? "  <- TOO MILD" : "")));
        return differing;
    }

    private String share(Predicate<Judged> of, Predicate<Judged> hit) {
        var all = judged.stream().filter(of).toList();
        var hits = (int) all.stream().filter(hit).count();
        return all.isEmpty() ? "0 of 0" : new Interval(hits, all.size()).toString();
    }

    private String byExpected() {
        return Arrays.stream(Disposition.values())
                .map(disposition -> disposition + " "
                        + judged.stream().filter(expected(disposition)).count())
                .collect(Collectors.joining(", "));
    }

    private static Predicate<Judged> expected(Disposition disposition) {
        return one -> one.one().expected() == disposition;
    }

    private static String line(String name, String figure) {
        return String.format(Locale.ROOT, "%-22s %s", name, figure);
    }
}
