package org.scapula.edge.access;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;
import org.scapula.edge.Problems;

/// The only way to rows with health data: one transaction, in which the database shows the rows of the caller's clinic
/// and, to a patient, only their own. A query that forgets the clinic finds nothing more.
@ApplicationScoped
public class ClinicRoom {

    private static final Duration UNTIL_THE_FENCE_FALLS = Duration.ofMinutes(1);

    public <T> Uni<T> inside(Caller caller, Supplier<Uni<T>> work) {
        return Panache.withTransaction(() -> enter(caller).chain(() -> work.get()));
    }

    /// For work that stores something about a patient: refused for a minute after they were erased, so that nothing
    /// that
    /// was under way outlives them.
    public <T> Uni<T> writing(Caller caller, String patient, Supplier<Uni<T>> work) {
        return Panache.withTransaction(() -> enterToWrite(caller, patient).chain(() -> work.get()));
    }

    private static Uni<String> enter(Caller caller) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select cast(enter(:clinic, :scope) as text)", String.class)
                        .setParameter("clinic", caller.clinic())
                        .setParameter("scope", caller.scope())
                        .getSingleResult());
    }

    private static Uni<Boolean> enterToWrite(Caller caller, String patient) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select enter_to_write(:clinic, :scope, :patient)", Boolean.class)
                        .setParameter("clinic", caller.clinic())
                        .setParameter("scope", caller.scope())
                        .setParameter("patient", patient)
                        .getSingleResult())
                .invoke(ClinicRoom::refuseTheErased);
    }

    private static void refuseTheErased(boolean open) {
        if (!open) {
            throw Problems.retryable(
                    409,
                    "patient-erased",
                    "The patient has just been erased",
                    "Everything about this patient has just been erased, so nothing is stored now.",
                    UNTIL_THE_FENCE_FALLS);
        }
    }
}
