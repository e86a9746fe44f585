package org.scapula.planner.fhir.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhomTest {

    private static final String OURS = "https://clinic.example/patients";

    @ParameterizedTest
    @CsvSource({"p-4711, p-4711", "Patient/p-4711, p-4711"})
    void withoutASystemOfItsOwnTheIdIsTheReference(String id, String reference) {
        var whom = Whom.patient(call(id, Optional.empty()), Optional.empty());

        assertThat(whom).isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "Patient/17"})
    void withOneTheReferenceIsTheIdentifierOfThatSystem(String id) throws JsonProcessingException {
        var call = call(id, Optional.of(new ObjectMapper().readValue(Whom.PATIENT, Object.class)));

        assertThat(Whom.patient(call, Optional.of(OURS))).isEqualTo("p-4711");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"17\"",
                "{\"resourceType\": \"Patient\", \"id\": \"17\"}",
                "{\"resourceType\": \"Patient\", \"id\": \"17\", \"identifier\": [{\"system\": \"urn:other\", \"value\": \"p-1\"}]}",
                "{\"resourceType\": \"Patient\", \"id\": \"18\", \"identifier\": [{\"system\": \"https://clinic.example/patients\", \"value\": \"p-1\"}]}",
                "{\"resourceType\": \"Patient\", \"id\": \"17\", \"identifier\": [{\"system\": \"https://clinic.example/patients\", \"value\": \"p-1\"}, {\"system\": \"https://clinic.example/patients\", \"value\": \"p-2\"}]}"
            })
    void whoIsNotNamedByItIsNobodyWeMayGuess(String patient) throws JsonProcessingException {
        var call = call("17", Optional.ofNullable(new ObjectMapper().readValue(patient, Object.class)));

        assertThatThrownBy(() -> Whom.patient(call, Optional.of(OURS)))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        refused -> assertThat(refused.getStatusCode()).isEqualTo(412));
    }

    private static NewHookCall call(String id, Optional<Object> patient) {
        return new NewHookCall(
                "patient-view",
                UUID.randomUUID(),
                new NewHookCall.Context(id, Optional.empty()),
                Optional.of(new NewHookCall.Prefetch(patient)));
    }
}
