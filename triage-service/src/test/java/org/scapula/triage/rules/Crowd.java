package org.scapula.triage.rules;

import static org.scapula.triage.rules.People.RULES;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// People who filled in the whole questionnaire, made up from a seed: most of them well, each with a few things that
/// are not. Nobody contradicts themselves: whoever had no accident fell from no height.
final class Crowd {

    private static final Map<String, List<BigDecimal>> NUMBERS = DangerRulesTest.interestingNumbers();

    /// What a number stands behind: it is answered by those who say yes.
    private static final Map<String, List<String>> ONLY_AFTER = Map.ofEntries(
            Map.entry("legProblemDays", List.of("walkingTrouble", "bothLegsWeakOrNumb")),
            Map.entry("fallHeightMetres", List.of("injury")),
            Map.entry("injuryDaysAgo", List.of("injury")),
            Map.entry("temperatureC", List.of("temperatureTaken")),
            Map.entry("infectionOrProcedureDaysAgo", List.of("bloodInfection", "spinalProcedure")),
            Map.entry("rashHours", List.of("blisterBand")),
            Map.entry("pregnancyWeeks", List.of("pregnant")),
            Map.entry("weeksSinceBirth", List.of("gaveBirthRecently")),
            Map.entry("painRisePoints", List.of("gettingWorse")));

    private final Random random;
    private final double unknowns;

    /// `unknowns` is the share of questions to which a person has no answer.
    Crowd(long seed, double unknowns) {
        random = new Random(seed);
        this.unknowns = unknowns;
    }

    /// As many of each kind as wanted.
    List<Answers> of(Disposition disposition, int wanted) {
        var people = new ArrayList<Answers>();
        while (people.size() < wanted) {
            var person = person();
            if (RULES.judge(person).disposition() == disposition) {
                people.add(person);
            }
        }
        return people;
    }

    Answers person() {
        for (var person = anyone(); ; person = anyone()) {
            if (RULES.judge(person).contradictions().isEmpty()) {
                return person;
            }
        }
    }

    /// A step of a questionnaire, answered as the person would.
    private Answers anyone() {
        var person = People.healthyDeskWorker()
                .with("ageYears", number(18 + random.nextInt(47)))
                .with("nprsWorst", number(5 + random.nextInt(3)))
                .with("nprsNow", number(random.nextInt(6)))
                .with("durationDays", number(3 + random.nextInt(30)))
                .with("selfCareDaysNoBetter", number(random.nextInt(3)))
                .with("morningStiffnessMinutes", number(random.nextInt(20)))
                .with("heartPainHoursAgo", number(random.nextInt(100)));
        for (var wrong = random.nextInt(5); wrong > 0; wrong--) {
            person = withSomethingWrong(person);
        }
        for (var finding : RULES.findings()) {
            if (random.nextDouble() < unknowns) {
                person = person.with(finding.id(), Answer.UNKNOWN);
            }
        }
        return answeredInFull(person);
    }

    Answers withSomethingWrong(Answers person) {
        var finding = RULES.findings().get(random.nextInt(RULES.findings().size()));
        if (finding.type() == Finding.Type.YES_NO) {
            return person.with(finding.id(), Answer.YES);
        }
        for (var gate : ONLY_AFTER.getOrDefault(finding.id(), List.of())) {
            if (!person.to(gate).equals(Answer.YES)) {
                return person.with(gate, Answer.YES).with(finding.id(), anyNumber(finding));
            }
        }
        return person.with(finding.id(), anyNumber(finding));
    }

    /// Numbers behind a yes are given by most, those behind a no by nobody; every other question has an answer.
    private Answers answeredInFull(Answers given) {
        var person = withoutNeedlessDetails(given);
        for (var finding : RULES.findings()) {
            var isClosed =
                    ONLY_AFTER.containsKey(finding.id()) && person.byFinding().containsKey(finding.id());
            if (!isClosed && !given.byFinding().containsKey(finding.id())) {
                person = person.with(finding.id(), random.nextInt(8) == 0 ? Answer.UNKNOWN : anyNumber(finding));
            }
        }
        return person;
    }

    /// Nobody who says no to the question before it gives a number.
    static Answers withoutNeedlessDetails(Answers given) {
        var person = given;
        for (var only : ONLY_AFTER.entrySet()) {
            if (only.getValue().stream().allMatch(gate -> given.to(gate).equals(Answer.NO))) {
                person = person.with(only.getKey(), Answer.UNKNOWN);
            }
        }
        return person;
    }

    private Answer anyNumber(Finding finding) {
        var numbers = Objects.requireNonNull(NUMBERS.get(finding.id()));
        return new Answer.Number(numbers.get(random.nextInt(numbers.size())));
    }

    private static Answer number(int value) {
        return new Answer.Number(BigDecimal.valueOf(value));
    }
}
