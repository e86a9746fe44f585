package org.scapula.triage.assessment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.List;

/// The answers so far, and how many questions are wanted.
final class NewInterviewReader extends StdDeserializer<NewInterview> {

    private static final long serialVersionUID = 1L;

    private static final List<String> FIELDS = List.of("answers", "freeText", "atMost");

    NewInterviewReader() {
        super(NewInterview.class);
    }

    @Override
    public NewInterview deserialize(JsonParser json, DeserializationContext context) throws IOException {
        return json.isExpectedStartObjectToken()
                ? interview(Sheet.read(json, FIELDS))
                : context.reportInputMismatch(NewInterview.class, Sheet.NO_OBJECT);
    }

    @Override
    public NewInterview getNullValue(DeserializationContext context) {
        return interview(Sheet.ofNothing());
    }

    private static NewInterview interview(Sheet sheet) {
        return new NewInterview(sheet.evaluation(), sheet.atMost());
    }
}
