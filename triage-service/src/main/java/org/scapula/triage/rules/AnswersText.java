package org.scapula.triage.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Answers as they are kept: a JSON text from which the very same answers can be read, so that they can be judged
/// again.
public final class AnswersText {

    private static final JsonFactory JSON = new JsonFactory();

    private AnswersText() {}

    /// In the order in which the rules ask. Answers that the rules do not ask for are no answers.
    public static String of(Answers answers, RuleSet rules) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("answers");
            for (var finding : rules.findings()) {
                if (answers.byFinding().get(finding.id()) instanceof Answer answer) {
                    json.writeFieldName(finding.id());
                    write(answer, json);
                }
            }
            json.writeEndObject();
            json.writeStringField("freeText", answers.freeText());
            writeWorse(answers.worse(), rules, json);
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return text.toString();
    }

    public static Answers read(String text) {
        try (var json = JSON.createParser(text)) {
            return read(json);
        } catch (IOException weWroteIt) {
            throw new UncheckedIOException(weWroteIt);
        }
    }

    private static void write(Answer answer, JsonGenerator json) throws IOException {
        if (answer instanceof Answer.Number) {
            json.writeNumber(answer.spoken());
        } else {
            json.writeString(answer.spoken());
        }
    }

    private static void writeWorse(Set<String> worse, RuleSet rules, JsonGenerator json) throws IOException {
        if (worse.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("gotWorse");
        for (var finding : rules.findings()) {
            if (worse.contains(finding.id())) {
                json.writeString(finding.id());
            }
        }
        json.writeEndArray();
    }

    private static Answers read(JsonParser json) throws IOException {
        var said = Answers.of(Map.of());
        json.nextToken();
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            said = switch (field) {
                case "answers" -> new Answers(readAnswers(json), said.freeText(), said.worse());
                case "freeText" -> said.saying(json.getText());
                case "gotWorse" -> said.gotWorse(readWorse(json));
                default -> throw new IOException("answers are not kept with " + field);
            };
        }
        return said;
    }

    private static Map<String, Answer> readAnswers(JsonParser json) throws IOException {
        var answers = new LinkedHashMap<String, Answer>();
        for (var finding = json.nextFieldName(); finding != null; finding = json.nextFieldName()) {
            var token = json.nextToken();
            answers.put(
                    finding,
                    token == JsonToken.VALUE_STRING ? word(json.getText()) : new Answer.Number(json.getDecimalValue()));
        }
        return answers;
    }

    private static Answer word(String said) throws IOException {
        return switch (said) {
            case "yes" -> Answer.YES;
            case "no" -> Answer.NO;
            case "unknown" -> Answer.UNKNOWN;
            default -> throw new IOException("no answer is kept like that");
        };
    }

    private static Set<String> readWorse(JsonParser json) throws IOException {
        var worse = new HashSet<String>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            worse.add(json.getText());
        }
        return worse;
    }
}
