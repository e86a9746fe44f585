package org.scapula.planner.scheduling;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.planner.event.Notices;
import org.scapula.planner.scheduling.BookingRequests.AtSystem;
import org.scapula.planner.scheduling.Marks.Turn;
import org.scapula.planner.scheduling.SystemVisit.State;
import org.scapula.planner.scheduling.system.BookedVisit;
import org.scapula.planner.scheduling.system.BookedVisit.Standing;
import org.scapula.planner.scheduling.system.Capability;
import org.scapula.planner.scheduling.system.Changes;
import org.scapula.planner.scheduling.system.ClinicSystems;
import org.scapula.planner.scheduling.system.InTime;
import org.scapula.planner.scheduling.system.Mark;
import org.scapula.planner.scheduling.system.Refused;
import org.scapula.planner.scheduling.system.SchedulingSystem;
import org.scapula.planner.scheduling.system.SystemDown;
import org.scapula.planner.scheduling.system.SystemSettings;
import org.scapula.planner.visit.Slot;

/// Reads what the clinics did with visits in their own systems: confirmed, moved, cancelled, nobody came, took place. A
/// system that tells what changed is asked that; of one that does not, our visits are looked at in turn. What changed
/// is
/// always read from the visit itself.
@Singleton
class ChangeReader {

    private static final Logger LOG = Logger.getLogger(ChangeReader.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);
    private static final int LOOKED_AT = 30;

    /// So many in one turn are no chance.
    private static final int MOST_UNSEEN = 3;

    /// So often in vain is about two hours.
    private static final int SOMEBODY_MUST_KNOW = 16;

    /// Many looks may take long together; one that does comes from a system that has no end.
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(15);

    /// A clinic whose system is slow keeps few others waiting.
    private static final int MOST_AT_ONCE = 8;

    private final Marks marks;
    private final SystemVisits visits;
    private final BookingRequests requests;
    private final Errands errands;
    private final Notices notices;
    private final ClinicSystems systems;
    private final ClinicRoom room;
    private final SystemSettings settings;
    private final Vertx vertx;
    private final Clock clock;
    private final Counter unread;
    private final AtomicInteger reading = new AtomicInteger();
    private final AtomicReference<Set<String>> begun = new AtomicReference<>(Set.of());

    ChangeReader(
            Marks marks,
            SystemVisits visits,
            BookingRequests requests,
            Errands errands,
            Notices notices,
            ClinicSystems systems,
            ClinicRoom room,
            SystemSettings settings,
            Vertx vertx,
            Clock clock,
            MeterRegistry metrics) {
        this.marks = marks;
        this.visits = visits;
        this.requests = requests;
        this.errands = errands;
        this.notices = notices;
        this.systems = systems;
        this.room = room;
        this.settings = settings;
        this.vertx = vertx;
        this.clock = clock;
        this.unread = Counter.builder("scapula.scheduling.changes.unread")
                .description(
                        "Times that what changed at a clinic could not be read; rising for hours, somebody must look")
                .register(metrics);
    }

    void begin(@Observes StartupEvent event) {
        vertx.setPeriodic(settings.errands().every().toMillis(), _ -> look());
    }

    private void look() {
        if (systems.clinics().isEmpty()) {
            return;
        }
        if (reading.incrementAndGet() > MOST_AT_ONCE) {
            var _ = reading.decrementAndGet();
            return;
        }
        var alone = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        VertxContextSafetyToggle.setContextSafe(alone, true);
        alone.runOnContext(_ -> Uni.createFrom()
                .deferred(this::one)
                .onTermination()
                .invoke(reading::decrementAndGet)
                .subscribe()
                .with(
                        _ -> {},
                        failure -> LOG.warnf(
                                "What changed at the clinics could not be read: %s",
                                failure.getClass().getName())));
    }

    /// What somebody says has changed, and then the next clinic whose turn it is. True: there was one.
    Uni<Boolean> one() {
        return heard().chain(this::begun)
                .chain(() -> marks.take(systems.clinics(), LEASE))
                .chain(turn -> turn.map(mine -> read(mine).replaceWith(true))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    /// Notices make it sooner, and nothing relies on them: each clinic's turn comes all the same.
    Uni<Void> heard() {
        return notices.clinics()
                .chain(named -> named.stream()
                        .filter(systems.clinics()::contains)
                        .findFirst()
                        .map(this::heardAt)
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("What notices name could not be read: %s", ErrandWorker.said(failure));
                    return Uni.createFrom().voidItem();
                });
    }

    /// A mark on what is not ours is done with at once. Where the system does not answer, the others keep their marks,
    /// and are read when the lease is over.
    private Uni<Void> heardAt(String clinic) {
        var us = ErrandWorker.us(clinic);
        var system = systems.of(clinic).orElseThrow();
        return notices.take(clinic, LOOKED_AT, LEASE)
                .chain(taken -> room.inside(us, () -> visits.among(named(taken)))
                        .chain(ours -> lookAtAll(us, system, ours))
                        .invoke(ChangeReader::mustAllBeSeen)
                        .chain(() -> done(taken)));
    }

    private static List<String> named(List<Notices.Mark> taken) {
        return taken.stream().map(Notices.Mark::id).distinct().toList();
    }

    private Uni<Void> done(List<Notices.Mark> taken) {
        var all = Uni.createFrom().voidItem();
        for (var mark : taken) {
            all = all.chain(() -> notices.done(mark));
        }
        return all;
    }

    private Uni<Void> begun() {
        var clinics = systems.clinics();
        return begun.get().equals(clinics)
                ? Uni.createFrom().voidItem()
                : marks.begin(clinics).invoke(() -> begun.set(clinics));
    }

    private Uni<Void> read(Turn turn) {
        var us = ErrandWorker.us(turn.clinic());
        var system = systems.of(turn.clinic()).orElseThrow();
        return changes(turn, system)
                .ifNoItem()
                .after(ErrandWorker.PATIENCE)
                .fail()
                .chain(changes -> ours(us, system, changes)
                        .chain(all -> lookAtAll(us, system, all))
                        .chain(() -> marks.keep(
                                turn.clinic(),
                                changes.next(),
                                now().plus(settings.errands().poll()),
                                0)))
                .onFailure()
                .recoverWithUni(failure -> later(turn, failure));
    }

    private static Uni<Changes> changes(Turn turn, SchedulingSystem system) {
        return system.offers(Capability.CHANGES)
                ? system.changesSince(turn.mark())
                : Uni.createFrom().item(new Changes(List.of(), Mark.BEGINNING));
    }

    /// With the changed ones, those whose time has come and of which nothing is known yet: no system tells
    /// that time has passed. And those that could not be looked at or followed: perhaps nothing more is told of
    /// them.
    private Uni<List<SystemVisit>> ours(Caller us, SchedulingSystem system, Changes changes) {
        return room.inside(
                us,
                () -> visits.among(changes.visits())
                        .chain(changed -> (system.offers(Capability.CHANGES)
                                        ? visits.keptInMind(now(), BETWEEN_LOOKS, LOOKED_AT)
                                        : visits.notCheckedFor(
                                                now(), settings.errands().poll(), LOOKED_AT))
                                .map(due -> Stream.concat(changed.stream(), due.stream())
                                        .distinct()
                                        .toList())));
    }

    /// What could not be done with a visit that was looked at.
    private record Left(SystemVisit visit, Throwable why) {

        /// It was seen, and the request does not follow; otherwise nobody saw it.
        private boolean isSeen() {
            return why instanceof HttpProblem || why instanceof Refused;
        }

        /// What we changed ourselves meanwhile says nothing against the system.
        private boolean isTheSystems() {
            return !isSeen() && !(why instanceof ChangedMeanwhile);
        }
    }

    private static final class ChangedMeanwhile extends RuntimeException {

        ChangedMeanwhile() {
            super("It was changed while it was looked at", null, false, false);
        }
    }

    /// One that cannot be looked at keeps none of the others waiting: it is kept in mind, and looked at again
    /// later. Where so many cannot, it is the system; what is told of the others is read anew.
    private Uni<List<Left>> lookAtAll(Caller us, SchedulingSystem system, List<SystemVisit> all) {
        return eachOf(us, system, all.stream().filter(one -> !one.again).toList())
                .invoke(ChangeReader::mustNotBeTheSystem)
                .chain(left -> eachOf(
                                us,
                                system,
                                all.stream().filter(one -> one.again).toList())
                        .map(more -> Stream.concat(left.stream(), more.stream()).toList()))
                .chain(left -> followedAtLast(us, system, left));
    }

    private static void mustNotBeTheSystem(List<Left> left) {
        if (left.stream().filter(Left::isTheSystems).count() >= MOST_UNSEEN) {
            throw new SystemDown("Several visits cannot be looked at");
        }
    }

    /// What a notice names is read again when the lease is over, and not only when it is the clinic's turn.
    private static void mustAllBeSeen(List<Left> left) {
        if (left.stream().anyMatch(one -> !one.isSeen())) {
            throw new SystemDown("A visit cannot be looked at");
        }
    }

    private Uni<List<Left>> eachOf(Caller us, SchedulingSystem system, List<SystemVisit> all) {
        var left = new ArrayList<Left>();
        var done = Uni.createFrom().voidItem();
        for (var one : all) {
            done = done.chain(() -> left.stream().filter(Left::isTheSystems).count() >= MOST_UNSEEN
                    ? Uni.createFrom().voidItem()
                    : lookAt(us, system, one).onFailure().recoverWithUni(failure -> isLeft(us, one, failure, left)));
        }
        return done.replaceWith(left);
    }

    private Uni<Void> isLeft(Caller us, SystemVisit ours, Throwable why, List<Left> left) {
        var one = new Left(ours, why);
        var _ = left.add(one);
        return one.isSeen() ? Uni.createFrom().voidItem() : unseen(us, ours, why);
    }

    /// One may want the time that another of them had until now: as long as any follows, the others are tried
    /// again.
    private Uni<List<Left>> followedAtLast(Caller us, SchedulingSystem system, List<Left> before) {
        var refused = before.stream().filter(Left::isSeen).toList();
        if (refused.isEmpty()) {
            return Uni.createFrom().item(before);
        }
        return eachOf(us, system, refused.stream().map(Left::visit).toList())
                .invoke(ChangeReader::mustNotBeTheSystem)
                .chain(now -> now.size() < refused.size()
                        ? followedAtLast(us, system, now)
                        : aPersonMustLook(us, now).replaceWith(now))
                .map(now -> Stream.concat(before.stream().filter(one -> !one.isSeen()), now.stream())
                        .toList());
    }

    private Uni<Void> aPersonMustLook(Caller us, List<Left> left) {
        var all = Uni.createFrom().voidItem();
        for (var one : left) {
            all = one.isSeen() ? all.chain(() -> aPersonMustLook(us, one.visit(), one.why())) : all;
        }
        return all;
    }

    private Uni<Void> lookAt(Caller us, SchedulingSystem system, SystemVisit ours) {
        return inTime(system)
                .visit(Objects.requireNonNull(ours.systemId))
                .map(Optional::of)
                .onFailure(Refused::isNotFound)
                .recoverWithUni(() -> listed(system, ours))
                .chain(visit -> room.inside(us, () -> follow(us, ours, visit)));
    }

    /// Only a list that was answered says that a visit is gone.
    private Uni<Optional<BookedVisit>> listed(SchedulingSystem system, SystemVisit ours) {
        return inTime(system).bookedUnder(ours.key.toString(), ours.patient);
    }

    private SchedulingSystem inTime(SchedulingSystem system) {
        return new InTime(system, clock.instant().plus(LONGEST_LOOK), clock);
    }

    /// What the clinic did is done with the request, in one transaction with what we know of the visit. A visit that
    /// the
    /// system has no more will not take place there.
    private Uni<Void> follow(Caller us, SystemVisit ours, Optional<BookedVisit> visit) {
        return requests.decide(
                us,
                ours.request,
                found -> visits.found(ours.key)
                        .chain(row -> row.map(now -> unlessChanged(ours, now))
                                .map(now -> moveFor(found, now, visit)
                                        .chain(move -> move.map(one -> done(us, ours.request, one))
                                                .orElseGet(
                                                        () -> Uni.createFrom().voidItem()))
                                        .invoke(() -> looked(found, now, visit)))
                                .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    /// What was seen may be from before what we did ourselves in the meantime: it is read again.
    private static SystemVisit unlessChanged(SystemVisit before, SystemVisit now) {
        if (now.moving != before.moving || !now.slot().isAsGoodAs(before.slot())) {
            throw new ChangedMeanwhile();
        }
        return now;
    }

    /// That the clinic confirms a time says nothing of who else has it.
    private Uni<Void> done(Caller us, UUID request, NewMove move) {
        return requests.apply(us, request, move)
                .chain(() -> move.move() == Move.CONFIRM
                        ? Uni.createFrom().voidItem()
                        : visits.unlessOneIsLeftToAPerson(request, () -> requests.agrees(us, request)));
    }

    private Uni<Optional<NewMove>> moveFor(Optional<AtSystem> found, SystemVisit row, Optional<BookedVisit> visit) {
        return errands.isOpen(row.request, ErrandKind.VISIT)
                .map(open -> found.filter(request -> isOf(request, row))
                        .flatMap(request -> visit.map(there -> moveFor(request, row, there, open))
                                .orElseGet(() -> gone(request))));
    }

    private static boolean isOf(AtSystem request, SystemVisit row) {
        return request.visit().filter(its -> its.id().equals(row.key)).isPresent();
    }

    /// Whoever came before the time is seen when it has come.
    private boolean isTooEarly(AtSystem request, BookedVisit there) {
        var its = request.visit().orElseThrow();
        return isAttendance(there)
                && VisitKeeper.isThere(there, its.slot())
                && its.start().isAfter(now());
    }

    /// Somebody came, or did not, and our time is another: nobody knows what that says of the request.
    private static NewMove attended(BookedVisit there, Slot its, Move move) {
        if (!VisitKeeper.isThere(there, its)) {
            throw new Refused(Refused.Why.NOT_ACCEPTED);
        }
        return move(move, Optional.empty());
    }

    private static boolean isAttendance(BookedVisit there) {
        return there.standing() == Standing.FULFILLED || there.standing() == Standing.NOSHOW;
    }

    private void looked(Optional<AtSystem> found, SystemVisit row, Optional<BookedVisit> visit) {
        row.checkedAt = now();
        row.again = false;
        var goesOn = visit.filter(there -> !there.standing().isOver()
                        || found.filter(request -> isOf(request, row) && isTooEarly(request, there))
                                .isPresent())
                .isPresent();
        row.state = goesOn ? State.BOOKED : State.OVER;
        visit.ifPresent(there -> {
            row.systemId = there.id();
            row.isWhere(there);
        });
    }

    private static Optional<NewMove> gone(AtSystem request) {
        return request.state() instanceof BookingState.Booked || request.state() instanceof BookingState.Confirmed
                ? Optional.of(move(Move.CANCEL, Optional.of(EndReason.CLINIC_REQUEST)))
                : Optional.empty();
    }

    private Optional<NewMove> moveFor(AtSystem request, SystemVisit row, BookedVisit there, boolean open) {
        if (!(request.state() instanceof BookingState.Booked || request.state() instanceof BookingState.Confirmed)
                || isTooEarly(request, there)) {
            return Optional.empty();
        }
        var its = request.visit().orElseThrow().slot();
        return switch (there.standing()) {
            case CANCELLED -> gone(request);
            case NOSHOW -> Optional.of(attended(there, its, Move.NO_SHOW));
            case FULFILLED -> Optional.of(attended(there, its, Move.FULFIL));
            case PENDING, BOOKED, ARRIVED -> {
                if (!VisitKeeper.isThere(there, its)) {
                    yield wasMoved(row, its, there, open) ? Optional.of(elsewhere(there)) : Optional.empty();
                }
                yield there.standing() == Standing.BOOKED && request.state() instanceof BookingState.Booked
                        ? Optional.of(VisitKeeper.confirm(there.id()))
                        : Optional.empty();
            }
        };
    }

    /// By the clinic: it is not where it was last known to be. While a move of ours is to be told, or may be under way,
    /// that comes first.
    private static boolean wasMoved(SystemVisit row, Slot its, BookedVisit there, boolean open) {
        var oursIsToBeTold = open && !row.slot().isAsGoodAs(its);
        return !VisitKeeper.isThere(there, row.slot()) && !row.moving && !oursIsToBeTold;
    }

    private static NewMove move(Move move, Optional<EndReason> why) {
        return new NewMove(
                move, Optional.empty(), Optional.empty(), Optional.empty(), why, Optional.empty(), Optional.empty());
    }

    private static NewMove elsewhere(BookedVisit there) {
        return new NewMove(
                Move.RESCHEDULE,
                Optional.of(new NewSlot(there.practitioner(), there.start(), there.end(), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// What the clinic did cannot be done with the request: a visit outside of the window, or one that ended before it
    /// began. It is looked at again, and somebody is told.
    private Uni<Void> aPersonMustLook(Caller us, SystemVisit ours, Throwable refused) {
        LOG.warnf(
                "Booking request %s does not follow the clinic's system: %s", ours.request, ErrandWorker.said(refused));
        return room.inside(
                us,
                () -> requests.differs(us, ours.request)
                        .chain(() -> visits.change(ours.key, row -> row.isToBeLookedAtAgain(now()))));
    }

    private Uni<Void> unseen(Caller us, SystemVisit ours, Throwable failure) {
        unread.increment();
        LOG.warnf("The visit of booking request %s cannot be looked at: %s", ours.request, ErrandWorker.said(failure));
        return room.inside(us, () -> visits.change(ours.key, row -> row.isToBeLookedAtAgain(now())));
    }

    private Uni<Void> later(Turn turn, Throwable failure) {
        unread.increment();
        LOG.logf(
                turn.failures() < SOMEBODY_MUST_KNOW ? Level.WARN : Level.ERROR,
                "What changed at clinic %s could not be read, time %s in a row: %s",
                turn.clinic(),
                turn.failures() + 1,
                ErrandWorker.said(failure));
        var pause = settings.errands().poll().multipliedBy(1L << Math.min(turn.failures(), 6));
        var bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        return inTurn(turn.clinic(), failure)
                .chain(() -> marks.keep(turn.clinic(), turn.mark(), now().plus(bounded), turn.failures() + 1));
    }

    /// Where the system answers, but not what changed in a way that can be read, our visits are looked at one by one,
    /// as
    /// at one that tells no changes.
    private Uni<Void> inTurn(String clinic, Throwable failure) {
        if (!(failure instanceof Refused refused) || refused.why() == Refused.Why.NOT_ADMITTED) {
            return Uni.createFrom().voidItem();
        }
        var us = ErrandWorker.us(clinic);
        var system = systems.of(clinic).orElseThrow();
        return room.inside(us, () -> visits.notCheckedFor(now(), BETWEEN_LOOKS, LOOKED_AT))
                .chain(due -> lookAtAll(us, system, due).replaceWithVoid())
                .onFailure()
                .recoverWithUni(again -> {
                    LOG.warnf("Nor could our visits there: %s", ErrandWorker.said(again));
                    return Uni.createFrom().voidItem();
                });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
