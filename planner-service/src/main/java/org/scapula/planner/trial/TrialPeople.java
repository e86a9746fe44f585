package org.scapula.planner.trial;

import static org.scapula.planner.week.Context.*;
import static org.scapula.planner.week.Equipment.*;
import static org.scapula.planner.week.Experience.*;
import static org.scapula.planner.week.Irritability.*;
import static org.scapula.planner.week.Stage.*;
import static org.scapula.planner.week.Weekday.*;

import java.util.List;
import java.util.Optional;
import org.scapula.planner.remote.TriageAssessment.Forbids;
import org.scapula.planner.trial.TrialPerson.Body;
import org.scapula.planner.trial.TrialPerson.Life;
import org.scapula.planner.trial.TrialPerson.Pain;
import org.scapula.planner.week.Context;
import org.scapula.planner.week.Equipment;
import org.scapula.planner.week.Experience;
import org.scapula.planner.week.Level;
import org.scapula.planner.week.Tag;
import org.scapula.planner.week.Weekday;

/// The people that every change of a catalogue is tried on. Nobody of them exists. They span what decides about a week:
/// stage and irritability, age, conditions, equipment, days and minutes, and what fills the days.
final class TrialPeople {

    private static final List<Weekday> THREE_DAYS = List.of(MON, WED, FRI);
    private static final List<Weekday> FOUR_DAYS = List.of(MON, TUE, THU, SAT);
    private static final List<Weekday> FIVE_DAYS = List.of(MON, TUE, WED, THU, FRI);
    private static final List<Weekday> EVERY_DAY = List.of(Weekday.values());

    /// As triage puts it.
    private static final Forbids PRESSURE = new Forbids(
            "P08",
            Level.PRECAUTION,
            List.of(),
            List.of(),
            List.of(Tag.LONG_ISOMETRIC, Tag.HEAD_BELOW_HEART),
            "With high blood pressure long holds and a low head make the pressure climb.",
            false,
            Optional.empty(),
            List.of("ACSM pre-exercise screening"));

    static final List<TrialPerson> ALL = List.of(
            new TrialPerson(
                    "desk-novice",
                    "41, works at a desk, lasting mild pain; three days of 20 minutes, no equipment, new to exercise.",
                    new Pain(CHRONIC, LOW, 3),
                    healthy(41, NOVICE),
                    life(THREE_DAYS, 20, List.of(), DESK)),
            new TrialPerson(
                    "desk-new-pain",
                    "34, works at a desk, pain since ten days; five days of 15 minutes, no equipment.",
                    new Pain(ACUTE, MODERATE, 5),
                    healthy(34, INTERMEDIATE),
                    life(FIVE_DAYS, 15, List.of(), DESK)),
            new TrialPerson(
                    "sore-every-day",
                    "48, new pain that flares easily; ten minutes twice a day on every day, no equipment.",
                    new Pain(ACUTE, HIGH, 7),
                    healthy(48, NOVICE),
                    new Life(EVERY_DAY, 10, 2, List.of(), List.of())),
            new TrialPerson(
                    "flares-easily",
                    "52, pain for seven weeks that flares easily; three days of 15 minutes, a band.",
                    new Pain(SUBACUTE, HIGH, 6),
                    healthy(52, NOVICE),
                    life(THREE_DAYS, 15, List.of(RESISTANCE_BAND), DESK)),
            new TrialPerson(
                    "runner",
                    "29, runs, pain for seven weeks; four days of 25 minutes, a band and a foam roller.",
                    new Pain(SUBACUTE, MODERATE, 4),
                    healthy(29, INTERMEDIATE),
                    life(FOUR_DAYS, 25, List.of(RESISTANCE_BAND, FOAM_ROLLER), RUNNING)),
            new TrialPerson(
                    "gym-regular",
                    "33, trains in a gym, lasting mild pain; five days of 45 minutes, weights, bench, bands, roller.",
                    new Pain(CHRONIC, LOW, 2),
                    healthy(33, EXPERIENCED),
                    life(FIVE_DAYS, 45, List.of(DUMBBELL, BENCH, RESISTANCE_BAND, ANCHORED_BAND, FOAM_ROLLER), GYM)),
            new TrialPerson(
                    "lifts-at-work",
                    "45, lifts and carries at work, pain for seven weeks; three days of 30 minutes, band and massage ball.",
                    new Pain(SUBACUTE, LOW, 3),
                    healthy(45, INTERMEDIATE),
                    life(THREE_DAYS, 30, List.of(RESISTANCE_BAND, MASSAGE_BALL), MANUAL)),
            new TrialPerson(
                    "all-of-it",
                    "38, desk, gym and running, lasting mild pain; every day 60 minutes, all equipment.",
                    new Pain(CHRONIC, LOW, 1),
                    healthy(38, EXPERIENCED),
                    life(EVERY_DAY, 60, List.of(Equipment.values()), DESK, GYM, RUNNING)),
            new TrialPerson(
                    "one-short-session",
                    "36, works at a desk, lasting mild pain; one day of ten minutes, no equipment.",
                    new Pain(CHRONIC, LOW, 3),
                    healthy(36, NOVICE),
                    life(List.of(SUN), 10, List.of(), DESK)),
            new TrialPerson(
                    "lasting-and-moderate",
                    "57, lasting pain of middle strength; two days of 20 minutes, dumbbells.",
                    new Pain(CHRONIC, MODERATE, 5),
                    healthy(57, NOVICE),
                    life(List.of(TUE, FRI), 20, List.of(DUMBBELL))),
            new TrialPerson(
                    "thin-bones",
                    "72, thin bones, cannot get down to the floor; a clinician agreed; three days of 20 minutes, a band.",
                    new Pain(CHRONIC, LOW, 3),
                    with(72, NOVICE, false, "osteoporosis"),
                    life(THREE_DAYS, 20, List.of(RESISTANCE_BAND))),
            new TrialPerson(
                    "high-blood-pressure",
                    "61, high blood pressure, lasting pain of middle strength; three days of 25 minutes, a band.",
                    new Pain(CHRONIC, MODERATE, 4),
                    new Body(61, NOVICE, true, List.of("hypertension"), List.of(PRESSURE)),
                    life(THREE_DAYS, 25, List.of(RESISTANCE_BAND))),
            new TrialPerson(
                    "sore-shoulder",
                    "44, a shoulder that pinches, works at a desk, pain for seven weeks; three days of 25 minutes, a band.",
                    new Pain(SUBACUTE, LOW, 3),
                    with(44, INTERMEDIATE, true, "shoulder_impingement"),
                    life(THREE_DAYS, 25, List.of(RESISTANCE_BAND, ANCHORED_BAND), DESK)),
            new TrialPerson(
                    "blood-thinner",
                    "66, takes a blood thinner, lasting mild pain; four days of 20 minutes, foam roller and massage ball.",
                    new Pain(CHRONIC, LOW, 2),
                    with(66, INTERMEDIATE, true, "anticoagulant"),
                    life(FOUR_DAYS, 20, List.of(FOAM_ROLLER, MASSAGE_BALL))),
            new TrialPerson(
                    "bad-knee",
                    "58, a bad knee, new mild pain; five days of 15 minutes, no equipment.",
                    new Pain(ACUTE, LOW, 2),
                    with(58, NOVICE, true, "knee_problem"),
                    life(FIVE_DAYS, 15, List.of(), DESK)),
            new TrialPerson(
                    "dizzy-and-arm-pain",
                    "49, dizzy spells and a sore nerve in the neck, lasting mild pain; three days of 30 minutes, a band.",
                    new Pain(CHRONIC, LOW, 3),
                    with(49, INTERMEDIATE, true, "vertigo", "cervical_radiculopathy"),
                    life(THREE_DAYS, 30, List.of(RESISTANCE_BAND), DESK)));

    private TrialPeople() {}

    private static Body healthy(int age, Experience experience) {
        return with(age, experience, true);
    }

    private static Body with(int age, Experience experience, boolean canFloorTransfer, String... conditions) {
        return new Body(age, experience, canFloorTransfer, List.of(conditions), List.of());
    }

    private static Life life(List<Weekday> days, int minutes, List<Equipment> equipment, Context... contexts) {
        return new Life(days, minutes, 1, equipment, List.of(contexts));
    }
}
