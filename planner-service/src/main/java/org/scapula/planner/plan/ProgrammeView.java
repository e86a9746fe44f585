package org.scapula.planner.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.planner.week.CoverageReason;
import org.scapula.planner.week.Disposition;
import org.scapula.planner.week.Goal;
import org.scapula.planner.week.Item;
import org.scapula.planner.week.Programme;
import org.scapula.planner.week.Stage;
import org.scapula.planner.week.Step;
import org.scapula.planner.week.Target;

/// The weeks ahead under stated assumptions. No promise: each week is made anew from what really happened.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "The weeks ahead under stated assumptions. It promises nothing: each week is made anew from what"
                + " really happened. Kept nowhere.",
        requiredProperties = {
            "planId",
            "notice",
            "goal",
            "helpedBy",
            "because",
            "assumptions",
            "weeks",
            "checkpoints",
            "sources"
        },
        examples = ProgrammeView.EXAMPLE)
public record ProgrammeView(
        UUID planId,
        @Schema(description = "What this is not.") String notice,
        NewProgramme.Goal goal,

        @Schema(description = "What works towards the activity, most important first; our own policy.")
        List<Target> helpedBy,

        @Schema(description = "What the goal changes in the weeks, and what of it none of them can work on.")
        List<String> because,

        List<String> assumptions,
        List<Ahead> weeks,

        @Schema(description = "When to look again, and what follows from it.")
        List<Checkpoint> checkpoints,

        @Schema(description = "Why there are fewer weeks than were asked for; absent where all are there.")
        Optional<List<String>> stoppedBecause,

        List<String> sources) {

    static final String WEEK = """
            {"week": 2, "startsOn": "2026-11-30", "step": "UP", "stage": "SUBACUTE", "deload": false, "days": 4, "minutes": 62,
             "hardSets": 9, "goals": [""" + Examples.GOAL + """
            ], "towardsTheGoal": 6, "exercises": ["scapular-squeeze", "standing-row"]}""";

    static final String CHECKPOINT = """
            {"after": 2, "on": "2026-12-07", "text": "Score your activity and your pain again."}""";

    static final String EXAMPLE =
            "{\"planId\": \"019ab2f5-11aa-7c3e-b6d4-93d2c80f7e55\", \"notice\": \"A preview, not a"
                    + " promise.\", \"goal\": " + NewProgramme.GOAL + ", \"helpedBy\": [\"THORACIC_MOBILITY\"],"
                    + " \"because\": [\"What helps with it comes before other aims.\"], \"assumptions\": [\"Every session is done.\"], \"weeks\": ["
                    + WEEK + "], \"checkpoints\": ["
                    + CHECKPOINT + "], \"sources\": [\"Scapula policy\"]}";

    private static final int WEEKS_BETWEEN = 2;

    private static final String NOTICE =
            "A preview, not a promise: each week is made anew from what really happened. No clinician has reviewed it.";

    @Schema(
            name = "WeekAhead",
            requiredProperties = {
                "week",
                "startsOn",
                "step",
                "stage",
                "deload",
                "days",
                "minutes",
                "hardSets",
                "goals",
                "towardsTheGoal",
                "exercises"
            },
            examples = WEEK)
    public record Ahead(
            int week,
            LocalDate startsOn,
            Step step,
            Stage stage,
            boolean deload,
            @Schema(description = "With sessions.") int days,
            @Schema(description = "All sessions together.") int minutes,

            @Schema(description = "Sets of load at RPE 4 and more.")
            int hardSets,

            @Schema(description = "What the week works on, most important first.")
            List<PlanView.Goal> goals,

            @Schema(description = "Lines of the week that work on a goal of the week that helps with the activity.")
            int towardsTheGoal,

            @Schema(description = "Slugs.") List<String> exercises) {

        static Ahead of(Programme.Ahead ahead, List<Target> helpedBy) {
            var week = ahead.week();
            var towards = week.goals().stream()
                    .map(Goal::target)
                    .filter(helpedBy::contains)
                    .toList();
            var items = week.days().stream()
                    .flatMap(day -> day.sessions().stream())
                    .flatMap(session -> session.items().stream())
                    .toList();
            return new Ahead(
                    week.weekIndex(),
                    week.startsOn(),
                    ahead.onward().step(),
                    week.stage(),
                    week.deload(),
                    week.days().size(),
                    ahead.minutes(),
                    ahead.hardSets(),
                    week.goals().stream().map(PlanView.Goal::of).toList(),
                    (int) items.stream()
                            .filter(item -> item.targets().stream().anyMatch(towards::contains))
                            .count(),
                    items.stream().map(Item::exerciseId).distinct().sorted().toList());
        }
    }

    @Schema(
            name = "Checkpoint",
            requiredProperties = {"after", "on", "text"},
            examples = CHECKPOINT)
    public record Checkpoint(
            @Schema(description = "So many weeks.") int after, LocalDate on, String text) {}

    static ProgrammeView of(UUID plan, NewProgramme wanted, Draft draft, Programme programme) {
        var helpedBy = wanted.goal().activity().helpedBy();
        return new ProgrammeView(
                plan,
                NOTICE,
                wanted.goal(),
                helpedBy,
                because(helpedBy, programme),
                assumptions(draft),
                programme.weeks().stream().map(week -> Ahead.of(week, helpedBy)).toList(),
                checkpoints(draft.asked().startsOn(), wanted.weeks()),
                programme.stopped().map(refused -> refused.reasons()),
                List.of("Scapula policy", "Farrar 2001", "Silbernagel 2007"));
    }

    private static List<String> because(List<Target> helpedBy, Programme programme) {
        var because = new ArrayList<String>();
        because.add("Your activity asks for "
                + helpedBy.stream().map(Target::words).collect(Collectors.joining("; then "))
                + ". Where it is an aim of a week, it comes before the week's other aims, after the movement that every"
                + " week needs, and never beyond the rules.");
        helpedBy.stream()
                .filter(target -> !programme.weeks().isEmpty()
                        && programme.weeks().stream().noneMatch(ahead -> worksOn(target, ahead)))
                .map(target -> "No week ahead works on %s. %s".formatted(target.words(), whyNot(target, programme)))
                .forEach(because::add);
        return List.copyOf(because);
    }

    private static boolean worksOn(Target target, Programme.Ahead ahead) {
        return ahead.week().goals().stream().anyMatch(goal -> goal.target() == target);
    }

    private static String whyNot(Target target, Programme programme) {
        return programme.weeks().stream()
                .flatMap(ahead -> ahead.week().coverageReasons().stream())
                .filter(missing -> missing.subject().equals(target.name()))
                .map(CoverageReason::reason)
                .findFirst()
                .orElse("At your stage, and with what fills your days, it is no aim of a plan.");
    }

    private static List<String> assumptions(Draft draft) {
        return List.of(
                "Each session that is still to come is done as planned, with an effort of %s of 10 and pain of %s of 10;"
                                .formatted(Programme.MODERATE_EFFORT, Programme.MILD)
                        + " nothing is too hard or hurts, and each morning is as good as before. A session that nobody"
                        + " logged, of a day gone by, was not done.",
                draft.assessment().held() == Disposition.SELF_CARE
                        ? "Triage is asked again before each week, with the same answers, and says self-care each time."
                        : "Triage is asked again before each week, with the same answers, and asks for a clinician each"
                                + " time. A clinician who has seen you approves each week anew; without that there is"
                                + " none.",
                "Your pain stays as it is; only the time since it began goes on.",
                "Days, minutes, things and limits stay the same.");
    }

    private static List<Checkpoint> checkpoints(LocalDate startsOn, int weeks) {
        var checkpoints = new ArrayList<Checkpoint>();
        for (int after = WEEKS_BETWEEN; after <= weeks; after += WEEKS_BETWEEN) {
            checkpoints.add(new Checkpoint(
                    after,
                    startsOn.plusWeeks(after),
                    after < 2 * WEEKS_BETWEEN
                            ? "Score your activity and your pain again, 0 to 10 each."
                            : "Score your activity and your pain again. If neither is at least 2 points better than at"
                                    + " the start, see a doctor or physiotherapist."));
        }
        return List.copyOf(checkpoints);
    }
}
