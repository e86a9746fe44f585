package org.scapula.catalog.remote;

/// Either what the planner would do differently, or why that is not known. There is no third: "nothing changes" is only
/// ever said by the planner itself.
public sealed interface PlannerSays {

    record Tried(PlannerTrial trial) implements PlannerSays {}

    record NotKnown(String why) implements PlannerSays {}
}
