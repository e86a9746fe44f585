package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Made-up people: one ordinary one, and as many seeded ones as a test asks for.
final class People {

    static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    /// What triage says to somebody with little pain.
    static final List<Advised> HOW_TO_GO_ON = List.of(
            new Advised(
                    "AC03",
                    Activity.RUNNING,
                    Pace.REDUCE,
                    false,
                    "Up to 3 of 10 run less; above 5 stop.",
                    List.of("S0-H03")),
            new Advised("AC14", Activity.GYM, Pace.TRAIN_AROUND, false, "Train around it.", List.of("S1-H01")),
            new Advised("AC22", Activity.DESK, Pace.CHANGE_OFTEN, false, "Change position often.", List.of("S3-O01")));

    private People() {}

    /// A desk worker of 41 with lasting, mild pain, three free days, a band and no experience.
    static Facts deskWorker() {
        return new Facts(
                triage(picture(41, 3, Stage.CHRONIC, Irritability.LOW)), person(), ShippedCatalogue.candidates());
    }

    /// The same, used to exercise, with more time and fewer days: there is room for the trunk.
    static Facts trained(Set<Equipment> more, Set<String> avoid) {
        var it = person();
        var equipment = EnumSet.copyOf(it.equipment());
        equipment.addAll(more);
        return with(
                deskWorker(),
                new Person(
                        Set.of(Weekday.MON, Weekday.THU),
                        40,
                        it.sessionsPerDay(),
                        equipment,
                        it.contexts(),
                        Experience.EXPERIENCED,
                        it.conditions(),
                        avoid,
                        it.canFloorTransfer()));
    }

    static Person person() {
        return new Person(
                Set.of(Weekday.MON, Weekday.WED, Weekday.FRI),
                25,
                1,
                Set.of(Equipment.RESISTANCE_BAND),
                Set.of(Context.DESK),
                Experience.NOVICE,
                List.of(),
                Set.of(),
                true);
    }

    static Picture picture(int age, int nprs, Stage stage, Irritability irritability) {
        return new Picture(
                Optional.of(age), Optional.of(nprs), stage, irritability, List.of(), HOW_TO_GO_ON, List.of());
    }

    static Triage triage(Picture picture) {
        return new Triage("a", Disposition.SELF_CARE, MONDAY.minusDays(1), List.of(), Optional.of(picture));
    }

    static Facts with(Facts facts, Picture picture) {
        var seen = new Facts(triage(picture), facts.person(), facts.candidates(), facts.history());
        return facts.triage().approved() ? approved(seen) : seen;
    }

    /// Triage says that a clinician should be seen before long, and one who was lets them exercise.
    static Facts approved(Facts facts) {
        return new Facts(
                approved(facts.triage()), facts.person(), facts.candidates(), facts.history(), facts.template());
    }

    static Triage approved(Triage it) {
        return new Triage(
                it.assessmentId(),
                Disposition.ROUTINE_CLINICIAN,
                it.assessedOn(),
                it.unknownRedFlags(),
                it.picture(),
                true);
    }

    static Facts with(Facts facts, ClinicTemplate template) {
        return new Facts(facts.triage(), facts.person(), facts.candidates(), facts.history(), Optional.of(template));
    }

    static Facts with(Facts facts, Person person) {
        return new Facts(facts.triage(), person, facts.candidates(), facts.history());
    }

    static Person days(Person it, Set<Weekday> days) {
        return new Person(
                days,
                it.minutesPerSession(),
                it.sessionsPerDay(),
                it.equipment(),
                it.contexts(),
                it.experience(),
                it.conditions(),
                it.avoid(),
                it.canFloorTransfer());
    }

    static Person minutes(Person it, int minutes) {
        return new Person(
                it.days(),
                minutes,
                it.sessionsPerDay(),
                it.equipment(),
                it.contexts(),
                it.experience(),
                it.conditions(),
                it.avoid(),
                it.canFloorTransfer());
    }

    static Person equipment(Person it, Set<Equipment> equipment) {
        return new Person(
                it.days(),
                it.minutesPerSession(),
                it.sessionsPerDay(),
                equipment,
                it.contexts(),
                it.experience(),
                it.conditions(),
                it.avoid(),
                it.canFloorTransfer());
    }

    static Person conditions(Person it, List<ReportedCondition> conditions) {
        return new Person(
                it.days(),
                it.minutesPerSession(),
                it.sessionsPerDay(),
                it.equipment(),
                it.contexts(),
                it.experience(),
                conditions,
                it.avoid(),
                it.canFloorTransfer());
    }

    static Person conditions(Person it, Condition... conditions) {
        return conditions(
                it, Arrays.stream(conditions).map(ReportedCondition::of).toList());
    }

    static Person contexts(Person it, Set<Context> contexts) {
        return new Person(
                it.days(),
                it.minutesPerSession(),
                it.sessionsPerDay(),
                it.equipment(),
                contexts,
                it.experience(),
                it.conditions(),
                it.avoid(),
                it.canFloorTransfer());
    }

    static Person avoiding(Person it, Set<String> avoid) {
        return new Person(
                it.days(),
                it.minutesPerSession(),
                it.sessionsPerDay(),
                it.equipment(),
                it.contexts(),
                it.experience(),
                it.conditions(),
                avoid,
                it.canFloorTransfer());
    }

    static ReportedCondition since(Condition code, Optional<Integer> weeksAgo) {
        return new ReportedCondition(code, weeksAgo, Optional.empty(), Optional.empty());
    }

    static Person offTheFloor(Person it) {
        return new Person(
                it.days(),
                it.minutesPerSession(),
                it.sessionsPerDay(),
                it.equipment(),
                it.contexts(),
                it.experience(),
                it.conditions(),
                it.avoid(),
                false);
    }

    static Facts random(long seed) {
        var random = new Random(seed);
        var nprs = random.nextInt(11);
        var picture = new Picture(
                random.nextInt(40) == 0 ? Optional.empty() : Optional.of(16 + random.nextInt(75)),
                random.nextInt(20) == 0 ? Optional.empty() : Optional.of(nprs),
                any(random, Stage.values()),
                any(random, Irritability.values()),
                reported(random, random.nextInt(4) == 0 ? 1 : 0),
                HOW_TO_GO_ON,
                forbidden(random));
        var person = new Person(
                some(random, 1 + random.nextInt(7), Weekday.values()),
                5 + random.nextInt(56),
                1 + random.nextInt(3),
                some(random, random.nextInt(8), Equipment.values()),
                some(random, random.nextInt(3), Context.values()),
                any(random, Experience.values()),
                reported(random, random.nextInt(2) * random.nextInt(4)),
                avoided(random),
                random.nextInt(5) > 0);
        var facts = new Facts(triage(picture), person, ShippedCatalogue.candidates());
        // Not the same throws again: who is not approved stays who they were.
        var other = new Random(~seed * 0x9E3779B97F4A7C15L);
        return other.nextInt(3) == 0 ? approved(needingApproval(facts, other)) : facts;
    }

    /// Most of whom a clinician approves would have no plan without.
    private static Facts needingApproval(Facts it, Random random) {
        var said = random.nextBoolean() ? Optional.of(random.nextInt(42)) : Optional.<Integer>empty();
        return switch (random.nextInt(5)) {
            case 0 -> with(it, young(it.triage().picture().orElseThrow(), 12 + random.nextInt(6)));
            case 1 -> reporting(it, since(Condition.PREGNANCY, said));
            case 2 ->
                reporting(
                        it,
                        since(
                                any(random, new Condition[] {
                                    Condition.ABDOMINAL_SURGERY,
                                    Condition.THORACIC_SURGERY,
                                    Condition.BREAST_SURGERY,
                                    Condition.EYE_SURGERY_RECENT
                                }),
                                said.map(weeks -> weeks % 12)));
            case 3 ->
                reporting(
                        it,
                        since(
                                any(random, new Condition[] {
                                    Condition.CARDIAC_DISEASE,
                                    Condition.CARDIAC_EVENT_RECENT,
                                    Condition.ANEURYSM,
                                    Condition.AORTIC_DISEASE,
                                    Condition.MARFAN
                                }),
                                said));
            default -> it;
        };
    }

    private static Facts reporting(Facts facts, ReportedCondition condition) {
        return with(facts, conditions(facts.person(), List.of(condition)));
    }

    /// As triage puts it: under 18 it leaves every exercise to a clinician.
    static Picture young(Picture it, int age) {
        var all = new Forbidden(
                "P06",
                Level.ABSOLUTE,
                Set.of(),
                EnumSet.allOf(ExerciseClass.class),
                Set.of(),
                "Under 18 a clinician chooses the exercises.",
                false,
                true,
                List.of("S"));
        var forbids = new ArrayList<>(it.forbids());
        forbids.add(all);
        return new Picture(
                Optional.of(age), it.nprs(), it.stage(), it.irritability(), it.conditions(), it.activities(), forbids);
    }

    private static List<ReportedCondition> reported(Random random, int count) {
        var reported = new ArrayList<ReportedCondition>();
        for (int i = 0; i < count; i++) {
            reported.add(new ReportedCondition(
                    any(random, Condition.values()),
                    random.nextBoolean() ? Optional.of(random.nextInt(40)) : Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
        return reported;
    }

    /// Every third person has limits from triage, of every kind.
    private static List<Forbidden> forbidden(Random random) {
        var lines = new ArrayList<Forbidden>();
        for (int i = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0; i > 0; i--) {
            lines.add(
                    switch (random.nextInt(3)) {
                        case 0 -> forbids(Set.of(any(random, Position.values())), Set.of(), Set.of());
                        case 1 -> forbids(Set.of(), Set.of(any(random, ExerciseClass.values())), Set.of());
                        default -> forbids(Set.of(), Set.of(), some(random, 2, Tag.values()));
                    });
        }
        return lines;
    }

    static Forbidden forbids(Set<Position> positions, Set<ExerciseClass> classes, Set<Tag> tags) {
        return new Forbidden(
                "P08",
                Level.PRECAUTION,
                positions,
                classes,
                tags,
                "Not with high pressure.",
                false,
                false,
                List.of("S"));
    }

    static Picture forbidding(Picture it, Forbidden... forbids) {
        return new Picture(
                it.ageYears(),
                it.nprs(),
                it.stage(),
                it.irritability(),
                it.conditions(),
                it.activities(),
                List.of(forbids));
    }

    static Picture advising(Picture it, Advised... activities) {
        return new Picture(
                it.ageYears(),
                it.nprs(),
                it.stage(),
                it.irritability(),
                it.conditions(),
                List.of(activities),
                it.forbids());
    }

    private static Set<String> avoided(Random random) {
        var avoided = new HashSet<String>();
        for (int i = random.nextInt(2) * random.nextInt(5); i > 0; i--) {
            avoided.add(any(random, ShippedCatalogue.candidates().toArray(Candidate[]::new))
                    .slug());
        }
        return avoided;
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static <E extends Enum<E>> Set<E> some(Random random, int count, E[] values) {
        var list = new ArrayList<>(List.of(values));
        Collections.shuffle(list, random);
        var some = EnumSet.noneOf(values[0].getDeclaringClass());
        some.addAll(list.subList(0, Math.min(count, list.size())));
        return some;
    }
}
