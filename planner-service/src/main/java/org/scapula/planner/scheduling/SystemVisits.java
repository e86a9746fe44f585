package org.scapula.planner.scheduling;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.scapula.edge.patient.PatientRecords;
import org.scapula.planner.scheduling.SystemVisit.State;

/// What is known of the visits in the clinics' systems. Everything is called inside the room.
@ApplicationScoped
class SystemVisits implements PatientRecords {

    private static final String NO_ERRANDS = """
            delete from system_errand where request in (select request from system_visit where patient = :patient)""";

    /// Whoever has looked at one has taken it off the list; what stands there since then is of another.
    private static final String LEFT_TO_A_PERSON = "select count(v) from SystemVisit v, WorkItem w"
            + " where v.request = :request and v.state = :over and v.again = true and w.request = v.request"
            + " and w.kind = :kind and w.doneAt is null and w.since <= v.checkedAt";

    /// A visit that is over, and of which we have said ourselves what became of it, is looked at no more:
    /// some systems never say so, and those to come would wait behind all that ever were.
    private static final String DUE = "from SystemVisit v where v.state = :booked and v.checkedAt <= :since"
            + " and not (v.endsAt <= :now and exists (select r.id from BookingRequest r"
            + " where r.id = v.request and r.visit = v.key and r.state in :said))";

    Uni<List<ErrandRules.Known>> of(UUID request) {
        return rows("request = :value order by triedAt, key", request)
                .map(rows -> rows.stream().map(SystemVisit::known).toList());
    }

    /// Before the system is told.
    Uni<Void> tried(ErrandRules.Wanted wanted, String clinic, Instant at) {
        return Panache.getSession()
                .chain(session -> session.find(SystemVisit.class, wanted.key()).chain(row -> {
                    if (row == null) {
                        return session.persist(new SystemVisit(wanted, clinic, State.TRIED, at));
                    }
                    row.isTried(wanted.slot());
                    return Uni.createFrom().voidItem();
                }));
    }

    /// Before the system is told to hold it.
    Uni<Void> holding(ErrandRules.Wanted wanted, String clinic, Instant at) {
        var row = new SystemVisit(wanted, clinic, State.HOLDING, at);
        return Panache.getSession().chain(session -> session.persist(row));
    }

    /// What was only held never became a visit.
    Uni<Void> forget(UUID key) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery("delete from SystemVisit where key = :key")
                        .setParameter("key", key)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<Void> change(UUID key, Consumer<SystemVisit> change) {
        return found(key).invoke(row -> row.ifPresent(change)).replaceWithVoid();
    }

    Uni<Optional<SystemVisit>> found(UUID key) {
        return Panache.getSession()
                .chain(session -> session.find(SystemVisit.class, key))
                .map(Optional::ofNullable);
    }

    Uni<Void> isOver(UUID key) {
        return change(key, row -> {
            row.state = State.OVER;
            row.again = false;
        });
    }

    /// It stays as it is there, and that is on the work list by now.
    Uni<Void> isLeftToAPerson(UUID key, Instant at) {
        return change(key, row -> {
            row.state = State.OVER;
            row.isToBeLookedAtAgain(at);
        });
    }

    /// What was left to a person stays on the work list until they have looked, whatever is known of another
    /// visit.
    Uni<Void> unlessOneIsLeftToAPerson(UUID request, Supplier<Uni<Void>> work) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(LEFT_TO_A_PERSON, Long.class)
                        .setParameter("request", request)
                        .setParameter("over", State.OVER)
                        .setParameter("kind", WorkKind.SYSTEM_DIFFERS)
                        .getSingleResult())
                .chain(left -> left > 0 ? Uni.createFrom().voidItem() : work.get());
    }

    /// Of those ids, the ones that are ours and not over.
    Uni<List<SystemVisit>> among(List<String> systemIds) {
        return systemIds.isEmpty()
                ? Uni.createFrom().item(List.of())
                : rows("systemId in :value", systemIds)
                        .map(rows -> rows.stream()
                                .filter(row -> row.state == State.BOOKED)
                                .toList());
    }

    /// Not looked at for so long, the longest ago first.
    Uni<List<SystemVisit>> notCheckedFor(Instant now, Duration pause, int most) {
        return due("", now, pause, most);
    }

    /// The ones whose time has come and of which nobody has said what became of them, and those that are to
    /// be looked at again.
    Uni<List<SystemVisit>> keptInMind(Instant now, Duration pause, int most) {
        return due(" and (v.startsAt <= :now or v.again = true)", now, pause, most);
    }

    private static Uni<List<SystemVisit>> due(String which, Instant now, Duration pause, int most) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(DUE + which + " order by v.checkedAt", SystemVisit.class)
                        .setParameter("booked", State.BOOKED)
                        .setParameter("since", now.minus(pause))
                        .setParameter("now", now)
                        .setParameter("said", List.of(BookingState.Name.FULFILLED, BookingState.Name.NO_SHOW))
                        .setMaxResults(most)
                        .getResultList());
    }

    private static Uni<List<SystemVisit>> rows(String where, Object value) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery("from SystemVisit where " + where, SystemVisit.class)
                        .setParameter("value", value)
                        .getResultList());
    }

    @Override
    public String kind() {
        return "systemVisits";
    }

    @Override
    public Uni<List<String>> of(String patient) {
        return rows("patient = :value order by triedAt, key", patient)
                .map(rows -> rows.stream().map(SystemVisits::whole).toList());
    }

    @Override
    public Uni<Integer> erase(String patient) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NO_ERRANDS)
                        .setParameter("patient", patient)
                        .executeUpdate()
                        .chain(() -> session.createMutationQuery("delete from SystemVisit where patient = :patient")
                                .setParameter("patient", patient)
                                .executeUpdate()));
    }

    private static String whole(SystemVisit row) {
        return "{\"bookingRequest\":\"" + row.request + "\",\"practitioner\":\"" + row.practitioner + "\",\"start\":\""
                + row.startsAt + "\",\"end\":\"" + row.endsAt + "\",\"state\":\"" + row.state + "\"}";
    }
}
