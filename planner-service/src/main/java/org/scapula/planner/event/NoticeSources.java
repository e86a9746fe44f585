package org.scapula.planner.event;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.scapula.edge.IfMatch;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.planner.event.Secrets.Use;

/// The systems of a clinic that say when something changed. Each change is one act, in one transaction, with
/// its audit entry.
@ApplicationScoped
class NoticeSources implements PanacheRepositoryBase<NoticeSource, UUID> {

    private static final String DOOR = "insert into notice_door (source, clinic) values (:source, :clinic)";

    private final ClinicRoom room;
    private final Audit audit;
    private final Secrets secrets;
    private final Clock clock;

    NoticeSources(ClinicRoom room, Audit audit, Secrets secrets, Clock clock) {
        this.room = room;
        this.audit = audit;
        this.secrets = secrets;
        this.clock = clock;
    }

    Uni<NoticeSourceView> require(Caller caller, UUID id) {
        return room.inside(caller, () -> known(id)).map(this::view);
    }

    Uni<List<NoticeSourceView>> page(Caller caller, UUID after, int most) {
        return room.inside(
                        caller,
                        () -> find("id > ?1 order by id", after).page(0, most).list())
                .map(rows -> rows.stream().map(this::view).toList());
    }

    Uni<NoticeSourceView> keep(Caller caller, NewNoticeSource says) {
        var at = now();
        var source = new NoticeSource(TimeOrderedId.at(at), caller.clinic(), says.system(), at, caller.subject());
        return room.inside(
                        caller,
                        () -> persistAndFlush(source)
                                .call(this::opened)
                                .call(row -> audit.note(caller, act("notice-source.create", row))))
                .map(this::withSecret);
    }

    Uni<NoticeSourceView> renewSecret(Caller caller, UUID id, IfMatch seen, Duration previousIsGood) {
        var at = now();
        return room.inside(
                        caller,
                        () -> asSeen(id, seen)
                                .invoke(row -> row.renewSecret(at.plus(previousIsGood), at, caller.subject()))
                                .call(row -> flush())
                                .call(row -> audit.note(caller, act("notice-source.renew-secret", row))))
                .map(this::withSecret);
    }

    Uni<Void> remove(Caller caller, UUID id, IfMatch seen) {
        return room.inside(
                        caller,
                        () -> asSeen(id, seen)
                                .call(this::delete)
                                .call(row -> flush())
                                .call(row -> audit.note(caller, act("notice-source.remove", row))))
                .replaceWithVoid();
    }

    private Uni<Integer> opened(NoticeSource row) {
        return getSession()
                .chain(session -> session.createNativeQuery(DOOR)
                        .setParameter("source", row.id)
                        .setParameter("clinic", row.clinic)
                        .executeUpdate());
    }

    private Uni<NoticeSource> asSeen(UUID id, IfMatch seen) {
        return locked(id).invoke(row -> seen.mustName(view(row).tag(), () -> view(row)));
    }

    /// As it is now, and for nobody else until the transaction ends.
    private Uni<NoticeSource> locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).onItem().ifNull().failWith(() -> unknown(id));
    }

    private Uni<NoticeSource> known(UUID id) {
        return findById(id).onItem().ifNull().failWith(() -> unknown(id));
    }

    private static RuntimeException unknown(UUID id) {
        return Problems.notFound("No source of notices with id " + id);
    }

    private static Act act(String name, NoticeSource row) {
        return new Act(name, "notice-source", row.id.toString(), String.valueOf(row.revision), Optional.empty());
    }

    private NoticeSourceView view(NoticeSource row) {
        return NoticeSourceView.of(row, clock.instant(), Optional.empty());
    }

    private NoticeSourceView withSecret(NoticeSource row) {
        return NoticeSourceView.of(
                row,
                clock.instant(),
                Optional.of(StandardWebhook.shown(secrets.of(Use.NOTICE, row.id, row.secretGeneration))));
    }

    // Postgres keeps microseconds; milliseconds are the same before and after.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
