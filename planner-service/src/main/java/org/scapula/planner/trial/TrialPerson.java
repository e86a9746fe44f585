package org.scapula.planner.trial;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.scapula.planner.plan.NewPlan;
import org.scapula.planner.plan.Rehearsal;
import org.scapula.planner.remote.Catalog;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.week.Activity;
import org.scapula.planner.week.Context;
import org.scapula.planner.week.Disposition;
import org.scapula.planner.week.Equipment;
import org.scapula.planner.week.Experience;
import org.scapula.planner.week.Irritability;
import org.scapula.planner.week.Pace;
import org.scapula.planner.week.Stage;
import org.scapula.planner.week.Weekday;

/// Somebody who was made up, as triage would judge them and with the week they have.
record TrialPerson(String code, String about, Pain pain, Body body, Life life) {

    /// Always the same moment, so that the same catalogue always gives the same answer.
    private static final Instant ASSESSED = Instant.parse("2026-01-04T09:00:00Z");

    private static final Instant ASKED = Instant.parse("2026-01-04T10:00:00Z");
    private static final LocalDate MONDAY = LocalDate.parse("2026-01-05");
    private static final UUID NOBODY = new UUID(0, 0);

    record Pain(Stage stage, Irritability irritability, int nprs) {}

    /// `forbids`: what triage forbids this person besides what the catalogue says of their conditions.
    record Body(
            int age,
            Experience experience,
            boolean canFloorTransfer,
            List<String> conditions,
            List<TriageAssessment.Forbids> forbids) {}

    record Life(List<Weekday> days, int minutes, int sessions, List<Equipment> equipment, List<Context> contexts) {}

    Rehearsal planned(Catalog catalog) {
        return Rehearsal.of(wanted(), assessment(), catalog, MONDAY, ASKED);
    }

    private NewPlan wanted() {
        return new NewPlan(
                NOBODY,
                Optional.of(MONDAY),
                Optional.of(life.days()),
                Optional.of(life.minutes()),
                Optional.of(life.sessions()),
                life.equipment(),
                Optional.of(life.contexts()),
                body.experience(),
                body.conditions().stream()
                        .map(code -> new NewPlan.Reported(code, Optional.empty(), Optional.empty(), Optional.empty()))
                        .toList(),
                List.of(),
                body.canFloorTransfer(),
                Optional.empty(),
                Optional.empty());
    }

    private TriageAssessment assessment() {
        return new TriageAssessment(
                NOBODY,
                code,
                "",
                Disposition.SELF_CARE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of("Get help when it gets worse."),
                MONDAY.plusDays(7),
                "Get help at any time.",
                ASSESSED,
                new TriageAssessment.RuleSet("", ""),
                List.of(),
                Optional.of(picture()),
                Optional.empty());
    }

    private TriageAssessment.Picture picture() {
        return new TriageAssessment.Picture(
                Optional.of(body.age()),
                Optional.of(pain.nprs()),
                Optional.of(days(pain.stage())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                pain.stage(),
                pain.irritability(),
                body.conditions(),
                Optional.of(body.forbids()),
                Optional.of(List.of(
                        goOn(Activity.RUNNING, Pace.REDUCE, Context.RUNNING, "Up to 3 of 10 run less; above 5 stop."),
                        goOn(Activity.GYM, Pace.TRAIN_AROUND, Context.GYM, "Train around it."),
                        goOn(Activity.DESK, Pace.CHANGE_OFTEN, Context.DESK, "Change position often."))));
    }

    private TriageAssessment.Advice goOn(Activity activity, Pace pace, Context context, String text) {
        return new TriageAssessment.Advice(
                "TRIAL",
                activity,
                life.contexts().contains(context) ? TriageAssessment.Does.YES : TriageAssessment.Does.NO,
                pace,
                text,
                List.of("Scapula policy"));
    }

    private static int days(Stage stage) {
        return switch (stage) {
            case ACUTE -> 10;
            case SUBACUTE -> 50;
            case CHRONIC -> 200;
        };
    }
}
