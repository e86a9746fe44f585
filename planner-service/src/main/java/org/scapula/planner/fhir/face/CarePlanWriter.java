package org.scapula.planner.fhir.face;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.scapula.planner.fhir.face.CarePlan.Activity;
import org.scapula.planner.fhir.face.CarePlan.Detail;
import org.scapula.planner.fhir.face.Datatypes.Annotation;
import org.scapula.planner.fhir.face.Datatypes.CodeableConcept;
import org.scapula.planner.fhir.face.Datatypes.Coding;
import org.scapula.planner.fhir.face.Datatypes.Period;
import org.scapula.planner.fhir.face.Datatypes.Reference;
import org.scapula.planner.fhir.face.Datatypes.Repeat;
import org.scapula.planner.fhir.face.Datatypes.Timing;
import org.scapula.planner.plan.PlanOnFile;

/// Says a plan in FHIR. It is read as it was shown, because older editions of the rules said less.
@ApplicationScoped
class CarePlanWriter {

    private static final String EXERCISES = "urn:scapula:exercise-slug";

    private final ObjectMapper json;
    private final Answers answers;

    CarePlanWriter(ObjectMapper json, Answers answers) {
        this.json = json;
        this.answers = answers;
    }

    Written write(PlanOnFile plan) {
        return answers.written(carePlan(plan, shown(plan)), Optional.of(plan.changedAt()));
    }

    private CarePlan carePlan(PlanOnFile plan, JsonNode shown) {
        var period = Period.of(plan.startsOn(), plan.endsOn());
        var activities = Stream.of(sessions(plan, shown, period), breaks(plan, shown, period), selfCare(plan, shown))
                .flatMap(List::stream)
                .toList();
        var notes = notes(plan, shown);
        var title = "A week of exercises from " + plan.startsOn();
        var description = description(shown);
        return new CarePlan(
                "CarePlan",
                plan.id().toString(),
                "en",
                Told.of(title)
                        .paragraph(description)
                        .list("What must be known", notes)
                        .list(
                                "What is to be done",
                                activities.stream().map(CarePlanWriter::told).toList())
                        .narrative(),
                plan.inPlaceOf().map(id -> Reference.to("CarePlan", id)).stream()
                        .toList(),
                status(plan),
                "plan",
                List.of(CodeableConcept.of("Exercise and self-care for upper back pain")),
                title,
                description,
                Reference.toPatient(plan.patient()),
                period,
                plan.createdAt().toString(),
                List.of(Reference.to("QuestionnaireResponse", plan.assessment())),
                activities,
                notes.stream().map(Annotation::new).toList());
    }

    /// Of a week that is over nobody says here whether it was done.
    static String status(PlanOnFile plan) {
        return switch (plan.state()) {
            case ACTIVE -> "active";
            case FROZEN -> "on-hold";
            case REPLACED -> "revoked";
            case OVER -> "unknown";
        };
    }

    private static String statusOfActivities(PlanOnFile plan) {
        return switch (plan.state()) {
            case ACTIVE -> "scheduled";
            case FROZEN -> "on-hold";
            case REPLACED -> "cancelled";
            case OVER -> "unknown";
        };
    }

    private static String description(JsonNode shown) {
        return "Week " + shown.path("weekIndex").asInt(1) + ". "
                + elements(shown.path("goals"))
                        .map(goal -> words(goal.path("target").asText()) + ": "
                                + goal.path("because").asText())
                        .collect(Collectors.joining(" "));
    }

    private static List<String> notes(PlanOnFile plan, JsonNode shown) {
        var notes = new ArrayList<String>();
        plan.stopped().ifPresent(headline -> notes.add("Stopped, the person does not go on with it: " + headline));
        plan.overtaken().ifPresent(notes::add);
        var guidance = shown.path("guidance");
        Stream.of(
                        Stream.of(shown.path("notice")),
                        elements(guidance.path("stopSigns")),
                        elements(guidance.path("safetyNet")),
                        Stream.of("painRule", "nextMorningRule", "regressionRule", "missedSessionRule", "runningRule")
                                .map(guidance::path))
                .flatMap(lines -> lines)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank())
                .forEach(notes::add);
        notes.add("Review on " + guidance.path("reviewDate").asText() + ". "
                + guidance.path("reviewText").asText());
        elements(shown.path("coverageReasons"))
                .map(missing -> "Left out, " + words(missing.path("subject").asText()) + ": "
                        + missing.path("reason").asText())
                .forEach(notes::add);
        return List.copyOf(notes);
    }

    /// The same exercise in the same dose for the same reason is one line, on all its days.
    private static List<Activity> sessions(PlanOnFile plan, JsonNode shown, Period period) {
        var days = new LinkedHashMap<JsonNode, TreeMap<String, Integer>>();
        elements(shown.path("week"))
                .forEach(day -> elements(day.path("sessions"))
                        .flatMap(session -> elements(session.path("items")))
                        .forEach(item -> days.computeIfAbsent(line(item), unused -> new TreeMap<>())
                                .merge(day.path("day").asText().toLowerCase(Locale.ROOT), 1, Integer::sum)));
        return days.entrySet().stream()
                .flatMap(line -> byFrequency(line.getValue())
                        .map(often -> exercise(plan, line.getKey(), daily(period, often.getKey(), often.getValue()))))
                .toList();
    }

    /// What came next for its place is not part of what is done.
    private static JsonNode line(JsonNode item) {
        var line = item.<ObjectNode>deepCopy();
        if (line.path("why") instanceof ObjectNode why) {
            why.remove("runnerUp");
        }
        return line;
    }

    private static Stream<Map.Entry<Integer, List<String>>> byFrequency(Map<String, Integer> days) {
        return days.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, TreeMap::new, Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                .entrySet()
                .stream();
    }

    private static Timing daily(Period period, int frequency, List<String> days) {
        return new Timing(new Repeat(
                Optional.of(period), Optional.of(frequency), Optional.of(1), Optional.empty(), Optional.of("d"), days));
    }

    private static List<Activity> breaks(PlanOnFile plan, JsonNode shown, Period period) {
        var rest = shown.path("movementBreak");
        var timing = new Timing(new Repeat(
                Optional.of(period),
                Optional.of(1),
                Optional.of(rest.path("everyMinutesMin").asInt()),
                Optional.of(rest.path("everyMinutesMax").asInt()),
                Optional.of("min"),
                List.of()));
        return elements(rest.path("items"))
                .map(item -> exercise(plan, item, timing))
                .toList();
    }

    private static Activity exercise(PlanOnFile plan, JsonNode item, Timing timing) {
        var name = item.path("name").asText();
        return new Activity(new Detail(
                Optional.of("ServiceRequest"),
                CodeableConcept.of(
                        Coding.of(
                                EXERCISES,
                                item.path("slug").asText(item.path("exerciseId").asText())),
                        name),
                List.of(CodeableConcept.of(item.at("/why/text").asText(name))),
                statusOfActivities(plan),
                false,
                Optional.of(timing),
                Optional.empty(),
                dose(item)));
    }

    private static String dose(JsonNode item) {
        var parts = new ArrayList<String>();
        var seconds = item.path("durationSec").asInt(0);
        parts.add(
                seconds > 0
                        ? seconds + " seconds"
                        : item.path("sets").asInt() + " × " + item.path("reps").asInt());
        if (item.path("holdSec").asInt() > 0) {
            parts.add("each held " + item.path("holdSec").asInt() + " seconds");
        }
        if (item.path("restSec").asInt() > 0) {
            parts.add("rest " + item.path("restSec").asInt() + " seconds");
        }
        if (item.path("oneSided").asBoolean()) {
            parts.add("side: " + words(item.path("side").asText()));
        }
        parts.add("effort " + item.path("rpe").asInt() + " of 10 at most");
        parts.add("pain " + item.path("painCeiling").asInt() + " of 10 at most");
        return String.join(", ", parts) + "." + sources(item.at("/why/sources"), item.at("/why/doseSources"));
    }

    private static List<Activity> selfCare(PlanOnFile plan, JsonNode shown) {
        return elements(shown.path("selfCareClock"))
                .map(line -> new Activity(new Detail(
                        Optional.empty(),
                        CodeableConcept.of(line.path("what").asText()),
                        List.of(),
                        statusOfActivities(plan),
                        false,
                        Optional.empty(),
                        Optional.of(line.path("when").asText()),
                        line.path("how").asText() + never(line.path("never")) + sources(line.path("sources")))))
                .toList();
    }

    private static String never(JsonNode lines) {
        return lines.isEmpty()
                ? ""
                : " Never: " + elements(lines).map(JsonNode::asText).collect(Collectors.joining("; ")) + ".";
    }

    private static String sources(JsonNode... lists) {
        var named = Stream.of(lists)
                .flatMap(CarePlanWriter::elements)
                .map(JsonNode::asText)
                .distinct()
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? "" : " [" + named + "]";
    }

    private static String told(Activity activity) {
        var detail = activity.detail();
        return detail.code().text() + ", " + detail.scheduledString().orElseGet(() -> when(detail)) + ": "
                + detail.description()
                + detail.reasonCode().stream().map(why -> " " + why.text()).collect(Collectors.joining());
    }

    private static String when(Detail detail) {
        return detail.scheduledTiming()
                .map(Timing::repeat)
                .map(repeat -> repeat.periodUnit().orElse("").equals("min")
                        ? "every " + repeat.period().orElse(0) + " to "
                                + repeat.periodMax().orElse(0) + " minutes"
                        : String.join(", ", repeat.dayOfWeek())
                                + repeat.frequency()
                                        .filter(times -> times > 1)
                                        .map(times -> " (" + times + " times a day)")
                                        .orElse(""))
                .orElse("");
    }

    private static String words(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private JsonNode shown(PlanOnFile plan) {
        try {
            return json.readTree(plan.shown());
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }
}
