package org.scapula.planner.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{\"resourceType\": \"Appointment\", \"id\": \"7\", \"description\": \"not read\"} | Appointment/7",
                "{\"type\": \"appointment.moved\", \"data\": {\"type\": \"appointment\", \"id\": 7}} | appointment/7",
                "{\"type\": \"appointment\", \"id\": \"a1\"} | appointment/a1",
                "{\"resourceType\": \"Bundle\", \"id\": \"b\", \"entry\": [{\"resource\": {\"resourceType\": \"Slot\", \"id\": \"1\"}}, {\"resource\": {\"resourceType\": \"Slot\", \"id\": \"1\"}}, {\"resource\": {\"resourceType\": \"Appointment\", \"id\": \"2\"}}]} | Slot/1 Appointment/2",
                "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": {\"resourceType\": \"SubscriptionStatus\", \"id\": \"s\", \"notificationEvent\": [{\"focus\": {\"reference\": \"https://fhir.example/r4/Appointment/9\"}}]}}]} | Appointment/9",
                "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": {\"resourceType\": \"Parameters\", \"id\": \"s\", \"parameter\": [{\"name\": \"subscription\", \"valueReference\": {\"reference\": \"Subscription/1\"}}, {\"name\": \"notification-event\", \"part\": [{\"name\": \"event-number\", \"valueString\": \"2\"}, {\"name\": \"focus\", \"valueReference\": {\"reference\": \"https://fhir.example/r4/Appointment/9/_history/2\"}}]}]}}, {\"resource\": {\"resourceType\": \"Appointment\", \"id\": \"9\"}}]} | Appointment/9",
                "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": {\"resourceType\": \"Parameters\", \"id\": \"s\"}}]} | ``",
                "{\"resourceType\": \"Parameters\", \"id\": \"s\"} | ``",
                "{\"resourceType\": \"Appointment\", \"id\": \"../../etc\"} | ``",
                "{\"resourceType\": \"Appointment\"} | ``",
                "{\"resourceType\": \"App ointment\", \"id\": \"1\"} | ``",
                "[] | ``",
                "null | ``"
            })
    void onlyTypeAndIdAreRead(String message, String changed) throws IOException {
        var read = Changed.in(new ObjectMapper().readTree(message)).stream()
                .map(one -> one.type() + "/" + one.id())
                .collect(Collectors.joining(" "));

        assertThat(read).isEqualTo(changed);
    }
}
