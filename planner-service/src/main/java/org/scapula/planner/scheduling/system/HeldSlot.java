package org.scapula.planner.scheduling.system;

import java.time.Instant;

/// Time that is kept for us for a while.
public record HeldSlot(String reference, FreeSlot slot, Instant until) {}
