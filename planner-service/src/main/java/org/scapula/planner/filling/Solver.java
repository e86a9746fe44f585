package org.scapula.planner.filling;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.alg.flow.mincost.CapacityScalingMinimumCostFlow;
import org.jgrapht.alg.flow.mincost.MinimumCostFlowProblem.MinimumCostFlowProblemImpl;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedWeightedMultigraph;

/// Finds the best filling as a flow of least cost: from each slot one unit over an exercise in that session, that
/// exercise
/// on that day, and that exercise in that week, to the end.
public final class Solver {

    private final Filling filling;
    private final Graph<String, DefaultWeightedEdge> graph =
            new DirectedWeightedMultigraph<>(DefaultWeightedEdge.class);
    private final Map<DefaultWeightedEdge, Integer> capacities = new HashMap<>();
    private final Map<String, Integer> supplies = new HashMap<>();
    private final Set<String> joined = new HashSet<>();

    private Solver(Filling filling) {
        this.filling = filling;
    }

    /// There has to be a filling at all.
    public static Filled best(Filling filling) {
        return filling.slots().isEmpty()
                ? new Filled(List.of(), 0, Map.of(Nodes.END, 0L))
                : new Solver(filling).solve();
    }

    private Filled solve() {
        graph.addVertex(Nodes.END);
        supplies.put(Nodes.END, -filling.slots().size());
        for (var slot = 0; slot < filling.slots().size(); slot++) {
            var at = filling.slots().get(slot);
            supplies.put(Nodes.slot(slot), 1);
            for (var option : at.options()) {
                var sitting = Nodes.sitting(option.slug(), at);
                join(Nodes.slot(slot), sitting, 1, filling.cost(option));
                lead(option.slug(), at);
            }
        }
        var algorithm = new CapacityScalingMinimumCostFlow<String, DefaultWeightedEdge>();
        var flow = algorithm
                .getMinimumCostFlow(new MinimumCostFlowProblemImpl<>(
                        graph, node -> supplies.getOrDefault(node, 0), edge -> capacities.getOrDefault(edge, 0)))
                .getFlowMap();
        var slugs = IntStream.range(0, filling.slots().size())
                .mapToObj(slot -> chosen(slot, flow))
                .toList();
        var potentials = new TreeMap<String, Long>();
        algorithm.getDualSolution().forEach((node, dual) -> potentials.put(node, -Math.round(dual)));
        return new Filled(slugs, Costs.of(filling, slugs), potentials);
    }

    /// From an exercise in a session to the end; each piece of the way once.
    private void lead(String slug, Slot slot) {
        var sitting = Nodes.sitting(slug, slot);
        var day = Nodes.day(slug, slot);
        var week = Nodes.week(slug);
        var ration = filling.ration(slug);
        if (joined.add(sitting)) {
            join(sitting, day, 1, 0);
        }
        if (joined.add(day)) {
            join(day, week, ration.aDay(), 0);
        }
        if (joined.add(week)) {
            for (var time = 1; time <= Math.min(ration.aWeek(), filling.slots().size()); time++) {
                join(week, Nodes.END, 1, filling.costOfTime(slug, time));
            }
        }
    }

    private void join(String from, String to, int capacity, long cost) {
        graph.addVertex(from);
        graph.addVertex(to);
        var edge = graph.addEdge(from, to);
        graph.setEdgeWeight(edge, cost);
        capacities.put(edge, capacity);
    }

    private String chosen(int slot, Map<DefaultWeightedEdge, Double> flow) {
        return graph.outgoingEdgesOf(Nodes.slot(slot)).stream()
                .filter(edge -> flow.getOrDefault(edge, 0.0) > 0.5)
                .map(graph::getEdgeTarget)
                .map(Nodes::slugOf)
                .findFirst()
                .orElseThrow();
    }
}
