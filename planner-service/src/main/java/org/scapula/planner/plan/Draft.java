package org.scapula.planner.plan;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.planner.remote.CatalogAdvice;
import org.scapula.planner.remote.CatalogExercise;
import org.scapula.planner.remote.CatalogLimits;
import org.scapula.planner.remote.NotUnderstood;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.week.Activity;
import org.scapula.planner.week.AdviceLine;
import org.scapula.planner.week.Advised;
import org.scapula.planner.week.BookingRules;
import org.scapula.planner.week.Candidate;
import org.scapula.planner.week.Condition;
import org.scapula.planner.week.Context;
import org.scapula.planner.week.EditRules;
import org.scapula.planner.week.Edited;
import org.scapula.planner.week.Facts;
import org.scapula.planner.week.Forbidden;
import org.scapula.planner.week.Guidance;
import org.scapula.planner.week.GuidanceRules;
import org.scapula.planner.week.Onward;
import org.scapula.planner.week.Optimum;
import org.scapula.planner.week.Outcome;
import org.scapula.planner.week.PastWeek;
import org.scapula.planner.week.Person;
import org.scapula.planner.week.Picture;
import org.scapula.planner.week.PlanToCheck;
import org.scapula.planner.week.Programme;
import org.scapula.planner.week.Recipient;
import org.scapula.planner.week.ReportedCondition;
import org.scapula.planner.week.SelfCareClock;
import org.scapula.planner.week.Stage;
import org.scapula.planner.week.TakenOut;
import org.scapula.planner.week.Target;
import org.scapula.planner.week.Triage;
import org.scapula.planner.week.Verifier;
import org.scapula.planner.week.Violation;
import org.scapula.planner.week.Week;
import org.scapula.planner.week.WeekEdit;
import org.scapula.planner.week.WeekPlanner;
import org.scapula.planner.week.WeekRules;
import org.scapula.planner.week.WeeklyAdvice;
import org.scapula.planner.week.Withheld;

/// A plan in the making: facts in, a checked plan or a refusal out.
record Draft(Asked asked, TriageAssessment assessment, Facts facts, List<AdviceLine> advice, Gathered gathered) {

    /// What the person wants, and when they asked.
    ///
    /// @param soFar the weeks that this one goes on from; empty for a first one
    /// @param approved by a clinician who has seen the person; empty where nobody had to
    /// @param template the clinic's, where it is made with one
    record Asked(
            Wanted wanted,
            LocalDate startsOn,
            Instant at,
            ZoneId zone,
            Optional<SoFar> soFar,
            Optional<Approved> approved,
            Optional<MadeWith> template) {

        /// For a first week that nobody had to approve.
        Asked(Wanted wanted, LocalDate startsOn, Instant at, ZoneId zone) {
            this(wanted, startsOn, at, zone, Optional.empty(), Optional.empty(), Optional.empty());
        }

        LocalDate today() {
            return LocalDate.ofInstant(at, zone);
        }

        /// With the answer of triage that it is made from, where that is another than the one that was named.
        Asked by(TriageAssessment answer) {
            return wanted.assessmentId().equals(answer.id())
                    ? this
                    : new Asked(wanted.by(answer.id()), startsOn, at, zone, soFar, Optional.empty(), template);
        }

        Asked after(SoFar behind) {
            return new Asked(wanted, startsOn, at, zone, Optional.of(behind), approved, template);
        }

        Asked with(Wanted whole, MadeWith made) {
            return new Asked(whole, startsOn, at, zone, soFar, approved, Optional.of(made));
        }
    }

    /// Who approved a plan, why and when.
    record Approved(String by, String reason, Instant at) {}

    private static final Set<String> LEFT_TO_A_CLINICIAN = Set.of("H14", "H17", "H22");

    /// Which edition of the plan rules this build carries.
    static final String RULES = "9";

    static Draft of(Asked asked, Gathered gathered) {
        var assessment = gathered.assessment();
        requireKnownWords(asked.wanted(), gathered);
        Refusals.unlessTriageSaysWhatToSpare(assessment);
        var reported = conditions(asked.wanted(), assessment);
        Refusals.unlessTriageKnew(
                assessment, reported.stream().map(ReportedCondition::code).toList());
        var advice = gathered.catalog().advice().stream().map(Draft::line).toList();
        requireAdvice(advice, asked.wanted().contexts());
        var triage = triage(assessment, asked);
        requireNoObstacle(reported, gathered.catalog().noPlanConditions(), triage);
        var facts = new Facts(
                triage,
                person(asked, reported),
                Candidates.of(gathered.catalog().exercises(), reported),
                asked.soFar()
                        .map(behind -> behind.history(assessment, asked.today(), asked.startsOn()))
                        .orElse(List.of()),
                asked.template().map(MadeWith::ofTheWeek));
        var takenOut = asked.soFar().map(behind -> behind.last().takenOut()).orElse(List.of());
        return new Draft(asked, assessment, facts.without(takenOut), advice, gathered);
    }

    /// A week that breaks a rule is never shown, whatever the reason.
    PlanView plan(UUID id, String inputHash) {
        return made(id, inputHash).checked();
    }

    /// A plan before its last check.
    record Unchecked(Draft draft, PlanView view, Week week, Optimum optimum) {

        /// The same plan, or the rules that it breaks.
        PlanView checked() {
            return draft.checked(view, week, optimum);
        }
    }

    Unchecked made(UUID id, String inputHash) {
        return switch (WeekPlanner.plan(facts, asked.startsOn())) {
            case Outcome.Refused(var ruleIds, var reasons) -> throw Refusals.refused(ruleIds, reasons);
            case Outcome.Planned(var week, var onward, var optimum) ->
                new Unchecked(this, view(id, inputHash, week, onward, optimum), week, optimum);
        };
    }

    /// What a clinician changes in a plan.
    ///
    /// @param lived that plan, with what was said of it
    record Edits(SoFar.Lived lived, PlanView view, NewEdits wanted, String by, Instant at) {}

    /// A week with a clinician's changes, and what the rules say of it.
    record Made(PlanView view, List<Violation> violations) {}

    /// What is taken out of the week by these stays out; what is put in again does not.
    Draft heeding(Edits edits) {
        var week = changed(edits).week();
        var now = edits.wanted().edits().stream()
                .filter(edit -> !(edit instanceof WeekEdit.Dose))
                .map(edit -> new TakenOut(edit.slug(), edits.wanted().reason()));
        var takenOut = Stream.concat(now, edits.lived().takenOut().stream())
                .filter(it -> !week.holds(it.slug()))
                .collect(toMap(TakenOut::slug, it -> it, (latest, _) -> latest, TreeMap::new));
        return new Draft(asked, assessment, facts.without(List.copyOf(takenOut.values())), advice, gathered);
    }

    /// A clinician may put in again what one took out.
    private Edited.Result changed(Edits edits) {
        return Edited.of(
                facts.without(List.of()),
                KeptWeek.of(edits.view()),
                edits.wanted().edits(),
                edits.wanted().reason());
    }

    Made edited(UUID id, String inputHash, Edits edits) {
        var before = KeptWeek.of(edits.view());
        var made = changed(edits);
        var view = view(id, inputHash, made.week(), edits.view().progress(), Optional.empty(), Optional.of(edits));
        var violations = new ArrayList<>(made.impossible());
        // H49 asks when the week was to be reviewed, as on its first day; shown is the day of the change, where that
        // has gone by.
        var guidance = guidance(made.week(), made.week().startsOn());
        var plan = new PlanToCheck(facts, made.week(), guidance, texts(view));
        violations.addAll(WeekRules.check(plan));
        violations.addAll(
                EditRules.check(plan, before, lived(edits), edits.wanted().reason()));
        return new Made(view, List.copyOf(violations));
    }

    private PastWeek lived(Edits edits) {
        return SoFar.soFar(edits.lived(), assessment, asked.today());
    }

    /// The weeks after the last one, as they would be if all went well; each is checked as if it were to leave.
    Programme ahead(int weeks, List<Target> towards) {
        var following = asked.startsOn().plusDays(7);
        var next = following.isBefore(asked.today()) ? asked.today() : following;
        var lived = asked.soFar()
                .map(behind -> behind.history(assessment, asked.today(), next))
                .orElse(List.of());
        var programme = Programme.of(facts.lookingAhead(lived, towards), next, weeks, this::stageOn);
        programme.weeks().forEach(ahead -> {
            var violations = Verifier.check(
                    new PlanToCheck(ahead.facts(), ahead.week(), guidance(ahead.week()), List.of()), ahead.optimum());
            if (!violations.isEmpty()) {
                throw new Unverified(violations);
            }
        });
        return programme;
    }

    /// By the calendar: under six weeks, up to twelve, over twelve. Where nobody knows when it began, it stays.
    private Stage stageOn(LocalDate day) {
        var said = assessment.picture().orElseThrow();
        long passed = ChronoUnit.DAYS.between(LocalDate.ofInstant(assessment.assessedAt(), asked.zone()), day);
        return said.durationDays()
                .map(days -> days + passed)
                .map(days -> days < 42 ? Stage.ACUTE : days <= 84 ? Stage.SUBACUTE : Stage.CHRONIC)
                .filter(stage -> stage.ordinal() > said.stage().ordinal())
                .orElse(said.stage());
    }

    /// Hours since the pain began, at the time of asking.
    Optional<Integer> hoursSinceOnset() {
        var elapsed = (int) Math.max(
                0, Duration.between(assessment.assessedAt(), asked.at()).toHours());
        return hoursWhenAssessed().map(hours -> hours + elapsed);
    }

    private Optional<Integer> hoursWhenAssessed() {
        return assessment
                .picture()
                .flatMap(picture -> picture.onsetHoursAgo().or(() -> atLeast(picture.durationDays())));
    }

    private Optional<ZonedDateTime> onset() {
        return hoursWhenAssessed()
                .map(hours -> assessment.assessedAt().atZone(asked.zone()).minusHours(hours));
    }

    /// Days count from the first; the fewest hours are the cautious ones.
    private static Optional<Integer> atLeast(Optional<Integer> days) {
        return days.filter(known -> known > 1).map(known -> (known - 1) * 24);
    }

    private PlanView checked(PlanView view, Week week, Optimum optimum) {
        var violations = Verifier.check(new PlanToCheck(facts, week, guidance(week), texts(view)), optimum);
        if (!violations.isEmpty()) {
            throw new Unverified(violations);
        }
        return view;
    }

    private static List<String> texts(PlanView view) {
        return Stream.of(
                        Stream.of(view.notice()),
                        view.guidance().sentences(),
                        view.selfCareClock().stream()
                                .flatMap(line -> Stream.concat(
                                        Stream.of(line.when(), line.what(), line.how(), line.evidenceNote()),
                                        line.never().stream())),
                        view.selfCareLeftOut().stream().map(PlanView.Left::because),
                        view.advice().stream().flatMap(PlanView.Told::sentences),
                        view.furtherAdvice().stream().flatMap(PlanView.Further::sentences),
                        Stream.of(view.bookingProposal().why()),
                        view.spared().stream().map(PlanView.Spared::because),
                        view.progress().changes().stream().map(PlanView.Change::because),
                        view.template().stream().flatMap(PlanView.Made::sentences),
                        view.edited().stream().map(PlanView.Edited::reason))
                .flatMap(texts -> texts)
                .toList();
    }

    PlanView view(UUID id, String inputHash, Week week, Onward onward, Optimum optimum) {
        return view(id, inputHash, week, PlanView.Progress.of(onward), Optional.of(optimum), Optional.empty());
    }

    private PlanView view(
            UUID id,
            String inputHash,
            Week week,
            PlanView.Progress progress,
            Optional<Optimum> optimum,
            Optional<Edits> edits) {
        var removed = optimum.map(Optimum::removed).orElseGet(() -> WeekPlanner.removed(facts, asked.startsOn()));
        var whom = new Recipient(
                hoursSinceOnset(),
                week.stage(),
                facts.person().contexts(),
                facts.person().conditions(),
                activities(),
                onset(),
                Withheld.of(
                        edits.map(it -> facts.goingOnFrom(lived(it))).orElse(facts),
                        week.startsOn(),
                        removed,
                        progress.step()));
        var clock = SelfCareClock.of(whom, advice);
        var weekly = WeeklyAdvice.of(whom, week.weekIndex(), clock, advice);
        return new PlanView(
                id,
                PlanView.Status.PLANNED,
                Words.NOTICE,
                RULES,
                gathered.catalog().version(),
                inputHash,
                asked.at(),
                week.startsOn(),
                week.weekIndex(),
                week.deload(),
                shownTriage(),
                PlanView.Patient.of(
                        assessment.patient(),
                        facts.person(),
                        age(),
                        edits.map(it -> it.lived().kept().patient().nprs()).orElseGet(this::nprs),
                        week),
                week.goals().stream().map(PlanView.Goal::of).toList(),
                week.days().stream().map(PlanView.Day::of).toList(),
                week.movementBreak().map(PlanView.MovementBreak::of),
                week.coverageReasons().stream().map(PlanView.Missing::of).toList(),
                clock.lines().stream().map(PlanView.Clock::of).toList(),
                Stream.concat(clock.leftOut().stream(), weekly.leftOut().stream())
                        .map(PlanView.Left::of)
                        .toList(),
                weekly.told().stream().map(PlanView.Told::of).toList(),
                weekly.waiting().stream().map(PlanView.Further::of).toList(),
                edits.map(it -> it.view().bookingProposal()).orElseGet(() -> booking(week)),
                spared(),
                PlanView.Guidance.of(guidance(week), guidanceSources()),
                history(),
                optimum.map(PlanView.Optimum::of),
                asked.soFar().map(behind -> behind.last().plan()),
                progress,
                removed.stream().map(PlanView.Removed::of).toList(),
                edits.map(PlanView.Edited::of),
                asked.template().map(with -> PlanView.Made.of(with, asked.wanted(), week, slugs())));
    }

    private PlanView.Booking booking(Week week) {
        return PlanView.Booking.of(BookingRules.proposal(
                asked.today(),
                week.weekIndex(),
                daysNoBetter(),
                asked.soFar().map(SoFar::proposed).orElse(List.of()),
                advice));
    }

    /// As told to triage, and those that have gone by since.
    private Optional<Integer> daysNoBetter() {
        var told = LocalDate.ofInstant(assessment.assessedAt(), asked.zone());
        int since = (int) Math.max(0, ChronoUnit.DAYS.between(told, asked.today()));
        return assessment
                .picture()
                .flatMap(TriageAssessment.Picture::selfCareDaysNoBetter)
                .map(days -> days + since);
    }

    private Set<String> slugs() {
        return facts.candidates().stream().map(Candidate::slug).collect(toUnmodifiableSet());
    }

    private Guidance guidance(Week week) {
        return guidance(week, asked.today());
    }

    private Guidance guidance(Week week, LocalDate today) {
        return GuidanceRules.of(
                week,
                facts.person().contexts(),
                activities(),
                advice,
                assessment.safetyNet(),
                assessment.getHelpAgain(),
                GuidanceRules.reviewDate(week, assessment.reviewDate(), today));
    }

    private List<PlanView.Past> history() {
        var plans = asked.soFar().map(SoFar::weeks).orElse(List.of());
        return IntStream.range(0, plans.size())
                .mapToObj(at ->
                        PlanView.Past.of(facts.history().get(at), plans.get(at).plan()))
                .toList();
    }

    private List<PlanView.RuleSources> guidanceSources() {
        return Stream.concat(
                        GuidanceRules.ORIGINS.stream()
                                .map(origin -> new PlanView.RuleSources(origin.rule(), origin.sources())),
                        facts.person().contexts().contains(Context.RUNNING)
                                ? Stream.of(new PlanView.RuleSources(
                                        "runningRule", GuidanceRules.runningSources(activities(), advice)))
                                : Stream.of())
                .toList();
    }

    private List<Advised> activities() {
        return facts.triage().picture().map(Picture::activities).orElse(List.of());
    }

    /// What triage forbids, and which exercises of the catalogue fall by it.
    private List<PlanView.Spared> spared() {
        return facts.triage().forbids().stream()
                .map(it -> PlanView.Spared.of(it, facts.candidates()))
                .toList();
    }

    private PlanView.Triage shownTriage() {
        return new PlanView.Triage(
                assessment.id(),
                assessment.held(),
                assessment.review().map(TriageAssessment.Review::id),
                assessment.assessedAt(),
                assessment.unknownRedFlags(),
                assessment.ruleSet().version(),
                assessment.ruleSet().hash(),
                asked.approved().map(PlanView.Approval::of));
    }

    private Optional<Integer> age() {
        return assessment.picture().flatMap(TriageAssessment.Picture::ageYears);
    }

    private Optional<Integer> nprs() {
        return assessment.picture().flatMap(TriageAssessment.Picture::nprs);
    }

    /// H08 and H10: a word we do not know is named, never passed over.
    private static void requireKnownWords(Wanted wanted, Gathered gathered) {
        var slugs = new TreeSet<>(gathered.catalog().exercises().stream()
                .map(CatalogExercise::slug)
                .toList());
        var errors = new ArrayList<FieldError>();
        IntStream.range(0, wanted.conditions().size())
                .filter(at -> Condition.of(wanted.conditions().get(at).code()).isEmpty())
                .forEach(at -> errors.add(new FieldError(
                        "/conditions/" + at + "/code", "unknown-value", "is not a condition on the closed list")));
        IntStream.range(0, wanted.avoid().size())
                .filter(at -> !slugs.contains(wanted.avoid().get(at)))
                .forEach(at ->
                        errors.add(new FieldError("/avoid/" + at, "unknown-value", "is not the slug of an exercise")));
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
    }

    /// What the person says and what triage found; of dates triage knows the weeks of a pregnancy alone, so its others
    /// count as recent.
    private static List<ReportedCondition> conditions(Wanted wanted, TriageAssessment assessment) {
        var said = wanted.conditions().stream().map(Draft::condition);
        var found = assessment.picture().stream().flatMap(Draft::conditions);
        return Stream.concat(said, found)
                .distinct()
                .sorted(Comparator.comparing(ReportedCondition::code).thenComparing(ReportedCondition::toString))
                .toList();
    }

    private static ReportedCondition condition(NewPlan.Reported reported) {
        return new ReportedCondition(
                Condition.of(reported.code()).orElseThrow(),
                reported.weeksAgo(),
                reported.side().map(Enum::name),
                reported.region().map(Enum::name));
    }

    private static Stream<ReportedCondition> conditions(TriageAssessment.Picture picture) {
        return picture.conditions().stream()
                .map(Draft::conditionOfTriage)
                .map(code -> new ReportedCondition(
                        code,
                        picture.pregnancyWeeks().filter(weeks -> code == Condition.PREGNANCY),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Condition conditionOfTriage(String code) {
        return Condition.of(code).orElseThrow(() -> new NotUnderstood("a condition of triage that we do not know"));
    }

    private static void requireAdvice(List<AdviceLine> advice, List<Context> contexts) {
        var slugs = advice.stream().map(AdviceLine::slug).toList();
        if (!slugs.containsAll(SelfCareClock.needs(Set.copyOf(contexts)))) {
            throw new NotUnderstood("advice is missing in the catalogue");
        }
    }

    /// The catalogue too may say that a condition allows no exercise on one's own. Where it does so by a rule that
    /// leaves it to a clinician, one who approves has decided.
    private static void requireNoObstacle(
            List<ReportedCondition> reported, List<CatalogLimits.NoPlan> limits, Triage triage) {
        var obstacles = limits.stream()
                .filter(limit -> !triage.isApproved()
                        || limit.ruleIds().isEmpty()
                        || !LEFT_TO_A_CLINICIAN.containsAll(limit.ruleIds()))
                .filter(limit -> reported.stream()
                        .anyMatch(condition -> condition.code().code().equals(limit.condition())
                                && Recency.holds(condition.code(), limit.withinWeeks(), reported)))
                .toList();
        if (!obstacles.isEmpty()) {
            throw Refusals.refused(
                    obstacles.stream()
                            .flatMap(limit -> limit.ruleIds().stream())
                            .distinct()
                            .toList(),
                    obstacles.stream().map(CatalogLimits.NoPlan::because).toList());
        }
    }

    private static Triage triage(TriageAssessment assessment, Asked asked) {
        var assessedOn = LocalDate.ofInstant(assessment.assessedAt(), asked.zone());
        return new Triage(
                assessment.id().toString(),
                assessment.held(),
                // Answers that were given while a week is under way hold for what is changed in it.
                assessedOn.isAfter(asked.startsOn()) ? asked.startsOn() : assessedOn,
                assessment.unknownRedFlags(),
                assessment.picture().map(Draft::picture),
                asked.approved().isPresent());
    }

    private static Picture picture(TriageAssessment.Picture picture) {
        return new Picture(
                picture.ageYears(),
                picture.nprs(),
                picture.stage(),
                picture.irritability(),
                conditions(picture).toList(),
                activities(picture.activities().orElseThrow()),
                picture.forbids().orElseThrow().stream().map(Draft::forbidden).toList());
    }

    private static List<Advised> activities(List<TriageAssessment.Advice> said) {
        var about = said.stream().map(TriageAssessment.Advice::activity).toList();
        if (about.size() != Activity.values().length || !Set.copyOf(about).equals(Set.of(Activity.values()))) {
            throw new NotUnderstood("not one line of triage for each activity");
        }
        return said.stream()
                .map(it -> new Advised(
                        it.id(),
                        it.activity(),
                        it.advice(),
                        it.does() == TriageAssessment.Does.YES,
                        it.text(),
                        it.sources()))
                .toList();
    }

    private static Forbidden forbidden(TriageAssessment.Forbids said) {
        if (said.positions().isEmpty()
                && said.classes().isEmpty()
                && said.tags().isEmpty()) {
            throw new NotUnderstood("a limit of triage that forbids nothing");
        }
        return new Forbidden(
                said.id(),
                said.level(),
                Set.copyOf(said.positions()),
                Set.copyOf(said.classes()),
                Set.copyOf(said.tags()),
                said.text(),
                said.assumed(),
                said.approvable().orElse(false),
                said.sources());
    }

    private static Person person(Asked asked, List<ReportedCondition> conditions) {
        var wanted = asked.wanted();
        int minutes = wanted.minutesPerSession();
        int sessions = wanted.sessionsPerDay().orElse(1);
        return new Person(
                EnumSet.copyOf(wanted.days()),
                asked.template().map(it -> it.minutes(minutes)).orElse(minutes),
                asked.template().map(it -> it.sessions(sessions)).orElse(sessions),
                Set.copyOf(wanted.equipment()),
                Set.copyOf(wanted.contexts()),
                asked.template().map(it -> it.experience(wanted.experience())).orElse(wanted.experience()),
                conditions,
                Set.copyOf(wanted.avoid()),
                wanted.canFloorTransfer());
    }

    static AdviceLine line(CatalogAdvice advice) {
        return new AdviceLine(
                advice.slug(),
                advice.topic(),
                advice.title(),
                advice.text(),
                onlyFor(advice.contexts()),
                advice.clock()
                        .map(clock -> new AdviceLine.Hours(
                                clock.fromHour(), clock.toHour(), clock.repeatEveryHours(), clock.minutes())),
                advice.never(),
                advice.evidence(),
                advice.evidenceNote(),
                advice.sources());
    }

    private static Optional<Set<Context>> onlyFor(List<CatalogAdvice.Whom> contexts) {
        return contexts.contains(CatalogAdvice.Whom.ANY)
                ? Optional.empty()
                : Optional.of(contexts.stream()
                        .map(context -> Context.valueOf(context.name()))
                        .collect(toUnmodifiableSet()));
    }
}
