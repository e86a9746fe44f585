package org.scapula.planner.remote;

import java.util.SortedMap;

/// What a neighbour removed of a person.
record NeighbourErasure(String service, SortedMap<String, Integer> removed) {}
