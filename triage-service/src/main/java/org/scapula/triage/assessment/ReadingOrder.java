package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/// Lays the fields of what is unwrapped out in the document as they come in an answer: the first thing to read first.
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ReadingOrder implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        for (var answer : List.of(
                AssessmentView.class,
                EvaluationView.class,
                NewAssessment.class,
                NewInterview.class,
                InterviewView.InterviewQuestion.class)) {
            Optional.ofNullable(document.getComponents().getSchemas().get(answer.getSimpleName()))
                    .ifPresent(schema -> order(schema, fields(answer).toList()));
        }
    }

    private static void order(Schema schema, List<String> fields) {
        var properties = new LinkedHashMap<String, Schema>();
        var required = Optional.ofNullable(schema.getRequired()).orElse(List.of());
        fields.stream()
                .filter(schema.getProperties()::containsKey)
                .forEach(field -> properties.put(field, schema.getProperties().get(field)));
        schema.setProperties(properties);
        schema.setRequired(fields.stream().filter(required::contains).toList());
    }

    private static Stream<String> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(part -> isUnwrapped(part) ? fields(part.getType()) : Stream.of(part.getName()));
    }

    private static boolean isUnwrapped(RecordComponent part) {
        return part.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
    }
}
