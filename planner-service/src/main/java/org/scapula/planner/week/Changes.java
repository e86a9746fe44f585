package org.scapula.planner.week;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.scapula.planner.week.Change.What;

/// Tells a week from the one before: what is different, why, by which rule and from which source. It compares what
/// stands in the two weeks, so it says what is, not what was meant.
final class Changes {

    private static final String PAIN_MONITORING = "Silbernagel 2007";

    private final Lookback past;
    private final Step step;
    private final Map<String, PastDose> reference;
    private final boolean isLongAgo;
    private final Facts facts;
    private final List<Change> changes = new ArrayList<>();

    Changes(Lookback past, Step step, Map<String, PastDose> reference, boolean isLongAgo, Facts facts) {
        this.past = past;
        this.step = step;
        this.reference = reference;
        this.isLongAgo = isLongAgo;
        this.facts = facts;
    }

    List<Change> to(PastWeek now) {
        var last = past.last();
        whole(What.STEP, Optional.empty(), Optional.of(step.name()), because(step));
        if (last.stage() != now.stage()) {
            stage(last.stage(), now.stage());
        }
        if (last.hardSets() != now.hardSets()) {
            whole(
                    What.HARD_SETS,
                    Optional.of(String.valueOf(last.hardSets())),
                    Optional.of(String.valueOf(now.hardSets())),
                    "All sets of load together; how many there may be depends on last week.");
        }
        var doses = now.doses();
        var slugs = new TreeSet<>(doses.keySet());
        slugs.addAll(last.doses().keySet());
        for (var slug : slugs) {
            exercise(slug, doses);
        }
        return List.copyOf(changes);
    }

    private void stage(Stage from, Stage to) {
        whole(
                What.STAGE,
                Optional.of(from.name()),
                Optional.of(to.name()),
                to.ordinal() > from.ordinal()
                        ? "Two good weeks behind you, and pain that is mild or less than it was: the next stage begins."
                        : "This week keeps to an earlier stage, which asks for less.");
    }

    private void exercise(String slug, Map<String, PastDose> doses) {
        var now = Optional.ofNullable(doses.get(slug));
        var before = Optional.ofNullable(reference.get(slug));
        if (now.isEmpty()) {
            one(slug, What.LEFT_OUT, Optional.empty(), Optional.empty(), whyLeftOut(slug, doses));
        } else if (before.isEmpty()) {
            fresh(now.get());
        } else {
            figures(past.last().doses().getOrDefault(slug, before.get()), now.get());
        }
    }

    private void fresh(PastDose now) {
        if (now.level() < HarderForms.LEVEL) {
            one(
                    now.slug(),
                    What.NEW,
                    Optional.empty(),
                    Optional.empty(),
                    "New this week: of all that you can do it suits its place best.");
            return;
        }
        changes.add(new Change(
                now.slug(),
                What.NEW,
                Optional.empty(),
                Optional.empty(),
                "New this week, and harder: last week you did %s well. Nothing else about that changes now."
                        .formatted(wentWell(now.slug())),
                List.of("H41", "H47"),
                List.of(Regimen.POLICY)));
    }

    /// The easier forms that it builds on.
    private String wentWell(String harder) {
        return facts.candidates().stream()
                .filter(it -> it.slug().equals(harder))
                .flatMap(facts::easierFormsOf)
                .filter(it -> past.isReadyForMore(it.slug()))
                .map(Candidate::name)
                .collect(Collectors.joining(" and "));
    }

    private void figures(PastDose before, PastDose now) {
        figure(before, What.SETS, before.sets(), now.sets());
        figure(before, What.REPS, before.reps(), now.reps());
        figure(before, What.HOLD_SECONDS, before.holdSec(), now.holdSec());
        figure(before, What.SECONDS, before.seconds(), now.seconds());
        figure(before, What.RPE, before.rpe(), now.rpe());
        figure(before, What.TIMES_A_WEEK, before.times(), now.times());
    }

    private void figure(PastDose of, What what, int before, int now) {
        if (before != now) {
            one(
                    of.slug(),
                    what,
                    Optional.of(String.valueOf(before)),
                    Optional.of(String.valueOf(now)),
                    why(of.slug(), what, now > before));
        }
    }

    private String why(String slug, What what, boolean isMore) {
        if (isMore && past.last().deload()) {
            return "After a week with less load you go back to what you did before.";
        }
        if (isMore) {
            return step == Step.UP && what != What.TIMES_A_WEEK
                    ? "It went well, so there is a little more of one thing."
                    : "There is room for it this week.";
        }
        return past.rating(slug)
                .filter(said -> said == Rating.TOO_HARD)
                .map(said -> "You said it was too hard.")
                .orElse("It makes room for something else, or this week asks for less: see the first line.");
    }

    private String whyLeftOut(String slug, Map<String, PastDose> doses) {
        return past.rating(slug)
                .filter(said -> said == Rating.HURTS)
                .map(said -> "You said that it hurts.")
                .or(() -> facts.takenOut(slug).map(_ -> "A clinician took it out."))
                .orElse(
                        facts.isLeftOut(slug)
                                ? "The clinic's template leaves it out."
                                : harderForm(slug, doses)
                                        .map("A harder form of it has come in: %s."::formatted)
                                        .orElse("Something else suits this week's places better, or there is no room"
                                                + " for it."));
    }

    private Optional<String> harderForm(String slug, Map<String, PastDose> doses) {
        return facts.candidates().stream()
                .filter(it -> it.level() >= HarderForms.LEVEL)
                .filter(it -> doses.containsKey(it.slug()) && !reference.containsKey(it.slug()))
                .filter(it ->
                        facts.easierFormsOf(it).anyMatch(easier -> easier.slug().equals(slug)))
                .map(Candidate::name)
                .sorted()
                .findFirst();
    }

    private void whole(What what, Optional<String> from, Optional<String> to, String because) {
        changes.add(new Change(Change.WEEK, what, from, to, because, ruleIds(what), sources(what)));
    }

    private void one(String slug, What what, Optional<String> from, Optional<String> to, String because) {
        changes.add(new Change(slug, what, from, to, because, ruleIds(what), sources(what)));
    }

    private String because(Step step) {
        return switch (step) {
            case START -> "This is the first week.";
            case UP ->
                "Last week went well: enough was done, pain stayed within its limit, and the mornings were as good as"
                        + " before. So there is a little more, one thing at a time.";
            case HOLD ->
                past.isUnderWay()
                        ? "The week of your last plan is not over yet, so this one asks for no more than that."
                        : "We do not know that all of last week went well, so this week is much the same. Log each"
                                + " session and the morning after to go on.";
            case DELOAD -> "After five weeks of load comes a lighter one, so that the body can catch up.";
            case DOWN -> "On one morning the pain was at least 2 points higher than before, so there is less load now.";
            case BACK ->
                "On two mornings in a row the pain was at least 2 points higher than before, so this week goes back a"
                        + " stage.";
            case RESTART ->
                (isLongAgo
                                ? "%s days were missed, so each exercise starts as in a first week, and of load there are at"
                                        + " most seven tenths of the sets it was."
                                : "%s days were missed, so this week starts with at most seven tenths of what it was.")
                        .formatted(past.daysMissed());
            case FLARE ->
                "There was a flare. The first two days are for easy movement and walking only; then you start again"
                        + " with at most seven tenths of what you could bear.";
        };
    }

    private List<String> ruleIds(What what) {
        return switch (what) {
            case STAGE -> step == Step.BACK ? List.of("H43") : List.of("H44");
            case HARD_SETS -> List.of("H40", rule());
            default -> List.of(rule());
        };
    }

    private String rule() {
        return switch (step) {
            case START, UP, HOLD -> "H41";
            case DELOAD -> "H46";
            case DOWN, BACK -> "H43";
            case RESTART -> "H45";
            case FLARE -> "H42";
        };
    }

    private List<String> sources(What what) {
        return switch (what) {
            case STAGE, HARD_SETS, TIMES_A_WEEK, NEW, LEFT_OUT -> List.of(Regimen.POLICY);
            default ->
                switch (step) {
                    case START, HOLD, RESTART -> List.of(Regimen.POLICY);
                    case UP -> List.of("ACSM 2009", PAIN_MONITORING);
                    case DELOAD -> List.of("Bell 2023");
                    case DOWN, BACK, FLARE -> List.of(PAIN_MONITORING);
                };
        };
    }
}
