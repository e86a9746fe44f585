package org.scapula.triage.rules;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelAttributePattern;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.PartialVars;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The conditions run by CEL itself, which knows nothing of how we compile them.
final class CelOracle {

    private final Map<String, CelRuntime.Program> programs = new HashMap<>();

    CelOracle(RuleSet rules) {
        var compiler = compiler(rules);
        var runtime = CelRuntimeFactory.plannerRuntimeBuilder().build();
        for (var rule : rules.rules()) {
            try {
                programs.put(
                        rule.id(),
                        runtime.createProgram(compiler.compile(rule.condition()).getAst()));
            } catch (CelValidationException | CelEvaluationException e) {
                throw new IllegalStateException(rule.id(), e);
            }
        }
    }

    Truth says(Rule rule, Known known) {
        var unknown = rule.reads().stream()
                .filter(finding -> !known.has(finding))
                .map(CelAttributePattern::fromQualifiedIdentifier)
                .toList();
        try {
            var program = Objects.requireNonNull(programs.get(rule.id()));
            return switch (program.eval(PartialVars.of(name -> value(known, name), unknown))) {
                case Boolean holds -> holds ? Truth.TRUE : Truth.FALSE;
                case CelUnknownSet _ -> Truth.UNKNOWN;
                case Object other -> throw new IllegalStateException("CEL gave " + other.getClass());
            };
        } catch (CelEvaluationException e) {
            throw new IllegalStateException(rule.id(), e);
        }
    }

    private static Optional<Object> value(Known known, String name) {
        if (!known.has(name)) {
            return Optional.empty();
        }
        if (known.isYes(name) || known.isNo(name)) {
            return Optional.of(known.isYes(name));
        }
        return known.number(name).map(Object.class::cast);
    }

    private static CelCompiler compiler(RuleSet rules) {
        var builder = CelCompilerFactory.standardCelCompilerBuilder().setResultType(SimpleType.BOOL);
        for (var finding : rules.findings()) {
            builder.addVar(finding.id(), finding.type() == Finding.Type.YES_NO ? SimpleType.BOOL : SimpleType.DOUBLE);
        }
        RuleSet.FACTS.forEach(fact -> builder.addVar(fact, SimpleType.BOOL));
        return builder.build();
    }
}
