package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A person who answers every question: what is said here as it is said here, everything else with "no" or a number
/// that
/// means nothing of the kind.
record Person(String words, Map<String, Object> answers, Map<String, Object> week) {

    /// Someone whose upper back aches after long days at a desk, and who runs a little.
    static Person withAnAchingUpperBack() {
        return new Person(
                "41 years old, 12 days of a dull ache between the shoulder blades after long days at a desk, pain 3 of 10,"
                        + " runs a little, owns a resistance band",
                Map.of(
                        "ageYears", 41,
                        "nprsNow", 3,
                        "nprsWorst", 5,
                        "durationDays", 12,
                        "selfCareDaysNoBetter", 3,
                        "deskWork", "yes",
                        "runs", "yes"),
                Map.of(
                        "days", List.of("MON", "TUE", "THU", "SAT"),
                        "minutesPerSession", 20,
                        "equipment", List.of("RESISTANCE_BAND"),
                        "contexts", List.of("DESK", "RUNNING"),
                        "experience", "NOVICE",
                        "conditions", List.of(),
                        "avoid", List.of(),
                        "canFloorTransfer", true));
    }

    Person with(String finding, Object answer) {
        var changed = new LinkedHashMap<>(answers);
        changed.put(finding, answer);
        return new Person(words, changed, week);
    }

    /// The body of `POST /assessments`, from the questions as the service asks them.
    Map<String, Object> answersTo(JsonNode questionnaire) {
        var given = new LinkedHashMap<String, Object>();
        for (var section : questionnaire.path("sections")) {
            for (var question : section.path("questions")) {
                var id = question.path("id").asText();
                given.put(id, answers.getOrDefault(id, unremarkable(id, question)));
            }
        }
        return Map.of("answers", given);
    }

    private static Object unremarkable(String id, JsonNode question) {
        if (question.path("type").asText().equals("YES_NO")) {
            return "no";
        }
        return switch (id) {
            case "temperatureC" -> 36.6;
            case "ageAtOnset" -> 41;
            // Hours, days and weeks since something that never happened to this person: nothing to tell.
            default -> question.path("unit").asText().matches("hours|days|weeks") ? "unknown" : 0;
        };
    }

    Map<String, Object> weekFor(String assessmentId) {
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("assessmentId", assessmentId);
        wanted.putAll(week);
        return wanted;
    }

    /// The same with every day free, from today on, so that there is a session to tell of.
    Map<String, Object> weekFromToday(String assessmentId) {
        return weekFrom(LocalDate.now(ZoneOffset.UTC), assessmentId);
    }

    Map<String, Object> weekFrom(LocalDate day, String assessmentId) {
        var wanted = new LinkedHashMap<>(weekFor(assessmentId));
        wanted.put("startsOn", day.toString());
        wanted.put("days", List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"));
        return wanted;
    }
}
