package org.scapula.planner.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;
import org.scapula.edge.FieldError;
import org.scapula.planner.week.Context;
import org.scapula.planner.week.Experience;
import org.scapula.planner.week.Target;
import org.scapula.planner.week.WeekRules;
import org.scapula.planner.week.Weekday;

/// What a clinic's plans for a kind of person are like. It proposes, narrows and prefers; it loosens no rule.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description =
                "What a clinic's plans for a kind of person are like. It proposes, narrows and prefers; no rule is"
                        + " loosened by it. It is about nobody in particular: no word of a patient belongs into it.",
        requiredProperties = "name",
        examples = NewTemplate.EXAMPLE)
public record NewTemplate(
        @Schema(
                description = "The person reads it. Once among the clinic's templates that are not retired, capitals or"
                        + " not; promises nothing and names no medicine.")
        @NotBlank
        @Size(max = 60)
        @Pattern(regexp = ONE_LINE, message = "must be one line")
        String name,

        @Schema(description = "For clinicians, up to 1000 characters; patients do not read it.")
        Optional<@Size(min = 1, max = 1000) String> note,

        Optional<@Valid Presets> presets,
        Optional<@Valid AtMost> atMost,

        @Schema(
                description =
                        "Which of the week's goals are put forward, the most important first. It adds none that the"
                                + " person's pain and days do not bring, and THORACIC_MOBILITY stays before all.")
        Optional<@Size(max = 7) @UniqueElements List<@NotNull Target>> goals,

        @Schema(
                description =
                        "Slugs of exercises of the clinic's catalogue, at most 50. They earn the points that the objective"
                                + " declares for `preferred`, where the rules allow them at all.")
        Optional<@Size(max = 50) @UniqueElements List<@NotNull String>> prefer,

        @Schema(description = "Slugs of exercises of the clinic's catalogue, at most 50, that no such plan holds.")
        Optional<@Size(max = 50) @UniqueElements List<@NotNull String>> leaveOut) {

    static final String ONE_LINE = "[^\\x00-\\x1f\\x7f]*";

    static final String PRESETS = """
            {"days": ["MON", "WED", "FRI"], "minutesPerSession": 15, "contexts": ["DESK"]}""";

    static final String AT_MOST = """
            {"minutesPerSession": 20, "experience": "INTERMEDIATE"}""";

    /// What follows the name and the note.
    static final String SAYS =
            "\"presets\": " + PRESETS + ", \"atMost\": " + AT_MOST + ", \"goals\": [\"NECK_MOBILITY\"],"
                    + " \"prefer\": [\"scapular-squeeze\"], \"leaveOut\": [\"plank-forearm\"]";

    static final String EXAMPLE =
            "{\"name\": \"Desk worker, first weeks\", \"note\": \"For whoever sits most of the day.\", " + SAYS + "}";

    /// What stands in where a wish for a plan says nothing; what the person says wins.
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "TemplatePresets",
            description = "What stands in where a wish for a plan says nothing. What the person says wins.",
            examples = PRESETS)
    public record Presets(
            @Schema(description = "One to seven.")
            Optional<@Size(min = 1, max = 7) @UniqueElements List<@NotNull Weekday>> days,

            @Schema(minimum = "5", maximum = "60") Optional<@Min(5) @Max(60) Integer> minutesPerSession,

            @Schema(minimum = "1", maximum = "3") Optional<@Min(1) @Max(3) Integer> sessionsPerDay,

            Optional<@UniqueElements List<@NotNull Context>> contexts) {

        static final Presets NONE = new Presets(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        private Presets inOneOrder() {
            return new Presets(
                    days.map(NewTemplate::sorted),
                    minutesPerSession,
                    sessionsPerDay,
                    contexts.map(NewTemplate::sorted));
        }
    }

    /// What the plan keeps to even where the person says more.
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "TemplateAtMost",
            description = "What the plan keeps to even where the person says more; the plan tells it then.",
            examples = AT_MOST)
    public record AtMost(
            @Schema(minimum = "5", maximum = "60") Optional<@Min(5) @Max(60) Integer> minutesPerSession,

            @Schema(minimum = "1", maximum = "3") Optional<@Min(1) @Max(3) Integer> sessionsPerDay,

            @Schema(description = "Whoever is used to more is loaded as if they were used to this.")
            Optional<Experience> experience) {

        static final AtMost NOTHING = new AtMost(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// What does not go together, or may not be said.
    List<FieldError> errors() {
        var errors = new ArrayList<FieldError>();
        if (!WeekRules.mayStandInAPlan(name)) {
            errors.add(new FieldError("/name", "not-allowed", "must not promise anything or name a medicine"));
        }
        var mostMinutes = limits().minutesPerSession().orElse(60);
        if (standIns().minutesPerSession().filter(it -> it > mostMinutes).isPresent()) {
            errors.add(moreThanAtMost("minutesPerSession"));
        }
        var mostSessions = limits().sessionsPerDay().orElse(3);
        if (standIns().sessionsPerDay().filter(it -> it > mostSessions).isPresent()) {
            errors.add(moreThanAtMost("sessionsPerDay"));
        }
        IntStream.range(0, leftOut().size())
                .filter(at -> preferred().contains(leftOut().get(at)))
                .forEach(at -> errors.add(
                        new FieldError("/leaveOut/" + at, "not-together", "is preferred by the same template")));
        return errors;
    }

    private static FieldError moreThanAtMost(String what) {
        return new FieldError("/presets/" + what, "not-together", "is more than atMost allows");
    }

    /// Exercises that the clinic's catalogue does not have.
    List<FieldError> unknownTo(Set<String> slugs) {
        var errors = new ArrayList<>(unknownTo(slugs, "/prefer/", preferred()));
        errors.addAll(unknownTo(slugs, "/leaveOut/", leftOut()));
        return errors;
    }

    private static List<FieldError> unknownTo(Set<String> slugs, String list, List<String> named) {
        return IntStream.range(0, named.size())
                .filter(at -> !slugs.contains(named.get(at)))
                .mapToObj(at -> new FieldError(
                        list + at, "unknown-value", "is not the slug of an exercise in the clinic's catalogue"))
                .toList();
    }

    public Presets standIns() {
        return presets.orElse(Presets.NONE);
    }

    public AtMost limits() {
        return atMost.orElse(AtMost.NOTHING);
    }

    public List<Target> forward() {
        return goals.orElse(List.of());
    }

    public List<String> preferred() {
        return prefer.orElse(List.of());
    }

    public List<String> leftOut() {
        return leaveOut.orElse(List.of());
    }

    /// As it is kept: equal templates have equal words. The order of the goals means something.
    NewTemplate inOneOrder() {
        return new NewTemplate(
                name.strip(),
                note.map(String::strip),
                presets.map(Presets::inOneOrder),
                atMost,
                goals,
                prefer.map(NewTemplate::sorted),
                leaveOut.map(NewTemplate::sorted));
    }

    NewTemplate withoutNote() {
        return new NewTemplate(name, Optional.empty(), presets, atMost, goals, prefer, leaveOut);
    }

    private static <T extends Comparable<? super T>> List<T> sorted(List<T> values) {
        return values.stream().sorted().toList();
    }
}
