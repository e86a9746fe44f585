package org.scapula.planner.plan;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/// Since when a plan no longer fits, because its person reported something that it was made without.
@Entity
@Immutable
@Table(name = "plan_overtaken")
class OvertakenPlan {

    @Id
    UUID plan;

    String clinic;
    String patient;
    Instant overtakenAt;

    /// The plan of the session of which it was reported.
    UUID reportedOf;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected OvertakenPlan() {}
}
