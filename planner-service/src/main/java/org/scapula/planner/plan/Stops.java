package org.scapula.planner.plan;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.planner.event.EventType;
import org.scapula.planner.event.Events;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.remote.TriageNewest;
import org.scapula.planner.week.Disposition;

/// What follows from an answer of triage that was found at the door of a plan: whoever must be seen does not go on with
/// the plan they have (H01), and in an emergency the clinic is told.
@ApplicationScoped
class Stops {

    private final ClinicRoom room;
    private final Plans plans;
    private final Freezes freezes;
    private final Events events;
    private final Alarm alarm;
    private final Clock clock;

    Stops(ClinicRoom room, Plans plans, Freezes freezes, Events events, Alarm alarm, Clock clock) {
        this.room = room;
        this.plans = plans;
        this.freezes = freezes;
        this.events = events;
        this.alarm = alarm;
        this.clock = clock;
    }

    /// What triage said last of a person, and in which words.
    record Said(
            UUID assessment,
            String patient,
            Instant assessedAt,
            Disposition disposition,
            String headline,
            List<String> doNow,
            Optional<Instant> reviewedAt) {

        static Said of(TriageAssessment it) {
            return new Said(
                    it.id(),
                    it.patient(),
                    it.assessedAt(),
                    it.held(),
                    it.headlineHeld(),
                    it.doNowHeld(),
                    it.reviewedAt());
        }

        static Said unread(TriageNewest.Head it, String patient) {
            return new Said(
                    it.id(),
                    patient,
                    it.assessedAt(),
                    it.effectiveDisposition(),
                    Words.ANOTHER_ANSWER,
                    Words.READ_THE_OTHER_ANSWER,
                    Optional.empty());
        }

        private boolean isAnEmergency() {
            return disposition == Disposition.EMERGENCY;
        }

        private boolean mustBeSeen() {
            return isAnEmergency() || disposition == Disposition.URGENT;
        }
    }

    Uni<Void> stop(Caller caller, Said said) {
        return said.mustBeSeen()
                ? room.writing(
                        caller,
                        said.patient(),
                        () -> plans.last(said.patient())
                                .chain(last -> last.map(plan -> stopped(caller, plan, said))
                                        .orElseGet(() -> told(caller, said, last))))
                : Uni.createFrom().voidItem();
    }

    /// One after the other with what is logged of the plan, which stops people and tells of them as well.
    private Uni<Void> stopped(Caller caller, Plan last, Said said) {
        return plans.oneAfterTheOther(last.id)
                .chain(() -> told(caller, said, Optional.of(last)))
                .chain(() -> isStoppedBy(last, said)
                        ? freezes.isKnown(said.patient(), said.assessment(), said.disposition())
                        : Uni.createFrom().item(true))
                .chain(known -> known ? Uni.createFrom().voidItem() : frozen(caller, last, said));
    }

    /// Nobody whose plan was made of a newer answer is stopped by it. A clinician may have raised the very answer that
    /// the plan stands on.
    private static boolean isStoppedBy(Plan plan, Said said) {
        return plan.createdAt.isBefore(said.assessedAt()) || plan.assessmentId.equals(said.assessment());
    }

    /// Of an emergency, and no more.
    Uni<Void> tell(Caller caller, Said said) {
        return said.isAnEmergency()
                ? room.writing(
                        caller,
                        said.patient(),
                        () -> plans.last(said.patient()).chain(last -> told(caller, said, last)))
                : Uni.createFrom().voidItem();
    }

    /// Again where the same answer let the person go on in between, with a plan of it or with one that was stopped, and
    /// where a clinician has raised it once more.
    private Uni<Void> told(Caller caller, Said said, Optional<Plan> last) {
        var made =
                last.filter(plan -> plan.assessmentId.equals(said.assessment())).map(plan -> plan.createdAt);
        return said.isAnEmergency()
                ? freezes.endedBy(said.patient(), said.assessment())
                        .map(ended -> Stream.concat(made.stream(), ended.stream())
                                .max(Comparator.naturalOrder())
                                .orElse(Instant.EPOCH))
                        .map(letGo -> new Alarm.Latest(letGo, said.reviewedAt().orElse(Instant.EPOCH)))
                        .chain(latest ->
                                alarm.ofAnEmergencyAtTheDoor(caller, said.patient(), said.assessment(), latest))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> frozen(Caller caller, Plan plan, Said said) {
        var at = clock.instant();
        var freeze = new Freeze(TimeOrderedId.at(at), plan, Freeze.Cause.NEW_SYMPTOM, at, said.headline(), said.doNow())
                .atTheDoor(said);
        return freezes.persistAndFlush(freeze)
                .chain(kept -> events.tell(caller, EventType.PLAN_FROZEN, "/plans/" + kept.plan));
    }
}
