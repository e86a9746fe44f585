package org.scapula.planner.scheduling.system;

/// Somebody at the clinic who sees patients, by the id the clinic's system gives.
public record Practitioner(String id, String name) {}
