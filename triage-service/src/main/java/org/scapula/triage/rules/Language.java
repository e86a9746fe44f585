package org.scapula.triage.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The language of the conditions: CEL over the findings, plus named thresholds, named parts, and
/// `atLeast(n, a, b, c)`, which is spelled out as "and"s and "or"s so that unknown answers stay exact in it
/// (a CEL function would be unknown as soon as one argument is).
final class Language {

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern BARE_NUMBER = Pattern.compile("(?<![A-Za-z0-9_])[0-9]");
    private static final int LONGEST = 50_000;
    private static final int MOST_TO_COUNT = 16;
    private static final String AT_LEAST = "atLeast(";

    private final Map<String, BigDecimal> parameters;
    private final Map<String, String> definitions = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> truths = new HashSet<>();
    private final CelCompiler compiler;
    private final Known.Places places;

    Language(List<Finding> findings, Set<String> facts, Map<String, BigDecimal> parameters) {
        this.parameters = parameters;
        var builder = CelCompilerFactory.standardCelCompilerBuilder().setResultType(SimpleType.BOOL);
        for (var finding : findings) {
            var isTruth = finding.type() == Finding.Type.YES_NO;
            builder.addVar(finding.id(), isTruth ? SimpleType.BOOL : SimpleType.DOUBLE);
            if (isTruth) {
                truths.add(finding.id());
            }
        }
        facts.forEach(fact -> builder.addVar(fact, SimpleType.BOOL));
        truths.addAll(facts);
        compiler = builder.build();
        places = new Known.Places(
                Stream.concat(findings.stream().map(Finding::id), facts.stream().sorted())
                        .toList());
    }

    /// Later definitions may use earlier ones, so there can be no circle.
    void define(String name, String text, Entry where) {
        if (definitions.containsKey(name) || parameters.containsKey(name) || truths.contains(name)) {
            throw where.broken("the name '" + name + "' is taken");
        }
        var expanded = expand(text, where);
        var _ = check(expanded, where);
        definitions.put(name, expanded);
    }

    Known.Places places() {
        return places;
    }

    Set<String> used() {
        return used;
    }

    String expand(String text, Entry where) {
        if (BARE_NUMBER.matcher(text).find()) {
            throw where.broken("a number stands in the condition; name it under 'parameters'");
        }
        var expanded = inserted(spelledOut(text.replaceAll("\\s+", " ").strip(), where));
        if (expanded.length() > LONGEST) {
            throw where.broken("the condition is longer than " + LONGEST + " characters when spelled out");
        }
        return expanded;
    }

    Condition condition(String text, Entry where) {
        return compiled(text, where, false, false);
    }

    /// What must hold for the condition not to hold.
    Condition opposite(String text, Entry where) {
        return compiled(text, where, true, false);
    }

    /// A condition that may also compare two numbers with each other.
    Condition comparison(String text, Entry where) {
        return compiled(text, where, false, true);
    }

    private Condition compiled(String text, Entry where, boolean negated, boolean mayCompareTwo) {
        var expanded = expand(text, where);
        try {
            var tree = check(expanded, where).getExpr();
            var terms = terms(tree, negated);
            if (!mayCompareTwo && terms.atoms().anyMatch(Atom::comparesTwo)) {
                throw new IllegalArgumentException("the right side of a comparison must be a parameter");
            }
            return new Condition(expanded, terms, places, reads(tree));
        } catch (IllegalArgumentException e) {
            throw where.broken("condition '" + text + "': " + e.getMessage());
        }
    }

    private CelAbstractSyntaxTree check(String expanded, Entry where) {
        try {
            return compiler.compile(expanded).getAst();
        } catch (CelValidationException e) {
            throw where.broken("the condition is not valid: " + e.getMessage());
        }
    }

    private String inserted(String text) {
        return WORD.matcher(text).replaceAll(found -> {
            var word = found.group();
            if (parameters.containsKey(word)) {
                used.add(word);
                return Double.toString(parameters.get(word).doubleValue());
            }
            if (definitions.containsKey(word)) {
                used.add(word);
                return "(" + definitions.get(word) + ")";
            }
            return word;
        });
    }

    private String spelledOut(String text, Entry where) {
        var start = text.indexOf(AT_LEAST);
        if (start < 0) {
            return text;
        }
        var arguments = new ArrayList<String>();
        var depth = 1;
        var from = start + AT_LEAST.length();
        var at = from;
        for (; at < text.length() && depth > 0; at++) {
            var c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 || depth == 1 && c == ',') {
                arguments.add(text.substring(from, at).strip());
                from = at + 1;
            }
        }
        if (depth > 0 || arguments.size() < 2) {
            throw where.broken("atLeast( … ) is not closed or has nothing to count");
        }
        var count = parameters.get(arguments.getFirst());
        if (count == null) {
            throw where.broken("atLeast counts up to an unknown parameter '" + arguments.getFirst() + "'");
        }
        used.add(arguments.getFirst());
        var of = arguments.subList(1, arguments.size());
        if (of.size() > MOST_TO_COUNT) {
            throw where.broken("atLeast counts at most " + MOST_TO_COUNT + " signs");
        }
        if (count.stripTrailingZeros().scale() > 0 || count.intValue() < 1 || count.intValue() > of.size()) {
            throw where.broken("atLeast asks for " + count + " of " + of.size());
        }
        var groups = groups(count.intValue(), of).stream()
                .map(group -> group.stream().map(one -> "(" + one + ")").collect(Collectors.joining(" && ")))
                .collect(Collectors.joining(" || "));
        return spelledOut(text.substring(0, start) + "(" + groups + ")" + text.substring(at), where);
    }

    private static List<List<String>> groups(int size, List<String> of) {
        if (size == 0) {
            return List.of(List.of());
        }
        var groups = new ArrayList<List<String>>();
        for (var i = 0; i <= of.size() - size; i++) {
            for (var rest : groups(size - 1, of.subList(i + 1, of.size()))) {
                var group = new ArrayList<String>();
                group.add(of.get(i));
                group.addAll(rest);
                groups.add(group);
            }
        }
        return groups;
    }

    private Terms terms(CelExpr expression, boolean negated) {
        return switch (expression.getKind()) {
            case IDENT -> {
                var name = expression.ident().name();
                yield Terms.of(new Atom(name, negated ? Atom.Side.NO : Atom.Side.YES, 0));
            }
            case CONSTANT -> {
                if (expression.constant().getKind() != CelConstant.Kind.BOOLEAN_VALUE) {
                    throw new IllegalArgumentException("a number stands where a yes or no is needed");
                }
                yield expression.constant().booleanValue() == negated ? Terms.NEVER : Terms.ALWAYS;
            }
            case CALL -> call(expression.call(), negated);
            default -> throw new IllegalArgumentException("only findings, thresholds, &&, || and ! may be used");
        };
    }

    private Terms call(CelExpr.CelCall call, boolean negated) {
        var function = call.function();
        var args = call.args();
        return switch (function) {
            case "_&&_" -> join(args, negated, !negated);
            case "_||_" -> join(args, negated, negated);
            case "!_" -> terms(args.getFirst(), !negated);
            case "_>=_" -> compared(args, Atom.Side.AT_LEAST, negated);
            case "_>_" -> compared(args, Atom.Side.ABOVE, negated);
            case "_<=_" -> compared(args, Atom.Side.AT_MOST, negated);
            case "_<_" -> compared(args, Atom.Side.BELOW, negated);
            default -> throw new IllegalArgumentException("'" + function + "' may not be used");
        };
    }

    private Terms join(List<CelExpr> args, boolean negated, boolean all) {
        var joined = all ? Terms.ALWAYS : Terms.NEVER;
        for (var arg : args) {
            var terms = terms(arg, negated);
            joined = all ? joined.and(terms) : joined.or(terms);
        }
        return joined;
    }

    private static Terms compared(List<CelExpr> args, Atom.Side side, boolean negated) {
        var left = args.get(0);
        var right = args.get(1);
        if (left.getKind() == CelExpr.ExprKind.Kind.IDENT && right.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            var two = new Atom(left.ident().name(), side, 0, right.ident().name());
            return Terms.of(negated ? two.not() : two);
        }
        if (right.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            throw new IllegalArgumentException("the right side of a comparison must be a parameter or a finding");
        }
        var threshold = right.constant().doubleValue();
        if (left.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
            // Two parameters: a switch that a clinic sets.
            var holds = new Atom("", side, threshold).holdsFor(left.constant().doubleValue());
            return holds == negated ? Terms.NEVER : Terms.ALWAYS;
        }
        if (left.getKind() != CelExpr.ExprKind.Kind.IDENT) {
            throw new IllegalArgumentException("the left side of a comparison must be a finding");
        }
        var atom = new Atom(left.ident().name(), side, threshold);
        return Terms.of(negated ? atom.not() : atom);
    }

    private static Set<String> reads(CelExpr expression) {
        var reads = new TreeSet<String>();
        collect(expression, reads);
        return reads;
    }

    private static void collect(CelExpr expression, Set<String> reads) {
        if (expression.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            reads.add(expression.ident().name());
        }
        if (expression.getKind() == CelExpr.ExprKind.Kind.CALL) {
            expression.call().args().forEach(arg -> collect(arg, reads));
        }
    }
}
