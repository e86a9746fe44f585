package org.scapula.planner.week;

/// People with and without weeks behind them, for whoever is not here.
public final class MadeUpPeople {

    private MadeUpPeople() {}

    public static Facts facts(long seed) {
        return Histories.random(seed);
    }

    public static Outcome outcome(Facts facts) {
        return WeekPlanner.plan(facts, People.MONDAY);
    }
}
