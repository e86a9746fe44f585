package org.scapula.triage.rules;

import dev.cel.runtime.CelAttributePattern;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.PartialVars;
import dev.cel.runtime.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A checked CEL condition over the findings.
final class Condition {

    private final String text;
    private final Program program;
    private final Terms terms;
    private final Map<String, CelAttributePattern> reads;

    Condition(String text, Program program, Terms terms, Map<String, CelAttributePattern> reads) {
        this.text = text;
        this.program = program;
        this.terms = terms;
        this.reads = reads;
    }

    String text() {
        return text;
    }

    Terms terms() {
        return terms;
    }

    List<String> reads() {
        return List.copyOf(reads.keySet());
    }

    Truth in(Map<String, Object> known) {
        List<CelAttributePattern> unknown = List.of();
        for (var read : reads.entrySet()) {
            if (!known.containsKey(read.getKey())) {
                unknown = unknown.isEmpty() ? new ArrayList<>() : unknown;
                unknown.add(read.getValue());
            }
        }
        return switch (evaluate(known, unknown)) {
            case Boolean holds -> holds ? Truth.TRUE : Truth.FALSE;
            case CelUnknownSet _ -> Truth.UNKNOWN;
            case Object other -> throw new IllegalStateException("A condition gave " + other.getClass());
        };
    }

    // A condition that cannot be evaluated is a failure of the whole answer: it must never count as "does not hold".
    private Object evaluate(Map<String, Object> known, List<CelAttributePattern> unknown) {
        try {
            CelVariableResolver resolver = name -> Optional.ofNullable(known.get(name));
            return unknown.isEmpty() ? program.eval(resolver) : program.eval(PartialVars.of(resolver, unknown));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("A condition could not be evaluated: " + text, e);
        }
    }
}
