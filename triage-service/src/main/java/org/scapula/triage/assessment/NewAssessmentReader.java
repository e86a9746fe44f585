package org.scapula.triage.assessment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.FieldError;

/// Reads a request to its end and notes every mistake, where Jackson alone would stop at the first.
final class NewAssessmentReader extends StdDeserializer<NewAssessment> {

    private static final long serialVersionUID = 1L;

    /// More mistakes than this are not a mistake; the answer to them stays small.
    static final int MOST_ERRORS = 50;

    NewAssessmentReader() {
        super(NewAssessment.class);
    }

    @Override
    public NewAssessment deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.isExpectedStartObjectToken()) {
            return context.reportInputMismatch(NewAssessment.class, "an object is expected");
        }
        return new Sheet(json).read();
    }

    /// The body is the word `null`.
    @Override
    public NewAssessment getNullValue(DeserializationContext context) {
        var refused = new FieldError("", "wrong-type", "must be an object");
        return new NewAssessment(Map.of(), "", Optional.empty(), List.of(refused));
    }

    private static final class Sheet {

        private final JsonParser json;
        private final List<FieldError> refused = new ArrayList<>();
        private final Map<String, Object> answers = new LinkedHashMap<>();
        private String freeText = "";
        private @Nullable UUID replaces;

        private Sheet(JsonParser json) {
            this.json = json;
        }

        private NewAssessment read() throws IOException {
            // The parser would end at a field that comes twice; here it is one mistake among others.
            json.disable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            var seen = new HashSet<String>();
            for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                readField(field, seen);
            }
            if (!seen.contains("answers")) {
                refuse("/answers", "required", "must not be missing; {} when nothing was answered");
            }
            return new NewAssessment(answers, freeText, Optional.ofNullable(replaces), refused);
        }

        private void readField(String field, Set<String> seen) throws IOException {
            if (!seen.add(field)) {
                refuse(pointer("", field), "duplicate", "comes more than once");
                json.skipChildren();
                return;
            }
            switch (field) {
                case "answers" -> readAnswers();
                case "freeText" -> readFreeText();
                case "replaces" -> readReplaces();
                default -> {
                    refuse(
                            pointer("", field),
                            "unknown-field",
                            "is not a field of this request; known are answers, freeText, replaces");
                    json.skipChildren();
                }
            }
        }

        private void readAnswers() throws IOException {
            if (!json.isExpectedStartObjectToken()) {
                refuse("/answers", "wrong-type", "must be an object");
                json.skipChildren();
                return;
            }
            var seen = new HashSet<String>();
            for (var finding = json.nextFieldName(); finding != null; finding = json.nextFieldName()) {
                var token = json.nextToken();
                if (!seen.add(finding)) {
                    refuse(pointer("/answers", finding), "duplicate", "comes more than once");
                    answers.remove(finding);
                    json.skipChildren();
                } else {
                    readAnswer(finding, token);
                }
            }
        }

        private void readAnswer(String finding, JsonToken token) throws IOException {
            switch (token) {
                case VALUE_STRING -> answers.put(finding, json.getText());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> answers.put(finding, json.getDecimalValue());
                default -> {
                    refuse(
                            pointer("/answers", finding),
                            "wrong-type",
                            "must be \"yes\", \"no\", \"unknown\" or, where a number is asked, a number");
                    json.skipChildren();
                }
            }
        }

        private void readFreeText() throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                refuse("/freeText", "wrong-type", "must be a text");
                json.skipChildren();
                return;
            }
            freeText = json.getText();
            if (freeText.length() > NewAssessment.MAX_FREE_TEXT) {
                refuse("/freeText", "out-of-range", "must have at most " + NewAssessment.MAX_FREE_TEXT + " characters");
            }
            if (!isText(freeText)) {
                refuse("/freeText", "malformed", "must not contain control characters or halves of characters");
            }
        }

        private void readReplaces() throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                refuse("/replaces", "wrong-type", "must be a UUID");
                json.skipChildren();
                return;
            }
            try {
                replaces = UUID.fromString(json.getText());
            } catch (IllegalArgumentException notOne) {
                replaces = null;
            }
            // The JDK also reads "1-1-1-1-1".
            if (replaces == null || !replaces.toString().equalsIgnoreCase(json.getText())) {
                refuse("/replaces", "malformed", "must be a UUID");
            }
        }

        /// Postgres keeps no U+0000 and UTF-8 no half characters: refused here rather than failing to store later.
        private static boolean isText(String text) {
            return text.codePoints()
                    .noneMatch(character -> Character.getType(character) == Character.SURROGATE
                            || (Character.isISOControl(character) && "\n\r\t".indexOf(character) < 0));
        }

        private void refuse(String pointer, String code, String detail) {
            if (refused.size() < MOST_ERRORS) {
                refused.add(new FieldError(pointer, code, detail));
            }
        }
    }

    /// JSON pointers escape their own two signs (RFC 6901).
    static String pointer(String parent, String field) {
        return parent + "/" + field.replace("~", "~0").replace("/", "~1");
    }
}
