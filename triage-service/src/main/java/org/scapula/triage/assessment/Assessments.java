package org.scapula.triage.assessment;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.Etags;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.edge.patient.PatientRecords;
import org.scapula.triage.assessment.FollowUp.Before;
import org.scapula.triage.rules.Disposition;

/// All judgements that were given and kept.
@ApplicationScoped
class Assessments implements PanacheRepositoryBase<Assessment, UUID>, PatientRecords {

    static final String TYPE = "assessment";

    /// The walls show no other clinic; a removal says so once more, because nothing brings back what it took too much.
    private static final String OF_PATIENT =
            "patient = ?1 and clinic = cast(function('current_setting', 'scapula.clinic') as String)";

    /// Ids hold the time of the judgement, so the newest are the last.
    private static final String NEWEST = "clinic = ?1 and patient = ?2 and id < ?3 order by id desc";

    private static final String OF_EPISODE =
            "clinic = ?1 and (id = ?2 or (episode = ?2 and replaces is not null)) and id > ?3 order by id";

    private final ClinicRoom room;
    private final Audit audit;

    Assessments(ClinicRoom room, Audit audit) {
        this.room = room;
        this.audit = audit;
    }

    /// That of another clinic, or of another patient than the one who asks, is not there.
    Uni<Assessment> require(Caller caller, UUID id) {
        return room.inside(
                caller, () -> seen(caller, id).call(read -> audit.note(caller, act("assessment.read", read))));
    }

    /// The same for a step of something else, which is noted itself; inside a transaction of the clinic.
    Uni<Assessment> seen(Caller caller, UUID id) {
        return find("id = ?1 and clinic = ?2", id, caller.clinic())
                .<Assessment>firstResult()
                .map(found -> Optional.ofNullable(found)
                        .filter(assessment -> caller.maySee(assessment.patient))
                        .orElseThrow(() -> Problems.notFound("No assessment with id " + id)));
    }

    /// Those of one episode after this id, in order. An episode goes by the id of its first.
    Uni<List<Assessment>> episode(Caller caller, UUID id, UUID after, int limit) {
        return room.inside(
                caller,
                () -> seen(caller, id)
                        .map(found -> first(found))
                        .call(first -> audit.note(caller, Act.of("episode.read", "episode", id, "", first.patient)))
                        .chain(() -> find(OF_EPISODE, caller.clinic(), id, after)
                                .page(0, limit)
                                .list()));
    }

    /// Those of one patient before this id, the newest first. Of another patient than who asks there are none.
    Uni<List<AssessmentHead>> newest(Caller caller, String patient, UUID before, int limit) {
        var looked = Act.of("assessment.list", TYPE, "", "", caller.patient().orElse(patient));
        return room.inside(
                caller,
                () -> find(NEWEST, caller.clinic(), patient, before)
                        .page(0, limit)
                        .project(AssessmentHead.class)
                        .list()
                        .call(() -> audit.note(caller, looked)));
    }

    /// What was said to the patient before, as far as a new judgement has to know it. Where nothing can be more urgent
    /// and
    /// nothing is replaced, nobody is asked.
    Uni<Before> before(Caller caller, String patient, Optional<UUID> replaces, Judged now) {
        var outranking = Arrays.stream(Disposition.values())
                .filter(disposition -> disposition.outranks(now.verdict().disposition()))
                .map(Disposition::name)
                .toArray(String[]::new);
        if (outranking.length == 0 && replaces.isEmpty()) {
            return Uni.createFrom().item(Before.NOTHING);
        }
        return room.at(
                        caller,
                        "earlier_assessments",
                        patient,
                        replaces.orElse(null),
                        now.at().minus(Earlier.RECENT).atOffset(ZoneOffset.UTC),
                        outranking)
                .map(rows -> before(rows, replaces));
    }

    Uni<Void> keep(Caller caller, Assessment made) {
        var values = new ArrayList<@Nullable Object>(Arrays.asList(
                made.patient,
                made.id,
                made.assessedAt.atOffset(ZoneOffset.UTC),
                made.disposition.name(),
                made.ruleSet,
                made.ruleSetVersion,
                made.ruleSetHash,
                made.decisionHash,
                made.replaces,
                made.episode,
                made.asked,
                made.shown));
        values.addAll(Audit.words(caller, act("assessment.create", made)));
        return room.storing(caller, "keep_assessment", values.toArray());
    }

    static Act act(String name, Assessment assessment) {
        return Act.of(name, TYPE, assessment.id, Etags.of(assessment.said()), assessment.patient);
    }

    @Override
    public String kind() {
        return "assessments";
    }

    @Override
    public Uni<List<String>> of(String patient) {
        return list(OF_PATIENT + " order by assessedAt, id", patient)
                .map(rows -> rows.stream().map(Assessment::whole).toList());
    }

    @Override
    public Uni<Integer> erase(String patient) {
        return delete(OF_PATIENT, patient).map(Math::toIntExact);
    }

    private static Before before(List<Row> rows, Optional<UUID> replaces) {
        var replaced = earlier(rows, true);
        if (replaces.isPresent() && replaced.isEmpty()) {
            throw Problems.invalid(
                    new FieldError("/replaces", "unknown-value", "is not the id of an assessment of this patient"));
        }
        return new Before(replaced, earlier(rows, false));
    }

    private static Optional<Earlier> earlier(List<Row> rows, boolean replaced) {
        return rows.stream()
                .filter(row -> row.getBoolean("is_replaced") == replaced)
                .findFirst()
                .map(Earlier::of);
    }

    private static Assessment first(Assessment found) {
        if (!found.episode.equals(found.id)) {
            throw Problems.notFound("No episode with id " + found.id);
        }
        return found;
    }
}
