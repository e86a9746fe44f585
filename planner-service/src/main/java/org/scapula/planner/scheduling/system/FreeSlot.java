package org.scapula.planner.scheduling.system;

import java.time.Instant;

/// Time that somebody at the clinic has for a visit. The reference is the system's own.
public record FreeSlot(String reference, String practitioner, String visitType, Instant start, Instant end) {}
