package org.scapula.planner.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// What is read of a neighbour's export before it is passed on whole.
record NeighbourRecords(String patient, String service, Map<String, JsonNode> records) {}
