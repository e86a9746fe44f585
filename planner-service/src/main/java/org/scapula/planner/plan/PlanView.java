package org.scapula.planner.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.planner.plan.NewPlan.BodySide;
import org.scapula.planner.week.Activity;
import org.scapula.planner.week.Advised;
import org.scapula.planner.week.BookingProposal;
import org.scapula.planner.week.Candidate;
import org.scapula.planner.week.ClockLine;
import org.scapula.planner.week.Context;
import org.scapula.planner.week.CoverageReason;
import org.scapula.planner.week.Direction;
import org.scapula.planner.week.Disposition;
import org.scapula.planner.week.Equipment;
import org.scapula.planner.week.ExerciseClass;
import org.scapula.planner.week.Experience;
import org.scapula.planner.week.Forbidden;
import org.scapula.planner.week.GuidanceRules;
import org.scapula.planner.week.Irritability;
import org.scapula.planner.week.LeftOut;
import org.scapula.planner.week.Level;
import org.scapula.planner.week.MuscleGroup;
import org.scapula.planner.week.Onward;
import org.scapula.planner.week.Pace;
import org.scapula.planner.week.PastWeek;
import org.scapula.planner.week.Person;
import org.scapula.planner.week.Phase;
import org.scapula.planner.week.Position;
import org.scapula.planner.week.Region;
import org.scapula.planner.week.Report;
import org.scapula.planner.week.ReportedCondition;
import org.scapula.planner.week.Side;
import org.scapula.planner.week.Span;
import org.scapula.planner.week.Stage;
import org.scapula.planner.week.Step;
import org.scapula.planner.week.Target;
import org.scapula.planner.week.Topic;
import org.scapula.planner.week.Week;
import org.scapula.planner.week.Weekday;
import org.scapula.planner.week.WeeklyAdvice;

/// One week for one person: what to do, how much, why, and when to look again. Kept as given; it never changes.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "One week for one person. Kept as given; it never changes.",
        requiredProperties = {
            "planId",
            "status",
            "notice",
            "rulesetVersion",
            "catalogVersion",
            "inputHash",
            "createdAt",
            "startsOn",
            "weekIndex",
            "deload",
            "triage",
            "patient",
            "goals",
            "week",
            "coverageReasons",
            "selfCareClock",
            "selfCareLeftOut",
            "spared",
            "guidance",
            "history"
        },
        examples = Examples.PLAN)
public record PlanView(
        UUID planId,
        Status status,
        @Schema(description = "What this is not.") String notice,

        @Schema(description = "Which edition of the plan rules the week was checked against.")
        String rulesetVersion,

        @Schema(
                description =
                        "The catalogue of the clinic as it was read: the edition and, where the clinic has changed"
                                + " it, its revision.",
                examples = "2-3f9c2a7b10de4c55+7")
        String catalogVersion,

        @Schema(description = "SHA-256 over everything the plan was made from; the same hash is the same week.")
        String inputHash,

        Instant createdAt,
        LocalDate startsOn,
        int weekIndex,
        boolean deload,
        Triage triage,
        Patient patient,
        List<Goal> goals,
        List<Day> week,

        @Schema(description = "For desk work: a short break again and again through the working day.")
        Optional<MovementBreak> movementBreak,

        @Schema(description = "What the week should contain and does not, and why.")
        List<Missing> coverageReasons,

        @Schema(description = "What to do besides the exercises, by the hours since the pain began.")
        List<Clock> selfCareClock,

        @Schema(description = "Advice that others get and this person does not, and why.")
        List<Left> selfCareLeftOut,

        @Schema(
                description = "What else fits this person, topic by topic, besides the clock. Absent in plans of rule"
                        + " sets 1 to 4.")
        List<Told> advice,

        @Schema(
                description =
                        "What fits this person, too, and is not told in full this week. Absent in plans of rule sets"
                                + " 1 to 4.")
        List<Further> furtherAdvice,

        @Schema(
                description =
                        "What to book when it is no better after a few days. Absent in plans of rule sets 1 to 4.")
        Booking bookingProposal,

        @Schema(description = "What triage says exercises must spare, and which exercises fell by it.")
        List<Spared> spared,

        Guidance guidance,

        @Schema(description = "Earlier weeks; a first plan has none.")
        List<Past> history,

        @Schema(description = "Absent in plans of rule sets 1 to 3, and once a clinician has changed the week.")
        Optional<Optimum> optimum,

        @Schema(
                description = "The plan that this one goes on from; a first one has none.",
                examples = "019ab2f5-11aa-7c3e-b6d4-93d2c80f7e55")
        Optional<UUID> previousPlanId,

        @Schema(description = "Absent in plans of rule sets 1 to 4.")
        Progress progress,

        @Schema(
                description =
                        "What the week was not chosen from, by which rule and why. Absent in plans of rule sets 1 to"
                                + " 4.")
        List<Removed> removed,

        @Schema(description = "What a clinician changed; absent where nobody did.")
        Optional<Edited> edited,

        @Schema(description = "The clinic's template that it was made with; absent where there was none.")
        Optional<Made> template) {

    /// A plan that is refused is no plan: there is only one state so far.
    public enum Status {
        PLANNED
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "PlanTriage",
            description = "The assessment the plan stands on.",
            requiredProperties = {"id", "disposition", "assessedAt", "unknownRedFlags", "ruleSetVersion", "ruleSetHash"
            },
            examples = Examples.TRIAGE)
    public record Triage(
            UUID id,

            @Schema(description = "What held when the plan was made, after all reviews.")
            Disposition disposition,

            @Schema(
                    description = "The clinician's review by which it held; absent where nobody had reviewed it.",
                    examples = "019ab2f4-9d21-7c3a-8f10-2b6c1d9e4a02")
            Optional<UUID> reviewId,

            Instant assessedAt,
            List<String> unknownRedFlags,
            String ruleSetVersion,
            String ruleSetHash,

            @Schema(description = "By a clinician who has seen the person; absent where nobody had to approve.")
            Optional<Approval> approval) {}

    @Schema(
            name = "PlanApproved",
            description = "Who let this plan be made, and why.",
            requiredProperties = {"by", "reason", "at"},
            examples = "{\"by\": \"clinician-1\", \"reason\": \"Examined today.\", \"at\": \"2026-11-21T09:55:00Z\"}")
    public record Approval(String by, String reason, Instant at) {

        static Approval of(Draft.Approved approved) {
            return new Approval(approved.by(), approved.reason(), approved.at());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "PlanPatient",
            description = "Whom the plan is for, and what was taken into account of them.",
            requiredProperties = {
                "reference",
                "conditions",
                "equipment",
                "minutesPerSession",
                "sessionsPerDay",
                "availableDays",
                "stage",
                "irritability",
                "experience",
                "targets",
                "canFloorTransfer",
                "avoid",
                "context"
            },
            examples = Examples.PATIENT)
    public record Patient(
            @Schema(description = "The clinic's opaque reference, as the assessment has it.")
            String reference,

            Optional<Integer> age,
            List<Known> conditions,
            List<Equipment> equipment,
            int minutesPerSession,
            int sessionsPerDay,
            List<Weekday> availableDays,
            Stage stage,
            Irritability irritability,
            Optional<Integer> nprs,
            Experience experience,
            List<Target> targets,
            boolean canFloorTransfer,
            List<String> avoid,
            List<Context> context) {

        static Patient of(String reference, Person person, Optional<Integer> age, Optional<Integer> nprs, Week week) {
            return new Patient(
                    reference,
                    age,
                    person.conditions().stream().map(Known::of).toList(),
                    sorted(person.equipment()),
                    person.minutesPerSession(),
                    person.sessionsPerDay(),
                    sorted(person.days()),
                    week.stage(),
                    week.irritability(),
                    nprs,
                    person.experience(),
                    week.goals().stream().map(goal -> goal.target()).toList(),
                    person.canFloorTransfer(),
                    sorted(person.avoid()),
                    sorted(person.contexts()));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "KnownCondition",
            description = "A condition that was taken into account, from the person or from triage.",
            requiredProperties = "code",
            examples = "{\"code\": \"wrist_problem\", \"side\": \"LEFT\"}")
    public record Known(String code, Optional<Integer> weeksAgo, Optional<BodySide> side, Optional<Region> region) {

        static Known of(ReportedCondition condition) {
            return new Known(
                    condition.code().code(),
                    condition.weeksAgo(),
                    condition.side().map(BodySide::valueOf),
                    condition.region().map(Region::valueOf));
        }
    }

    @Schema(
            name = "PlanGoal",
            description = "What the week works on and why.",
            requiredProperties = {"target", "because", "items"},
            examples = Examples.GOAL)
    public record Goal(Target target, String because, int items) {

        static Goal of(org.scapula.planner.week.Goal goal) {
            return new Goal(goal.target(), goal.because(), goal.items());
        }
    }

    @Schema(
            name = "PlanDay",
            requiredProperties = {"day", "date", "sessions"},
            examples = Examples.DAY)
    public record Day(Weekday day, LocalDate date, List<Session> sessions) {

        static Day of(org.scapula.planner.week.Day day) {
            return new Day(
                    day.day(),
                    day.date(),
                    day.sessions().stream().map(Session::of).toList());
        }
    }

    @Schema(
            name = "PlanSession",
            requiredProperties = {"minutes", "warmupMinutes", "items"},
            examples = Examples.SESSION)
    public record Session(
            double minutes,

            @Schema(description = "On top of the items; 0 where the warm-up stands among them.")
            int warmupMinutes,

            List<Item> items) {

        static Session of(org.scapula.planner.week.Session session) {
            return new Session(
                    session.minutes(),
                    session.warmupMinutes(),
                    session.items().stream().map(Item::of).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "PlanItem",
            description =
                    "One exercise with its dose: sets times reps; with a hold, each repetition is held that long.",
            requiredProperties = {
                "exerciseId",
                "slug",
                "name",
                "class",
                "phase",
                "groups",
                "targets",
                "region",
                "position",
                "equipment",
                "sets",
                "reps",
                "holdSec",
                "restSec",
                "rpe",
                "painCeiling",
                "side",
                "oneSided",
                "direction",
                "progressionLevel",
                "why"
            },
            examples = Examples.ITEM)
    public record Item(
            String exerciseId,
            String slug,

            @Schema(
                    description = "The id in the catalogue, which stays where a slug comes to mean a clinic's own"
                            + " exercise. Absent in plans of rule sets 1 and 2.",
                    examples = "019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27")
            String catalogId,

            @Schema(
                    description = "Which published version of the exercise the line was made from. Absent in plans of"
                            + " rule sets 1 and 2.",
                    examples = "1")
            int exerciseVersion,

            String name,
            @JsonProperty("class") ExerciseClass exerciseClass,
            Phase phase,
            List<MuscleGroup> groups,
            List<Target> targets,
            Region region,
            Position position,
            List<Equipment> equipment,
            int sets,
            int reps,
            int holdSec,
            int restSec,
            Optional<Integer> secondsPerSpot,
            Optional<Integer> durationSec,
            int rpe,
            int painCeiling,
            Side side,
            boolean oneSided,
            Direction direction,
            int progressionLevel,
            Why why) {

        static Item of(org.scapula.planner.week.Item item) {
            return new Item(
                    item.exerciseId(),
                    item.exerciseId(),
                    item.catalogId(),
                    item.version(),
                    item.name(),
                    item.exerciseClass(),
                    item.phase(),
                    item.groups(),
                    item.targets(),
                    item.region(),
                    item.position(),
                    item.equipment(),
                    item.sets(),
                    item.reps(),
                    item.holdSec(),
                    item.restSec(),
                    item.secondsPerSpot(),
                    item.durationSec(),
                    item.rpe(),
                    item.painCeiling(),
                    item.side(),
                    item.oneSided(),
                    item.direction(),
                    item.progressionLevel(),
                    Why.of(item.why()));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "PlanWhy",
            description = "Why a line is there: what it serves, where its dose comes from, which sources speak for it.",
            requiredProperties = {"text", "serves", "doseSources", "sources"},
            examples = Examples.WHY)
    public record Why(
            String text,
            List<String> serves,
            List<String> doseSources,
            List<String> sources,

            @Schema(
                    description = "What the line is worth; absent where the objective did not choose it, and in plans"
                            + " made before it was told.")
            Optional<Value> value,

            @Schema(
                    description = "The exercise that came next for this place; absent where nothing else could stand"
                            + " there, and in plans of rule sets 1 to 3.")
            Optional<RunnerUp> runnerUp) {

        static Why of(org.scapula.planner.week.Why why) {
            return new Why(
                    why.text(),
                    why.serves(),
                    why.doseSources(),
                    why.sources(),
                    why.value().map(Value::of),
                    why.runnerUp().map(RunnerUp::of));
        }
    }

    @Schema(
            name = "PlanValue",
            description = "What an exercise earns in its place by the objective. All lines together, less what coming"
                    + " again costs, are the points of `optimum`.",
            requiredProperties = {"points", "by"},
            examples = Examples.VALUE)
    public record Value(
            @Schema(examples = "24") int points,

            @Schema(description = "For each weight of the objective that counts here.")
            Map<String, Integer> by) {

        static Value of(org.scapula.planner.week.Value value) {
            return new Value(value.points(), value.by());
        }
    }

    @Schema(
            name = "PlanRunnerUp",
            description = "What came next for a place, and what it lost by.",
            requiredProperties = {"slug", "name", "lostBy", "points", "because"},
            examples = Examples.RUNNER_UP)
    public record RunnerUp(
            String slug,
            String name,

            @Schema(
                    description =
                            "How many points of the objective the week would be worse with it here and all else as"
                                    + " it is; 0 where only the alphabet was against it.",
                    examples = "8")
            long lostBy,

            @Schema(description = "For each weight of the objective, how much more the exercise here earns.")
            Map<String, Integer> points,

            String because) {

        static RunnerUp of(org.scapula.planner.week.RunnerUp next) {
            return new RunnerUp(next.slug(), next.name(), next.lostBy(), new TreeMap<>(next.points()), next.because());
        }
    }

    @Schema(
            name = "PlanOptimum",
            description =
                    "What is meant by the best choice of exercises: by the declared objective, for the places that the"
                            + " week has, no other choice earns more points. It was proved and checked before the plan left.",
            requiredProperties = {"objectiveVersion", "objectiveHash", "points", "places", "options"},
            examples = Examples.OPTIMUM)
    public record Optimum(
            String objectiveVersion,

            @Schema(description = "SHA-256 of `planner/objective.yaml`, which holds each weight with its reason.")
            String objectiveHash,

            @Schema(description = "What the choice earns; no other earns more.")
            long points,

            @Schema(description = "How many exercises were chosen.")
            int places,

            @Schema(description = "From how many possibilities, all places together.")
            int options) {

        static Optimum of(org.scapula.planner.week.Optimum optimum) {
            return new Optimum(
                    optimum.objective().version(),
                    optimum.objective().hash(),
                    optimum.filled().points(),
                    optimum.filling().slots().size(),
                    optimum.filling().slots().stream()
                            .mapToInt(slot -> slot.options().size())
                            .sum());
        }
    }

    @Schema(
            name = "PlanMovementBreak",
            requiredProperties = {"everyMinutesMin", "everyMinutesMax", "minutes", "items", "why"},
            examples = Examples.BREAK)
    public record MovementBreak(
            int everyMinutesMin,
            int everyMinutesMax,
            int minutes,

            @Schema(description = "All that comes up in the breaks of a working day.")
            List<Item> items,

            @Schema(
                    description = "The break of each hour of work; who works longer begins again. Absent in plans of"
                            + " rule sets 1 to 4.")
            List<BreakOfHour> hours,

            Why why) {

        static MovementBreak of(org.scapula.planner.week.MovementBreak rest) {
            return new MovementBreak(
                    rest.everyMinutesMin(),
                    rest.everyMinutesMax(),
                    rest.minutes(),
                    rest.items().stream().map(Item::of).toList(),
                    rest.hours().stream().map(BreakOfHour::of).toList(),
                    Why.of(rest.why()));
        }
    }

    @Schema(
            name = "BreakOfHour",
            requiredProperties = {"hour", "exercises"},
            examples = Examples.BREAK_OF_HOUR)
    public record BreakOfHour(
            @Schema(description = "Counted from the start of work: 1 is the first.", examples = "1")
            int hour,

            @Schema(description = "Slugs of the items; with none, stand up and walk a few steps.")
            List<String> exercises) {

        static BreakOfHour of(org.scapula.planner.week.MovementBreak.AtHour at) {
            return new BreakOfHour(at.hour(), at.exercises());
        }
    }

    @Schema(
            name = "PlanCoverageReason",
            requiredProperties = {"subject", "cause", "reason"},
            examples = Examples.MISSING)
    public record Missing(
            @Schema(description = "A target, or MOBILITY_EXPOSURES, HARD_SETS, SESSION_MINUTES or SESSIONS_PER_DAY.")
            String subject,

            CoverageReason.Cause cause,
            String reason) {

        static Missing of(CoverageReason reason) {
            return new Missing(reason.subject(), reason.cause(), reason.reason());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "SelfCareLine",
            description = "One thing to do besides the exercises. Hours count from when the pain began; without an end"
                    + " it goes on.",
            requiredProperties = {
                "fromHour",
                "when",
                "what",
                "how",
                "never",
                "adviceId",
                "sources",
                "evidence",
                "evidenceNote"
            },
            examples = Examples.CLOCK)
    public record Clock(
            int fromHour,
            Optional<Integer> toHour,

            @Schema(
                    description =
                            "When it begins; absent where it goes by no hour of the pain, or nobody knows when that"
                                    + " began, and in plans made before it was told.")
            Optional<Instant> from,

            @Schema(description = "When it is over, as `from`; absent, too, where it has no end.")
            Optional<Instant> until,

            @Schema(description = "How often it may be repeated, in hours.")
            Optional<Between> everyHours,

            @Schema(description = "How long it takes each time.")
            Optional<Between> minutes,

            String when,
            String what,
            String how,
            List<String> never,

            @Schema(description = "The slug of the advice in the catalogue.")
            String adviceId,

            List<String> sources,

            @Schema(description = "STRONG, MODERATE, WEAK, CONSENSUS, UNPROVEN or NOT_APPLICABLE.")
            String evidence,

            String evidenceNote) {

        static Clock of(ClockLine line) {
            return new Clock(
                    line.fromHour(),
                    line.toHour(),
                    line.from(),
                    line.until(),
                    line.everyHours().map(Between::of),
                    line.minutes().map(Between::of),
                    line.when(),
                    line.what(),
                    line.how(),
                    line.never(),
                    line.adviceId(),
                    line.sources(),
                    line.evidence(),
                    line.evidenceNote());
        }
    }

    @Schema(
            name = "PlanBetween",
            requiredProperties = {"min", "max"},
            examples = "{\"min\": 15, \"max\": 20}")
    public record Between(int min, int max) {

        static Between of(Span span) {
            return new Between(span.min(), span.max());
        }
    }

    @Schema(
            name = "SelfCareLeftOut",
            requiredProperties = {"adviceId", "because"},
            examples = Examples.LEFT_OUT)
    public record Left(String adviceId, String because) {

        static Left of(LeftOut left) {
            return new Left(left.adviceId(), left.because());
        }
    }

    @Schema(
            name = "PlanAdvice",
            description = "One piece of advice of the catalogue, word for word, and why this person gets it.",
            requiredProperties = {
                "topic",
                "slug",
                "title",
                "text",
                "why",
                "never",
                "evidence",
                "evidenceNote",
                "sources"
            },
            examples = Examples.ADVICE)
    public record Told(
            Topic topic,
            String slug,
            String title,
            String text,
            String why,
            List<String> never,

            @Schema(description = "STRONG, MODERATE, WEAK, CONSENSUS, UNPROVEN or NOT_APPLICABLE.")
            String evidence,

            String evidenceNote,
            List<String> sources) {

        static Told of(WeeklyAdvice.Told told) {
            var line = told.line();
            return new Told(
                    line.topic(),
                    line.slug(),
                    line.title(),
                    line.text(),
                    told.why(),
                    line.never(),
                    line.evidence(),
                    line.evidenceNote(),
                    line.sources());
        }

        Stream<String> sentences() {
            return Stream.concat(Stream.of(title, text, why, evidenceNote), never.stream());
        }
    }

    @Schema(
            name = "PlanFurtherAdvice",
            description = "Advice of one topic that fits as well, in the order of its turn, and why it waits.",
            requiredProperties = {"topic", "because", "lines"},
            examples = Examples.FURTHER)
    public record Further(Topic topic, String because, List<Named> lines) {

        static Further of(WeeklyAdvice.Waiting waiting) {
            return new Further(
                    waiting.topic(),
                    waiting.because(),
                    waiting.lines().stream()
                            .map(line -> new Named(line.slug(), line.title()))
                            .toList());
        }

        Stream<String> sentences() {
            return Stream.concat(Stream.of(because), lines.stream().map(Named::title));
        }
    }

    @Schema(
            name = "AdviceTitle",
            description = "A piece of advice that the catalogue tells in full under its slug.",
            requiredProperties = {"slug", "title"},
            examples = Examples.NAMED)
    public record Named(String slug, String title) {}

    @Schema(
            name = "BookingProposal",
            description = "What to book when the pain is no better on a day. Nothing is booked by it.",
            requiredProperties = {"after", "latest", "what", "why", "adviceId", "sources"},
            examples = Examples.BOOKING)
    public record Booking(
            @Schema(description = "Book when it is no better on this day.")
            LocalDate after,

            @Schema(description = "The day by which the person should have been seen then.")
            LocalDate latest,

            BookingProposal.Visit what,
            String why,

            @Schema(description = "The slug of the advice in the catalogue.")
            String adviceId,

            List<String> sources) {

        static Booking of(BookingProposal proposal) {
            return new Booking(
                    proposal.after(),
                    proposal.latest(),
                    proposal.what(),
                    proposal.why(),
                    proposal.adviceId(),
                    proposal.sources());
        }
    }

    @Schema(
            name = "PlanSpared",
            description = "A limit that triage names by the rule of its picture.",
            requiredProperties = {"ruleId", "level", "because", "assumed", "exercises", "sources"},
            examples = Examples.SPARED)
    public record Spared(
            @Schema(description = "The row of triage's picture rules.")
            String ruleId,

            Level level,
            String because,

            @Schema(description = "Whether a question about it is open and it counts for that reason.")
            boolean assumed,

            @Schema(description = "Slugs of the exercises that are left out because of it.")
            List<String> exercises,

            List<String> sources) {

        static Spared of(Forbidden forbidden, List<Candidate> candidates) {
            return new Spared(
                    forbidden.ruleId(),
                    forbidden.level(),
                    forbidden.because(),
                    forbidden.assumed(),
                    candidates.stream()
                            .filter(forbidden::rulesOut)
                            .map(Candidate::slug)
                            .sorted()
                            .toList(),
                    forbidden.sources());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "PlanGuidance",
            description = "What travels with every week.",
            requiredProperties = {
                "painRule",
                "nextMorningRule",
                "stopSigns",
                "safetyNet",
                "reviewDate",
                "reviewText",
                "regressionRule",
                "missedSessionRule",
                "activities",
                "sources"
            },
            examples = Examples.GUIDANCE)
    public record Guidance(
            String painRule,
            String nextMorningRule,
            List<String> stopSigns,
            List<String> safetyNet,
            LocalDate reviewDate,
            String reviewText,
            String regressionRule,
            String missedSessionRule,
            Optional<String> runningRule,

            @Schema(description = "How to go on with what fills the person's days, as triage says.")
            List<HowToGoOn> activities,

            @Schema(description = "Where each rule comes from.")
            List<RuleSources> sources) {

        static Guidance of(org.scapula.planner.week.Guidance guidance, List<RuleSources> sources) {
            return new Guidance(
                    guidance.painRule(),
                    GuidanceRules.NEXT_MORNING,
                    guidance.stopSigns(),
                    guidance.safetyNet(),
                    guidance.reviewDate(),
                    Words.REVIEW,
                    guidance.regressionRule(),
                    guidance.missedSessionRule(),
                    guidance.runningRule(),
                    guidance.activities().stream().map(HowToGoOn::of).toList(),
                    sources);
        }

        Stream<String> sentences() {
            return Stream.of(
                            Stream.of(painRule, nextMorningRule, reviewText, regressionRule, missedSessionRule),
                            stopSigns.stream(),
                            safetyNet.stream(),
                            runningRule.stream(),
                            activities.stream().map(HowToGoOn::text))
                    .flatMap(sentences -> sentences);
        }
    }

    @Schema(
            name = "PlanActivity",
            description = "How to go on with an activity.",
            requiredProperties = {"ruleId", "activity", "advice", "text", "sources"},
            examples = Examples.ACTIVITY)
    public record HowToGoOn(
            @Schema(description = "The row of triage's picture rules.")
            String ruleId,

            Activity activity,
            Pace advice,
            String text,
            List<String> sources) {

        static HowToGoOn of(Advised advised) {
            return new HowToGoOn(
                    advised.ruleId(), advised.activity(), advised.pace(), advised.text(), advised.sources());
        }
    }

    @Schema(
            name = "GuidanceSources",
            requiredProperties = {"rule", "sources"},
            examples = Examples.RULE_SOURCES)
    public record RuleSources(String rule, List<String> sources) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "PastWeek",
            description = "How an earlier week went, as far as anybody said.",
            requiredProperties = {"week", "planId", "startsOn", "deload", "hardSets", "sessionsPlanned", "sessionsDone"
            },
            examples = Examples.PAST)
    public record Past(
            int week,
            UUID planId,
            LocalDate startsOn,
            boolean deload,

            @Schema(description = "Sets of load at RPE 4 and more, as planned.")
            int hardSets,

            int sessionsPlanned,

            @Schema(description = "Done, or partly.") int sessionsDone,

            @Schema(description = "Worst pain in a session, NPRS; absent where nobody said.")
            Optional<Integer> maxPain,

            @Schema(description = "Worst pain on a morning after, NPRS; absent where nobody said.")
            Optional<Integer> nextMorningPain) {

        static Past of(PastWeek week, UUID plan) {
            return new Past(
                    week.index(),
                    plan,
                    week.startsOn(),
                    week.deload(),
                    week.hardSets(),
                    week.sessions().size(),
                    week.sessionsDone(),
                    week.worst(Report::painDuring),
                    week.worst(Report::painNextMorning));
        }
    }

    @Schema(
            name = "PlanEdited",
            description = "What a clinician changed in a plan, in whose place this one stands.",
            requiredProperties = {"of", "by", "at", "reason", "changes"},
            examples = Examples.EDITED)
    public record Edited(UUID of, String by, Instant at, String reason, List<NewEdits.Edit> changes) {

        static Edited of(Draft.Edits edits) {
            return new Edited(
                    edits.lived().plan(),
                    edits.by(),
                    edits.at(),
                    edits.wanted().reason(),
                    edits.wanted().changes());
        }
    }

    @Schema(
            name = "PlanMadeWith",
            description = "The clinic's template that a plan was made with, and what it did.",
            requiredProperties = {"id", "name", "revision", "filledIn", "narrowed", "preferred", "missing"},
            examples = Examples.MADE_WITH)
    public record Made(
            UUID id,
            String name,

            @Schema(description = "As which revision; `GET /plan-templates/{id}/revisions` tells what it said.")
            int revision,

            @Schema(description = "What the wish left to it, by name; in the weeks after a first one nothing is.")
            List<String> filledIn,

            @Schema(description = "What the person wanted more of than it allows.")
            List<Narrowed> narrowed,

            @Schema(description = "Slugs of the exercises in the week that it prefers.")
            List<String> preferred,

            @Schema(description = "Exercises that it names and the clinic's catalogue no longer has.")
            List<Gone> missing) {

        static Made of(MadeWith with, Wanted wanted, Week week, Set<String> slugs) {
            var says = with.template().says();
            return new Made(
                    with.id(),
                    says.name(),
                    with.template().revision(),
                    with.filledIn(),
                    with.narrowed(wanted).stream().map(Narrowed::of).toList(),
                    week.items()
                            .map(item -> item.exerciseId())
                            .filter(says.preferred()::contains)
                            .distinct()
                            .sorted()
                            .toList(),
                    with.missingIn(slugs).stream().map(Gone::of).toList());
        }

        Stream<String> sentences() {
            return Stream.of(
                            Stream.of(name),
                            narrowed.stream().map(Narrowed::because),
                            missing.stream().map(Gone::because))
                    .flatMap(sentences -> sentences);
        }
    }

    @Schema(
            name = "PlanNarrowed",
            requiredProperties = {"what", "from", "to", "because"},
            examples = Examples.NARROWED)
    public record Narrowed(
            @Schema(description = "A field of the wish.") String what,

            @Schema(description = "As the person said it.") String from,

            @Schema(description = "As the plan was made.") String to,

            String because) {

        static Narrowed of(MadeWith.Narrowed narrowed) {
            return new Narrowed(narrowed.what(), narrowed.from(), narrowed.to(), narrowed.because());
        }
    }

    @Schema(
            name = "PlanGone",
            requiredProperties = {"slug", "because"},
            examples = Examples.GONE)
    public record Gone(String slug, String because) {

        static Gone of(String slug) {
            return new Gone(slug, "The clinic's catalogue no longer has it, so the plan was made without.");
        }
    }

    @Schema(
            name = "PlanRemoved",
            description = "An exercise that could not be chosen.",
            requiredProperties = {"slug", "name", "targets", "ruleId", "because"},
            examples = Examples.REMOVED)
    public record Removed(
            String slug,
            String name,

            @Schema(description = "What it would have worked on.")
            List<Target> targets,

            String ruleId,
            String because) {

        static Removed of(org.scapula.planner.week.Removed removed) {
            return new Removed(removed.slug(), removed.name(), removed.targets(), removed.ruleId(), removed.because());
        }
    }

    @Schema(
            name = "PlanProgress",
            description = "How the week goes on from the one before it.",
            requiredProperties = {"step", "changes"},
            examples = Examples.PROGRESS)
    public record Progress(
            Step step,

            @Schema(description = "What is different from last week and why; of a first week nothing is.")
            List<Change> changes) {

        static Progress of(Onward onward) {
            return new Progress(
                    onward.step(), onward.changes().stream().map(Change::of).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "PlanChange",
            description = "One thing that is different from last week, and why.",
            requiredProperties = {"subject", "what", "because", "ruleIds", "sources"},
            examples = Examples.CHANGE)
    public record Change(
            @Schema(description = "The slug of an exercise, or WEEK.")
            String subject,

            org.scapula.planner.week.Change.What what,

            @Schema(description = "As it was; absent for what is new.")
            Optional<String> from,

            @Schema(description = "As it is now; absent for what is no longer there.")
            Optional<String> to,

            String because,
            List<String> ruleIds,
            List<String> sources) {

        static Change of(org.scapula.planner.week.Change change) {
            return new Change(
                    change.subject(),
                    change.what(),
                    change.from(),
                    change.to(),
                    change.because(),
                    change.ruleIds(),
                    change.sources());
        }
    }

    private static <T extends Comparable<? super T>> List<T> sorted(Set<T> values) {
        return values.stream().sorted().toList();
    }
}
