package org.scapula.planner.plan;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.scapula.edge.Problems;

/// All plans that were made.
@ApplicationScoped
@WithSession
class Plans implements PanacheRepositoryBase<Plan, UUID> {

    Uni<Plan> require(UUID id) {
        return findById(id).onItem().ifNull().failWith(() -> Problems.notFound("No plan with id " + id));
    }

    @WithTransaction
    Uni<Plan> keep(Plan plan) {
        return persist(plan);
    }
}
