package org.scapula.planner.filling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jgrapht.Graph;
import org.jgrapht.alg.flow.mincost.CapacityScalingMinimumCostFlow;
import org.jgrapht.alg.flow.mincost.MinimumCostFlowProblem.MinimumCostFlowProblemImpl;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedWeightedMultigraph;
import org.jspecify.annotations.Nullable;

/// Finds the best filling as a flow of least cost: from each slot one unit over an exercise in that session, that
/// exercise
/// on that day, and that exercise in that week, to the end.
public final class Solver {

    private final Filling filling;
    private final Costs costs;

    /// Nodes are numbers while the flow is worked out; what they are called matters for the proof only.
    private final Graph<Integer, DefaultWeightedEdge> graph =
            new DirectedWeightedMultigraph<>(DefaultWeightedEdge.class);

    private final List<String> names = new ArrayList<>();
    private final List<Integer> supplies = new ArrayList<>();
    private final Map<DefaultWeightedEdge, Integer> capacities = new HashMap<>();
    private final List<List<DefaultWeightedEdge>> choices = new ArrayList<>();
    private final Map<String, Way> ways = new HashMap<>();
    private final int end;

    private Solver(Filling filling) {
        this.filling = filling;
        this.costs = new Costs(filling);
        this.end = node(Nodes.END, -filling.slots().size());
    }

    /// Where an exercise has been joined to the end last. Slots come in their order, so no earlier session comes again.
    private record Way(int day, int session, int sitting, int today, int week) {

        boolean isInSessionOf(Slot slot) {
            return isOnDayOf(slot) && session == slot.session();
        }

        boolean isOnDayOf(Slot slot) {
            return day == slot.day();
        }
    }

    /// There has to be a filling at all.
    public static Filled best(Filling filling) {
        return filling.slots().isEmpty()
                ? new Filled(List.of(), 0, Map.of(Nodes.END, 0L))
                : new Solver(filling).solve();
    }

    private Filled solve() {
        for (var slot = 0; slot < filling.slots().size(); slot++) {
            choices.add(joined(node(Nodes.slot(slot), 1), filling.slots().get(slot)));
        }
        var algorithm = new CapacityScalingMinimumCostFlow<Integer, DefaultWeightedEdge>();
        var flow = algorithm
                .getMinimumCostFlow(new MinimumCostFlowProblemImpl<>(
                        graph, supplies::get, edge -> capacities.getOrDefault(edge, 0)))
                .getFlowMap();
        var slugs = new ArrayList<String>();
        for (var slot = 0; slot < filling.slots().size(); slot++) {
            slugs.add(chosen(filling.slots().get(slot), choices.get(slot), flow));
        }
        var potentials = new TreeMap<String, Long>();
        algorithm.getDualSolution().forEach((node, dual) -> potentials.put(names.get(node), -Math.round(dual)));
        return new Filled(slugs, costs.of(slugs), potentials);
    }

    /// From a slot to each of its options, and from there to the end.
    private List<DefaultWeightedEdge> joined(int slot, Slot at) {
        var edges = new ArrayList<DefaultWeightedEdge>();
        for (var option : at.options()) {
            var way = ways.get(option.slug());
            if (way != null && way.isInSessionOf(at)) {
                edges.add(offer(slot, way.sitting(), option));
            } else {
                var sitting = node(Nodes.sitting(option.slug(), at), 0);
                edges.add(offer(slot, sitting, option));
                ways.put(option.slug(), led(option.slug(), at, sitting, way));
            }
        }
        return edges;
    }

    private DefaultWeightedEdge offer(int slot, int sitting, Option option) {
        var edge = graph.addEdge(slot, sitting);
        weigh(edge, 1, costs.of(option));
        return edge;
    }

    /// From an exercise in a session to the end; each piece of the way once.
    private Way led(String slug, Slot at, int sitting, @Nullable Way before) {
        if (before != null && before.isOnDayOf(at)) {
            join(sitting, before.today(), 1, 0);
            return new Way(at.day(), at.session(), sitting, before.today(), before.week());
        }
        var today = node(Nodes.day(slug, at), 0);
        join(sitting, today, 1, 0);
        var week = before == null ? node(Nodes.week(slug), 0) : before.week();
        join(today, week, filling.ration(slug).aDay(), 0);
        if (before == null) {
            for (var time = 1;
                    time
                            <= Math.min(
                                    filling.ration(slug).aWeek(),
                                    filling.slots().size());
                    time++) {
                join(week, end, 1, filling.costOfTime(slug, time));
            }
        }
        return new Way(at.day(), at.session(), sitting, today, week);
    }

    private int node(String name, int supply) {
        var node = names.size();
        names.add(name);
        supplies.add(supply);
        graph.addVertex(node);
        return node;
    }

    private void join(int from, int to, int capacity, long cost) {
        weigh(graph.addEdge(from, to), capacity, cost);
    }

    private void weigh(DefaultWeightedEdge edge, int capacity, long cost) {
        graph.setEdgeWeight(edge, cost);
        capacities.put(edge, capacity);
    }

    private static String chosen(Slot at, List<DefaultWeightedEdge> edges, Map<DefaultWeightedEdge, Double> flow) {
        for (var option = 0; option < edges.size(); option++) {
            if (flow.getOrDefault(edges.get(option), 0.0) > 0.5) {
                return at.options().get(option).slug();
            }
        }
        throw new IllegalStateException("Nothing flows from a slot");
    }
}
