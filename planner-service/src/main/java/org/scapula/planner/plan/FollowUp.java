package org.scapula.planner.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.scapula.edge.Etags;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.planner.event.EventType;
import org.scapula.planner.event.Events;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.week.Nprs;

/// Keeps what people say of their sessions, and stops whoever must be seen before they go on.
@ApplicationScoped
class FollowUp {

    /// The week before and the week after, where at most a week lies in between.
    private static final int DAYS_AROUND = 14;

    private final ClinicRoom room;
    private final Plans plans;
    private final SessionLogs logs;
    private final Freezes freezes;
    private final OvertakenPlans overtaken;
    private final Audit audit;
    private final Events events;
    private final Alarm alarm;
    private final ObjectMapper json;
    private final Clock clock;

    FollowUp(
            ClinicRoom room,
            Plans plans,
            SessionLogs logs,
            Freezes freezes,
            OvertakenPlans overtaken,
            Audit audit,
            Events events,
            Alarm alarm,
            ObjectMapper json,
            Clock clock) {
        this.room = room;
        this.plans = plans;
        this.logs = logs;
        this.freezes = freezes;
        this.overtaken = overtaken;
        this.audit = audit;
        this.events = events;
        this.alarm = alarm;
        this.json = json;
        this.clock = clock;
    }

    /// What was logged, and whether that was news.
    record Logged(Standing standing, LoggedSession session, boolean isNew) {}

    Uni<Standing> read(Caller caller, UUID plan) {
        return room.inside(
                caller,
                () -> plans.known(plan)
                        .chain(this::standing)
                        .call(standing -> audit.note(caller, act("session.read", standing.plan()))));
    }

    Uni<String> patientOf(Caller caller, UUID plan) {
        return room.inside(caller, () -> plans.known(plan).map(found -> found.patient));
    }

    /// The plans this one goes on from, the oldest first, with what was said of them. Whatever comes of it, the plan
    /// was read.
    Uni<SoFar> soFar(Caller caller, UUID plan) {
        return room.inside(
                caller,
                () -> plans.known(plan)
                        .call(found -> freezes.refuseWhileFrozen(found.patient))
                        .call(found -> plans.refuseIfReplaced(found.id))
                        .call(found -> audit.note(caller, act("plan.read", found)))
                        .chain(found -> plans.chain(found.id))
                        .chain(plans::soFar)
                        .call(this::refuseAheadOfWhatWasReported));
    }

    /// Whoever has begun a plan that no longer fits goes on from it with what they said of it; nobody goes on from one
    /// they have not begun.
    private Uni<Void> refuseAheadOfWhatWasReported(SoFar soFar) {
        var last = soFar.last();
        boolean begun = !last.sessions().isEmpty() || last.kept().startsOn().isBefore(LocalDate.now(clock));
        return begun ? Uni.createFrom().voidItem() : overtaken.refuse(last.plan());
    }

    /// @param fresh what triage says of what is new; empty where nothing is, or triage could not be asked
    Uni<Logged> log(Caller caller, Standing before, NewSession said, Optional<TriageAssessment> fresh, Instant at) {
        var plan = before.plan();
        return room.writing(
                caller,
                plan.patient,
                () -> plans.oneAfterTheOther(plan.id)
                        // Something new stops the person, whichever of their plans they tell it of.
                        .chain(() -> said.tellsOfSomethingNew()
                                ? Uni.createFrom().voidItem()
                                : plans.refuseIfReplaced(plan.id))
                        .chain(() -> plans.said(List.of(plan)).map(all -> all.getOrDefault(plan.id, List.of())))
                        .chain(sessions -> keep(caller, before, sessions, said, fresh, at)));
    }

    Uni<Standing> thaw(Caller caller, Standing before, TriageAssessment said, Instant at) {
        var plan = before.plan();
        return room.writing(
                caller,
                plan.patient,
                () -> freezes.endBy(caller, plan.patient, said, false, at)
                        .chain(() -> standing(plan))
                        .call(() -> audit.note(caller, act("plan.thaw", plan))));
    }

    private Uni<Logged> keep(
            Caller caller,
            Standing before,
            List<LoggedSession> sessions,
            NewSession said,
            Optional<TriageAssessment> fresh,
            Instant at) {
        var plan = before.plan();
        var text = text(said);
        var earlier = sessions.stream()
                .filter(row -> row.isOf(said.date(), said.sessionOfTheDay()))
                .findFirst();
        if (earlier.filter(row -> row.said.equals(text)).isPresent() && !said.tellsOfSomethingNew()) {
            return standing(plan).map(standing -> new Logged(standing, earlier.get(), false));
        }
        var row = new LoggedSession(TimeOrderedId.at(at), plan, said, text, at, caller.subject());
        earlier.ifPresent(last -> row.revision = (short) (last.revision + 1));
        row.assessment = fresh.map(TriageAssessment::id).orElse(null);
        return logs.persistAndFlush(row)
                .chain(kept -> standing(plan))
                .chain(standing -> frozen(standing, said, earlier, fresh, at)
                        .call(frozen -> overtake(
                                row,
                                said,
                                earlier,
                                standing.kept(),
                                frozen.isPresent(),
                                LocalDate.ofInstant(at, clock.getZone())))
                        .chain(frozen -> frozen.map(
                                        freeze -> stopped(caller, freeze).chain(() -> standing(plan)))
                                .orElseGet(() -> Uni.createFrom().item(standing))))
                .map(standing -> new Logged(standing, row, true))
                .call(() -> audit.note(caller, act("session.log", plan)));
    }

    /// What was made ahead and no longer fits.
    private Uni<Void> overtake(
            LoggedSession row,
            NewSession said,
            Optional<LoggedSession> earlier,
            KeptPlan plan,
            boolean frozen,
            LocalDate today) {
        if (frozen || asksForMoreCare(said, earlier, plan)) {
            return overtaken.by(row, today);
        }
        return speaksAgainstMore(said, earlier, plan, today)
                ? overtaken.raisedBy(row, today)
                : Uni.createFrom().voidItem();
    }

    /// More than was said of this session before, as it was known then, or than its silence did.
    private boolean speaksAgainstMore(
            NewSession said, Optional<LoggedSession> earlier, KeptPlan plan, LocalDate today) {
        var before = earlier.map(row -> row.read(json).doubts(plan, LocalDate.ofInstant(row.loggedAt, clock.getZone())))
                .orElse(NewSession.NOT_DONE);
        return !before.containsAll(said.doubts(plan, today));
    }

    /// More than was said of this session before.
    private boolean asksForMoreCare(NewSession said, Optional<LoggedSession> earlier, KeptPlan plan) {
        var before =
                earlier.map(row -> row.read(json).worries(plan.painBefore())).orElse(Set.of());
        return !before.containsAll(said.worries(plan.painBefore()));
    }

    /// Whoever must get help at once is on the clinic's work list with it, and that stops their booking requests.
    private Uni<Void> stopped(Caller caller, Freeze freeze) {
        return freezes.persistAndFlush(freeze)
                .chain(kept -> events.tell(caller, EventType.PLAN_FROZEN, "/plans/" + kept.plan))
                .chain(() -> freeze.emergency()
                        .map(assessment -> alarm.ofAnEmergency(caller, freeze.patient, assessment))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /// Whoever is stopped already is stopped by a second bad morning as well: an answer of triage from before it does
    /// not let them go on.
    private Uni<Optional<Freeze>> frozen(
            Standing standing,
            NewSession said,
            Optional<LoggedSession> earlier,
            Optional<TriageAssessment> fresh,
            Instant at) {
        if (said.tellsOfSomethingNew() && fresh.isEmpty()) {
            return Uni.createFrom()
                    .item(Optional.of(
                            freeze(standing, Freeze.Cause.NEW_SYMPTOM, at, Words.STOP_FOR_NOW, Words.NOT_JUDGED)));
        }
        var stopping = fresh.filter(judged -> !judged.allowsExercise());
        if (stopping.isPresent()) {
            return Uni.createFrom()
                    .item(stopping.map(
                            one -> freeze(standing, Freeze.Cause.NEW_SYMPTOM, at, one.headlineHeld(), one.doNowHeld())
                                    .judged(one)));
        }
        var isKnown = standing.frozen().isPresent()
                && earlier.filter(row -> isABadMorning(row.read(json), standing.kept()))
                        .isPresent();
        return hasTwoBadMornings(standing, said)
                .map(bad -> bad && !isKnown
                        ? Optional.of(
                                freeze(standing, Freeze.Cause.BAD_MORNINGS, at, Words.STOP_FOR_NOW, Words.BAD_MORNINGS))
                        : Optional.empty());
    }

    private Freeze freeze(Standing standing, Freeze.Cause cause, Instant at, String headline, List<String> doNow) {
        return new Freeze(TimeOrderedId.at(at), standing.plan(), cause, at, headline, doNow);
    }

    /// This morning and the one that is known next before or after it, in whichever week.
    private Uni<Boolean> hasTwoBadMornings(Standing standing, NewSession said) {
        if (!isABadMorning(said, standing.kept())) {
            return Uni.createFrom().item(false);
        }
        return plans.around(standing.plan(), DAYS_AROUND)
                .chain(around -> plans.said(around).map(logged -> mornings(around, logged)))
                .map(mornings -> Stream.of(mornings.lowerEntry(said.date()), mornings.higherEntry(said.date()))
                        .flatMap(Stream::ofNullable)
                        .anyMatch(Map.Entry::getValue));
    }

    /// By the day before: whether it was bad, by what its own plan began with. Two sessions of one day have one
    /// morning; the worst that was said of it counts.
    private TreeMap<LocalDate, Boolean> mornings(List<Plan> plans, Map<UUID, List<LoggedSession>> logged) {
        var mornings = new TreeMap<LocalDate, Boolean>();
        for (var plan : plans) {
            var kept = KeptPlan.of(plan, json);
            logged.getOrDefault(plan.id, List.of()).stream()
                    .map(row -> row.read(json))
                    .filter(session -> session.painNextMorning().isPresent())
                    .forEach(session ->
                            mornings.merge(session.date(), isABadMorning(session, kept), Boolean::logicalOr));
        }
        return mornings;
    }

    private static boolean isABadMorning(NewSession said, KeptPlan plan) {
        return said.painNextMorning()
                .filter(pain -> Nprs.hasRisen(plan.painBefore(), pain))
                .isPresent();
    }

    private Uni<Standing> standing(Plan plan) {
        return plans.said(List.of(plan))
                .chain(said -> freezes.holding(plan.patient)
                        .chain(frozen -> overtaken
                                .of(plan.id)
                                .map(found -> new Standing(
                                        plan,
                                        KeptPlan.of(plan, json),
                                        said.getOrDefault(plan.id, List.of()),
                                        frozen,
                                        found))));
    }

    private String text(Object ours) {
        try {
            return json.writeValueAsString(ours);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    private static Act act(String name, Plan plan) {
        return Act.of(name, "plan", plan.id, Etags.of(plan.shown), plan.patient);
    }
}
