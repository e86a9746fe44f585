package org.scapula.triage.assessment;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.scapula.edge.Problems;

/// All judgements that were given.
@ApplicationScoped
@WithSession
class Assessments implements PanacheRepositoryBase<Assessment, UUID> {

    Uni<Assessment> require(UUID id) {
        return in(id).map(found -> found.orElseThrow(() -> Problems.notFound("No assessment with id " + id)));
    }

    Uni<Optional<Assessment>> in(UUID id) {
        return findById(id).map(Optional::ofNullable);
    }

    @WithTransaction
    Uni<Assessment> keep(Assessment assessment) {
        return persist(assessment);
    }
}
