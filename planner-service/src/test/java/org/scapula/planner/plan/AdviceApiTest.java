package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// What a plan advises besides the exercises.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class AdviceApiTest {

    private static final Path TRIAGE = Path.of("../triage-service/openapi.yaml");

    private final CircuitBreakerMaintenance breakers;

    AdviceApiTest(CircuitBreakerMaintenance breakers) {
        this.breakers = breakers;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
    }

    @Test
    void adviceIsToldByTopicWithReasonSourceAndEvidence() {
        var plan = Wish.after(Assessed.selfCare())
                .with("contexts", "DESK", "RUNNING")
                .plan();

        assertThat(plan.path("advice")).isNotEmpty().allSatisfy(told -> {
            assertThat(List.of("topic", "slug", "title", "text", "why", "evidence", "evidenceNote"))
                    .allSatisfy(field -> assertThat(told.path(field).asText()).isNotBlank());
            assertThat(told.path("sources")).isNotEmpty();
            assertThat(told.path("never").isArray()).isTrue();
        });
        assertThat(slugs(plan.path("advice"), "topic"))
                .contains("POSTURE", "ERGONOMICS", "RUNNING", "LIFESTYLE", "CAUTION", "WHEN_TO_SEEK_HELP");
        assertThat(plan.path("furtherAdvice")).isNotEmpty().allSatisfy(further -> {
            assertThat(further.path("because").asText()).isNotBlank();
            assertThat(further.path("lines")).isNotEmpty();
        });
    }

    @Test
    void noMedicineIsNamed() {
        var plan = Wish.after(Assessed.selfCare()).plan();

        assertThat(List.of(plan.path("advice"), plan.path("furtherAdvice"), plan.path("selfCareClock")))
                .allSatisfy(lines -> assertThat(lines.toString().toLowerCase(Locale.ROOT))
                        .doesNotContain("ibuprofen", "naproxen", "paracetamol", "opioid"));
        assertThat(plan.path("selfCareLeftOut"))
                .anyMatch(left -> left.path("adviceId").asText().equals("nsaid-names-and-cautions")
                        && left.path("because").asText().contains("pharmacist"));
    }

    @Test
    void afterAFewDaysWithoutImprovementThereIsSomethingToBook() {
        var today = LocalDate.now(ZoneOffset.UTC);

        var proposal = Wish.after(Assessed.selfCare()).plan().path("bookingProposal");

        assertThat(proposal.path("after").asText()).isEqualTo(today.plusDays(3).toString());
        assertThat(proposal.path("latest").asText()).isEqualTo(today.plusDays(7).toString());
        assertThat(proposal.path("what").asText()).isEqualTo("CLINICIAN_VISIT");
        assertThat(proposal.path("why").asText()).isNotBlank();
        assertThat(slugs(proposal.path("sources"))).contains("S1-K06", "S1-R01");
    }

    @Test
    void theDaysThatWereToldToTriageCount() {
        var today = LocalDate.now(ZoneOffset.UTC);
        var told = Assessed.picture(picture -> picture.put("selfCareDaysNoBetter", 6));
        assertThat(RecordingsTest.faults(TRIAGE, "AssessmentView", told)).isEmpty();

        var proposal = Wish.after(told).plan().path("bookingProposal");

        assertThat(proposal.path("after").asText()).isEqualTo(today.toString());
        assertThat(proposal.path("latest").asText()).isEqualTo(today.plusDays(1).toString());
    }

    @Test
    void theDaysSinceTriageWasToldOfThemCountAsWell() {
        var today = LocalDate.now(ZoneOffset.UTC);
        var told = Assessed.picture(picture -> picture.put("selfCareDaysNoBetter", 2))
                .put("assessedAt", Instant.now().minus(4, ChronoUnit.DAYS).toString());

        var proposal = Wish.fromToday(told).plan().path("bookingProposal");

        assertThat(proposal.path("after").asText()).isEqualTo(today.toString());
        assertThat(proposal.path("latest").asText()).isEqualTo(today.plusDays(1).toString());
    }

    @Test
    void whereNobodyToldOfSuchDaysThoseSinceTriageAreNone() {
        var today = LocalDate.now(ZoneOffset.UTC);
        var untold = Assessed.picture(picture -> picture.remove("selfCareDaysNoBetter"))
                .put("assessedAt", Instant.now().minus(4, ChronoUnit.DAYS).toString());

        var proposal = Wish.fromToday(untold).plan().path("bookingProposal");

        assertThat(proposal.path("after").asText()).isEqualTo(today.plusDays(3).toString());
        assertThat(proposal.path("latest").asText()).isEqualTo(today.plusDays(7).toString());
    }

    @Test
    void neitherAnotherPlanNorAnEditBeginsTheDaysAnew() {
        var told = Assessed.picture(picture -> picture.put("selfCareDaysNoBetter", 2));
        var made = Wish.fromToday(told).post();
        var first = Wish.json(made.asString());
        Logbook.log(made.header("Location"), Logbook.entry(LocalDate.now(ZoneOffset.UTC), said -> {}))
                .then()
                .statusCode(201);
        var better = told.deepCopy().put("id", UUID.randomUUID().toString());
        ((ObjectNode) better.path("picture")).put("selfCareDaysNoBetter", 0);

        var again = Wish.fromToday(better).post();
        Neighbours.says("triage", better.toString());
        var slug = again.jsonPath().getString("week[0].sessions[0].items[0].slug");
        var edited = given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body("{\"changes\": [{\"op\": \"DOSE\", \"exerciseId\": \"" + slug
                        + "\", \"reps\": 5}], \"reason\": \"Seen today.\"}")
                .post(again.header("Location") + "/edits");

        assertThat(Wish.json(again.asString()).path("bookingProposal")).isEqualTo(first.path("bookingProposal"));
        edited.then().statusCode(201);
        assertThat(Wish.json(edited.asString()).path("bookingProposal")).isEqualTo(first.path("bookingProposal"));
    }

    @Test
    void everyHourAtTheDeskHasItsBreak() {
        var rest = Wish.after(Assessed.selfCare()).plan().path("movementBreak");

        var items = slugs(rest.path("items"), "slug");
        assertThat(rest.path("hours"))
                .hasSize(8)
                .allSatisfy(hour -> assertThat(items).containsAll(slugs(hour.path("exercises"))));
    }

    @Test
    void whatThePlanLeavesOutIsNotAdvisedEither() {
        var plan =
                Wish.after(Assessed.selfCare()).with("avoid", "overhead-reach").plan();

        assertThat(slugs(plan.path("selfCareClock"), "adviceId"))
                .contains("desk-break-each-hour")
                .doesNotContain("overhead-reach-at-breaks");
        assertThat(plan.path("selfCareLeftOut"))
                .anyMatch(left -> left.path("adviceId").asText().equals("overhead-reach-at-breaks")
                        && left.path("because").asText().contains("H10"));
    }

    @Test
    void anOpenQuestionAboutTheSkinKeepsPressureAndWarmthOutOfTheAdvice() {
        var open = Assessed.picture(picture -> picture.withArray("forbids").add(Wish.json("""
                        {"id": "P25", "level": "ABSOLUTE", "positions": [], "classes": ["SELF_MASSAGE"],
                         "tags": ["DEEP_PRESSURE", "HEAT_OR_COLD"], "text": "Sore skin is not rubbed or warmed.",
                         "because": ["soreSkinOnBack"], "assumed": true, "approvable": false, "sources": ["S"]}""")));
        assertThat(RecordingsTest.faults(TRIAGE, "AssessmentView", open)).isEmpty();

        var plan = Wish.after(open).plan();

        var reasons = plan.path("selfCareLeftOut")
                .valueStream()
                .filter(left -> left.path("because").asText().contains("P25"))
                .toList();
        assertThat(reasons)
                .extracting(left -> left.path("adviceId").asText())
                .contains("foam-rolling", "self-massage", "massage-by-someone-else", "warm-bath");
        assertThat(reasons)
                .allSatisfy(left -> assertThat(left.path("because").asText()).contains("a question about it is open"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "any-regular-activity-counts | Whatever you do is safe. | H48",
                "sleep-7-to-9-hours | Sleep cures every back. | H48",
                "running-stop-rule | Above 5 take 400 mg and run on. | H26",
                "running-with-mild-pain | Running on at 3 of 10 is guaranteed to help. | H48",
                "see-clinician-after-a-few-days | A doctor will realign your vertebrae. | H48"
            })
    void adviceThatBreaksARuleIsLeftOutAndEverybodyKeepsTheirPlan(String slug, String text, String rule) {
        Neighbours.rewords(slug, text);

        var plan = Wish.after(Assessed.selfCare())
                .with("contexts", "DESK", "RUNNING")
                .plan();

        assertThat(plan.toString()).doesNotContain(text);
        assertThat(plan.path("selfCareLeftOut"))
                .anyMatch(left -> left.path("adviceId").asText().equals(slug)
                        && left.path("because").asText().contains(rule));
        assertThat(plan.path("guidance").path("runningRule").asText()).contains("3 ", "above 5");
        assertThat(plan.path("bookingProposal").path("sources")).isNotEmpty();
    }

    private static List<String> slugs(JsonNode values) {
        return values.valueStream().map(JsonNode::asText).toList();
    }

    private static List<String> slugs(JsonNode lines, String field) {
        return Stream.of(lines)
                .flatMap(JsonNode::valueStream)
                .map(line -> line.path(field).asText())
                .distinct()
                .toList();
    }
}
