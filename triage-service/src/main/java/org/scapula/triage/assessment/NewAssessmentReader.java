package org.scapula.triage.assessment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.List;

/// The answers, and whose they are.
final class NewAssessmentReader extends StdDeserializer<NewAssessment> {

    private static final long serialVersionUID = 1L;

    private static final List<String> FIELDS = List.of("answers", "freeText", "patient", "replaces");

    NewAssessmentReader() {
        super(NewAssessment.class);
    }

    @Override
    public NewAssessment deserialize(JsonParser json, DeserializationContext context) throws IOException {
        return json.isExpectedStartObjectToken()
                ? assessment(Sheet.read(json, FIELDS))
                : context.reportInputMismatch(NewAssessment.class, Sheet.NO_OBJECT);
    }

    @Override
    public NewAssessment getNullValue(DeserializationContext context) {
        return assessment(Sheet.ofNothing());
    }

    private static NewAssessment assessment(Sheet sheet) {
        return new NewAssessment(sheet.evaluation(), sheet.patient(), sheet.replaces());
    }
}
