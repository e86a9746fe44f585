package org.scapula.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiPromiseTest {

    private static final String GOOD = """
            openapi: 3.1.0
            components:
              schemas:
                Ticket:
                  type: object
                  required: [minutes]
                  properties:
                    minutes: {type: integer, minimum: 5}
                  examples:
                  - {minutes: 10}
                Problem:
                  type: object
                  examples:
                  - {}
            paths:
              /tickets:
                get:
                  operationId: listTickets
                  summary: The tickets
                  tags: [tickets]
                  responses:
                    "200": {description: The tickets}
                    "404":
                      description: "`not-found`"
                      content:
                        application/problem+json:
                          schema: {$ref: "#/components/schemas/Problem"}
            """;

    @TempDir
    Path folder;

    @Test
    void aCompleteDocumentHasNoComplaints() {
        var complaints = OpenApiPromise.complaintsAbout(GOOD);

        assertThat(complaints).isEmpty();
    }

    @Test
    void anOperationWithoutSummaryIsFound() {
        var complaints = OpenApiPromise.complaintsAbout(GOOD.replace("summary: The tickets", "summary: ''"));

        assertThat(complaints).containsExactly("get /tickets has no summary");
    }

    @Test
    void anOperationWithoutAnIdIsFound() {
        var complaints = OpenApiPromise.complaintsAbout(GOOD.replace("operationId: listTickets", "deprecated: false"));

        assertThat(complaints).containsExactly("get /tickets has no operationId in camel case");
    }

    @Test
    void anIdThatGeneratedClientsWouldSpellOtherwiseIsFound() {
        var complaints = OpenApiPromise.complaintsAbout(GOOD.replace("listTickets", "list-tickets"));

        assertThat(complaints).containsExactly("get /tickets has no operationId in camel case");
    }

    @Test
    void twoOperationsWithOneIdAreFound() {
        var complaints = OpenApiPromise.complaintsAbout(GOOD + """
              /valid-tickets:
                get:
                  operationId: listTickets
                  summary: The valid tickets
                  tags: [tickets]
                  responses:
                    "200": {description: The tickets}
            """);

        assertThat(complaints).containsExactly("The operationId listTickets names get /tickets, get /valid-tickets");
    }

    @Test
    void aWebhookWithTheIdOfAnOperationIsFound() {
        var complaints = OpenApiPromise.complaintsAbout(GOOD + """
            webhooks:
              ticket.bought:
                post: {operationId: listTickets}
            """);

        assertThat(complaints).containsExactly("The operationId listTickets names get /tickets, post ticket.bought");
    }

    @Test
    void anExampleThatItsOwnSchemaRefusesIsFound() {
        var complaints = OpenApiPromise.complaintsAbout(GOOD.replace("{minutes: 10}", "{minutes: 4}"));

        assertThat(complaints).singleElement().asString().contains("Ticket", "minimum");
    }

    @Test
    void aSchemaWithoutExampleIsFound() {
        var complaints = OpenApiPromise.complaintsAbout(GOOD.replace("examples:\n      - {minutes: 10}", "x-none: 1"));

        assertThat(complaints).containsExactly("Schema Ticket has no example");
    }

    @Test
    void aRefusalWithoutProblemTypeIsFound() {
        var complaints = OpenApiPromise.complaintsAbout(
                GOOD.replace("`not-found`", "Not found").replace("application/problem+json", "application/json"));

        assertThat(complaints).hasSize(2).allMatch(complaint -> complaint.startsWith("get /tickets 404"));
    }

    @Test
    void anOperationThatRefusesTokensAndDoesNotTakeThemIsFound() {
        var refusing = GOOD.replace("\"404\":", "\"401\":").replace("`not-found`", "`unauthenticated`: no token");

        assertThat(OpenApiPromise.complaintsAbout(refusing))
                .containsExactly("get /tickets refuses tokens (401) and does not say in security that it takes them");
        assertThat(OpenApiPromise.complaintsAbout(
                        refusing.replace("summary: The", "security: [{}, {token: []}]\n      summary: The")))
                .isEmpty();
    }

    @Test
    void anAnswerWithoutASchemaIsFound() {
        var complaints = OpenApiPromise.complaintsAbout(GOOD.replace(
                "{description: The tickets}", "{description: The tickets, content: {application/json: {}}}"));

        assertThat(complaints)
                .containsExactly("get /tickets 200 answers with application/json and does not say what it looks like");
    }

    @Test
    void aFormWithoutFieldsIsFound() {
        var form = "requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object%s}}}}\n      ";

        assertThat(OpenApiPromise.complaintsAbout(GOOD.replace("summary: The", form.formatted("") + "summary: The")))
                .containsExactly("get /tickets takes a form and does not name its fields");
        assertThat(OpenApiPromise.complaintsAbout(GOOD.replace(
                        "summary: The", form.formatted(", properties: {name: {type: string}}") + "summary: The")))
                .isEmpty();
    }

    @Test
    void aRefusalBeforeTheAnswerIsFound() {
        var complaints = OpenApiPromise.complaintsAbout(GOOD.replace("\"404\":", "\"500\":")
                .replace("\"200\": {description: The tickets}", "\"404\": {description: \"`not-found`\"}"));

        assertThat(complaints).anyMatch(complaint -> complaint.startsWith("get /tickets names a refusal before"));
    }

    @Test
    void aServiceThatServesAnotherDocumentBreaksItsPromise() throws IOException {
        var committed = Files.writeString(folder.resolve("openapi.yaml"), GOOD);

        assertThatThrownBy(() -> OpenApiPromise.isKept(committed, GOOD + "\n# more", false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("--accept-openapi");
    }

    @Test
    void anAcceptedDocumentIsThePromiseFromNowOn() throws IOException {
        var committed = Files.writeString(folder.resolve("openapi.yaml"), GOOD);

        OpenApiPromise.isKept(committed, GOOD + "\n# more", true);

        assertThat(committed).hasContent(GOOD + "\n# more");
    }
}
