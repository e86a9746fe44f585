package org.scapula.triage.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.triage.rules.Proof.Claim;
import org.scapula.triage.rules.Proof.CounterExample;
import org.scapula.triage.rules.Proof.Method;
import org.scapula.triage.rules.Proof.Property;

/// Tries to prove a rule set, row by row, and then the whole.
///
/// Why the parts make up the whole: the most urgent row decides. Where every part of a row points to danger, a more
/// dangerous answer cannot end it, whatever the other answers are. A row that reads an answer the other way round is
/// searched: all answers to the questions it reads so, with as little else as makes it hold. More than that little can
/// only add rows. What the engine itself takes back (a contradiction that ends, a masked number, the way to self-care)
/// is searched on the whole judgement, near the person who says no to everything, where a step too mild costs most.
final class Prover {

    private static final int MOST_COMBINATIONS = 100_000;

    // What no questionnaire can know.
    static final Pattern REASSURANCE = Pattern.compile(
            "\\b(safe|safely|cures?|cured|guaranteed?|realign\\w*|(nothing|not|isn't|is not) (to be )?serious"
                    + "|you(?:'re| are) (fine|ok|okay|healthy|well)|rul(e|es|ed|ing) out|harmless|nothing to worry"
                    + "|(no|do not|don't) (need to )?worry|no danger|not dangerous|all clear|perfectly normal)\\b");

    private final RuleSet rules;
    private final TellingAnswers telling;
    private final Answers healthy;
    private final List<Claim> claims = new ArrayList<>();
    private int persons;
    private int moves;

    Prover(RuleSet rules) {
        this.rules = rules;
        telling = new TellingAnswers(rules);
        healthy = rules.content().exampleBase();
    }

    Proof proof() {
        claims.addAll(Examples.claims(rules));
        rules.rows().forEach(this::grows);
        rules.content().exclusions().forEach(this::endsInNothingMilder);
        nobodyNearHealthIsLetDown();
        total();
        rules.rows().forEach(this::canFire);
        unreassuring();
        return new Proof(rules.hash(), claims, persons, moves);
    }

    private void grows(RuleSet.Row row) {
        var condition = row.stops().orElse(row.condition());
        var against = condition
                .terms()
                .atoms()
                .filter(atom -> !atom.growsWith(dangerOf(atom)))
                .map(Atom::finding)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var where = "rule " + row.rule().id();
        if (against.isEmpty()) {
            claims.add(Claim.holds(
                    Property.MONOTONE,
                    where,
                    row.line(),
                    Method.SYNTAX,
                    "Every part of its condition points to danger."));
        } else if (against.stream().anyMatch(RuleSet.FACTS::contains)) {
            claims.add(Claim.fails(
                    Property.MONOTONE,
                    where,
                    row.line(),
                    Method.SYNTAX,
                    "It is switched off by what the engine found out: " + String.join(", ", against)));
        } else {
            claims.add(searched(row, condition, against, where));
        }
    }

    private Claim searched(RuleSet.Row row, Condition condition, Set<String> against, String where) {
        var combinations = combinations(against);
        if ((long) combinations.size() * condition.terms().ways().size() > MOST_COMBINATIONS) {
            return Claim.fails(
                    Property.MONOTONE,
                    where,
                    row.line(),
                    Method.SEARCH,
                    "It reads too many answers the other way round to try them all: " + String.join(", ", against));
        }
        var search = new Search();
        for (var way : condition.terms().ways()) {
            var least = person(way.stream()
                    .filter(atom -> !against.contains(atom.finding()))
                    .collect(Collectors.toSet()));
            least.ifPresent(person -> combinations.forEach(combination -> {
                var one = person;
                for (var answer : combination.entrySet()) {
                    one = one.with(answer.getKey(), answer.getValue());
                }
                search.around(one, against);
            }));
        }
        return search.claim(
                where,
                row.line(),
                "It reads " + String.join(", ", against)
                        + " the other way round, but no answer becomes milder by it, in whatever way it holds.",
                "A more dangerous answer to a question that it reads the other way round makes the answer milder.");
    }

    /// Every way to answer these questions.
    private List<Map<String, Answer>> combinations(Set<String> findings) {
        List<Map<String, Answer>> all = List.of(Map.of());
        for (var finding : findings) {
            if (all.size() > MOST_COMBINATIONS) {
                return all;
            }
            var answers = telling.to(rules.finding(finding));
            all = all.stream()
                    .flatMap(one -> answers.stream().map(answer -> {
                        var more = new TreeMap<>(one);
                        more.put(finding, answer);
                        return (Map<String, Answer>) more;
                    }))
                    .toList();
        }
        return all;
    }

    private void endsInNothingMilder(RuleSet.Excluded excluded) {
        var exclusion = excluded.exclusion();
        var findings = new LinkedHashSet<>(excluded.condition().reads());
        if (!exclusion.raises().isEmpty()) {
            findings.add(exclusion.raises());
        }
        var search = new Search();
        combinations(findings).forEach(combination -> {
            var one = healthy;
            for (var answer : combination.entrySet()) {
                one = one.with(answer.getKey(), answer.getValue());
            }
            search.around(one, findings);
        });
        claims.add(search.claim(
                "contradiction " + exclusion.id(),
                0,
                "Where it ends by a more dangerous answer nothing falls back but what it alone had raised, as declared.",
                "Where it ends by a more dangerous answer, the answer becomes milder, and no exception says why."));
    }

    /// The person who says no to everything, and everyone who differs in one answer: every more dangerous answer to
    /// every
    /// question is tried, and every answer to an open one.
    private void nobodyNearHealthIsLetDown() {
        var all = rules.findings().stream().map(Finding::id).toList();
        var search = new Search();
        search.around(healthy, all);
        for (var finding : rules.findings()) {
            for (var answer : telling.to(finding)) {
                if (!answer.equals(healthy.to(finding.id()))) {
                    search.around(healthy.with(finding.id(), answer), all);
                }
            }
        }
        claims.add(search.claim(
                "the whole judgement",
                0,
                "Of everyone who differs in one answer from the person without any sign: no more dangerous answer makes the"
                        + " disposition milder, and an answer to an open question lowers only what that had raised.",
                "Near the person without any sign an answer makes the disposition milder that must not do that."));
    }

    /// Looks for one answer that makes a disposition milder.
    private final class Search {

        private Optional<CounterExample> found = Optional.empty();
        private int tried;

        void around(Answers person, Iterable<String> findings) {
            if (found.isPresent()) {
                return;
            }
            persons++;
            var before = rules.judge(person);
            for (var id : findings) {
                var finding = rules.finding(id);
                var now = person.to(id);
                for (var answer : telling.moreDangerousThan(finding, now)) {
                    look(person, before, id, answer, declared(before, id));
                }
                if (now.equals(Answer.UNKNOWN)) {
                    telling.to(finding).stream()
                            .filter(answer -> !answer.equals(Answer.UNKNOWN))
                            .forEach(answer -> look(person, before, id, answer, raisedByBeingOpen(before, id)));
                }
            }
        }

        private void look(Answers person, Verdict before, String finding, Answer answer, boolean mayFall) {
            tried++;
            moves++;
            if (mayFall || before.disposition() == Disposition.SELF_CARE || found.isPresent()) {
                return;
            }
            var after = rules.judge(person.with(finding, answer));
            if (before.disposition().outranks(after.disposition())) {
                found = Optional.of(new CounterExample(
                        differences(person),
                        finding,
                        Verdict.spoken(person.to(finding)),
                        Verdict.spoken(answer),
                        before.disposition(),
                        after.disposition(),
                        ids(before),
                        ids(after)));
            }
        }

        Claim claim(String where, int line, String good, String bad) {
            return new Claim(
                    Property.MONOTONE,
                    where,
                    line,
                    Method.SEARCH,
                    found.isEmpty(),
                    found.isEmpty() ? good + " Moves tried: " + tried + "." : bad,
                    found);
        }
    }

    /// What a fail-safe row alone had raised may fall back, where the rule set declares it.
    private boolean declared(Verdict before, String finding) {
        var deciding = deciding(before);
        return !deciding.isEmpty()
                && rules.monotonicityExceptions().stream()
                        .filter(exception -> exception.finding().equals(finding))
                        .anyMatch(exception -> deciding.stream()
                                .allMatch(row -> row.rule().id().equals(exception.rule())
                                        && row(row.rule()).isFailSafe()));
    }

    /// Whether nothing but open questions holds the disposition up: a fail-safe row, the dangerous reading of this very
    /// question, or self-care withheld.
    private boolean raisedByBeingOpen(Verdict before, String finding) {
        return deciding(before).stream()
                .allMatch(fired -> row(fired.rule()).isFailSafe()
                        || fired.because().contains(finding)
                                && fired.rule().readUnknownAs().containsKey(finding));
    }

    private static List<Fired> deciding(Verdict verdict) {
        return verdict.fired().stream()
                .filter(fired -> fired.rule().disposition() == verdict.disposition())
                .toList();
    }

    private RuleSet.Row row(Rule rule) {
        return rules.rows().stream()
                .filter(row -> row.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private void total() {
        claims.add(Claim.holds(
                Property.TOTAL,
                "the whole judgement",
                0,
                Method.CONSTRUCTION,
                "Every part of every condition reads a question or a fact, so complete answers decide every row; where no row"
                        + " holds and self-care is not met, a clinician has to look. Persons judged: " + persons
                        + "."));
    }

    private void canFire(RuleSet.Row row) {
        var where = "rule " + row.rule().id();
        var person = firing(row);
        claims.add(person.map(one -> Claim.holds(
                        Property.REACHABLE, where, row.line(), Method.EXAMPLE, "It holds of a person: " + one))
                .orElseGet(() -> Claim.fails(
                        Property.REACHABLE,
                        where,
                        row.line(),
                        Method.SEARCH,
                        "No answers make it hold: none of its examples, and none of the ways its condition names.")));
    }

    private Optional<String> firing(RuleSet.Row row) {
        var examples = row.rule().examples().stream()
                .filter(example -> Examples.comesTrue(rules, row, example))
                .filter(Rule.Example::fires)
                .map(Rule.Example::answers);
        var ways = row.condition().terms().ways().stream()
                .flatMap(way -> person(way).stream())
                .filter(person -> fires(row, person))
                .map(person -> differences(person).toString());
        return Stream.concat(examples, ways).findFirst();
    }

    private boolean fires(RuleSet.Row row, Answers person) {
        return rules.judge(person).fired().stream()
                .anyMatch(fired -> fired.rule().equals(row.rule()));
    }

    /// The person without any sign but what this way asks for; none where it asks for what cannot be.
    private Optional<Answers> person(Set<Atom> way) {
        var person = healthy;
        for (var finding : rules.findings()) {
            var parts = way.stream()
                    .filter(atom -> atom.finding().equals(finding.id()))
                    .toList();
            if (!parts.isEmpty()) {
                var answer = telling.meeting(finding, parts);
                if (answer.isEmpty()) {
                    return Optional.empty();
                }
                person = person.with(finding.id(), answer.get());
            }
        }
        return Optional.of(person);
    }

    private void unreassuring() {
        var found = rules.content().texts().stream()
                .map(Prover::promise)
                .flatMap(Optional::stream)
                .toList();
        claims.addAll(found);
        if (found.isEmpty()) {
            claims.add(Claim.holds(
                    Property.UNREASSURING,
                    "all texts",
                    0,
                    Method.SEARCH,
                    "None of the forbidden phrases stands in the "
                            + rules.content().texts().size() + " texts."));
        }
    }

    private static Optional<Claim> promise(RuleSet.Text text) {
        var promise = REASSURANCE.matcher(text.words().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
        return promise.find()
                ? Optional.of(Claim.fails(
                        Property.UNREASSURING,
                        text.where(),
                        text.line(),
                        Method.SEARCH,
                        "'" + text.key() + "' promises too much: \"" + promise.group() + "\""))
                : Optional.empty();
    }

    private Finding.Danger dangerOf(Atom atom) {
        return RuleSet.FACTS.contains(atom.finding())
                ? Finding.Danger.YES
                : rules.finding(atom.finding()).danger();
    }

    private Map<String, String> differences(Answers person) {
        return person.byFinding().entrySet().stream()
                .filter(said -> !said.getValue().equals(healthy.to(said.getKey())))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        said -> Verdict.spoken(Objects.requireNonNull(said.getValue())),
                        (one, _) -> one,
                        TreeMap::new));
    }

    private static List<String> ids(Verdict verdict) {
        return verdict.fired().stream().map(fired -> fired.rule().id()).toList();
    }
}
