package org.scapula.planner.plan;

import org.scapula.planner.remote.Catalog;
import org.scapula.planner.remote.TriageAssessment;

/// What the neighbours said about one wish for a plan.
record Gathered(TriageAssessment assessment, Catalog catalog) {}
