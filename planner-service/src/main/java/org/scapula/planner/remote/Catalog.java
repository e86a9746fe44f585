package org.scapula.planner.remote;

import java.util.List;

/// One edition of the catalogue, whole: a plan is never made from a part of it or from two editions.
public record Catalog(
        String version,
        List<CatalogExercise> exercises,
        List<CatalogAdvice> advice,
        List<CatalogLimits.NoPlan> noPlanConditions) {}
