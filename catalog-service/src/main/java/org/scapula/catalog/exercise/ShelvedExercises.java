package org.scapula.catalog.exercise;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// What stands on the shelf, for who puts it there.
@ApplicationScoped
class ShelvedExercises implements PanacheRepositoryBase<Exercise, UUID> {}
