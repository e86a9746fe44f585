package org.scapula.triage.ruleset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.StreamReadFeature;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.triage.rules.Fault;
import org.scapula.triage.rules.RuleSet;
import org.scapula.triage.rules.RuleSetBroken;

/// Reads the rules that a clinic sends. They are for the questions that this build asks; whatever is wrong with them is
/// named with the rule, the line and the reason, and nothing of them is kept.
@Singleton
class Drafting {

    private static final int MOST_ERRORS = 50;
    private static final JsonFactory STRICT_JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final ShippedRules shipped;
    private final Clock clock;

    Drafting(ShippedRules shipped, Clock clock) {
        this.shipped = shipped;
        this.clock = clock;
    }

    RuleSets.Draft read(Format format, byte[] body) {
        var rules = text(body);
        if (format == Format.JSON) {
            mustBeJson(rules);
        }
        var text = new RuleSetText(format, RuleSetText.shipped().vocabulary(), rules);
        var read = understood(text);
        mustBeTellable(read);
        return new RuleSets.Draft(TimeOrderedId.at(clock.instant()), read.version(), read.hash(), text);
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException otherwise) {
            throw Problems.invalid(new FieldError("", "malformed", "is not text in UTF-8"));
        }
    }

    private static void mustBeJson(String text) {
        try (var json = STRICT_JSON.createParser(text)) {
            while (json.nextToken() != null) {
                json.skipChildren();
            }
        } catch (JsonParseException broken) {
            throw Problems.invalid(new FieldError(
                    "", "malformed", "line " + broken.getLocation().getLineNr() + ": " + broken.getOriginalMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static RuleSet understood(RuleSetText text) {
        try {
            return text.compiled();
        } catch (RuleSetBroken broken) {
            throw refused(broken.faults().stream().map(Drafting::error));
        }
    }

    private void mustBeTellable(RuleSet rules) {
        var wording = shipped.require().wording();
        var wordless = rules.rules().stream()
                .flatMap(rule -> wording.complaint(rule).stream()
                        .map(why -> new FieldError("rule " + rule.id(), "unknown-value", why)))
                .toList();
        if (!wordless.isEmpty()) {
            throw refused(wordless.stream());
        }
    }

    private static RuntimeException refused(Stream<FieldError> errors) {
        return Problems.invalid(List.copyOf(errors.limit(MOST_ERRORS).toList()));
    }

    private static FieldError error(Fault fault) {
        var line = fault.line() > 0 ? "line " + fault.line() + ": " : "";
        return new FieldError(fault.where(), "malformed", line + fault.why());
    }
}
