package org.scapula.triage.rules;

/// A group of questions on one page of the questionnaire.
public record Section(String id, String title) {}
