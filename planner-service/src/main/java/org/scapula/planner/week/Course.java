package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Where a person stands after the weeks behind them, and how much this one may ask: the same again, a little more of
/// one thing, or less. What the calendar and triage allow is the most; what is more has to be earned.
final class Course {

    static final int QUIET_DAYS = 2;

    private static final int RE_ENTRY_SETS = 4;
    private static final int DAYS_MISSED = 7;
    private static final int DAYS_TO_BEGIN_ANEW = 21;
    private static final double RESTART = 0.7;
    private static final double EASIER = 0.75;

    private final Optional<Lookback> past;
    private final Picture picture;
    private final LocalDate startsOn;
    private final Step step;
    private final Map<String, PastDose> reference;

    private Course(Optional<Lookback> past, Picture said, LocalDate startsOn) {
        this.past = past;
        this.startsOn = startsOn;
        this.step = past.map(Course::step).orElse(Step.START);
        this.picture = past.map(behind -> said.with(stage(behind, said), said.irritability()))
                .orElse(said);
        this.reference = past.filter(behind -> !isLongAgo(behind))
                .map(Lookback::reference)
                .orElse(Map.of());
    }

    /// So long that everything begins with the dose it begins with for anybody (H45).
    private static boolean isLongAgo(Lookback past) {
        return past.daysMissed() >= DAYS_TO_BEGIN_ANEW;
    }

    static Course of(List<PastWeek> weeks, Picture said, LocalDate startsOn) {
        return new Course(
                weeks.isEmpty() ? Optional.empty() : Optional.of(new Lookback(weeks, startsOn)), said, startsOn);
    }

    /// The most cautious that anything speaks for. A week that is not over has not gone well yet.
    private static Step step(Lookback past) {
        var last = past.last();
        if (past.hasFlaredLately()) {
            return Step.FLARE;
        }
        if (past.daysMissed() >= DAYS_MISSED) {
            return Step.RESTART;
        }
        if (past.hadTwoBadMornings()) {
            return Step.BACK;
        }
        if (past.hadABadMorning()) {
            return Step.DOWN;
        }
        if (past.isDeloadDue()) {
            return Step.DELOAD;
        }
        int most = Regimen.of(last.stage(), last.irritability()).painCeiling();
        return !past.isUnderWay() && Lookback.wentWell(last, most) ? Step.UP : Step.HOLD;
    }

    /// The stage of the calendar, unless it has still to be earned (H44) or was lost (H43).
    private Stage stage(Lookback past, Picture said) {
        var painNow = said.nprs().map(OptionalInt::of).orElse(OptionalInt.empty());
        int earned = 0;
        if (past.hadTwoBadMornings()) {
            earned = -1;
        } else if (step == Step.UP && past.hasEarnedTheNextStage(painNow)) {
            earned = 1;
        }
        int most = Math.max(0, past.last().regimen() + earned);
        return said.stage().ordinal() <= most ? said.stage() : Stage.values()[most];
    }

    Step step() {
        return step;
    }

    /// As triage told it, with the stage that is due now.
    Picture picture() {
        return picture;
    }

    LocalDate startsOn() {
        return startsOn;
    }

    int index() {
        return past.map(behind -> behind.last().index() + (behind.isUnderWay() ? 0 : 1))
                .orElse(1);
    }

    boolean isDeload() {
        return step == Step.DELOAD;
    }

    /// H40, H42, H45 and H46.
    int mostHardSets() {
        return past.map(behind -> isLongAgo(behind)
                        ? Math.min(Regimen.MOST_HARD_SETS, mostHardSets(behind))
                        : mostHardSets(behind))
                .orElse(Regimen.MOST_HARD_SETS);
    }

    private int mostHardSets(Lookback past) {
        int last = past.last().hardSets();
        return switch (step) {
            case START -> Regimen.MOST_HARD_SETS;
            case UP -> grown(past, last);
            case HOLD -> past.isUnderWay() ? last : past.hardSetsToReturnTo();
            case DELOAD -> lighter(last);
            // A lighter week that is due is not put off by what asks for less anyhow.
            case DOWN, BACK -> past.isDeloadDue() ? Math.min(lighter(last), easier(last)) : easier(last);
            case RESTART -> (int) (last * RESTART);
            case FLARE -> (int) (Math.min(last, past.hardSetsLastTolerated()) * RESTART);
        };
    }

    private static int lighter(int last) {
        return Math.min(last - 1, (int) Math.round(last * RESTART));
    }

    private static int easier(int last) {
        return (int) (last * EASIER);
    }

    /// Whoever has grown used to more may have more of it in one session.
    int hardSetsPerSession(Regimen regimen, int strengthDays) {
        int most = regimen.hardSetsPerSession(strengthDays);
        return strengthDays == 0 || !regimen.loads()
                ? most
                : Math.max(most, Math.ceilDiv(mostHardSets(), strengthDays));
    }

    private static int grown(Lookback past, int last) {
        if (last == 0) {
            return Math.max(RE_ENTRY_SETS, past.hardSetsToReturnTo());
        }
        boolean afterARestart = past.beforeLast().filter(past::flared).isPresent();
        int more = afterARestart ? (int) (last * 1.1) : Math.max((int) (last * 1.2), last + 1);
        return Math.max(more, past.hardSetsToReturnTo());
    }

    /// The first days after a flare are for movement and walking only (H42).
    boolean isQuiet(LocalDate day) {
        return step == Step.FLARE && day.isBefore(startsOn.plusDays(QUIET_DAYS));
    }

    /// Whether muscles that last week strengthened on its last day have not had two days yet (H27).
    boolean isTooSoonForLoad(LocalDate day) {
        return past.filter(behind -> behind.isTooSoonForLoad(day)).isPresent();
    }

    /// What its plan held, and not the week that this one may return to after a lighter one.
    Set<String> lastWeek() {
        return past.map(behind -> behind.last().doses().keySet()).orElse(Set.of());
    }

    boolean hurt(String slug) {
        return past.flatMap(behind -> behind.rating(slug))
                .filter(rating -> rating == Rating.HURTS)
                .isPresent();
    }

    /// No harder variants while a flare is dealt with (H42).
    int mostLevel() {
        return step == Step.FLARE
                ? past.map(behind -> behind.last().highestLevel()).orElse(1)
                : Integer.MAX_VALUE;
    }

    boolean isFirstWeek() {
        return past.map(Lookback::isFirstWeek).orElse(true);
    }

    /// Empty for a first week.
    Optional<Lookback> past() {
        return past;
    }

    /// As last week held it, or the week that this one may return to.
    Optional<PastDose> before(String slug) {
        return Optional.ofNullable(reference.get(slug));
    }

    /// What gets more of something else does not come more often as well (H41), and load never does.
    int mostTimes(String slug) {
        var known = reference.get(slug);
        return known == null
                        || (stepOf(known) != Step.UP && !known.exerciseClass().loads())
                ? Integer.MAX_VALUE
                : known.times();
    }

    /// What an exercise is done with now: as last week, or a step from there, never above what the rules allow.
    ///
    /// @param fresh what it would be done with by somebody for whom it is new
    Figures figures(Candidate candidate, Figures fresh, Figures most) {
        var known = reference.get(candidate.slug());
        if (known == null) {
            return fresh;
        }
        var before = Figures.of(known);
        var exerciseClass = candidate.exerciseClass();
        var wanted = switch (stepOf(known)) {
            case UP -> raised(known, before, most);
            case DOWN -> before.reduced(exerciseClass, EASIER);
            case RESTART -> before.reduced(exerciseClass, RESTART);
            case DELOAD ->
                Figures.of(past.orElseThrow().last().doses().getOrDefault(candidate.slug(), known))
                        .eased(exerciseClass);
            default -> before;
        };
        return wanted.atMost(most);
    }

    /// No more of anything than it was done with.
    Figures steady(Candidate candidate, Figures figures) {
        return before(candidate.slug()).map(Figures::of).map(figures::atMost).orElse(figures);
    }

    int steadySets(String slug, int most) {
        return before(slug).map(known -> Math.min(most, known.sets())).orElse(most);
    }

    /// Reps or hold first, then effort; a further set only for one exercise at a time, and only where the week may hold
    /// that many more (H40).
    private Figures raised(PastDose known, Figures before, Figures most) {
        var raised = before.raised(known.exerciseClass(), most);
        return raised.equals(before)
                        && before.sets() < most.sets()
                        && nextForASet().filter(known.slug()::equals).isPresent()
                ? before.sets(before.sets() + 1)
                : raised;
    }

    private Optional<String> nextForASet() {
        int room = past.map(behind -> mostHardSets(behind) - behind.last().hardSets())
                .orElse(0);
        return reference.values().stream()
                .filter(dose -> dose.exerciseClass().loads() && dose.times() <= room)
                .filter(dose -> stepOf(dose) == Step.UP)
                .min(Comparator.comparing(PastDose::sets).thenComparing(PastDose::slug))
                .map(PastDose::slug);
    }

    /// Of one exercise: the week's step, and what the person said of it.
    private Step stepOf(PastDose known) {
        return switch (step) {
            case UP, HOLD -> {
                if (rating(known.slug()).filter(said -> said == Rating.TOO_HARD).isPresent()) {
                    yield Step.DOWN;
                }
                yield step == Step.UP && past.orElseThrow().isReadyForMore(known.slug()) ? Step.UP : Step.HOLD;
            }
            case BACK -> Step.DOWN;
            case FLARE -> Step.RESTART;
            default -> step;
        };
    }

    private Optional<Rating> rating(String slug) {
        return past.flatMap(behind -> behind.rating(slug));
    }

    /// What is different from last week, and why.
    List<Change> changes(PastWeek now, Facts facts) {
        return past.map(behind -> new Changes(behind, step, behind.reference(), isLongAgo(behind), facts).to(now))
                .orElse(List.of());
    }
}
