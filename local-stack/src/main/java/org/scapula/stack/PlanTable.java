package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// An answer and a week as a person reads them in a terminal.
final class PlanTable {

    private static final int WIDTH = 118;
    private static final int DAY = 5;
    private static final int EXERCISE = 36;
    private static final int DOSE = 26;
    private static final int WHY = WIDTH - DAY - EXERCISE - DOSE - 3;

    private PlanTable() {}

    static String of(Person person, Journey.Outcome outcome) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.addAll(wrap("The person: " + person.words() + ".", WIDTH));
        lines.add("");
        addAnswer(lines, outcome.assessment());
        lines.add("");
        addWeek(lines, outcome.plan());
        addClock(lines, outcome.plan());
        addAdvice(lines, outcome.plan());
        addGuidance(lines, outcome.plan().path("guidance"));
        lines.add("");
        lines.addAll(wrap(outcome.plan().path("notice").asText(), WIDTH));
        return String.join("\n", lines);
    }

    private static void addAnswer(List<String> lines, JsonNode assessment) {
        lines.add("TRIAGE  " + assessment.path("disposition").asText() + ": "
                + assessment.path("headline").asText());
        assessment
                .path("why")
                .forEach(why -> lines.addAll(indented(
                        why.path("ruleId").asText() + "  " + why.path("reason").asText() + " " + sources(why))));
    }

    private static void addWeek(List<String> lines, JsonNode plan) {
        lines.add("THE WEEK FROM " + plan.path("startsOn").asText() + "   (plan "
                + plan.path("planId").asText() + ")");
        lines.add(row("day", "exercise", "dose", "why"));
        lines.add("-".repeat(WIDTH));
        for (var day : plan.path("week")) {
            for (var session : day.path("sessions")) {
                addSession(lines, day.path("day").asText(), session);
            }
        }
    }

    private static void addSession(List<String> lines, String day, JsonNode session) {
        var label = day;
        for (var item : session.path("items")) {
            addItem(lines, label, item);
            label = "";
        }
        lines.add(row("", "", session.path("minutes").asText() + " min in all", ""));
        lines.add("-".repeat(WIDTH));
    }

    private static void addItem(List<String> lines, String day, JsonNode item) {
        var exercise = wrap(item.path("name").asText(), EXERCISE);
        var dose = wrap(dose(item), DOSE);
        var why = wrap(item.path("why").path("text").asText() + " " + sources(item.path("why")), WHY);
        var height = Math.max(exercise.size(), Math.max(dose.size(), why.size()));
        for (var line = 0; line < height; line++) {
            lines.add(row(line == 0 ? day : "", at(exercise, line), at(dose, line), at(why, line)));
        }
    }

    private static String dose(JsonNode item) {
        var parts = new ArrayList<String>();
        if (item.path("durationSec").asInt() > 0) {
            parts.add(item.path("durationSec").asInt() / 60 + " min");
        } else {
            parts.add(item.path("sets").asInt() + " x " + item.path("reps").asInt());
        }
        if (item.path("holdSec").asInt() > 0) {
            parts.add("hold " + item.path("holdSec").asInt() + " s");
        }
        if (item.path("secondsPerSpot").asInt() > 0) {
            parts.add(item.path("secondsPerSpot").asInt() + " s a spot");
        }
        var side = item.path("side").asText();
        if (!side.isEmpty() && !side.equals("NONE")) {
            parts.add(item.path("oneSided").asBoolean() ? "each side" : side.equals("BOTH") ? "" : side);
        }
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }

    private static void addClock(List<String> lines, JsonNode plan) {
        lines.add("");
        lines.add("THE SELF-CARE CLOCK");
        plan.path("selfCareClock")
                .forEach(line -> lines.addAll(indented(line.path("when").asText() + ": "
                        + line.path("what").asText() + ". " + line.path("how").asText() + " " + sources(line))));
    }

    private static void addAdvice(List<String> lines, JsonNode plan) {
        lines.add("");
        lines.add("ADVICE OF THIS WEEK");
        plan.path("advice")
                .forEach(told -> lines.addAll(indented(told.path("topic").asText() + ": "
                        + told.path("title").asText() + ". " + told.path("why").asText() + " " + sources(told))));
        var booking = plan.path("bookingProposal");
        if (booking.hasNonNull("after")) {
            lines.addAll(indented("On " + booking.path("after").asText() + ": "
                    + booking.path("why").asText() + " " + sources(booking)));
        }
    }

    private static void addGuidance(List<String> lines, JsonNode guidance) {
        lines.add("");
        lines.add("RULES FOR THE WEEK");
        for (var rule : List.of("painRule", "nextMorningRule", "regressionRule", "missedSessionRule")) {
            if (guidance.hasNonNull(rule)) {
                lines.addAll(indented(guidance.path(rule).asText()));
            }
        }
        guidance.path("stopSigns").forEach(sign -> lines.addAll(indented("Stop: " + sign.asText())));
        guidance.path("safetyNet").forEach(sign -> lines.addAll(indented("Get help: " + sign.asText())));
        lines.addAll(indented("Review on " + guidance.path("reviewDate").asText() + "."));
    }

    private static String sources(JsonNode line) {
        var sources = StreamSupport.stream(line.path("sources").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        return sources.isEmpty() ? "" : "[" + sources + "]";
    }

    private static List<String> indented(String text) {
        var lines = new ArrayList<String>();
        for (var line : wrap(text.strip(), WIDTH - 4)) {
            lines.add((lines.isEmpty() ? "  - " : "    ") + line);
        }
        return lines;
    }

    private static String row(String day, String exercise, String dose, String why) {
        return (pad(day, DAY) + " " + pad(exercise, EXERCISE) + " " + pad(dose, DOSE) + " " + why).stripTrailing();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
