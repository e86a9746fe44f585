package org.scapula.triage.assessment;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.edge.patient.PatientRecords;

/// All that clinicians said of judgements. Only ever added to.
@ApplicationScoped
class Reviews implements PanacheRepositoryBase<Review, UUID>, PatientRecords {

    private static final String OF_PATIENT =
            "patient = ?1 and clinic = cast(function('current_setting', 'scapula.clinic') as String)";

    private final ClinicRoom room;
    private final Audit audit;
    private final Assessments assessments;

    Reviews(ClinicRoom room, Audit audit, Assessments assessments) {
        this.room = room;
        this.audit = audit;
        this.assessments = assessments;
    }

    Uni<ReviewsView> on(Caller caller, UUID assessment) {
        return room.inside(
                caller,
                () -> assessments
                        .seen(caller, assessment)
                        .call(read -> audit.note(caller, Assessments.act("assessment.reviews", read)))
                        .chain(read -> inOrder(read).map(reviews -> ReviewsView.of(read, reviews))));
    }

    /// Whose assessment it is must be known before anything may be stored about them. Then two who review the same one
    /// come one after the other, and the second knows what the first said.
    Uni<Review> keep(Caller caller, UUID assessment, BiFunction<Assessment, Integer, Review> made) {
        return room.inside(caller, () -> assessments.seen(caller, assessment))
                .chain(found -> room.writing(
                        caller, found.patient, () -> alone(assessment).chain(() -> added(caller, assessment, made))));
    }

    @Override
    public String kind() {
        return "reviews";
    }

    @Override
    public Uni<List<String>> of(String patient) {
        return list(OF_PATIENT + " order by reviewedAt, id", patient)
                .map(rows -> rows.stream().map(review -> review.shown).toList());
    }

    @Override
    public Uni<Integer> erase(String patient) {
        return delete(OF_PATIENT, patient).map(Math::toIntExact);
    }

    private Uni<Review> added(Caller caller, UUID assessment, BiFunction<Assessment, Integer, Review> made) {
        return assessments
                .seen(caller, assessment)
                .chain(reviewed -> inOrder(reviewed).map(before -> made.apply(reviewed, before.size() + 1)))
                .chain(this::persistAndFlush)
                .call(kept -> audit.note(caller, act(kept)));
    }

    private Uni<List<Review>> inOrder(Assessment reviewed) {
        return list("assessment = ?1 and clinic = ?2 order by place", reviewed.id, reviewed.clinic);
    }

    /// Until the end of the transaction.
    private static Uni<String> alone(UUID assessment) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select cast(pg_advisory_xact_lock(hashtextextended(:what, 0)) as text)", String.class)
                        .setParameter("what", "review " + assessment)
                        .getSingleResult());
    }

    private static Act act(Review kept) {
        return Act.of("assessment.review", Assessments.TYPE, kept.assessment, kept.id.toString(), kept.patient);
    }
}
