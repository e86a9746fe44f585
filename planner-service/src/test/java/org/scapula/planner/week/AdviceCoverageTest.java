package org.scapula.planner.week;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever advice the catalogue ships reaches the plans it fits, or stands on a list with the reason why it does not.
class AdviceCoverageTest {

    private static final List<AdviceLine> ADVICE = ShippedCatalogue.advice();

    /// Far more weeks than a programme has: every line's turn has come by then.
    private static final int WEEKS = 40;

    private static final List<Optional<Integer>> HOURS = Stream.concat(
                    Stream.of(Optional.<Integer>empty()),
                    Stream.of(0, 10, 47, 48, 60, 71, 72, 200, 400, 1008, 3000).map(Optional::of))
            .toList();

    @Test
    void everyPieceOfAdviceIsToldInSomePlanOrLeftOutForAReason() {
        var excluded = table("/advice-exclusions.csv");
        var told = toldInSomePlan();
        var never = slugs(ADVICE);
        never.removeAll(told);

        System.out.printf(
                "Advice: %d in the catalogue, %d told in the clock of some plan, %d told in some plan, never: %s%n",
                ADVICE.size(), toldInSomeClock().size(), told.size(), never);

        assertThat(never).containsExactlyInAnyOrderElementsOf(excluded.keySet());
        assertThat(excluded.values()).allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(20));
    }

    @Test
    void everyPostureLifestyleFormAndSelfCareItemOfTheArticlesIsCitedByALineOfSomePlan() {
        var told = toldInSomePlan();
        var cited = ADVICE.stream()
                .filter(line -> told.contains(line.slug()))
                .flatMap(line -> line.sources().stream())
                .collect(toCollection(TreeSet::new));
        var items = table("/seed-coverage.csv").keySet().stream()
                .filter(id -> id.matches("S\\d-[OLFTH]\\d+"))
                .collect(toCollection(TreeSet::new));

        var missing = new TreeSet<>(items);
        missing.removeAll(cited);

        assertThat(items).hasSizeGreaterThan(80);
        // The articles name two medicines. A plan says to ask first and names none.
        assertThat(missing).containsExactly("S1-H07", "S1-H08");
    }

    @Test
    void nothingThatFitsIsSilentlyMissing() {
        everybody().forEach(whom -> {
            var clock = SelfCareClock.of(whom, ADVICE);
            var weekly = WeeklyAdvice.of(whom, 1, clock, ADVICE);

            var spokenOf = new ArrayList<String>();
            clock.lines().forEach(line -> spokenOf.add(line.adviceId()));
            clock.leftOut().forEach(left -> spokenOf.add(left.adviceId()));
            weekly.told().forEach(told -> spokenOf.add(told.line().slug()));
            weekly.waiting().forEach(waiting -> spokenOf.addAll(slugs(waiting.lines())));
            weekly.leftOut().forEach(left -> spokenOf.add(left.adviceId()));

            var fitting = ADVICE.stream()
                    .filter(line -> line.fits(whom.contexts()))
                    .map(AdviceLine::slug)
                    .toList();
            assertThat(spokenOf).as("%s", whom).containsExactlyInAnyOrderElementsOf(fitting);
        });
    }

    @Test
    void everyLineOfEveryPlanSaysWhyFromWhereAndHowWellItIsSupported() {
        everybody().forEach(whom -> {
            var clock = SelfCareClock.of(whom, ADVICE);
            var weekly = WeeklyAdvice.of(whom, 1, clock, ADVICE);

            assertThat(clock.lines()).allSatisfy(line -> {
                assertThat(line.when()).isNotBlank();
                assertThat(line.evidence()).isNotBlank();
                assertThat(line.evidenceNote()).isNotBlank();
                assertThat(line.sources()).isNotEmpty();
            });
            assertThat(weekly.told()).allSatisfy(told -> {
                assertThat(told.why()).isNotBlank();
                assertThat(told.line().evidence()).isNotBlank();
                assertThat(told.line().evidenceNote()).isNotBlank();
                assertThat(told.line().sources()).isNotEmpty();
            });
            assertThat(weekly.waiting())
                    .allSatisfy(waiting -> assertThat(waiting.because()).isNotBlank());
            assertThat(Stream.concat(clock.leftOut().stream(), weekly.leftOut().stream()))
                    .allSatisfy(left -> assertThat(left.because()).isNotBlank());
        });
    }

    @Test
    void nobodyIsFlooded() {
        var most = everybody()
                .mapToInt(whom -> WeeklyAdvice.of(whom, 1, SelfCareClock.of(whom, ADVICE), ADVICE)
                        .told()
                        .size())
                .max()
                .orElseThrow();

        System.out.printf("Advice: at most %d lines a week besides the clock%n", most);

        assertThat(most).isLessThanOrEqualTo(40);
    }

    private static Set<String> toldInSomePlan() {
        return everybody()
                .flatMap(whom -> {
                    var clock = SelfCareClock.of(whom, ADVICE);
                    return Stream.concat(
                            clock.lines().stream().map(ClockLine::adviceId),
                            Stream.iterate(1, week -> week <= WEEKS, week -> week + 1)
                                    .flatMap(week -> WeeklyAdvice.of(whom, week, clock, ADVICE).told().stream())
                                    .map(told -> told.line().slug()));
                })
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> toldInSomeClock() {
        return everybody()
                .flatMap(whom -> SelfCareClock.of(whom, ADVICE).lines().stream())
                .map(ClockLine::adviceId)
                .collect(toCollection(TreeSet::new));
    }

    /// Of every stage, with every sort of days, at the hours that matter.
    private static Stream<Recipient> everybody() {
        var days = Stream.concat(
                        Stream.of(Set.<Context>of(), Set.copyOf(EnumSet.allOf(Context.class))),
                        Stream.of(Context.values()).map(Set::of))
                .toList();
        return Stream.of(Stage.values())
                .flatMap(stage -> days.stream()
                        .flatMap(contexts -> HOURS.stream()
                                .map(hour -> new Recipient(hour, stage, contexts, List.of(), People.HOW_TO_GO_ON))));
    }

    private static Set<String> slugs(List<AdviceLine> lines) {
        return lines.stream().map(AdviceLine::slug).collect(toCollection(TreeSet::new));
    }

    /// The first field and all that follows.
    private static Map<String, String> table(String resource) {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(AdviceCoverageTest.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", 2))
                    .collect(toMap(fields -> fields[0], fields -> fields[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
