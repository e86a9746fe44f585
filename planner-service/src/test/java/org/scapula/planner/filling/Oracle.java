package org.scapula.planner.filling;

import com.google.ortools.Loader;
import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The same question asked of a solver that is not ours, put in other terms: not as a flow, but as yes and no.
public final class Oracle {

    static {
        Loader.loadNativeLibraries();
    }

    private final Filling filling;
    private final CpModel model = new CpModel();
    private final LinearExprBuilder cost = LinearExpr.newBuilder();
    private final Map<List<Object>, List<BoolVar>> inSession = new HashMap<>();
    private final Map<List<Object>, List<BoolVar>> onDay = new HashMap<>();
    private final Map<String, List<BoolVar>> inWeek = new HashMap<>();

    private Oracle(Filling filling) {
        this.filling = filling;
    }

    /// What the best filling costs.
    public static long leastCost(Filling filling) {
        return new Oracle(filling).solve();
    }

    private long solve() {
        for (var slot = 0; slot < filling.slots().size(); slot++) {
            slot(slot, filling.slots().get(slot));
        }
        inSession.values().forEach(chosen -> model.addAtMostOne(chosen.toArray(Literal[]::new)));
        onDay.forEach((key, chosen) -> model.addLessOrEqual(
                LinearExpr.sum(chosen.toArray(BoolVar[]::new)),
                filling.ration((String) key.getFirst()).aDay()));
        inWeek.forEach(this::week);
        model.minimize(cost);
        var solver = new CpSolver();
        solver.getParameters().setNumWorkers(1);
        if (solver.solve(model) != CpSolverStatus.OPTIMAL) {
            throw new AssertionError("No optimum");
        }
        return Math.round(solver.objectiveValue());
    }

    private void slot(int place, Slot slot) {
        var choices = new ArrayList<BoolVar>();
        for (var option : slot.options()) {
            var chosen = model.newBoolVar(option.slug() + " in " + place);
            choices.add(chosen);
            cost.addTerm(chosen, filling.cost(option));
            inSession
                    .computeIfAbsent(List.of(option.slug(), slot.day(), slot.session()), key -> new ArrayList<>())
                    .add(chosen);
            onDay.computeIfAbsent(List.of(option.slug(), slot.day()), key -> new ArrayList<>())
                    .add(chosen);
            inWeek.computeIfAbsent(option.slug(), key -> new ArrayList<>()).add(chosen);
        }
        model.addExactlyOne(choices.toArray(Literal[]::new));
    }

    /// The n-th time costs more than the one before, so times are taken from the first on.
    private void week(String slug, List<BoolVar> chosen) {
        var times = new ArrayList<BoolVar>();
        for (var time = 1; time <= Math.min(filling.ration(slug).aWeek(), chosen.size()); time++) {
            var taken = model.newBoolVar(slug + " " + time);
            times.add(taken);
            cost.addTerm(taken, filling.costOfTime(slug, time));
        }
        model.addEquality(
                LinearExpr.sum(chosen.toArray(BoolVar[]::new)), LinearExpr.sum(times.toArray(BoolVar[]::new)));
    }
}
