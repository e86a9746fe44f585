package org.scapula.triage.assessment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.List;

/// The answers of somebody of whom nothing is kept: they need not say who they are.
final class NewEvaluationReader extends StdDeserializer<NewEvaluation> {

    private static final long serialVersionUID = 1L;

    private static final List<String> FIELDS = List.of("answers", "freeText");

    NewEvaluationReader() {
        super(NewEvaluation.class);
    }

    @Override
    public NewEvaluation deserialize(JsonParser json, DeserializationContext context) throws IOException {
        return json.isExpectedStartObjectToken()
                ? Sheet.read(json, FIELDS).evaluation()
                : context.reportInputMismatch(NewEvaluation.class, Sheet.NO_OBJECT);
    }

    @Override
    public NewEvaluation getNullValue(DeserializationContext context) {
        return Sheet.ofNothing().evaluation();
    }
}
