package org.scapula.triage.assessment;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scapula.triage.rules.Answer;
import org.scapula.triage.rules.Answers;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.rules.Finding;
import org.scapula.triage.rules.RuleSet;
import org.scapula.triage.ruleset.Knowledge;
import org.scapula.triage.ruleset.LocalPlaces;
import org.scapula.triage.ruleset.Wording;

/// What people read, whichever answer led to it.
class ReplyTest {

    private static final RuleSet RULES = RuleSet.shipped();

    private static final Knowledge KNOWLEDGE = Knowledge.shipped(RULES, Wording.shippedFor(RULES), LocalPlaces.HERE);

    private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");

    /// Words that promise or diagnose what a questionnaire cannot know.
    private static final Pattern NEVER_SAID = Pattern.compile(
            "\\b(safe|safely|cures?|cured|guaranteed?|realign\\w*|nothing serious|you are fine|ruled out"
                    + "|you have an? |approved|clinically validated|mg\\b|milligrams?|tablets? (every|a day))",
            Pattern.CASE_INSENSITIVE);

    static Stream<Answers> oneWarningAtATime() {
        return Stream.concat(
                Stream.of(noWarning(), Answers.of(Map.of())),
                RULES.findings().stream()
                        .filter(finding -> finding.type() == Finding.Type.YES_NO)
                        .map(finding -> noWarning().with(finding.id(), Answer.YES)));
    }

    @ParameterizedTest
    @MethodSource("oneWarningAtATime")
    void nobodyIsPromisedOrDiagnosedAnything(Answers answers) {
        var view = replyTo(answers);

        assertThat(everythingSaid(view))
                .allSatisfy(text ->
                        assertThat(NEVER_SAID.matcher(text).find()).as(text).isFalse());
        assertThat(everythingSaid(view)).noneMatch(text -> text.contains("{") || text.isBlank());
    }

    @ParameterizedTest
    @MethodSource("oneWarningAtATime")
    void nobodyNeedsToReadMuchToKnowWhatToDo(Answers answers) {
        var view = replyTo(answers);

        assertThat(view.advice().headline().split("[.!?]( |$)")).hasSizeLessThanOrEqualTo(2);
        assertThat(view.advice().headline().split(" ")).hasSizeLessThanOrEqualTo(22);
        assertThat(view.advice().doNow()).hasSizeBetween(1, 9).allMatch(line -> line.split(" ").length <= 40);
    }

    @ParameterizedTest
    @MethodSource("oneWarningAtATime")
    void everySentenceHasASource(Answers answers) {
        var view = replyTo(answers);

        assertThat(view.grounds().textSources())
                .allMatch(line -> !line.sources().isEmpty());
        assertThat(view.grounds().textSources().stream().map(Grounds.TextSource::text))
                .containsAll(view.advice().doNow())
                .containsAll(view.advice().doNot())
                .containsAll(view.advice().safetyNet())
                .contains(
                        view.advice().headline(),
                        view.advice().howFast().text(),
                        view.advice().where().text(),
                        view.advice().expectedCourse(),
                        view.advice().reviewText(),
                        view.advice().getHelpAgain(),
                        view.grounds().notice());
        assertThat(view.advice().why())
                .isNotEmpty()
                .allMatch(why -> !why.sources().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("oneWarningAtATime")
    void nobodyWhoMustBeSeenSoonIsGivenExercises(Answers answers) throws IOException {
        var view = replyTo(answers);

        if (view.advice().disposition().outranks(Disposition.ROUTINE_CLINICIAN)) {
            assertThat(view.grounds().picture()).isEmpty();
            var said = String.join("\n", everythingSaid(view)).toLowerCase(Locale.ROOT);
            assertThat(movements()).hasSizeGreaterThan(40).noneMatch(said::contains);
            assertThat(view.advice().doNot()).anyMatch(line -> line.contains("exercises"));
            assertThat(view.advice().doNot()).anyMatch(line -> line.contains("drive yourself"));
        }
    }

    @Test
    void numbersOfThePlaceAreSaid() {
        var view = replyTo(noWarning().with("breathless", Answer.YES));

        assertThat(view.advice().headline()).startsWith("Call 999 now.");
        assertThat(view.advice().where().phone()).contains("999");
        assertThat(view.advice().safetyNet()).anyMatch(line -> line.contains("999"));
        assertThat(everythingSaid(view)).noneMatch(text -> text.contains("112"));
    }

    private static EvaluationView replyTo(Answers answers) {
        return Reply.to(judged(answers), KNOWLEDGE);
    }

    private static Judged judged(Answers answers) {
        return new Judged(NOW, LocalDate.of(2026, 11, 21), answers, RULES.judge(answers));
    }

    private static Answers noWarning() {
        var numbers = Map.of(
                "ageYears", Answer.of("41"),
                "nprsNow", Answer.of("4"),
                "nprsWorst", Answer.of("6"),
                "durationDays", Answer.of("10"),
                "selfCareDaysNoBetter", Answer.of("2"),
                "spellsLastYear", Answer.of("1"));
        return Answers.of(RULES.findings().stream()
                .filter(finding -> finding.type() == Finding.Type.YES_NO || numbers.containsKey(finding.id()))
                .collect(toMap(Finding::id, finding -> numbers.getOrDefault(finding.id(), Answer.NO))));
    }

    private static List<String> everythingSaid(EvaluationView view) {
        return Stream.of(
                        Stream.of(
                                view.advice().headline(),
                                view.advice().howFast().text(),
                                view.advice().where().text(),
                                view.advice().uncertainty(),
                                view.advice().expectedCourse(),
                                view.advice().reviewText(),
                                view.advice().getHelpAgain(),
                                view.grounds().notice()),
                        view.advice().doNow().stream(),
                        view.advice().doNot().stream(),
                        view.advice().safetyNet().stream(),
                        view.advice().why().stream().map(Advice.Why::reason),
                        view.advice().contradictions().stream().map(Advice.Contradicted::text))
                .flatMap(texts -> texts)
                .toList();
    }

    /// The names of all movements, as the catalogue's own files give them.
    private static List<String> movements() throws IOException {
        try (var files = Files.list(Path.of("../catalog-service/src/main/resources/catalog/exercises"))) {
            return files.map(ReplyTest::read)
                    .filter(exercise -> exercise.contains("\nkind: MOVEMENT"))
                    .flatMap(exercise -> exercise.lines().filter(line -> line.startsWith("name: ")))
                    .map(line -> line.substring("name: ".length()).strip().toLowerCase(Locale.ROOT))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
