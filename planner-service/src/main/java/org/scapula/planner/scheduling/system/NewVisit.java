package org.scapula.planner.scheduling.system;

import java.util.Optional;

/// A visit to be booked. The patient is the clinic's own reference; the referral is an address that says who sends
/// them,
/// and holds no health data itself.
public record NewVisit(String key, String patient, FreeSlot slot, Optional<HeldSlot> held, Optional<String> referral) {}
