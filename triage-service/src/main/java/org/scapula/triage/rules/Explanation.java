package org.scapula.triage.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Why the answer is what it is: what nearly held, which single answers would change it, and which open ones held it
/// up.
/// It says how the rules count, never how a person is.
public record Explanation(
        Verdict verdict, List<NearMiss> nearMisses, List<Change> wouldRaise, List<Change> wouldChange, HeldUp heldUp) {

    /// A more urgent row of which a part is met, and the one or two answers that it lacks.
    public record NearMiss(Rule rule, List<Finding> met, List<Lacking> lacking) {

        public NearMiss {
            met = List.copyOf(met);
            lacking = List.copyOf(lacking);
        }
    }

    /// An answer that a row lacks; `needed` is the least that would do: yes, no, or a number with its comparison.
    public record Lacking(Finding finding, Answer now, String needed) {}

    /// One answer, another in its place, and where that alone would lead; `rules` decide then.
    public record Change(Finding finding, Answer now, Answer instead, Disposition leadsTo, List<String> rules) {

        public Change {
            rules = List.copyOf(rules);
        }
    }

    /// The unknown answers that can still change the result, and what the rules would say if those that ask for yes or
    /// no were all answered no; the numbers among them would still be open.
    public record HeldUp(List<Finding> open, Disposition ifAllNo, List<Finding> numbersStillOpen) {

        public HeldUp {
            open = List.copyOf(open);
            numbersStillOpen = List.copyOf(numbersStillOpen);
        }
    }

    public Explanation {
        nearMisses = List.copyOf(nearMisses);
        wouldRaise = List.copyOf(wouldRaise);
        wouldChange = List.copyOf(wouldChange);
    }

    /// A row that can nearly hold in many ways is shown in so many of them.
    private static final int WAYS_A_ROW = 3;

    private static final int FAR = 2;

    static Explanation of(RuleSet rules, Answers answers) {
        return new Search(rules, answers).explanation();
    }

    /// One person's answers, and what the rules say when one of them is another.
    private static final class Search {

        private final RuleSet rules;
        private final Answers answers;
        private final Verdict verdict;
        private final Known seen;
        private final Map<String, Integer> order = new HashMap<>();

        Search(RuleSet rules, Answers answers) {
            this.rules = rules;
            this.answers = answers;
            verdict = rules.judge(answers);
            seen = rules.seen(answers);
            rules.findings().forEach(finding -> order.put(finding.id(), order.size()));
        }

        Explanation explanation() {
            return new Explanation(verdict, nearMisses(), wouldRaise(), wouldChange(), heldUp());
        }

        private List<NearMiss> nearMisses() {
            var misses = new ArrayList<NearMiss>();
            for (var row : outranking()) {
                var read = rules.readBy(row, seen);
                row.condition().terms().ways().stream()
                        .filter(way -> way.stream().allMatch(atom -> order.containsKey(atom.finding())))
                        .filter(way -> isNear(way, read))
                        .sorted(Comparator.comparingInt(
                                way -> lacking(way, read).size()))
                        .limit(WAYS_A_ROW)
                        .map(way -> nearMiss(row.rule(), way, read))
                        .forEach(misses::add);
            }
            misses.sort(Comparator.<NearMiss, Disposition>comparing(
                            miss -> miss.rule().disposition())
                    .thenComparingInt(miss -> miss.lacking().size()));
            return misses;
        }

        private List<RuleSet.Row> outranking() {
            return rules.rows().stream()
                    .filter(row -> row.rule().disposition().outranks(verdict.disposition()))
                    .toList();
        }

        private static boolean isNear(Set<Atom> way, Known read) {
            var lacking = lacking(way, read).size();
            return lacking > 0 && lacking <= FAR && lacking < way.size();
        }

        private static List<Atom> lacking(Set<Atom> way, Known read) {
            return way.stream().filter(atom -> !holds(atom, read)).toList();
        }

        private static boolean holds(Atom atom, Known read) {
            return switch (atom.side()) {
                case YES -> read.isYes(atom.finding());
                case NO -> read.isNo(atom.finding());
                case AT_LEAST, ABOVE, AT_MOST, BELOW ->
                    read.number(atom.finding()).filter(atom::holdsFor).isPresent();
            };
        }

        private NearMiss nearMiss(Rule rule, Set<Atom> way, Known read) {
            return new NearMiss(
                    rule,
                    way.stream()
                            .filter(atom -> holds(atom, read))
                            .map(atom -> rules.finding(atom.finding()))
                            .distinct()
                            .sorted(Comparator.comparingInt(this::order))
                            .toList(),
                    lacking(way, read).stream()
                            .sorted(Comparator.comparingInt(atom -> order(rules.finding(atom.finding()))))
                            .map(this::lacking)
                            .toList());
        }

        private Lacking lacking(Atom atom) {
            var finding = rules.finding(atom.finding());
            return new Lacking(finding, answers.to(finding.id()), needed(atom, finding));
        }

        private static String needed(Atom atom, Finding finding) {
            var threshold =
                    BigDecimal.valueOf(atom.threshold()).stripTrailingZeros().toPlainString() + " " + finding.unit();
            return switch (atom.side()) {
                case YES -> "yes";
                case NO -> "no";
                case AT_LEAST -> "at least " + threshold;
                case ABOVE -> "more than " + threshold;
                case AT_MOST -> "at most " + threshold;
                case BELOW -> "less than " + threshold;
            };
        }

        private int order(Finding finding) {
            return Objects.requireNonNull(order.get(finding.id()));
        }

        /// Every single answer that would make it more urgent; of several numbers, the one that raises it most.
        private List<Change> wouldRaise() {
            var found = new LinkedHashMap<String, Change>();
            for (var finding : rules.findings()) {
                for (var instead : towardsDanger(finding)) {
                    change(finding.id(), instead)
                            .filter(change -> change.leadsTo().outranks(verdict.disposition()))
                            .ifPresent(change -> found.merge(finding.id(), change, Search::moreUrgent));
                }
            }
            return sorted(found.values().stream().toList());
        }

        /// Taking an answer back is no answer; of numbers, the least dangerous first.
        private List<Answer> towardsDanger(Finding finding) {
            if (finding.type() == Finding.Type.YES_NO) {
                return List.of(Answer.YES);
            }
            var numbers = rules.telling().to(finding).stream()
                    .filter(Answer.Number.class::isInstance)
                    .toList();
            return finding.danger() == Finding.Danger.DOWN ? numbers.reversed() : numbers;
        }

        private static Change moreUrgent(Change one, Change other) {
            return other.leadsTo().outranks(one.leadsTo()) ? other : one;
        }

        /// Single answers behind the deciding rows that were less dangerous, where another result would follow.
        private List<Change> wouldChange() {
            var found = new LinkedHashMap<String, Change>();
            for (var fired : verdict.fired()) {
                if (fired.rule().disposition() == verdict.disposition()) {
                    fired.because()
                            .forEach(id -> awayFromDanger(id, fired.rule()).stream()
                                    .flatMap(instead -> change(id, instead).stream())
                                    .filter(change -> change.leadsTo() != verdict.disposition())
                                    .forEach(change -> found.putIfAbsent(id, change)));
                }
            }
            return sorted(found.values().stream().toList());
        }

        private List<Answer> awayFromDanger(String id, Rule rule) {
            if (rules.finding(id).type() == Finding.Type.YES_NO) {
                return rule.disposition() == Disposition.SELF_CARE ? List.of(Answer.YES) : List.of(Answer.NO);
            }
            return rules.rows().stream()
                    .filter(row -> row.rule().equals(rule))
                    .flatMap(row -> row.condition().terms().atoms())
                    .filter(atom -> atom.finding().equals(id))
                    .flatMap(atom -> just(atom.not()).stream())
                    .toList();
        }

        /// The number that only just satisfies this part.
        private Optional<Answer> just(Atom atom) {
            var numbers = meeting(atom);
            return switch (atom.side()) {
                case YES, NO -> Optional.empty();
                case AT_LEAST, ABOVE -> numbers.stream().findFirst();
                case AT_MOST, BELOW -> numbers.reversed().stream().findFirst();
            };
        }

        private List<Answer> meeting(Atom atom) {
            return rules.telling().to(rules.finding(atom.finding())).stream()
                    .filter(answer -> answer instanceof Answer.Number said
                            && atom.holdsFor(said.value().doubleValue()))
                    .toList();
        }

        private Optional<Change> change(String id, Answer instead) {
            var now = answers.to(id);
            if (now.equals(instead)) {
                return Optional.empty();
            }
            var then = rules.judge(answers.with(id, instead));
            return Optional.of(new Change(
                    rules.finding(id),
                    now,
                    instead,
                    then.disposition(),
                    then.fired().stream()
                            .map(Fired::rule)
                            .filter(rule -> rule.disposition() == then.disposition())
                            .map(Rule::id)
                            .toList()));
        }

        private List<Change> sorted(List<Change> changes) {
            return changes.stream()
                    .sorted(Comparator.comparing(Change::leadsTo).thenComparingInt(change -> order(change.finding())))
                    .toList();
        }

        /// What was answered with "unknown" held it up just as what was not answered.
        private HeldUp heldUp() {
            var said = new HashMap<>(answers.byFinding());
            said.values().removeIf(Answer.Unknown.class::isInstance);
            var open = rules.next(new Answers(said, answers.freeText(), answers.worse())).questions().stream()
                    .map(Interview.Question::finding)
                    .toList();
            var allNo = answers;
            for (var finding : open) {
                if (finding.type() == Finding.Type.YES_NO) {
                    allNo = allNo.with(finding.id(), Answer.NO);
                }
            }
            return new HeldUp(
                    open,
                    rules.judge(allNo).disposition(),
                    open.stream()
                            .filter(finding -> finding.type() != Finding.Type.YES_NO)
                            .toList());
        }
    }
}
