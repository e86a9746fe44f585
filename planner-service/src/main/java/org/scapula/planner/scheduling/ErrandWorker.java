package org.scapula.planner.scheduling;

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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.planner.scheduling.system.ClinicSystems;
import org.scapula.planner.scheduling.system.InTime;
import org.scapula.planner.scheduling.system.NotOffered;
import org.scapula.planner.scheduling.system.Refused;
import org.scapula.planner.scheduling.system.SchedulingSystem;
import org.scapula.planner.scheduling.system.SystemDoubt;
import org.scapula.planner.scheduling.system.SystemDown;
import org.scapula.planner.scheduling.system.SystemSettings;

/// Runs the errands to the clinics' systems, on every replica. No transaction is open while a system is asked, and one
/// that is down or slow keeps only its own clinic waiting.
@Singleton
class ErrandWorker {

    private static final Logger LOG = Logger.getLogger(ErrandWorker.class);
    /// As whom we change requests.
    static final String NAME = "scapula";

    private static final int MOST_AT_ONCE = 16;
    private static final int MOST_OF_A_CLINIC = 4;
    private static final Duration REST = Duration.ofSeconds(5);

    /// Less than a lease lasts. For the system alone: no transaction is cut off in the middle.
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A request may still arrive that nobody waits for any more.
    private static final Duration UNTIL_IT_HAS_ARRIVED = Duration.ofSeconds(10);

    private final Errands errands;
    private final SlotFinder finder;
    private final VisitKeeper keeper;
    private final BookingRequests requests;
    private final ClinicSystems systems;
    private final ClinicRoom room;
    private final SystemSettings settings;
    private final Vertx vertx;
    private final Clock clock;
    private final AtomicInteger busy = new AtomicInteger();
    private final Map<String, Instant> resting = new ConcurrentHashMap<>();
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

    ErrandWorker(
            Errands errands,
            SlotFinder finder,
            VisitKeeper keeper,
            BookingRequests requests,
            ClinicSystems systems,
            ClinicRoom room,
            SystemSettings settings,
            Vertx vertx,
            Clock clock) {
        this.errands = errands;
        this.finder = finder;
        this.keeper = keeper;
        this.requests = requests;
        this.systems = systems;
        this.room = room;
        this.settings = settings;
        this.vertx = vertx;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent event) {
        vertx.setPeriodic(settings.errands().every().toMillis(), _ -> look());
    }

    void look() {
        if (systems.clinics().isEmpty()) {
            return;
        }
        if (busy.incrementAndGet() > MOST_AT_ONCE) {
            var _ = busy.decrementAndGet();
            return;
        }
        onItsOwn(() -> Uni.createFrom().deferred(this::one).onTermination().invoke(busy::decrementAndGet));
    }

    /// A session wants a context to itself, and the one of a timer is shared.
    private void onItsOwn(Supplier<Uni<Boolean>> work) {
        var alone = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        VertxContextSafetyToggle.setContextSafe(alone, true);
        alone.runOnContext(_ -> work.get()
                .subscribe()
                .with(
                        again -> {
                            if (again) {
                                look();
                            }
                        },
                        failure -> LOG.warnf(
                                "Errands could not be looked up: %s",
                                failure.getClass().getName())));
    }

    /// The next errand, if there is one. True: there was.
    Uni<Boolean> one() {
        return errands.take(leftAlone())
                .chain(taken -> taken.map(errand -> counted(errand).replaceWith(true))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    /// Clinics whose systems rest, and those that have enough to do.
    private Set<String> leftAlone() {
        var now = clock.instant();
        resting.values().removeIf(until -> !until.isAfter(now));
        var busyOnes = underWay.entrySet().stream()
                .filter(each -> each.getValue() >= MOST_OF_A_CLINIC)
                .map(Map.Entry::getKey);
        return Stream.concat(resting.keySet().stream(), busyOnes).collect(Collectors.toUnmodifiableSet());
    }

    private Uni<Void> counted(Errand errand) {
        underWay.merge(errand.clinic(), 1, Integer::sum);
        return Uni.createFrom()
                .deferred(() -> run(errand))
                .onTermination()
                .invoke(() -> underWay.computeIfPresent(errand.clinic(), (_, many) -> many > 1 ? many - 1 : null));
    }

    private Uni<Void> run(Errand errand) {
        return systems.of(errand.clinic())
                .map(system -> attended(errand, system))
                // A clinic that has none any more, on this replica at least: another may know it.
                .orElseGet(() -> errands.later(errand, clock.instant().plus(REST)));
    }

    private Uni<Void> attended(Errand errand, SchedulingSystem system) {
        Function<SchedulingSystem, Uni<Optional<Duration>>> work = switch (errand.kind()) {
            case FIND_SLOTS -> with -> finder.find(us(errand.clinic()), errand.request(), with);
            case VISIT -> with -> keeper.keep(us(errand.clinic()), errand.request(), with);
        };
        return work.apply(new InTime(system, now().plus(PATIENCE), clock))
                .chain(again -> again.map(pause -> errands.again(errand, now().plus(pause)))
                        .orElseGet(() -> errands.done(errand)))
                .onFailure()
                .recoverWithUni(failure -> failed(errand, failure));
    }

    private Uni<Void> failed(Errand errand, Throwable failure) {
        LOG.warnf(
                "Errand %s of booking request %s, attempt %s: %s",
                errand.kind(), errand.request(), errand.attempt(), said(failure));
        return switch (failure) {
            case SystemDown down -> {
                resting.put(errand.clinic(), now().plus(down.notBefore().orElse(REST)));
                yield unlessTooOften(errand, down.notBefore());
            }
            case SystemDoubt _ ->
                errands.inDoubt(errand, now().plus(UNTIL_IT_HAS_ARRIVED))
                        .chain(() -> unlessTooOften(errand, Optional.of(UNTIL_IT_HAS_ARRIVED)));
            // Our login may be mended, and whoever did not find it may be somebody on the way.
            case Refused refused
            when refused.why() == Refused.Why.NOT_ADMITTED || Refused.isNotFound(refused) ->
                toAPerson(errand).chain(() -> unlessTooOften(errand, Optional.of(Duration.ofMinutes(1))));
            case Refused _, NotOffered _ -> toAPerson(errand).chain(() -> errands.done(errand));
            // Somebody changed the request meanwhile, or the database is away.
            default -> unlessTooOften(errand, Optional.empty());
        };
    }

    static String said(Throwable failure) {
        return failure instanceof HttpProblem problem
                ? "refused with " + problem.getStatusCode()
                : failure.getClass().getSimpleName() + (failure instanceof Refused refused ? " " + refused.why() : "");
    }

    /// Given up loudly, and never in silence.
    private Uni<Void> unlessTooOften(Errand errand, Optional<Duration> notBefore) {
        if (errand.since().plus(settings.errands().giveUp()).isAfter(now())) {
            var dice = ThreadLocalRandom.current().nextDouble();
            return toAPersonInTime(errand).chain(() -> errands.later(errand, errand.again(now(), notBefore, dice)));
        }
        return toAPerson(errand).chain(() -> errands.done(errand));
    }

    /// Once may be chance; after that somebody has to know while there is time left, and it goes on being tried.
    private Uni<Void> toAPersonInTime(Errand errand) {
        return errand.kind() == ErrandKind.VISIT && errand.attempt() > 1
                ? keeper.tellIfSoon(us(errand.clinic()), errand.request())
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> toAPerson(Errand errand) {
        var us = us(errand.clinic());
        return room.inside(
                us,
                () -> requests.atSystem(errand.request())
                        .chain(found -> found.map(_ -> requests.differs(us, errand.request()))
                                .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    /// Nobody rests any more.
    void rested() {
        resting.clear();
    }

    boolean isBusy() {
        return busy.get() > 0;
    }

    static Caller us(String clinic) {
        return new Caller(clinic, NAME, Set.of(), Optional.empty(), "", "", "");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
