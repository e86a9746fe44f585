package org.scapula.triage.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which questions are worth asking next: those whose answer can still change how soon the person must be seen, the
/// most dangerous first. Works on the ways in which rows can hold; nothing is remembered between two questions.
///
/// Three things are put to the rules in turn: can it still become an emergency, can it still become urgent, can it
/// still
/// stay self-care? Each is settled when one way holds for certain or none is left. A finding matters as long as it
/// stands
/// in a way that no shorter one makes needless. Nobody is asked for a number merely because it could contradict a "no".
public final class Interview {

    /// The judgement so far, and the questions that can still change it.
    public record Step(Verdict soFar, List<Question> questions) {

        public Step {
            questions = List.copyOf(questions);
        }

        /// Nothing that is still open changes how soon the person must be seen.
        public boolean done() {
            return questions.isEmpty();
        }
    }

    /// `onlyIfAtOnce`: it is an emergency as long as nobody says otherwise, and nobody should wait for the answer.
    public record Question(Finding finding, boolean onlyIfAtOnce, List<Reason> why) {

        public Question {
            why = List.copyOf(why);
        }
    }

    /// A rule that the answer can still decide, where it would lead, and whether this one answer would be enough.
    public record Reason(Rule rule, Disposition leadsTo, boolean enough) {}

    private enum Kind {
        PLAIN,
        /// Read as the dangerous answer as long as it is unknown.
        PRESUMED,
        /// Anything but a clear no.
        NOT_NO
    }

    private enum State {
        HOLDS,
        FAILS,
        /// Not asked yet.
        OPEN,
        /// Asked, and the person does not know: it will stay unknown.
        STUCK
    }

    private record Part(Atom atom, Kind kind) {

        boolean implies(Part weaker) {
            return (kind == weaker.kind || kind == Kind.PLAIN) && atom.implies(weaker.atom);
        }

        boolean isFact() {
            return RuleSet.FACTS.contains(atom.finding());
        }

        boolean isSign() {
            return !isFact() && kind != Kind.PRESUMED;
        }
    }

    /// A number that proves nothing below a threshold unless a question is answered no, and the question before it.
    private record Hidden(String number, double below, String unlessNo, String opens) {}

    /// One way in which a row can hold; `unlessHigh` is the mask whose number, once it is high, takes this way back.
    private record Way(int row, int[] parts, Optional<Hidden> unlessHigh) {}

    /// What is left of a way: the parts that are open, and all rows that are left with just these.
    private record Rest(int[] open, BitSet rows) {

        static Rest of(Way way, int[] open) {
            var rows = new BitSet();
            rows.set(way.row());
            return new Rest(open, rows);
        }
    }

    /// How much less likely each further sign is: a row that lacks one sign comes before several that lack two.
    private static final double RARE = 24;

    /// How much less it says when another answer may call it off.
    private static final double PRESUMED = 0.8;

    private final RuleSet rules;
    private final List<Finding> findings;
    private final BitSet flags = new BitSet();
    private final List<Hidden> masks;
    private final Map<String, Integer> order = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private final Map<Part, Integer> places = new HashMap<>();
    private final int[][] implied;
    private final Map<Disposition, List<Way>> ways = new TreeMap<>();
    private final Map<String, Set<String>> gates = new HashMap<>();

    Interview(RuleSet rules) {
        this.rules = rules;
        findings = rules.findings();
        masks = rules.content().masks().stream()
                .map(masked -> new Hidden(
                        masked.mask().finding(),
                        masked.below(),
                        masked.mask().unlessNo(),
                        masked.mask().opens()))
                .toList();
        for (var finding : findings) {
            flags.set(order.size(), finding.redFlag() || finding.weakFlag());
            order.put(finding.id(), order.size());
        }
        for (var row = 0; row < rules.rows().size(); row++) {
            if (rules.rows().get(row).isSelfCare()) {
                noteWhatStopsSelfCare(row);
            } else {
                noteWaysOf(row);
            }
        }
        implied = parts.stream().map(this::impliedBy).toArray(int[][]::new);
        noteGates();
    }

    Step next(Answers answers) {
        return new Person(answers).step();
    }

    private void noteWaysOf(int row) {
        var rule = rules.rows().get(row).rule();
        for (var way : rules.rows().get(row).condition().terms().ways()) {
            var needed = way.stream()
                    .map(atom -> new Part(
                            atom, rule.readUnknownAs().containsKey(atom.finding()) ? Kind.PRESUMED : Kind.PLAIN))
                    .toList();
            // Each row that holds or stays open keeps from self-care; only those that hold do more.
            note(Disposition.ROUTINE_CLINICIAN, row, needed, Optional.empty());
            noteMasked(row, needed);
            if (rule.disposition() != Disposition.ROUTINE_CLINICIAN) {
                note(rule.disposition(), row, needed, Optional.empty());
                noteOpened(rule.disposition(), row, needed);
            }
        }
    }

    private void noteWhatStopsSelfCare(int row) {
        rules.rows()
                .get(row)
                .stops()
                .orElseThrow()
                .terms()
                .ways()
                .forEach(way -> note(
                        Disposition.ROUTINE_CLINICIAN,
                        row,
                        way.stream().map(atom -> new Part(atom, Kind.PLAIN)).toList(),
                        Optional.empty()));
        findings.stream()
                .filter(Finding::redFlag)
                .forEach(flag -> note(
                        Disposition.ROUTINE_CLINICIAN, row, List.of(yes(flag.id(), Kind.PLAIN)), Optional.empty()));
    }

    /// A number that a painkiller may hide leaves its row open, whether or not it was measured.
    private void noteMasked(int row, List<Part> needed) {
        for (var mask : masks) {
            if (needed.stream().anyMatch(part -> part.atom().finding().equals(mask.number()))) {
                var seen = new ArrayList<>(needed);
                seen.removeIf(part -> part.atom().finding().equals(mask.number()));
                seen.remove(yes(mask.opens(), Kind.PLAIN));
                seen.add(yes(mask.unlessNo(), Kind.NOT_NO));
                note(Disposition.ROUTINE_CLINICIAN, row, seen, Optional.of(mask));
            }
        }
    }

    /// The same makes the question that opens the number a yes. Where the number is read as the dangerous one as long
    /// as
    /// it is unknown, that is enough.
    private void noteOpened(Disposition level, int row, List<Part> needed) {
        for (var mask : masks) {
            var isPresumed = needed.stream()
                    .anyMatch(part -> part.kind() == Kind.PRESUMED
                            && part.atom().finding().equals(mask.number()));
            var seen = new ArrayList<>(needed);
            if (isPresumed && seen.remove(yes(mask.opens(), Kind.PLAIN))) {
                seen.add(yes(mask.unlessNo(), Kind.NOT_NO));
                note(level, row, seen, Optional.of(mask));
            }
        }
    }

    private void note(Disposition level, int row, List<Part> needed, Optional<Hidden> unlessHigh) {
        var numbered = needed.stream().mapToInt(this::place).toArray();
        ways.computeIfAbsent(level, _ -> new ArrayList<>()).add(new Way(row, numbered, unlessHigh));
    }

    private static Part yes(String finding, Kind kind) {
        return new Part(new Atom(finding, Atom.Side.YES, 0), kind);
    }

    private int place(Part part) {
        return places.computeIfAbsent(part, added -> {
            parts.add(added);
            return parts.size() - 1;
        });
    }

    private int[] impliedBy(Part part) {
        return IntStream.range(0, parts.size())
                .filter(place -> part.implies(parts.get(place)) || isFlag(part) && isFlagPresent(parts.get(place)))
                .toArray();
    }

    private boolean isFlag(Part part) {
        return !part.isFact()
                && part.atom().side() == Atom.Side.YES
                && flags.get(order(part.atom().finding()));
    }

    private static boolean isFlagPresent(Part part) {
        return part.atom().finding().equals(RuleSet.FLAG_PRESENT);
    }

    /// A question is a gate of another when whatever reads the other always reads it, too: the accident comes before
    /// its height, and painkillers before a temperature that was not measured.
    private void noteGates() {
        var count = new HashMap<String, Integer>();
        rules.rows().stream()
                .filter(row -> !row.isSelfCare())
                .flatMap(row -> row.condition().terms().ways().stream())
                .forEach(way -> noteGates(way, count));
        gates.forEach((finding, candidates) -> candidates.removeIf(gate -> gate.equals(finding)
                || Objects.equals(count.get(gate), count.get(finding)) && order(gate) > order(finding)));
        masks.forEach(mask ->
                gates.computeIfAbsent(mask.number(), _ -> new HashSet<>()).add(mask.unlessNo()));
    }

    private void noteGates(Set<Atom> way, Map<String, Integer> count) {
        var yes = new HashSet<String>();
        var read = new HashSet<String>();
        way.stream().filter(atom -> order.containsKey(atom.finding())).forEach(atom -> {
            read.add(atom.finding());
            if (atom.side() == Atom.Side.YES) {
                yes.add(atom.finding());
            }
        });
        for (var finding : read) {
            count.merge(finding, 1, Integer::sum);
            gates.computeIfAbsent(finding, _ -> new HashSet<>(yes)).retainAll(yes);
        }
    }

    private Set<String> gatesOf(String finding) {
        return gates.getOrDefault(finding, Set.of());
    }

    private int order(String finding) {
        return Objects.requireNonNull(order.get(finding));
    }

    /// A finding that is worth asking for, and how much it promises.
    private final class Wanted {

        static final int COMPANION = 0;
        static final int SIGN = 1;
        static final int FAIL_SAFE = 2;

        private final int finding;
        private final Disposition level;
        private int rank = FAIL_SAFE;
        private double weight;
        private final Map<Integer, Reason> why = new TreeMap<>();

        Wanted(int finding, Disposition level) {
            this.finding = finding;
            this.level = level;
        }

        void because(Rest rest, Disposition leadsTo, int kind, int lacking) {
            if (leadsTo == level) {
                weight += Math.pow(RARE, -lacking) * Math.pow(PRESUMED, rest.open().length - lacking);
                rank = Math.min(rank, kind);
            }
            rest.rows().stream().forEach(row -> {
                var known = why.get(row);
                var enough = lacking <= 1 || known != null && known.enough();
                why.put(
                        row,
                        new Reason(rules.rows().get(row).rule(), known == null ? leadsTo : known.leadsTo(), enough));
            });
        }

        boolean isCompanion() {
            return rank == COMPANION;
        }

        Question asked(boolean onlyIfAtOnce) {
            return new Question(
                    findings.get(finding),
                    onlyIfAtOnce,
                    why.values().stream()
                            .sorted(Comparator.comparing(Reason::leadsTo))
                            .toList());
        }
    }

    private static final Comparator<Wanted> MOST_DANGEROUS_FIRST = Comparator.<Wanted, Disposition>comparing(
                    one -> one.level)
            .thenComparingInt(one -> one.rank)
            .thenComparingDouble(one -> -one.weight)
            .thenComparingInt(one -> one.finding);

    /// One person's answers on their way to the next questions.
    private final class Person {

        private final Answers answers;
        private final Verdict verdict;
        private final Set<String> raised = new HashSet<>();
        private final List<Hidden> hiding = new ArrayList<>();
        private final BitSet openFlags = new BitSet();
        private final BitSet openRedFlags = new BitSet();
        private final boolean flagIsPresent;
        private final boolean redFlagStaysUnknown;
        private final State[] states;
        private final @Nullable Rest[] single = new Rest[parts.size()];
        private final Map<Integer, List<Rest>> longer = new HashMap<>();
        private final BitSet decisive = new BitSet();
        private final Map<Integer, Wanted> wanted = new HashMap<>();

        Person(Answers answers) {
            this.answers = answers;
            verdict = rules.judge(answers);
            verdict.contradictions().stream().map(Contradiction::readAs).forEach(raised::add);
            masks.stream().filter(this::hides).forEach(hiding::add);
            flags.stream()
                    .filter(flag -> isOpen(findings.get(flag).id()))
                    .filter(flag -> !raised.contains(findings.get(flag).id()))
                    .forEach(openFlags::set);
            verdict.unknownRedFlags().stream().filter(this::isOpen).forEach(id -> openRedFlags.set(order(id)));
            redFlagStaysUnknown =
                    openRedFlags.cardinality() < verdict.unknownRedFlags().size();
            flagIsPresent =
                    flags.stream().anyMatch(flag -> isYes(findings.get(flag).id()));
            states = parts.stream().map(this::stateOf).toArray(State[]::new);
        }

        Step step() {
            for (var level : ways.entrySet()) {
                if (holdsForCertain(level.getKey(), level.getValue())) {
                    break;
                }
            }
            // Whoever should be calling for help is asked only what could call it off at once.
            var atOnce = verdict.disposition() == Disposition.EMERGENCY;
            return new Step(
                    verdict,
                    wanted.values().stream()
                            .filter(question -> !atOnce || question.isCompanion())
                            .sorted(MOST_DANGEROUS_FIRST)
                            .map(question -> question.asked(atOnce))
                            .toList());
        }

        private State stateOf(Part part) {
            return switch (part.atom().finding()) {
                case RuleSet.RED_FLAG_UNKNOWN -> fact(part, redFlagStaysUnknown, !openRedFlags.isEmpty());
                case RuleSet.FLAG_PRESENT -> fact(part, flagIsPresent, !openFlags.isEmpty());
                case RuleSet.CONTRADICTION_FOUND ->
                    fact(part, !verdict.contradictions().isEmpty(), false);
                case RuleSet.GOT_WORSE -> fact(part, !answers.worse().isEmpty(), false);
                default -> isPresumedAnyhow(part) ? State.HOLDS : stateOf(part.atom());
            };
        }

        /// Low or not measured it is read as the dangerous one, and high it is dangerous.
        private boolean isPresumedAnyhow(Part part) {
            return part.kind() == Kind.PRESUMED
                    && hiding.stream()
                            .anyMatch(mask -> mask.number().equals(part.atom().finding())
                                    && part.atom().holdsFor(mask.below()));
        }

        private static State fact(Part part, boolean holds, boolean mayHold) {
            var wanted = part.atom().side() == Atom.Side.YES;
            if (!holds && mayHold) {
                return State.OPEN;
            }
            return holds == wanted ? State.HOLDS : State.FAILS;
        }

        private State stateOf(Atom atom) {
            if (isYes(atom.finding())) {
                return atom.side() == Atom.Side.YES ? State.HOLDS : State.FAILS;
            }
            return switch (answers.byFinding().get(atom.finding())) {
                case null -> State.OPEN;
                case Answer.YesNo _ -> atom.side() == Atom.Side.NO ? State.HOLDS : State.FAILS;
                case Answer.Number said -> stateOf(atom, said.value().doubleValue());
                case Answer.Unknown _ -> State.STUCK;
            };
        }

        private State stateOf(Atom atom, double number) {
            for (var mask : hiding) {
                if (mask.number().equals(atom.finding())) {
                    return State.STUCK;
                }
            }
            if (!atom.holdsFor(number)) {
                return State.FAILS;
            }
            return mayBeHidden(atom.finding()).isPresent() ? State.OPEN : State.HOLDS;
        }

        private boolean isOpen(String finding) {
            return !answers.byFinding().containsKey(finding);
        }

        private boolean isYes(String finding) {
            for (var mask : hiding) {
                if (mask.opens().equals(finding)) {
                    return true;
                }
            }
            return answers.to(finding) instanceof Answer.YesNo said && said.yes() || raised.contains(finding);
        }

        /// For certain: a question that was not asked may yet be answered with a no.
        private boolean hides(Hidden mask) {
            return !isOpen(mask.unlessNo()) && !answers.to(mask.unlessNo()).equals(Answer.NO) && !isHigh(mask);
        }

        private boolean isHigh(Hidden mask) {
            return answers.to(mask.number()) instanceof Answer.Number said
                    && said.value().doubleValue() >= mask.below();
        }

        /// The mask that may yet hide this number.
        private Optional<Hidden> mayBeHidden(String number) {
            return masks.stream()
                    .filter(mask -> mask.number().equals(number) && isOpen(mask.unlessNo()) && !isHigh(mask))
                    .findFirst();
        }

        private String askedFor(Part part) {
            var finding = part.atom().finding();
            return isOpen(finding)
                    ? finding
                    : mayBeHidden(finding).map(Hidden::unlessNo).orElse(finding);
        }

        /// Whether it comes to this level whatever else is answered; what is worth asking otherwise is noted.
        private boolean holdsForCertain(Disposition level, List<Way> all) {
            var kept = new ArrayList<Rest>();
            var several = new ArrayList<Way>();
            for (var way : all) {
                switch (open(way, level)) {
                    case -1 -> {}
                    case 0 -> {
                        return true;
                    }
                    case 1 -> keepSingle(way, kept);
                    default -> several.add(way);
                }
            }
            several.stream()
                    .filter(way -> !holdsWithOneOf(way.parts()))
                    .map(way -> Rest.of(way, openOf(way)))
                    .sorted(Comparator.comparingInt(rest -> rest.open().length))
                    .filter(this::isNeeded)
                    .forEach(kept::add);
            kept.forEach(rest -> want(rest, level));
            return false;
        }

        /// How many parts are open; -1 when the way cannot hold any more.
        private int open(Way way, Disposition level) {
            var open = 0;
            for (var place : way.parts()) {
                switch (states[place]) {
                    case HOLDS -> {}
                    case OPEN -> open++;
                    case FAILS -> {
                        return -1;
                    }
                    case STUCK -> {
                        // What stays unknown makes no row hold, but it keeps the row from being decided.
                        if (level != Disposition.ROUTINE_CLINICIAN
                                && parts.get(place).kind() == Kind.PLAIN) {
                            return -1;
                        }
                    }
                }
            }
            return way.unlessHigh().filter(this::isHigh).isPresent() ? -1 : open;
        }

        private int[] openOf(Way way) {
            return Arrays.stream(way.parts())
                    .filter(place -> states[place] == State.OPEN)
                    .toArray();
        }

        private void keepSingle(Way way, List<Rest> kept) {
            var open = openOf(way);
            var same = single[open[0]];
            if (same != null) {
                same.rows().set(way.row());
            } else if (!holdsWithOneOf(open)) {
                var rest = Rest.of(way, open);
                single[open[0]] = rest;
                kept.add(rest);
            }
        }

        private boolean holdsWithOneOf(int[] some) {
            for (var place : some) {
                if (states[place] == State.OPEN) {
                    for (var weaker : implied[place]) {
                        if (single[weaker] != null) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        private boolean isNeeded(Rest rest) {
            var all = new BitSet();
            for (var place : rest.open()) {
                for (var weaker : implied[place]) {
                    all.set(weaker);
                }
            }
            for (var place = all.nextSetBit(0); place >= 0; place = all.nextSetBit(place + 1)) {
                for (var shorter : longer.getOrDefault(place, List.of())) {
                    if (isWithin(shorter.open(), all)) {
                        if (Arrays.equals(shorter.open(), rest.open())) {
                            shorter.rows().or(rest.rows());
                        }
                        return false;
                    }
                }
            }
            longer.computeIfAbsent(rest.open()[0], _ -> new ArrayList<>()).add(rest);
            return true;
        }

        private static boolean isWithin(int[] some, BitSet all) {
            for (var place : some) {
                if (!all.get(place)) {
                    return false;
                }
            }
            return true;
        }

        private void want(Rest rest, Disposition level) {
            var open = Arrays.stream(rest.open()).mapToObj(parts::get).toList();
            var signs = open.stream().filter(Part::isSign).map(this::askedFor).toList();
            var facts = open.stream()
                    .filter(Part::isFact)
                    .map(part -> part.atom().finding())
                    .toList();
            if (!signs.isEmpty()) {
                want(rest, level, signs, signs.size() + facts.size());
            } else if (!facts.isEmpty()) {
                wantForFailSafe(rest, level, facts);
            } else {
                open.forEach(
                        part -> wanted(order(part.atom().finding()), level).because(rest, level, Wanted.COMPANION, 0));
            }
        }

        private void want(Rest rest, Disposition level, List<String> signs, int lacking) {
            for (var sign : signs) {
                if (gatesOf(sign).stream().noneMatch(signs::contains)) {
                    wanted(order(sign), level).because(rest, level, Wanted.SIGN, lacking);
                }
                if (lacking == 1) {
                    decisive.set(order(sign));
                }
            }
        }

        /// An open warning question counts only beside another sign: one that is there, or that may yet be said.
        private void wantForFailSafe(Rest rest, Disposition level, List<String> facts) {
            var needsFlag = facts.contains(RuleSet.FLAG_PRESENT);
            if (facts.contains(RuleSet.RED_FLAG_UNKNOWN)) {
                openRedFlags.stream()
                        .filter(flag -> !needsFlag || maySomethingStandBeside(flag))
                        .forEach(flag -> wanted(flag, level).because(rest, level, Wanted.FAIL_SAFE, needsFlag ? 2 : 1));
            } else {
                openFlags.stream().forEach(flag -> wanted(flag, level).because(rest, level, Wanted.SIGN, 1));
            }
        }

        private boolean maySomethingStandBeside(int flag) {
            return openFlags.stream().anyMatch(other -> other != flag && !decisive.get(other));
        }

        private Wanted wanted(int finding, Disposition level) {
            return wanted.computeIfAbsent(finding, added -> new Wanted(added, level));
        }
    }
}
