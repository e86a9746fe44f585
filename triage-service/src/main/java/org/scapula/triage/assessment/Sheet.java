package org.scapula.triage.assessment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.scapula.edge.FieldError;

/// A request as it was filled in. Read to its end with every mistake noted, where Jackson alone would stop at the
/// first.
final class Sheet {

    /// More mistakes than this are not a mistake; the answer to them stays small.
    static final int MOST_ERRORS = 50;

    static final String NO_OBJECT = "an object is expected";

    private final List<String> fields;
    private final List<FieldError> refused = new ArrayList<>();
    private final Map<String, Object> answers = new LinkedHashMap<>();
    private String freeText = "";
    private Optional<String> patient = Optional.empty();
    private Optional<UUID> replaces = Optional.empty();
    private Optional<Integer> atMost = Optional.empty();

    private Sheet(List<String> fields) {
        this.fields = fields;
    }

    static Sheet read(JsonParser json, List<String> fields) throws IOException {
        var sheet = new Sheet(fields);
        sheet.read(json);
        return sheet;
    }

    /// The body is the word `null`.
    static Sheet ofNothing() {
        var sheet = new Sheet(List.of());
        sheet.refuse("", "wrong-type", "must be an object");
        return sheet;
    }

    NewEvaluation evaluation() {
        return new NewEvaluation(answers, freeText, refused);
    }

    Optional<String> patient() {
        return patient;
    }

    Optional<UUID> replaces() {
        return replaces;
    }

    Optional<Integer> atMost() {
        return atMost;
    }

    private void read(JsonParser json) throws IOException {
        // The parser would end at a field that comes twice; here it is one mistake among others.
        json.disable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        var seen = new HashSet<String>();
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            readField(json, field, seen);
        }
        if (!seen.contains("answers")) {
            refuse("/answers", "required", "must not be missing; {} when nothing was answered");
        }
    }

    private void readField(JsonParser json, String field, Set<String> seen) throws IOException {
        if (!seen.add(field)) {
            refuse(pointer("", field), "duplicate", "comes more than once");
            json.skipChildren();
            return;
        }
        switch (fields.contains(field) ? field : "") {
            case "answers" -> readAnswers(json);
            case "freeText" -> readFreeText(json);
            case "patient" -> readPatient(json);
            case "replaces" -> readReplaces(json);
            case "atMost" -> readAtMost(json);
            default -> {
                refuse(
                        pointer("", field),
                        "unknown-field",
                        "is not a field of this request; known are " + String.join(", ", fields));
                json.skipChildren();
            }
        }
    }

    private void readAnswers(JsonParser json) throws IOException {
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
                readAnswer(json, finding, token);
            }
        }
    }

    private void readAnswer(JsonParser json, String finding, JsonToken token) throws IOException {
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

    private void readFreeText(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            refuse("/freeText", "wrong-type", "must be a text");
            json.skipChildren();
            return;
        }
        freeText = json.getText();
        if (freeText.length() > NewEvaluation.MAX_FREE_TEXT) {
            refuse("/freeText", "out-of-range", "must have at most " + NewEvaluation.MAX_FREE_TEXT + " characters");
        }
        if (!isText(freeText)) {
            refuse("/freeText", "malformed", "must not contain control characters or halves of characters");
        }
    }

    /// What a reference looks like is judged where it is known who speaks.
    private void readPatient(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            refuse("/patient", "wrong-type", "must be a text");
            json.skipChildren();
            return;
        }
        patient = Optional.of(json.getText());
    }

    private void readReplaces(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            refuse("/replaces", "wrong-type", "must be a UUID");
            json.skipChildren();
            return;
        }
        replaces = uuid(json.getText());
        if (replaces.isEmpty()) {
            refuse("/replaces", "malformed", "must be a UUID");
        }
    }

    private void readAtMost(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            refuse("/atMost", "wrong-type", "must be a whole number");
            json.skipChildren();
            return;
        }
        var wanted = json.getBigIntegerValue();
        if (wanted.signum() <= 0 || wanted.compareTo(BigInteger.valueOf(NewInterview.MOST)) > 0) {
            refuse("/atMost", "out-of-range", "must be at least 1 and at most " + NewInterview.MOST);
            return;
        }
        atMost = Optional.of(wanted.intValueExact());
    }

    /// The JDK also reads "1-1-1-1-1".
    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /// Postgres keeps no U+0000 and UTF-8 no half characters: refused here rather than failing to store later.
    static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(character -> Character.getType(character) == Character.SURROGATE
                        || (Character.isISOControl(character) && "\n\r\t".indexOf(character) < 0));
    }

    private void refuse(String pointer, String code, String detail) {
        if (refused.size() < MOST_ERRORS) {
            refused.add(new FieldError(pointer, code, detail));
        }
    }

    /// JSON pointers escape their own two signs (RFC 6901).
    static String pointer(String parent, String field) {
        return parent + "/" + field.replace("~", "~0").replace("/", "~1");
    }
}
