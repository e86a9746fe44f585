package org.scapula.planner.remote;

import java.util.List;

/// The catalogue of a clinic, whole, as it was at one moment: a plan is never made from a part of it or from two
/// versions.
public record Catalog(
        String version,
        List<CatalogExercise> exercises,
        List<CatalogAdvice> advice,
        List<CatalogLimits.NoPlan> noPlanConditions) {}
