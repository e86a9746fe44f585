package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.scapula.test.Tokens;

/// What four people are told, and what happens to it afterwards.
@QuarkusTest
@WithTestResource(Lines.class)
class AssessmentsApiTest {

    @Test
    void somebodyShortOfBreathIsToldToCallForHelpFirstOfAll() {
        var person = Person.withoutWarningSigns().with("breathless", "yes");

        var answer = person.asks();

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body().asString()).startsWith("{\"headline\":\"Call 112 now. ");
        var told = answer.jsonPath();
        assertThat(told.getString("disposition")).isEqualTo("EMERGENCY");
        assertThat(told.getString("howFast.within")).isEqualTo("now");
        assertThat(told.getString("where.kind")).isEqualTo("EMERGENCY_SERVICE");
        assertThat(told.getString("where.phone")).isEqualTo("112");
        assertThat(told.getList("why.ruleId")).contains("E06");
        assertThat(told.getList("doNot", String.class)).anyMatch(line -> line.contains("exercises"));
        assertThat(told.getList("doNot", String.class)).anyMatch(line -> line.contains("drive"));
        assertThat(told.getList("answerThese")).isEmpty();
        assertThat(told.getMap("")).doesNotContainKey("picture");
        assertThat(told.getString("reviewDate")).isEqualTo(today().toString());
        assertHasEveryPart(told);
    }

    @Test
    void somebodyWithFeverIsToldToSeeADoctorToday() {
        var person = Person.withoutWarningSigns()
                .with("feverish", "yes")
                .with("temperatureTaken", "yes")
                .with("temperatureC", 38.0);

        var told = person.isTold();

        assertThat(told.getString("disposition")).isEqualTo("URGENT");
        assertThat(told.getString("headline")).contains("today");
        assertThat(told.getString("howFast.within")).isEqualTo("P1D");
        assertThat(told.getList("why.ruleId")).contains("U02");
        assertThat(told.getList("doNot", String.class)).anyMatch(line -> line.contains("exercises"));
        assertThat(told.getMap("")).doesNotContainKey("picture");
        assertHasEveryPart(told);
    }

    @Test
    void somebodyWithTinglingIsToldToHaveItLookedAt() {
        var person = Person.withoutWarningSigns().with("tingling", "yes");

        var told = person.isTold();

        assertThat(told.getString("disposition")).isEqualTo("ROUTINE_CLINICIAN");
        assertThat(told.getList("why.ruleId")).contains("R03");
        assertThat(told.getList("why.find { it.ruleId == 'R03' }.because.finding"))
                .contains("tingling");
        assertThat(told.getString("where.kind")).isEqualTo("CLINIC");
        assertThat(told.getList("doNot", String.class)).anyMatch(line -> line.contains("exercise plan"));
        assertHasEveryPart(told);
    }

    @Test
    void somebodyWithoutWarningSignsMayLookAfterThemselves() {
        var person = Person.withoutWarningSigns();

        var told = person.isTold();

        assertThat(told.getString("disposition")).isEqualTo("SELF_CARE");
        assertThat(told.getString("headline")).startsWith("We found no warning signs in your answers.");
        assertThat(told.getList("why.ruleId")).containsExactly("S01");
        assertThat(told.getList("unknownRedFlags")).isEmpty();
        assertThat(told.getList("undecided")).isEmpty();
        assertThat(told.getString("reviewDate")).isEqualTo(today().plusDays(7).toString());
        assertThat(told.getString("picture.stage")).isEqualTo("ACUTE");
        assertThat(told.getString("picture.irritability")).isEqualTo("MODERATE");
        assertThat(told.getInt("picture.ageYears")).isEqualTo(41);
        assertThat(told.getInt("picture.selfCareDaysNoBetter")).isEqualTo(2);
        assertHasEveryPart(told);
    }

    @Test
    void somebodyOver65LooksAgainAfterTwoDays() {
        var person = Person.withoutWarningSigns().with("ageYears", 66);

        var told = person.isTold();

        assertThat(told.getString("disposition")).isEqualTo("SELF_CARE");
        assertThat(told.getString("reviewDate")).isEqualTo(today().plusDays(2).toString());
    }

    @Test
    void oneOpenWarningQuestionKeepsTheAnswerFromBeingSelfCare() {
        var person =
                Person.withoutWarningSigns().with("cancerHistory", "unknown").without("saddleNumb");

        var told = person.isTold();

        assertThat(told.getString("disposition")).isEqualTo("ROUTINE_CLINICIAN");
        assertThat(told.getString("headline")).contains("still open");
        assertThat(told.getList("unknownRedFlags")).containsExactly("saddleNumb", "cancerHistory");
        assertThat(told.getList("answerThese.finding")).containsExactly("saddleNumb", "cancerHistory");
        assertThat(told.getList("answerThese.question", String.class)).allMatch(question -> question.endsWith("?"));
        assertThat(told.getList("undecided.ruleId")).contains("E01", "U01");
        assertThat(told.getList("undecided.find { it.ruleId == 'E01' }.needs")).contains("saddleNumb");
        assertThat(told.getString("uncertainty")).contains("without a clear answer: 2.");
        assertThat(told.getList("doNow", String.class)).anyMatch(line -> line.startsWith("Answer the open questions"));
    }

    @Test
    void aMissingAgeIsAskedForWhenItAloneStandsInTheWay() {
        var person = Person.withoutWarningSigns().without("ageYears");

        var told = person.isTold();

        assertThat(told.getString("disposition")).isEqualTo("ROUTINE_CLINICIAN");
        assertThat(told.getList("answerThese.finding")).containsExactly("ageYears");
        assertThat(told.getString("why.find { it.ruleId == 'S01' }.disposition"))
                .isEqualTo("ROUTINE_CLINICIAN");
    }

    @Test
    void somebodyWhoAnswersNothingIsNotSentToSelfCare() {
        var person = Person.silent();

        var told = person.isTold();

        assertThat(told.getString("disposition")).isNotEqualTo("SELF_CARE");
        assertThat(told.getList("answerThese")).isNotEmpty();
        assertThat(told.getString("picture.irritability")).isEqualTo("HIGH");
        assertThat(told.getString("picture.stage")).isEqualTo("ACUTE");
    }

    @Test
    void aWarningWordInTheFreeTextOutweighsANo() {
        var person = Person.withoutWarningSigns().saying("I wet myself twice since yesterday");

        var told = person.isTold();

        assertThat(told.getString("disposition")).isEqualTo("EMERGENCY");
        assertThat(told.getList("contradictions")).isNotEmpty();
        assertThat(told.getString("why.find { it.ruleId == 'E01' }.because[0].readAs"))
                .isEqualTo("yes");
        assertThat(told.getString("why.find { it.ruleId == 'E01' }.because[0].answer"))
                .isEqualTo("no");
    }

    @Test
    void somebodyWhoThinksOfSuicideIsNotToldAboutBackPainFirst() {
        var person = Person.withoutWarningSigns().with("suicidalThoughts", "yes");

        var told = person.isTold();

        assertThat(told.getString("disposition")).isEqualTo("EMERGENCY");
        assertThat(told.getString("headline")).contains("You do not have to face this alone");
        assertThat(told.getList("doNow", String.class).getFirst()).contains("112");
    }

    @Test
    void somebodyLateInPregnancyIsSentToMaternity() {
        var person = Person.withoutWarningSigns()
                .with("pregnant", "yes")
                .with("pregnancyWeeks", 30)
                .with("visionTrouble", "yes");

        var told = person.isTold();

        assertThat(told.getString("where.kind")).isEqualTo("MATERNITY");
        assertThat(told.getString("headline")).startsWith("Call your maternity unit now.");
    }

    @Test
    void somebodyWithABellyEmergencyIsToldNotToEat() {
        var person = Person.withoutWarningSigns().with("blackStoolOrBlood", "yes");

        var told = person.isTold();

        assertThat(told.getList("doNot", String.class).getFirst()).contains("not eat");
    }

    @Test
    void theMostUrgentRuleDecidesAndAllAreListed() {
        var person = Person.withoutWarningSigns()
                .with("tingling", "yes")
                .with("feverish", "yes")
                .with("tearingPain", "yes");

        var told = person.isTold();

        assertThat(told.getString("disposition")).isEqualTo("EMERGENCY");
        assertThat(told.getList("why.ruleId")).contains("E05", "U02", "R03");
        assertThat(told.getList("why.disposition", String.class))
                .startsWith("EMERGENCY")
                .endsWith("ROUTINE_CLINICIAN")
                .contains("URGENT");
    }

    @Test
    void anAssessmentIsReadAgainByteForByte() {
        var given = Person.withoutWarningSigns()
                .with("temperatureC", 36.60)
                .with("tingling", "yes")
                .saying("„Schmerz“ ≠ 0 \uD83D\uDE00")
                .asks();

        var again = asked().get(given.header("Location"));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.asByteArray()).isEqualTo(given.asByteArray());
        assertThat(again.contentType()).startsWith("application/json");
        assertThat(given.header("Location"))
                .endsWith("/assessments/" + given.jsonPath().getString("id"));
    }

    @Test
    void anAssessmentThatIsKnownAlreadyIsNotSentAgain() {
        var location = Person.withoutWarningSigns().asks().header("Location");
        var tag = asked().get(location).header("ETag");

        var again = asked().header("If-None-Match", tag).get(location);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
    }

    @Test
    void idsSortByTime() {
        var first = Person.withoutWarningSigns().isTold().getUUID("id");

        var second = Person.withoutWarningSigns().isTold().getUUID("id");

        assertThat(first.version()).isEqualTo(7);
        assertThat(first.toString().substring(0, 13))
                .isLessThanOrEqualTo(second.toString().substring(0, 13));
    }

    @Test
    void anUnknownAssessmentIsNotFound() {
        var answer = asked().get("/assessments/019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:scapula:problem:not-found");
    }

    @Test
    void aMilderAnswerOnTheSameDayShowsWhatChanged() {
        var somebodyElse = Tokens.patient("p-" + UUID.randomUUID());
        var before = Person.withoutWarningSigns()
                .as(somebodyElse)
                .with("feverish", "yes")
                .with("temperatureTaken", "yes")
                .with("temperatureC", 39)
                .saying("since Monday")
                .isTold();

        var after = Person.withoutWarningSigns()
                .as(somebodyElse)
                .replacing(before.getString("id"))
                .isTold();

        assertThat(after.getString("disposition")).isEqualTo("SELF_CARE");
        assertThat(after.getString("changedSince.assessmentId")).isEqualTo(before.getString("id"));
        assertThat(after.getString("changedSince.disposition")).isEqualTo("URGENT");
        assertThat(after.getList("changedSince.findings.finding"))
                .containsExactlyInAnyOrder("feverish", "temperatureTaken", "temperatureC");
        assertThat(after.getString("changedSince.findings.find { it.finding == 'feverish' }.before"))
                .isEqualTo("yes");
        assertThat(after.getString("changedSince.findings.find { it.finding == 'feverish' }.after"))
                .isEqualTo("no");
        assertThat(after.getBoolean("changedSince.freeTextChanged")).isTrue();
        assertThat(after.getBoolean("changedSince.ruleSetChanged")).isFalse();
    }

    @Test
    void anAnswerThatIsNoMilderNeedsNoComparison() {
        var somebodyElse = Tokens.patient("p-" + UUID.randomUUID());
        var before = Person.withoutWarningSigns().as(somebodyElse).isTold();

        var after = Person.withoutWarningSigns()
                .as(somebodyElse)
                .with("tingling", "yes")
                .replacing(before.getString("id"))
                .isTold();

        assertThat(after.getMap("")).doesNotContainKey("changedSince");
    }

    @Test
    void somebodyInAnEmergencyIsHelpedEvenWhenTheRequestIsRefused() {
        var person = Person.withoutWarningSigns()
                .with("breathless", "yes")
                .replacing("019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01");

        var answer = person.asks();

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("/replaces");
        assertThat(answer.jsonPath().getString("disposition")).isEqualTo("EMERGENCY");
        assertThat(answer.jsonPath().getString("headline")).startsWith("Call 112 now.");
    }

    @Test
    void aReplacedAssessmentThatDoesNotExistIsRefused() {
        var person = Person.withoutWarningSigns().replacing("019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01");

        var answer = person.asks();

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("/replaces");
        assertThat(answer.jsonPath().getMap("")).doesNotContainKeys("disposition", "id");
    }

    /// By the patient whom these people are when nothing else is said.
    private static RequestSpecification asked() {
        return given().auth().oauth2(Tokens.patient(Person.SOMEBODY));
    }

    private static void assertHasEveryPart(JsonPath told) {
        for (var text : List.of(
                "headline",
                "howFast.text",
                "where.text",
                "uncertainty",
                "expectedCourse",
                "reviewDate",
                "reviewText",
                "getHelpAgain",
                "id",
                "assessedAt",
                "ruleSet.version",
                "ruleSet.hash",
                "notice")) {
            assertThat(told.getString(text)).as(text).isNotBlank();
        }
        for (var list : List.of("doNow", "doNot", "safetyNet", "why", "textSources", "why.reason", "why.sources")) {
            assertThat(told.getList(list)).as(list).isNotEmpty();
        }
        assertThat(told.getMap("answers")).isNotEmpty();
        assertThat(told.getList("unknownFindings")).isNotNull();
        var safetyNet = String.join(" ", told.getList("safetyNet", String.class));
        assertThat(safetyNet).contains("bladder", "legs", "chest", "breath", "worse");
        var sourced = told.getList("textSources.text", String.class);
        assertThat(sourced)
                .containsAll(told.getList("doNow", String.class))
                .containsAll(told.getList("doNot", String.class))
                .containsAll(told.getList("safetyNet", String.class))
                .contains(told.getString("headline"), told.getString("expectedCourse"));
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
