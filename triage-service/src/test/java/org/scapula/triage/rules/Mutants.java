package org.scapula.triage.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A rule file with one small mistake in it, in every way that we can think of, always in the same order.
final class Mutants {

    /// `name` says where and what, so that it stays the same while other rows change.
    record Mutant(String kind, String name, String rules) {}

    private static final Pattern COMPARISON = Pattern.compile(">=|<=|>|<");
    private static final Map<String, String> FLIPPED = Map.of(">=", "<", "<", ">=", ">", "<=", "<=", ">");
    private static final Map<String, String> SHARPENED = Map.of(">=", ">", ">", ">=", "<", "<=", "<=", "<");
    private static final Pattern JOIN = Pattern.compile("&&|\\|\\|");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
    private static final Set<String> NOT_ALONE = Set.of("atLeast");
    private static final Set<String> MEASURED = Set.of("°C", "hours", "metres");
    private static final int SNIPPET = 28;

    private final String text;
    private final List<Mutant> all = new ArrayList<>();

    private Mutants(String text) {
        this.text = text;
    }

    static List<Mutant> of(String rules) {
        return new Mutants(rules).generated();
    }

    private List<Mutant> generated() {
        for (var block : blocks()) {
            var id = block.group(1);
            var when = new Part(
                    id,
                    block.start() + block.group().indexOf("    when: ") + 10,
                    conditionEnd(block),
                    conditionOf(block));
            drop("a rule", id, block);
            lowerDisposition(id, block);
            condition(when);
            readUnknownAs(id, block);
        }
        var definitions = section("definitions");
        Pattern.compile("(?m)^  (\\w+): (.*)$")
                .matcher(definitions.group())
                .results()
                .forEach(line -> condition(new Part(
                        line.group(1),
                        definitions.start() + line.start(2),
                        definitions.start() + line.end(2),
                        line.group(2))));
        var contradictions = section("contradictions");
        Pattern.compile("(?m)^  - \\{id: (\\w+), when: ([^,]*), .*\\n")
                .matcher(contradictions.group())
                .results()
                .forEach(line -> contradiction(contradictions.start(), line));
        People.RULES.parameters().forEach(this::shift);
        return List.copyOf(all);
    }

    /// A condition of the file: where it stands and what it says.
    private record Part(String id, int start, int end, String says) {}

    private void condition(Part part) {
        each(COMPARISON, part, found -> FLIPPED.get(found.group()), "a comparison flipped");
        each(COMPARISON, part, found -> SHARPENED.get(found.group()), "a threshold no longer (or newly) included");
        each(JOIN, part, found -> found.group().equals("&&") ? "||" : "&&", "and and or swapped");
        each(WORD, part, found -> isAlone(part, found) ? "(!" + found.group() + ")" : null, "a finding negated");
        each(WORD, part, found -> isAlone(part, found) ? "false" : null, "a finding forgotten");
    }

    private void each(
            Pattern what,
            Part part,
            java.util.function.Function<MatchResult, @org.jspecify.annotations.Nullable String> by,
            String kind) {
        what.matcher(part.says()).results().forEach(found -> {
            var instead = by.apply(found);
            if (instead != null) {
                var changed = part.says().substring(0, found.start())
                        + instead
                        + part.says().substring(found.end());
                add(
                        kind,
                        part.id() + ": " + around(part.says(), found) + " -> " + instead,
                        part.start(),
                        part.end(),
                        changed);
            }
        });
    }

    // A yes-or-no question or a named part; not a number that is compared, and not the number of an atLeast.
    private static boolean isAlone(Part part, MatchResult word) {
        var after = part.says().substring(word.end()).stripLeading();
        var before = part.says().substring(0, word.start()).stripTrailing();
        return !NOT_ALONE.contains(word.group())
                && !(after.startsWith("<") || after.startsWith(">"))
                && !(before.endsWith("=") || before.endsWith("<") || before.endsWith(">"))
                && !before.endsWith("atLeast(");
    }

    private static String around(String says, MatchResult found) {
        var from = Math.max(0, found.start() - SNIPPET);
        var to = Math.min(says.length(), found.end() + SNIPPET);
        return says.substring(from, found.start()) + "«" + found.group() + "»" + says.substring(found.end(), to);
    }

    private void lowerDisposition(String id, MatchResult block) {
        var lowered = block.group()
                .replace("    disposition: URGENT\n", "    disposition: ROUTINE_CLINICIAN\n")
                .replace("    disposition: EMERGENCY\n", "    disposition: URGENT\n")
                .replace("    within: now\n", "    within: P1D\n");
        if (!lowered.equals(block.group())) {
            add("a disposition lowered", id, block.start(), block.end(), lowered);
        }
    }

    private void readUnknownAs(String id, MatchResult block) {
        Pattern.compile("(?m)^      (\\w+): \\{value: .*\\n")
                .matcher(block.group())
                .results()
                .forEach(line -> {
                    var rest = block.group().substring(0, line.start())
                            + block.group().substring(line.end());
                    var without = rest.replace("    readUnknownAs:\n    within", "    within");
                    add("a dangerous reading dropped", id + ": " + line.group(1), block.start(), block.end(), without);
                });
    }

    private void contradiction(int start, MatchResult line) {
        var id = line.group(1);
        add("a contradiction dropped", id, start + line.start(), start + line.end(), "");
        var part = new Part(id, start + line.start(2), start + line.end(2), line.group(2));
        each(COMPARISON, part, found -> FLIPPED.get(found.group()), "a comparison flipped");
        each(COMPARISON, part, found -> SHARPENED.get(found.group()), "a threshold no longer (or newly) included");
        each(JOIN, part, found -> found.group().equals("&&") ? "||" : "&&", "and and or swapped");
    }

    private void shift(Parameter parameter) {
        var step = MEASURED.contains(parameter.unit()) ? new BigDecimal("0.1") : BigDecimal.ONE;
        var line = found("(?m)(?<=^  - \\{name: " + parameter.name() + ", value: )[0-9.]+");
        for (var by : List.of(step, step.negate())) {
            var shifted = parameter.value().add(by);
            add(
                    "a threshold shifted",
                    parameter.name() + " = " + shifted,
                    line.start(),
                    line.end(),
                    shifted.toString());
        }
    }

    private void drop(String what, String id, MatchResult found) {
        add(what + " dropped", id, found.start(), found.end(), "");
    }

    private void add(String kind, String name, int from, int to, String instead) {
        var sameName = all.stream()
                .filter(one -> one.kind().equals(kind) && one.name().startsWith(name))
                .count();
        var unique = sameName == 0 ? name : name + " (" + (sameName + 1) + ")";
        all.add(new Mutant(kind, unique, text.substring(0, from) + instead + text.substring(to)));
    }

    private List<MatchResult> blocks() {
        var rules = section("rules");
        return Pattern.compile("(?m)^  - id: (\\w+)\\n(?:    .*\\n|\\n)*")
                .matcher(text)
                .results()
                .filter(block -> block.start() >= rules.start() && block.end() <= rules.end())
                .toList();
    }

    private static String conditionOf(MatchResult block) {
        var start = block.group().indexOf("    when: ") + 10;
        return block.group().substring(start, conditionEnd(block) - block.start());
    }

    // To the end of the line, or of the lines below that stand deeper.
    private static int conditionEnd(MatchResult block) {
        var from = block.group().indexOf("    when: ");
        var end = Pattern.compile("\\n(?!      )").matcher(block.group());
        if (!end.find(from)) {
            throw new IllegalStateException("a rule without an end");
        }
        return block.start() + end.start();
    }

    private MatchResult section(String name) {
        return found("(?m)^" + name + ":\\n(?:[ #].*\\n|\\n)*");
    }

    private MatchResult found(String pattern) {
        return Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow();
    }
}
