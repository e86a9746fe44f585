package org.scapula.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractTest {

    enum Kind {
        SINGLE,
        RETURN
    }

    record Leg(String station) {}

    record Ticket(
            UUID id,
            int minutes,
            Kind kind,
            List<Leg> legs,
            @Nullable String note,
            Optional<String> seat) {}

    record WithUnknownField(UUID id, String colour) {}

    record WithNeededOption(String note) {}

    record WithWrongTypes(String minutes, List<String> legs) {}

    enum FewerKinds {
        SINGLE
    }

    record WithFewerKinds(FewerKinds kind) {}

    @TempDir
    Path folder;

    private Path promise = Path.of("");

    @BeforeEach
    void promise() throws IOException {
        promise = Files.writeString(folder.resolve("openapi.yaml"), """
                openapi: 3.1.0
                components:
                  schemas:
                    Kind: {type: string, enum: [SINGLE, RETURN]}
                    Leg:
                      type: object
                      required: [station]
                      properties:
                        station: {type: string}
                    Ticket:
                      type: object
                      required: [id, minutes, kind, legs]
                      properties:
                        id: {type: string, format: uuid}
                        minutes: {type: integer}
                        kind: {$ref: "#/components/schemas/Kind"}
                        legs: {type: array, items: {$ref: "#/components/schemas/Leg"}}
                        note: {type: [string, "null"]}
                        seat: {type: string}
                """);
    }

    @Test
    void aPartOfThePromiseHolds() {
        assertThat(Contract.breaches(Ticket.class, promise, "Ticket")).isEmpty();
    }

    @Test
    void aFieldThatIsNotPromisedIsABreach() {
        assertThat(Contract.breaches(WithUnknownField.class, promise, "Ticket"))
                .containsExactly("Ticket.colour is not promised");
    }

    @Test
    void aFieldThatMayBeAbsentButIsNeededIsABreach() {
        assertThat(Contract.breaches(WithNeededOption.class, promise, "Ticket"))
                .containsExactly("Ticket.note may be absent, but the consumer needs it");
    }

    @Test
    void anotherTypeIsABreachAlsoInsideOfLists() {
        assertThat(Contract.breaches(WithWrongTypes.class, promise, "Ticket"))
                .containsExactly(
                        "Ticket.minutes is promised as [integer], read as String",
                        "Ticket.legs[] is promised as [object], read as String");
    }

    @Test
    void aValueThatTheConsumerDoesNotKnowIsABreach() {
        assertThat(Contract.breaches(WithFewerKinds.class, promise, "Ticket"))
                .containsExactly("Ticket.kind may be RETURN, which the consumer does not know");
    }

    @Test
    void aSchemaThatDoesNotExistIsABreach() {
        assertThat(Contract.breaches(Leg.class, promise, "Journey")).containsExactly("Journey is not in the document");
    }
}
