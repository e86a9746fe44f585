package org.scapula.catalog.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentRulesTest {

    private static final String SQUEEZE = "exercises/29-scapular-squeeze.yaml";

    @Test
    void theShippedContentIsAccepted() {
        var content = Content.read(ShippedFiles.all());

        assertThat(content.exercises().stream().filter(entry -> entry.kind() == Kind.MOVEMENT))
                .hasSize(45);
        assertThat(content.advice()).hasSizeGreaterThan(70);
        assertThat(content.version()).matches("2-[0-9a-f]{16}");
    }

    @Test
    void theSameContentHasTheSameVersionAndAnotherHasAnother() {
        var version = Content.read(ShippedFiles.all()).version();

        assertThat(Content.read(ShippedFiles.all()).version()).isEqualTo(version);
        assertThat(Content.read(ShippedFiles.with(SQUEEZE, "level: 1", "level: 2"))
                        .version())
                .isNotEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            level: 1                       | level: 4                        | level must be 1 to 3
            aliases:                       | nicknames:                      | aliases
            level: 1                       | level: '1'                      | level
            category: ACTIVATION           | category: GYMNASTICS            | GYMNASTICS
            kind: MOVEMENT                 | kind: GROUP                     | a group has members
            slug: scapular-squeeze         | slug: scapular_squeeze          | the slug is malformed
            number: 29                     | number: 30                      | should be named
            used: true                     | used: false                     | exactly one used dose
            used: false                    | used: true                      | exactly one used dose
            source: S3-K02                 | source: X9-K02                  | X9-K02
            `region: UPPER_BACK`           | region: ANKLE                   | ANKLE
            `picture: "`                   | `easier_: "`                    | easier_
            stage: CHRONIC                 | stage: ACUTE                    | must speak of each stage once
            contexts: [ANY                 | `contexts: [] #`                | for whom it is
            """)
    void aFaultInAnExerciseIsNamedWithItsFile(String old, String replacement, String reason) {
        var broken = ShippedFiles.with(SQUEEZE, old, replacement);

        assertRefused(broken, SQUEEZE, reason);
    }

    @Test
    void aHandOutThatLacksAPartIsRefused() {
        var yaml = String.valueOf(ShippedFiles.all().get(SQUEEZE));
        for (var part : List.of("picture", "easier", "harder", "commonMistakes", "stageDoses")) {
            var files = ShippedFiles.all();
            files.put(SQUEEZE, yaml.replaceFirst("(?m)^" + part + ":.*\\R(?:[ ].*\\R)*", ""));

            assertRefused(files, SQUEEZE, part);
        }
    }

    @Test
    void aTranslationOfSomethingElseIsRefused() {
        var german = "languages/de/exercises/29-scapular-squeeze.yaml";

        assertRefused(ShippedFiles.with(german, "slug: scapular-squeeze", "slug: squeeze"), german, "scapular-squeeze");
        assertRefused(ShippedFiles.with(german, "stageNotes:", "stageNotes:\n  - \"Zu viel.\""), SQUEEZE, "stageNotes");
        assertRefused(ShippedFiles.with(german, "steps:", "schritte:"), german, "schritte");
    }

    @Test
    void aLanguageIsAddedByAddingFilesAndWhatItLacksIsNamed() {
        var files = ShippedFiles.all();
        files.put("languages/fr/language.yaml", "name: Français");
        files.put(
                "languages/fr/exercises/29-scapular-squeeze.yaml",
                "slug: scapular-squeeze\nname: Serrer les omoplates\npicture: Une personne vue de dos.");

        var content = Content.read(files);
        var french = content.languages().stream()
                .filter(language -> language.tag().equals("fr"))
                .findFirst()
                .orElseThrow();
        var squeeze = content.exercises().stream()
                .filter(entry -> entry.slug().equals("scapular-squeeze"))
                .findFirst()
                .orElseThrow();

        assertThat(content.languages()).extracting(Language::tag).containsExactly("en", "de", "fr");
        assertThat(french.of(squeeze).entry().name()).isEqualTo("Serrer les omoplates");
        assertThat(french.of(squeeze).entry().steps()).isEqualTo(squeeze.steps());
        assertThat(french.of(squeeze).untranslated())
                .contains("steps", "cues", "commonMistakes", "doses", "stageDoses")
                .doesNotContain("name", "picture");
        assertThat(content.missingFrom(french))
                .anyMatch(missing ->
                        missing.of().equals("cat-cow") && missing.fields().contains("name"))
                .anyMatch(missing -> missing.of().equals("muscle.RHOMBOIDS"))
                .anyMatch(missing -> missing.part() == Untranslated.Part.CONTRAINDICATION);
    }

    @Test
    void aKeyThatIsNotKnownIsRefused() {
        var broken = ShippedFiles.with(SQUEEZE, "level: 1", "level: 1\nnickname: squeeze");

        assertRefused(broken, SQUEEZE, "nickname");
    }

    @Test
    void aDoseOutsideItsClassIsRefused() {
        var tooLong = ShippedFiles.with(
                SQUEEZE,
                "holdSeconds: {min: 5, max: 5, source: S3-K02}",
                "holdSeconds: {min: 5, max: 90, source: S3-K02}");

        assertRefused(tooLong, SQUEEZE, "outside the bounds of MOTOR_CONTROL");
    }

    @Test
    void aLinkToNowhereIsRefused() {
        var broken = ShippedFiles.with(SQUEEZE, "regressTo: [", "regressTo: [no-such-exercise, ");

        assertRefused(broken, SQUEEZE, "no-such-exercise");
    }

    @Test
    void aLoopOfEasierAndHarderIsRefused() {
        var files = ShippedFiles.all();
        var harder = Content.read(files).exercises().stream()
                .filter(entry -> !entry.progressTo().isEmpty())
                .findFirst()
                .orElseThrow();
        var file = "exercises/%02d-%s.yaml".formatted(harder.number().orElseThrow(), harder.slug());
        var looping = ShippedFiles.with(file, "progressTo: [", "regressTo_: [");
        var yaml = String.valueOf(looping.get(file)).replace("regressTo_: [", "progressTo: [");
        looping.put(
                file,
                yaml.replaceFirst(
                        "regressTo: \\[",
                        "regressTo: [" + harder.progressTo().getFirst()
                                + (yaml.contains("regressTo: []") ? "" : ", ")));

        assertRefused(looping, "exercises/", "links loop");
    }

    @Test
    void aConditionNobodyDecidedIsRefused() {
        var files = ShippedFiles.all();
        var matrix = String.valueOf(files.get("contraindications.yaml"));
        files.put("contraindications.yaml", matrix.replace("condition: glaucoma", "condition: reflux"));

        assertRefused(files, "contraindications.yaml", "glaucoma");
    }

    @Test
    void aFileThatIsNotYamlIsRefusedWithItsLine() {
        var files = ShippedFiles.all();
        files.put(SQUEEZE, "slug: [");

        assertRefused(files, SQUEEZE, "line");
    }

    @Test
    void aStrayFileIsRefused() {
        var files = ShippedFiles.all();
        files.put("notes.txt", "hello");

        assertRefused(files, "notes.txt", "is not a file of the catalogue");
    }

    @Test
    void whereSourcesDisagreeBothFiguresAreKeptAndOneIsUsed() {
        var squeeze = Content.read(ShippedFiles.all()).exercises().stream()
                .filter(entry -> entry.slug().equals("scapular-squeeze"))
                .findFirst()
                .orElseThrow();

        var used = squeeze.usedDose().orElseThrow();

        assertThat(used.holdSeconds().orElseThrow().max()).isEqualTo(5);
        assertThat(squeeze.doses())
                .anyMatch(dose -> !dose.used()
                        && dose.holdSeconds().stream()
                                .anyMatch(hold -> hold.source().equals("S4-K01") && hold.max() == 10));
    }

    private static void assertRefused(SequencedMap<String, String> files, String file, String reason) {
        assertThatThrownBy(() -> Content.read(files))
                .isInstanceOf(ContentBroken.class)
                .hasMessageContaining(file)
                .hasMessageContaining(reason);
    }
}
