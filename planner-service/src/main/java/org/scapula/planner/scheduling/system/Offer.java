package org.scapula.planner.scheduling.system;

import java.util.Optional;

/// A kind of visit as the clinic's system lists it, and ours that the clinic has mapped to it.
public record Offer(String code, String name, Optional<String> visitType) {}
