package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A clinician's change, held against what was said of the very plan that is changed.
class EditRulesTest {

    private static final Facts FACTS = People.deskWorker();
    private static final Week WEEK = Weeks.planned(FACTS, People.MONDAY);

    @Test
    void afterAFlareNobodyAssessedNothingBecomesMore() {
        var flared = lived(Weeks.unassessed(Weeks.report(1, 6, 1), false));

        assertThat(rules(flared, sets(load(), 4))).containsExactly("H03", "H42");
        assertThat(rules(flared, sets(movement(), 4))).containsExactly("H03");
    }

    @Test
    void painThatStayedIsSuchAFlareToo() {
        var stayed = lived(Weeks.unassessed(Weeks.report(1, 2, 6), false), Weeks.unassessed(Weeks.before(6), false));

        assertThat(rules(stayed, sets(load(), 4))).containsExactly("H03", "H42");
    }

    @Test
    void onceItIsAssessedLoadWaitsAllTheSameAndMovementDoesNot() {
        var assessed = lived(Weeks.report(1, 6, 1));

        assertThat(rules(assessed, sets(load(), 4))).containsExactly("H42");
        assertThat(rules(assessed, swap(movement(), load()))).containsExactly("H42");
        assertThat(rules(assessed, sets(movement(), 4))).isEmpty();
        assertThat(rules(assessed, sets(load(), 1))).isEmpty();
        assertThat(rules(assessed, new WeekEdit.Remove(load(), Optional.empty())))
                .isEmpty();
    }

    @Test
    void withoutAFlareLoadMayBecomeMore() {
        assertThat(rules(lived(Weeks.good()), sets(load(), 4))).isEmpty();
    }

    @Test
    void afterAFlareOtherLoadMayTakeThePlaceWhereItIsNotMore() {
        var assessed = lived(Weeks.report(1, 6, 1));
        var other = otherLoad();

        assertThat(rules(assessed, swap(load(), other), dose(other, 1, 6, 3))).isEmpty();
        assertThat(rules(assessed, swap(load(), other), dose(other, 4, 15, 5))).containsExactly("H42");
    }

    @Test
    void whatIsLessOrGoneStaysPossible() {
        var flared = lived(Weeks.unassessed(Weeks.report(1, 6, 1), false));

        assertThat(rules(flared, sets(load(), 1))).isEmpty();
        assertThat(rules(flared, new WeekEdit.Remove(load(), Optional.empty()))).isEmpty();
    }

    @Test
    void loadInThePlaceOfMovementIsMoreAndMovementInThePlaceOfLoadIsNot() {
        var flared = lived(Weeks.unassessed(Weeks.report(1, 6, 1), false));

        assertThat(rules(flared, swap(movement(), load()))).containsExactly("H03", "H42");
        assertThat(rules(flared, swap(load(), otherMovement()))).isEmpty();
    }

    @Test
    void whatHurtMayStayAndComesNowhereElseNorWithMore() {
        var hurt = lived(Weeks.saying(Weeks.good(), load(), Rating.HURTS));

        assertThat(rules(hurt, sets(load(), 1))).isEmpty();
        assertThat(rules(hurt, sets(load(), 4))).containsExactly("H61");
        assertThat(rules(hurt, swap(movement(), load()))).containsExactly("H61");
    }

    private static List<String> rules(PastWeek lived, WeekEdit... edits) {
        var edited = Edited.of(FACTS, WEEK, List.of(edits), "Seen today.");
        assertThat(edited.impossible()).isEmpty();
        assertThat(edited.week()).isNotEqualTo(WEEK);
        return EditRules.check(Plans.of(FACTS, edited.week()), WEEK, lived, "Seen today.").stream()
                .map(Violation::ruleId)
                .distinct()
                .toList();
    }

    /// Of the first sessions this was said, and of the others nothing yet.
    private static PastWeek lived(Report... reports) {
        return Weeks.told(Weeks.toCome(Weeks.allWell(WEEK, FACTS), 0), reports);
    }

    private static WeekEdit sets(String slug, int sets) {
        return new WeekEdit.Dose(
                slug,
                Optional.empty(),
                Optional.of(sets),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static WeekEdit dose(String slug, int sets, int reps, int rpe) {
        return new WeekEdit.Dose(
                slug,
                Optional.empty(),
                Optional.of(sets),
                Optional.of(reps),
                Optional.of(0),
                Optional.empty(),
                Optional.of(rpe));
    }

    private static WeekEdit swap(String slug, String with) {
        return new WeekEdit.Swap(slug, Optional.empty(), with);
    }

    private static String load() {
        return of(ExerciseClass.STRENGTH);
    }

    private static String movement() {
        return of(ExerciseClass.MOBILITY);
    }

    private static String of(ExerciseClass exerciseClass) {
        return WEEK.items()
                .filter(it -> it.exerciseClass() == exerciseClass)
                .map(Item::exerciseId)
                .findFirst()
                .orElseThrow();
    }

    private static String otherMovement() {
        return other(ExerciseClass.MOBILITY, 3);
    }

    /// As hard as what it would take the place of.
    private static String otherLoad() {
        int level = WEEK.items()
                .filter(it -> it.exerciseId().equals(load()))
                .mapToInt(Item::progressionLevel)
                .findFirst()
                .orElseThrow();
        return other(ExerciseClass.STRENGTH, level);
    }

    private static String other(ExerciseClass exerciseClass, int mostLevel) {
        var held = WEEK.items().map(Item::exerciseId).toList();
        return Weeks.permitted(FACTS, Regimen.of(WEEK.stage(), WEEK.irritability())).choices().stream()
                .filter(it -> it.candidate().exerciseClass() == exerciseClass)
                .filter(it -> it.candidate().level() <= mostLevel)
                .map(Choice::slug)
                .filter(it -> !held.contains(it))
                .findFirst()
                .orElseThrow();
    }
}
