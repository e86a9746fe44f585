package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.scapula.triage.rules.People.RULES;
import static org.scapula.triage.rules.People.healthyBut;
import static org.scapula.triage.rules.People.healthyDeskWorker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.triage.rules.ClinicalPicture.Activity;
import org.scapula.triage.rules.ClinicalPicture.Advised;
import org.scapula.triage.rules.ClinicalPicture.Cause;
import org.scapula.triage.rules.ClinicalPicture.Evidence;
import org.scapula.triage.rules.ClinicalPicture.Line;
import org.scapula.triage.rules.ClinicalPicture.Pace;

/// What a plan learns of a person: more caution for what is not known, no cause out of silence.
class PictureRulesTest {

    private static final PictureRules PICTURES = PictureRules.shipped();
    private static final String TEXT = RuleSet.shippedText("picture.yaml");
    private static final Path CATALOG = Path.of("../catalog-service/openapi.yaml");
    private static final Path CONTRAINDICATIONS =
            Path.of("../catalog-service/src/main/resources/catalog/contraindications.yaml");

    /// The planner asks everybody whether they get down to the floor and up again, so an open question about knees or
    /// wrists need not take the whole floor away. A yes still does, by the catalogue.
    private static final Set<String> ASKED_BY_THE_PLANNER = Set.of("kneeling_limit", "wrist_problem");

    @Test
    void noToEveryQuestionForbidsNothingAndNamesNoCause() {
        var picture = PICTURES.pictureOf(healthyDeskWorker());

        assertThat(picture.forbids()).isEmpty();
        assertThat(picture.causes()).isEmpty();
        assertThat(picture.conditions()).isEmpty();
    }

    /// A line is no limit of the body where it leaves the choice to a clinician: under 18, and nowhere else.
    @Test
    void onlyTheAgeLeavesTheChoiceToAClinician() {
        var picture = PICTURES.pictureOf(Answers.of(Map.of()));

        assertThat(picture.forbids())
                .filteredOn(line -> line.says().approvable())
                .extracting(Line::id)
                .containsExactly("P06");
    }

    @Test
    void silenceForbidsEverythingItCouldAndIsNeverACauseOrAnIllness() {
        var picture = PICTURES.pictureOf(Answers.of(Map.of()));

        assertThat(picture.forbids())
                .allMatch(Line::assumed)
                .extracting(Line::id)
                .containsExactlyElementsOf(rowIds("P")
                        .filter(id -> !List.of("P09", "P28").contains(id))
                        .toList());
        assertThat(picture.causes()).isEmpty();
        assertThat(picture.conditions()).isEmpty();
        assertThat(picture.stage().says()).isEqualTo(ClinicalPicture.Stage.ACUTE);
        assertThat(picture.irritability().says()).isEqualTo(ClinicalPicture.Irritability.HIGH);
        assertThat(picture.activities())
                .allMatch(Line::assumed)
                .extracting(line -> line.says().advice())
                .containsExactly(Pace.STOP, Pace.STOP, Pace.REDUCE);
    }

    static Stream<Arguments> waysOfEveryRow() {
        return PICTURES.rows()
                .filter(row -> List.of("CA", "CO").contains(row.id().substring(0, 2))
                        || row.id().startsWith("P"))
                .flatMap(row -> row.when().terms().ways().stream().map(way -> Arguments.of(row.id(), way)));
    }

    @ParameterizedTest
    @MethodSource("waysOfEveryRow")
    void everyRowShowsForEachOfItsAnswersAndSaysWhich(String id, Set<Atom> way) {
        var person = healthyDeskWorker();
        for (var atom : way) {
            person = person.with(atom.finding(), just(atom));
        }
        var without = healthyDeskWorker();

        assertThat(line(id, PICTURES.pictureOf(person)))
                .containsExactlyInAnyOrderElementsOf(
                        way.stream().map(Atom::finding).toList());
        assertThat(lines(PICTURES.pictureOf(without))).extracting(Line::id).doesNotContain(id);
    }

    @ParameterizedTest
    @MethodSource("forbiddingFindings")
    void oneOpenQuestionForbidsAsMuchAsAYesAndSaysThatItIsAssumed(String finding) {
        var open = PICTURES.pictureOf(healthyDeskWorker().with(finding, Answer.UNKNOWN));
        var yes = PICTURES.pictureOf(healthyDeskWorker().with(finding, Answer.YES));

        assertThat(open.forbids())
                .allMatch(Line::assumed)
                .extracting(Line::id)
                .containsExactlyElementsOf(yes.forbids().stream().map(Line::id).toList());
        assertThat(open.forbids()).allSatisfy(line -> assertThat(line.because()).containsExactly(finding));
    }

    static Stream<String> forbiddingFindings() {
        return PICTURES.rows()
                .filter(row ->
                        row.id().startsWith("P") && !List.of("P09", "P28").contains(row.id()))
                .flatMap(row -> row.when().terms().atoms())
                .filter(atom -> atom.side() == Atom.Side.YES)
                .map(Atom::finding)
                .distinct();
    }

    @Test
    void onlyAKnownHighPressureAsksHowHighItIs() {
        var unknown = PICTURES.pictureOf(healthyBut("highBloodPressure=?, bloodPressureVeryHigh=?"));
        var high = PICTURES.pictureOf(healthyBut("highBloodPressure=yes, bloodPressureVeryHigh=?"));
        var known = PICTURES.pictureOf(healthyBut("highBloodPressure=yes, bloodPressureVeryHigh=no"));
        var contradicted = PICTURES.pictureOf(healthyBut("highBloodPressure=no, bloodPressureVeryHigh=yes"));

        assertThat(unknown.forbids()).extracting(Line::id).containsExactly("P08");
        assertThat(high.forbids()).extracting(Line::id).containsExactly("P08", "P09");
        assertThat(known.forbids()).extracting(Line::id).containsExactly("P08");
        assertThat(contradicted.forbids()).extracting(Line::id).containsExactly("P28");
        assertThat(advised(Activity.GYM, contradicted)).isEqualTo(Pace.STOP);
        assertThat(advised(Activity.GYM, high)).isEqualTo(Pace.STOP);
    }

    @ParameterizedTest
    @CsvSource({
        "0, GO_ON, GO_ON, CHANGE_OFTEN",
        "1, REDUCE, TRAIN_AROUND, CHANGE_OFTEN",
        "3, REDUCE, TRAIN_AROUND, CHANGE_OFTEN",
        "4, STOP, TRAIN_AROUND, CHANGE_OFTEN",
        "5, STOP, TRAIN_AROUND, CHANGE_OFTEN",
        "6, STOP, STOP, REDUCE",
        "10, STOP, STOP, REDUCE",
        "?, STOP, STOP, REDUCE"
    })
    void thePainDecidesHowToGoOn(String nprsNow, Pace running, Pace gym, Pace desk) {
        var picture = PICTURES.pictureOf(healthyBut("nprsWorst=10, nprsNow=" + nprsNow));

        assertThat(advised(Activity.RUNNING, picture)).isEqualTo(running);
        assertThat(advised(Activity.GYM, picture)).isEqualTo(gym);
        assertThat(advised(Activity.DESK, picture)).isEqualTo(desk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gettingWorse", "worseEachSession", "ribPainWithTraining", "flareLongerThanADay"})
    void aPainThatGrowsOrIsWorseNextMorningStopsRunning(String finding) {
        for (var said : List.of("yes", "?")) {
            var picture = PICTURES.pictureOf(healthyBut("nprsNow=1, " + finding + "=" + said));

            assertThat(advised(Activity.RUNNING, picture)).isEqualTo(Pace.STOP);
        }
    }

    @Test
    void aRunnerIsAlwaysToldTheTwoNumbers() {
        PICTURES.rows()
                .filter(row ->
                        row.says() instanceof PictureRules.Advance advance && advance.activity() == Activity.RUNNING)
                .flatMap(row -> Stream.of(row.text(), row.ifUnknown()))
                .filter(text -> !text.isEmpty())
                .forEach(text -> assertThat(text).contains("3").contains("5"));
    }

    @Test
    void whatRemainsIsSoBecauseOfEveryAnswerThatMadeNothingElseHold() {
        var picture = PICTURES.pictureOf(healthyBut("nprsNow=0, durationDays=100"));

        assertThat(picture.stage().because()).containsExactly("durationDays");
        assertThat(picture.irritability().because())
                .containsExactlyInAnyOrder(
                        "nprsNow", "nightOrRestPain", "nightPainNoPositionHelps", "flareLongerThanADay");
        assertThat(picture.activities())
                .allSatisfy(line -> assertThat(line.because()).isNotEmpty());
    }

    @Test
    void whatThePersonDoesIsSaid() {
        var picture = PICTURES.pictureOf(healthyBut("runs=yes, lifts=?"));

        assertThat(picture.activities())
                .extracting(line -> line.says().does())
                .containsExactly(Answer.YES, Answer.UNKNOWN, Answer.NO);
    }

    @Test
    void everyCauseOfTheArticlesIsNamedOnceOrSaysWhyNot() {
        var causes = new ArrayList<String>();
        PICTURES.rows()
                .filter(row -> row.id().startsWith("CA"))
                .flatMap(row -> row.sources().stream())
                .filter(source -> source.matches("S[0-4]-C\\d\\d"))
                .forEach(causes::add);
        PICTURES.notNamed().forEach(left -> causes.addAll(left.causes()));

        assertThat(PICTURES.notNamed())
                .allSatisfy(left -> assertThat(left.reason()).isNotBlank());
        assertThat(causes)
                .containsExactlyInAnyOrderElementsOf(causesOfTheArticles())
                .hasSize(67);
    }

    @Test
    void aCauseIsAPossibilityAndPostureNeverMoreThanWeaklyShown() {
        for (var finding : RULES.findings()) {
            if (finding.type() != Finding.Type.YES_NO) {
                continue;
            }
            var picture = PICTURES.pictureOf(healthyDeskWorker().with(finding.id(), Answer.YES));
            for (var line : picture.causes()) {
                assertThat(line.text()).containsPattern("\\b(may|can|could)\\b");
                assertThat(line.text().toLowerCase(Locale.ROOT)).doesNotContain("you have", "the cause");
                if (Set.of(Cause.POSTURE, Cause.DESK_WORK, Cause.PHONE)
                        .contains(line.says().cause())) {
                    assertThat(line.says().evidence()).isEqualTo(Evidence.WEAK);
                }
            }
        }
    }

    @Test
    void nothingThatIsAskedForTheDayOrTheTrainingMovesTheDisposition() {
        var life = RULES.findings().stream()
                .filter(finding -> finding.section().equals("life"))
                .toList();

        assertThat(life).hasSizeGreaterThan(40).allSatisfy(finding -> {
            assertThat(finding.redFlag() || finding.weakFlag()).isFalse();
            assertThat(RULES.askedFor(finding.id())).isEmpty();
            for (var answer : List.of(Answer.YES, Answer.UNKNOWN)) {
                assertThat(RULES.judge(healthyDeskWorker().with(finding.id(), answer))
                                .disposition())
                        .isEqualTo(Disposition.SELF_CARE);
            }
        });
    }

    @Test
    void everyQuestionForThePlanIsReadForIt() {
        var read = PICTURES.rows()
                .flatMap(row -> row.when().terms().atoms())
                .map(Atom::finding)
                .collect(Collectors.toCollection(HashSet::new));
        read.addAll(List.of("onsetHoursAgo", "runs", "lifts", "deskWork"));

        assertThat(RULES.findings().stream()
                        .filter(finding -> finding.dangerNote().contains("Used for the plan only"))
                        .map(Finding::id))
                .isSubsetOf(read);
    }

    @Test
    void theWordsAreTheCatalogues() throws IOException {
        var schemas =
                new YAMLMapper().readTree(CATALOG.toFile()).path("components").path("schemas");

        assertThat(words(ClinicalPicture.Position.values())).isEqualTo(words(schemas, "Position"));
        assertThat(words(ClinicalPicture.ExerciseClass.values())).isEqualTo(words(schemas, "ExerciseClass"));
        assertThat(words(ClinicalPicture.Tag.values())).isEqualTo(words(schemas, "Tag"));
    }

    /// The catalogue's own list is written apart from the picture; what it forbids outright, the picture forbids as
    /// soon as
    /// the answer behind it is a yes.
    @Test
    void whatTheCatalogueForbidsWithAConditionThePictureForbidsWithItsAnswer() throws IOException {
        var limits = new YAMLMapper().readTree(CONTRAINDICATIONS.toFile()).path("rules");
        var lacking = new ArrayList<String>();

        for (var finding : RULES.findings()) {
            if (finding.type() != Finding.Type.YES_NO) {
                continue;
            }
            var picture = PICTURES.pictureOf(healthyDeskWorker().with(finding.id(), Answer.YES));
            var tags = picture.forbids().stream()
                    .flatMap(line -> line.says().tags().stream())
                    .map(Enum::name)
                    .collect(Collectors.toSet());
            for (var code : picture.conditions().stream()
                    .flatMap(line -> line.says().stream())
                    .toList()) {
                for (var limit : limits) {
                    if (limit.path("condition").asText().equals(code)
                            && limit.path("level").asText().equals("ABSOLUTE")
                            && !ASKED_BY_THE_PLANNER.contains(code)) {
                        limit.path("tags").forEach(tag -> {
                            if (!tags.contains(tag.asText())) {
                                lacking.add(finding.id() + " as " + code + ": " + tag.asText());
                            }
                        });
                    }
                }
            }
        }

        assertThat(limits).hasSizeGreaterThan(40);
        assertThat(lacking).isEmpty();
    }

    @Test
    void aVocabularyThatLacksAQuestionLeavesItOpen() {
        var without = RuleSet.shippedText("vocabulary.yaml")
                .lines()
                .filter(line -> !line.contains("{id: reflux,"))
                .collect(Collectors.joining("\n"));
        var vocabulary = RuleSet.of(without, RuleSet.shippedText("rules.yaml"));

        assertThat(PICTURES.missingIn(RULES)).isEmpty();
        assertThat(PICTURES.missingIn(vocabulary)).containsExactly("reflux");
    }

    @Test
    void anAnswerOfAnotherKindSaysNothing() {
        var picture = PICTURES.pictureOf(
                healthyDeskWorker().with("nprsNow", Answer.NO).with("reflux", Answer.of("0")));

        assertThat(picture.irritability().says()).isEqualTo(ClinicalPicture.Irritability.HIGH);
        assertThat(picture.forbids()).extracting(Line::id).containsExactly("P19");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                broken("when: reflux, tags", "when: refluxx, tags", "P19", "refluxx"),
                broken("when: reflux, tags", "when: '!reflux', tags", "P19", "milder"),
                broken("when: reflux, tags", "when: ageYears >= 3, tags", "P19", "a number stands in the condition"),
                broken("level: PRECAUTION, when: reflux", "level: MAYBE, when: reflux", "P19", "must be one of"),
                broken("when: reflux, tags", "when: reflux, tag", "P19", "unknown key 'tag'"),
                broken(
                        "tags: [SPINE_EXTENSION_OVER_OBJECT, SPINE_ROTATION_END_RANGE, DEEP_PRESSURE]",
                        "tags: [SPIN]",
                        "P14",
                        "knows no SPIN"),
                broken(
                        "when: reflux, tags: [HEAD_BELOW_HEART, BREATH_HOLD_RISK], ",
                        "when: reflux, ",
                        "P19",
                        "forbids nothing"),
                broken("approvable: true", "approvable: perhaps", "P06", "true or false"),
                broken("{id: P19,", "{id: P18,", "P18", "twice"),
                broken("{id: P19,", "{id: P1,", "P1", "an id is"),
                broken(
                        "'When acid comes up the head stays higher than the stomach.'",
                        "'This is safe.'",
                        "P19",
                        "promises too much"),
                broken(
                        "higher than the stomach.', sources: [Clinical consensus]}",
                        "higher than the stomach.'}",
                        "P19",
                        "'sources'"),
                broken(
                        "evidence: WEAK, text: Hard ground",
                        "evidence: SURE, text: Hard ground",
                        "CA09",
                        "must be one of"),
                broken("cause: STRESS", "cause: SLEEP", "picture.yaml", "each of"),
                broken("sources: [S0-C13, S2-C08]", "sources: [S0-C12, S2-C08]", "picture.yaml", "S0-C12"),
                broken("when: stressed, ", "", "CA23", "'when' is missing"),
                broken("when: nprsNow > runUpToPain, ", "", "AC02", "only such a row"),
                broken(
                        "advice: STOP, when: nprsNow > runUpToPain",
                        "advice: GO_ON, when: nprsNow > runUpToPain",
                        "AC02",
                        "most cautious"),
                broken("DESK: deskWork}", "DESK: ageYears}", "picture.yaml", "DESK"),
                broken("name: fallRiskAge, value", "name: fallAge, value", "P24", "fallRiskAge"),
                broken("ageYears >= fallRiskAge", "ageYears >= adultAge", "picture.yaml", "nothing uses 'fallRiskAge'"),
                broken("codes: [reflux]", "codes: [Reflux!]", "CO28", "cannot be the code"),
                broken("notAssumed: {highBloodPressure:", "notAssumed: {bloodPressure:", "AC13", "unknown finding"),
                broken("version: '1'", "versoin: '1'", "picture.yaml", "unknown key"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatIsWrongIsRefusedAndNamed(String right, String wrong, String where, String why) {
        assertThat(TEXT).contains(right);
        var text = TEXT.replaceFirst(Pattern.quote(right), wrong);

        var refusal = catchThrowableOfType(RuleSetBroken.class, () -> PictureRules.of(RULES, text));

        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).contains(where).contains(why);
    }

    private static Arguments broken(String right, String wrong, String where, String why) {
        return Arguments.of(right, wrong, where, why);
    }

    private static Pace advised(Activity activity, ClinicalPicture picture) {
        return picture.activities().stream()
                .map(Line::says)
                .filter(advised -> advised.activity() == activity)
                .map(Advised::advice)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> line(String id, ClinicalPicture picture) {
        return lines(picture).stream()
                .filter(line -> line.id().equals(id) && !line.assumed())
                .findFirst()
                .orElseThrow()
                .because();
    }

    private static List<Line<?>> lines(ClinicalPicture picture) {
        var lines = new ArrayList<Line<?>>();
        lines.addAll(picture.conditions());
        lines.addAll(picture.causes());
        lines.addAll(picture.forbids());
        return lines;
    }

    private static Stream<String> rowIds(String start) {
        return PICTURES.rows().map(PictureRules.Row::id).filter(id -> id.matches(start + "\\d+"));
    }

    private static Answer just(Atom atom) {
        return switch (atom.side()) {
            case YES -> Answer.YES;
            case NO -> Answer.NO;
            case AT_LEAST, AT_MOST -> new Answer.Number(BigDecimal.valueOf(atom.threshold()));
            case ABOVE -> new Answer.Number(BigDecimal.valueOf(atom.threshold()).add(BigDecimal.ONE));
            case BELOW -> new Answer.Number(BigDecimal.valueOf(atom.threshold()).subtract(BigDecimal.ONE));
        };
    }

    private static Set<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.toSet());
    }

    private static Set<String> words(JsonNode schemas, String schema) {
        return StreamSupport.stream(schemas.path(schema).path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    private static List<String> causesOfTheArticles() {
        try (var table = Objects.requireNonNull(PictureRulesTest.class.getResourceAsStream("/seed-coverage.csv"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(",", -1)[0])
                    .filter(id -> id.matches("S[0-4]-C\\d\\d"))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
