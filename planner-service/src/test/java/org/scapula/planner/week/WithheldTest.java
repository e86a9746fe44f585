package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Advice leads nobody to what the same plan keeps from them.
class WithheldTest {

    private static final Path TRIAGE = Path.of("../triage-service/src/main/resources/triage/picture.yaml");
    private static final List<AdviceLine> SHIPPED = ShippedCatalogue.advice();

    /// They name exercises as examples among others, to choose from or to keep in balance.
    private static final Set<String> LEAVE_THE_CHOICE =
            Set.of("any-regular-activity-counts", "balanced-training", "massage-by-someone-else");

    /// Anybody's walk and anybody's warm-up are more than the exercises of that name.
    private static final Set<String> MORE_THAN_AN_EXERCISE = Set.of("walking", "light-cardio");

    /// It is done lying, so a plan counts it among what is done on the floor; nobody gets down to one for it.
    private static final String IN_THE_WATER = "swimming";

    /// Which exercises the words of each line name.
    private static final Map<String, Set<String>> NAMED = named();

    @ParameterizedTest
    @EnumSource(Condition.class)
    void noLineLeadsToAnExerciseThatAConditionTakesOutOfThePlan(Condition condition) {
        var facts = facts(People.conditions(everywhere(), condition));

        assertThat(ledAstray(facts, Step.START)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("limits")
    void noLineLeadsToAnExerciseThatTriageForbids(Forbidden limit) {
        var facts = People.with(facts(everywhere()), People.forbidding(picture(), limit));

        assertThat(ledAstray(facts, Step.START)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("limits")
    void whereTriageForbidsPressureNoLineAsksForAny(Forbidden limit) {
        var facts = People.with(facts(everywhere()), People.forbidding(picture(), limit));
        var whom = whom(facts, Step.START);
        boolean pressure = limit.classes().contains(ExerciseClass.SELF_MASSAGE)
                || limit.tags().contains(Tag.DEEP_PRESSURE);
        var lines = List.of("massage-by-someone-else", "running-prevention-set");

        assertThat(told(whom).map(AdviceLine::slug).filter(lines::contains)).hasSize(pressure ? 0 : lines.size());
        assertThat(reasons(whom, "running-prevention-set").filter(it -> it.contains(limit.words())))
                .hasSize(pressure ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("limits")
    void whereTriageForbidsHeatAndColdNoLineAsksForEither(Forbidden limit) {
        var facts = People.with(facts(everywhere()), People.forbidding(picture(), limit));
        var whom = whom(facts, Step.START);
        boolean warmth = limit.tags().contains(Tag.HEAT_OR_COLD);
        var lines = List.of("heat-after-48-hours", "warm-bath", "cold-or-warmth", "first-days-at-a-glance");

        assertThat(told(whom).map(AdviceLine::slug).filter(lines::contains)).hasSize(warmth ? 0 : lines.size());
        assertThat(reasons(whom, "warm-bath").filter(it -> it.contains(limit.words())))
                .hasSize(warmth ? 1 : 0);
    }

    @Test
    void anOpenQuestionCountsAndIsNamed() {
        var open = limits().filter(it -> it.ruleId().equals("P25")).filter(Forbidden::assumed);
        var facts = People.with(facts(everywhere()), People.forbidding(picture(), open.toArray(Forbidden[]::new)));

        var reasons = reasons(whom(facts, Step.START), "foam-rolling");

        assertThat(reasons).singleElement().asString().contains("P25", "a question about it is open, so it counts");
    }

    @ParameterizedTest
    @CsvSource({
        "overhead-reach, overhead-reach-at-breaks",
        "childs-pose, childs-pose-closes-the-session",
        "plank-forearm, plank-with-good-form",
        "doorway-pec-stretch, chest-stretch-for-desk-workers",
        "torso-twists, warm-up-before-training",
        "foam-rolling-upper-back, foam-rolling"
    })
    void whatAPersonAskedToLeaveOutIsNotToldAsAdvice(String exercise, String advice) {
        var with = whom(facts(everywhere()), Step.START);
        var without = whom(facts(People.avoiding(everywhere(), Set.of(exercise))), Step.START);

        assertThat(told(with)).extracting(AdviceLine::slug).contains(advice);
        assertThat(told(without)).extracting(AdviceLine::slug).doesNotContain(advice);
        assertThat(reasons(without, advice)).singleElement().asString().contains("H10", "you asked to leave it out");
    }

    @Test
    void whatAClinicianTookOutIsNotToldAsAdviceEither() {
        var out = facts(everywhere()).without(List.of(new TakenOut("overhead-reach", "It pinches.")));

        var whom = whom(out, Step.START);

        assertThat(told(whom)).extracting(AdviceLine::slug).doesNotContain("overhead-reach-at-breaks");
        assertThat(reasons(whom, "overhead-reach-at-breaks"))
                .singleElement()
                .asString()
                .contains("H10", "a clinician took it out: It pinches.");
    }

    @Test
    void whatHurtIsNotToldAsAdviceEither() {
        var hurt = Weeks.withWeeks(
                facts(everywhere()),
                1,
                week -> Weeks.reported(week, it -> Weeks.saying(it, "overhead-reach", Rating.HURTS)));

        var whom = whom(hurt, Step.HOLD);

        assertThat(told(whom)).extracting(AdviceLine::slug).doesNotContain("overhead-reach-at-breaks");
        assertThat(reasons(whom, "overhead-reach-at-breaks"))
                .singleElement()
                .asString()
                .contains("H61", "you said that it hurts");
    }

    @Test
    void afterAFlareNoLineLeadsToAStretch() {
        var whom = whom(facts(everywhere()), Step.FLARE);

        assertThat(ledAstray(facts(everywhere()), Step.FLARE)).isEmpty();
        assertThat(reasons(whom, "overhead-reach-at-breaks"))
                .singleElement()
                .asString()
                .contains("H42", "flare");
    }

    /// The hour's own break says what fits: after a flare it holds no stretches.
    @Test
    void afterAFlareTheBreakAtTheDeskLeavesTheChoiceToThePlan() {
        var clock = SelfCareClock.of(whom(facts(everywhere()), Step.FLARE), SHIPPED);

        assertThat(clock.lines())
                .filteredOn(line -> line.adviceId().equals("desk-break-each-hour"))
                .singleElement()
                .satisfies(line -> assertThat(line.how()).contains("plan").doesNotContain("and stretch"));
    }

    @ParameterizedTest
    @CsvSource({"ACUTE, H38, plank-with-good-form", "ACUTE, H47, foam-rolling", "CHRONIC, H35, foam-rolling"})
    void whatIsNotDueYetOrNotAtHandMayBeReadAboutFirst(Stage stage, String rule, String advice) {
        var facts = People.with(facts(everywhere()), People.picture(41, 3, stage, Irritability.LOW));

        assertThat(removed(facts))
                .filteredOn(it -> it.ruleId().equals(rule))
                .extracting(Removed::slug)
                .containsAnyElementsOf(Withheld.LEADS_TO.getOrDefault(advice, Set.of()));
        assertThat(told(whom(facts, Step.START))).extracting(AdviceLine::slug).contains(advice);
    }

    @ParameterizedTest
    @CsvSource({
        "ACUTE, LOW, START, H38",
        "CHRONIC, HIGH, START, H38",
        "CHRONIC, LOW, FLARE, H42",
    })
    void whatIsReadAboutFirstSaysThatItIsForLaterAndWhy(
            Stage stage, Irritability irritability, Step step, String rule) {
        var facts = People.with(facts(everywhere()), People.picture(41, 3, stage, irritability));
        var whom = whom(facts, step);

        assertThat(reasonsToRead(whom, "plank-with-good-form"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it).contains("For later (rule " + rule + "): "));
        assertThat(times(whom, "lift-form-rows"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it).contains("While you train", "for later (rule " + rule + "): "));
    }

    @Test
    void whereItIsOnlyNamedItSaysSoToo() {
        var facts = People.with(facts(everywhere()), People.picture(41, 3, Stage.CHRONIC, Irritability.HIGH));
        var whom = whom(facts, Step.START);
        var clock = SelfCareClock.of(whom, SHIPPED);

        var naming = IntStream.rangeClosed(1, 12)
                .mapToObj(week -> WeeklyAdvice.of(whom, week, clock, SHIPPED))
                .flatMap(weekly -> weekly.waiting().stream())
                .filter(it -> it.lines().stream().anyMatch(line -> line.slug().equals("plank-with-good-form")));

        assertThat(naming)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.because())
                        .contains("\"Plank: regular and well done\" is for later (rule H38): "));
    }

    @Test
    void whatTheWeekMayHoldIsNotForLater() {
        var facts = People.with(facts(everywhere()), People.picture(41, 3, Stage.CHRONIC, Irritability.LOW));
        var missing = removed(facts).stream().map(Removed::slug).toList();
        var advice = Withheld.LEADS_TO.entrySet().stream()
                .filter(it -> it.getValue().stream().noneMatch(missing::contains))
                .map(Map.Entry::getKey)
                .toList();

        var whom = whom(facts, Step.START);

        assertThat(advice.stream().flatMap(it -> Stream.concat(reasonsToRead(whom, it), times(whom, it))))
                .hasSizeGreaterThan(5)
                .allSatisfy(it -> assertThat(it).doesNotContainIgnoringCase("for later"));
    }

    /// What is not due yet is removed by the first rule that is looked at: the others hold all the same.
    @ParameterizedTest
    @EnumSource(Condition.class)
    void whatAConditionKeepsFromALaterStageItKeepsFromTheFirst(Condition condition) {
        var person = People.conditions(everywhere(), condition);
        var fresh = People.with(facts(person), People.picture(41, 3, Stage.ACUTE, Irritability.HIGH));
        var lasting = People.with(facts(person), People.picture(41, 3, Stage.CHRONIC, Irritability.LOW));

        assertThat(whom(fresh, Step.START).withheld().exercises())
                .extracting(Withheld.Against::slug)
                .containsAll(whom(lasting, Step.START).withheld().exercises().stream()
                        .map(Withheld.Against::slug)
                        .filter(slug -> !IN_THE_WATER.equals(slug))
                        .toList());
    }

    @Test
    void whoCannotGetDownToTheFloorIsNotToldToEvenWhereItIsNotDueYet() {
        var fresh = People.with(
                facts(People.offTheFloor(everywhere())), People.picture(41, 3, Stage.ACUTE, Irritability.LOW));

        assertThat(told(whom(fresh, Step.START)))
                .extracting(AdviceLine::slug)
                .doesNotContain("plank-with-good-form", "childs-pose-closes-the-session", "foam-rolling");
        assertThat(reasons(whom(fresh, Step.START), "plank-with-good-form"))
                .singleElement()
                .asString()
                .contains("H24");
    }

    @Test
    void theListNamesWhatTheCatalogueHas() {
        var advice = SHIPPED.stream().map(AdviceLine::slug).toList();
        var exercises = ShippedCatalogue.candidates().stream()
                .filter(it -> it.kind() != Kind.GROUP)
                .map(Candidate::slug)
                .toList();

        assertThat(advice).containsAll(Withheld.LEADS_TO.keySet());
        assertThat(Withheld.LEADS_TO.values())
                .allSatisfy(leadsTo -> assertThat(exercises).containsAll(leadsTo));
    }

    /// A new line that names an exercise fails here until somebody has put it on the list.
    @Test
    void everyLineThatNamesAnExerciseIsOnTheList() {
        var naming = SHIPPED.stream()
                .filter(line -> line.topic().asksToDo())
                .filter(line -> !LEAVE_THE_CHOICE.contains(line.slug()))
                .filter(line -> !namedIn(line).isEmpty())
                .toList();

        assertThat(naming)
                .hasSizeGreaterThan(10)
                .allSatisfy(line -> assertThat(Withheld.LEADS_TO.get(line.slug()))
                        .as(line.slug())
                        .containsAll(namedIn(line)));
    }

    /// What is told although an exercise it names or leads to is withheld.
    private static List<String> ledAstray(Facts facts, Step step) {
        var whom = whom(facts, step);
        var withheld =
                whom.withheld().exercises().stream().map(Withheld.Against::slug).collect(Collectors.toSet());
        return told(whom)
                .filter(line -> line.topic().asksToDo() || line.topic() == Topic.BENEFIT)
                .filter(line -> !LEAVE_THE_CHOICE.contains(line.slug()))
                .filter(line -> Stream.concat(
                                namedIn(line).stream(), Withheld.LEADS_TO.getOrDefault(line.slug(), Set.of()).stream())
                        .anyMatch(withheld::contains))
                .map(AdviceLine::slug)
                .toList();
    }

    private static Set<String> namedIn(AdviceLine line) {
        return NAMED.getOrDefault(line.slug(), Set.of());
    }

    private static Map<String, Set<String>> named() {
        var names = ShippedCatalogue.names();
        names.keySet().removeAll(MORE_THAN_AN_EXERCISE);
        return SHIPPED.stream().collect(Collectors.toMap(AdviceLine::slug, line -> named(line, names)));
    }

    private static Set<String> named(AdviceLine line, Map<String, List<String>> names) {
        var text = (line.title() + ". " + line.text()).toLowerCase(Locale.ROOT);
        return names.entrySet().stream()
                .filter(exercise -> exercise.getValue().stream().anyMatch(name -> says(text, name)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean says(String text, String name) {
        return Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                .matcher(text)
                .find();
    }

    private static Stream<AdviceLine> told(Recipient whom) {
        var clock = SelfCareClock.of(whom, SHIPPED);
        var weekly = WeeklyAdvice.of(whom, 1, clock, SHIPPED);
        var slugs = clock.lines().stream().map(ClockLine::adviceId).toList();
        return Stream.of(
                        SHIPPED.stream().filter(line -> slugs.contains(line.slug())),
                        weekly.told().stream().map(WeeklyAdvice.Told::line),
                        weekly.waiting().stream().flatMap(it -> it.lines().stream()))
                .flatMap(lines -> lines);
    }

    /// Of whichever week its turn comes in.
    private static Stream<String> reasonsToRead(Recipient whom, String advice) {
        var clock = SelfCareClock.of(whom, SHIPPED);
        return IntStream.rangeClosed(1, 12)
                .mapToObj(week -> WeeklyAdvice.of(whom, week, clock, SHIPPED))
                .flatMap(weekly -> weekly.told().stream())
                .filter(told -> told.line().slug().equals(advice))
                .map(WeeklyAdvice.Told::why);
    }

    private static Stream<String> times(Recipient whom, String advice) {
        return SelfCareClock.of(whom, SHIPPED).lines().stream()
                .filter(line -> line.adviceId().equals(advice))
                .map(ClockLine::when);
    }

    private static Stream<String> reasons(Recipient whom, String advice) {
        var clock = SelfCareClock.of(whom, SHIPPED);
        var weekly = WeeklyAdvice.of(whom, 1, clock, SHIPPED);
        return Stream.concat(clock.leftOut().stream(), weekly.leftOut().stream())
                .filter(left -> left.adviceId().equals(advice))
                .map(LeftOut::because);
    }

    private static Recipient whom(Facts facts, Step step) {
        var picture = facts.triage().picture().orElseThrow();
        return new Recipient(
                Optional.of(60),
                picture.stage(),
                facts.person().contexts(),
                facts.person().conditions(),
                picture.activities(),
                Optional.empty(),
                Withheld.of(facts, People.MONDAY, removed(facts), step));
    }

    private static List<Removed> removed(Facts facts) {
        return WeekPlanner.removed(facts, People.MONDAY);
    }

    private static Facts facts(Person person) {
        return People.with(People.deskWorker(), person);
    }

    private static Person everywhere() {
        return People.contexts(People.person(), Set.of(Context.values()));
    }

    private static Picture picture() {
        return People.picture(41, 3, Stage.CHRONIC, Irritability.LOW);
    }

    /// As triage ships them, answered and assumed; without those that leave no exercise and so no plan.
    private static Stream<Forbidden> limits() {
        return rules().filter(rule -> !rule.path("classes").toString().contains("MOBILITY"))
                .flatMap(rule -> Stream.of(true, false).map(assumed -> limit(rule, assumed)));
    }

    private static Stream<JsonNode> rules() {
        try {
            return new YAMLMapper().readTree(TRIAGE.toFile()).path("forbids").valueStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Forbidden limit(JsonNode rule, boolean assumed) {
        return new Forbidden(
                rule.get("id").asText(),
                Level.valueOf(rule.get("level").asText()),
                all(rule, "positions").map(Position::valueOf).collect(Collectors.toSet()),
                all(rule, "classes").map(ExerciseClass::valueOf).collect(Collectors.toSet()),
                all(rule, "tags").map(Tag::valueOf).collect(Collectors.toSet()),
                rule.get("text").asText(),
                assumed,
                false,
                List.of("S"));
    }

    private static Stream<String> all(JsonNode rule, String list) {
        return rule.path(list).valueStream().map(JsonNode::asText);
    }
}
