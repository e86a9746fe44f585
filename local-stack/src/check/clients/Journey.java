package check;

import check.catalog.api.ExercisesApi;
import check.planner.api.BookingRequestsApi;
import check.planner.api.PlansApi;
import check.planner.model.BookingRequest;
import check.planner.model.Context;
import check.planner.model.Equipment;
import check.planner.model.Experience;
import check.planner.model.Move;
import check.planner.model.NewBookingRequest;
import check.planner.model.NewChoice;
import check.planner.model.NewMove;
import check.planner.model.NewPlan;
import check.planner.model.Slot;
import check.planner.model.Weekday;
import check.triage.api.AssessmentsApi;
import check.triage.api.QuestionnaireApi;
import check.triage.model.Answer;
import check.triage.model.AssessmentView;
import check.triage.model.NewAssessment;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Two people on their ways through the product, with nothing but the generated client.
public final class Journey {

    public static void main(String[] arguments) throws Exception {
        selfCare();
        visit();
    }

    private static void selfCare() throws Exception {
        var triage = triage("SELF_CARE_TOKEN");
        var questions = new QuestionnaireApi(triage).getQuestionnaire();
        require(!questions.getSections().isEmpty(), "the questionnaire has sections");
        var exercise = new ExercisesApi(catalog("SELF_CARE_TOKEN")).getExercise("cat-cow");
        require("cat-cow".equals(exercise.getSlug()), "the catalogue has an exercise");

        var assessment = assess(triage, "SELF_CARE_ANSWERS");
        require("SELF_CARE".equals(assessment.getDisposition().getValue()), "self-care is enough");
        var plan = new PlansApi(planner("SELF_CARE_TOKEN"))
                .createPlan(new NewPlan()
                        .assessmentId(assessment.getId())
                        .days(List.of(Weekday.MON, Weekday.WED, Weekday.FRI))
                        .minutesPerSession(20)
                        .equipment(List.of(Equipment.RESISTANCE_BAND))
                        .contexts(List.of(Context.DESK))
                        .experience(Experience.NOVICE)
                        .conditions(List.of())
                        .avoid(List.of())
                        .canFloorTransfer(true));
        var sessions = plan.getWeek().stream().mapToInt(day -> day.getSessions().size()).sum();
        require(sessions > 0, "a plan with " + sessions + " sessions");
    }

    private static void visit() throws Exception {
        var assessment = assess(triage("VISIT_TOKEN"), "VISIT_ANSWERS");
        require("ROUTINE_CLINICIAN".equals(assessment.getDisposition().getValue()), "a clinician has to look");
        var person = new BookingRequestsApi(planner("VISIT_TOKEN"));
        var system = new BookingRequestsApi(planner("INTEGRATOR_TOKEN"));
        var begins = OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(20).withNano(0);

        var asked = person.createBookingRequestWithHttpInfo(
                key(), new NewBookingRequest().assessmentId(assessment.getId()));
        var id = asked.getData().getId();
        isNow(asked.getData(), "REQUESTED");
        var offered = system.moveBookingRequestWithHttpInfo(
                id, key(), tag(asked), new NewMove().move(Move.OFFER).slots(List.of(slot(begins), slot(begins.plusHours(1)))));
        isNow(offered.getData(), "OFFERED");
        var slots = person.listOfferedSlots(id).getSlots();
        require(slots.size() == 2, "two times are offered");
        var booked = person.chooseSlotWithHttpInfo(
                id, key(), tag(offered), new NewChoice().slotId(slots.getFirst().getId()));
        isNow(booked.getData(), "BOOKED");
        var confirmed = system.moveBookingRequestWithHttpInfo(
                id, key(), tag(booked), new NewMove().move(Move.CONFIRM));
        isNow(confirmed.getData(), "CONFIRMED");
        Thread.sleep(Duration.between(OffsetDateTime.now(ZoneOffset.UTC), begins.plusSeconds(2)));
        var over = system.moveBookingRequestWithHttpInfo(
                id, key(), tag(confirmed), new NewMove().move(Move.FULFIL));
        isNow(over.getData(), "FULFILLED");
    }

    private static AssessmentView assess(check.triage.ApiClient triage, String answers) throws Exception {
        var given = new HashMap<String, Answer>();
        for (Map.Entry<String, JsonNode> answer : new ObjectMapper().readTree(env(answers)).properties()) {
            var value = answer.getValue();
            given.put(
                    answer.getKey(),
                    value.isNumber() ? new Answer(new BigDecimal(value.asText())) : new Answer(value.asText()));
        }
        return new AssessmentsApi(triage).createAssessment(new NewAssessment().answers(given));
    }

    private static Slot slot(OffsetDateTime begins) {
        return new Slot().practitioner(env("PRACTITIONER")).start(begins).end(begins.plusMinutes(30));
    }

    private static String tag(check.planner.ApiResponse<?> told) {
        return told.getHeaders().get("etag").getFirst();
    }

    private static void isNow(BookingRequest request, String state) {
        require(state.equals(request.getState().getValue()), "the request is " + state);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("not so: " + what);
        }
        System.out.println(what);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static check.triage.ApiClient triage(String token) {
        var client = new check.triage.ApiClient();
        client.updateBaseUri(env("TRIAGE"));
        return client.setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + env(token)));
    }

    private static check.catalog.ApiClient catalog(String token) {
        var client = new check.catalog.ApiClient();
        client.updateBaseUri(env("CATALOG"));
        return client.setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + env(token)));
    }

    private static check.planner.ApiClient planner(String token) {
        var client = new check.planner.ApiClient();
        client.updateBaseUri(env("PLANNER"));
        return client.setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + env(token)));
    }

    private static String env(String name) {
        return System.getenv(name);
    }
}
