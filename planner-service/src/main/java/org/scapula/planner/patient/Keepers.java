package org.scapula.planner.patient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.patient.Rights;
import org.scapula.planner.remote.NotAdmitted;
import org.scapula.planner.remote.NotUnderstood;
import org.scapula.planner.remote.RecordsClient;
import org.scapula.planner.remote.RecordsClient.Keeper;

/// All who keep records about people: the planner itself, triage and the catalogue.
@ApplicationScoped
class Keepers {

    private static final Logger LOG = Logger.getLogger(Keepers.class);

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Rights rights;
    private final RecordsClient neighbours;
    private final ObjectMapper json;
    private final Clock clock;
    private final String itself;

    Keepers(
            Rights rights,
            RecordsClient neighbours,
            ObjectMapper json,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String itself) {
        this.rights = rights;
        this.neighbours = neighbours;
        this.json = json;
        this.clock = clock;
        this.itself = itself;
    }

    /// The neighbours first: without them there is no document, and nothing to have exported here.
    Uni<PatientView> export(Caller caller, String patient) {
        return Uni.combine()
                .all()
                .unis(exported(Keeper.TRIAGE, patient), exported(Keeper.CATALOG, patient))
                .asTuple()
                .chain(others -> rights.export(caller, patient)
                        .map(own -> List.<JsonNode>of(json.valueToTree(own), others.getItem1(), others.getItem2())))
                .map(services -> new PatientView(patient, clock.instant(), services));
    }

    /// The planner goes first, because its fence must stand before an assessment is gone: a plan that is being
    /// made from it now can then no longer be stored, and afterwards none can be made, as there is nothing to
    /// make it from. A plan takes seconds and the fence stands for a minute, so the planner need not be asked a
    /// second time. Where triage fails, the assessments are still there, and so is the need to repeat all of it,
    /// the planner included.
    Uni<PatientErasureView> erase(Caller caller, String patient) {
        neighbours.requireAdmission();
        return rights.erase(caller, patient)
                .map(own -> Progress.begun(itself, own.removed()))
                .chain(progress -> erased(Keeper.TRIAGE, patient, progress))
                .chain(progress -> erased(Keeper.CATALOG, patient, progress))
                .map(this::finished);
    }

    private Uni<JsonNode> exported(Keeper keeper, String patient) {
        return neighbours
                .everything(keeper, patient)
                .onFailure(failure -> !(failure instanceof NotAdmitted))
                .transform(failure -> incomplete(keeper, failure));
    }

    /// One that fails keeps the others from nothing.
    private Uni<Progress> erased(Keeper keeper, String patient, Progress progress) {
        return neighbours
                .erase(keeper, patient)
                .map(removed -> progress.with(keeper, removed))
                .onFailure()
                .invoke(failure -> note(keeper, failure))
                .onFailure()
                .recoverWithItem(failure -> progress.without(keeper, failure));
    }

    private PatientErasureView finished(Progress progress) {
        if (progress.repeat().isEmpty()) {
            return new PatientErasureView(clock.instant(), new TreeMap<>(progress.done()));
        }
        throw progress.refused()
                ? Problems.of(
                        403,
                        "forbidden",
                        "Not allowed",
                        "Not erased everywhere: a service did not accept the token. See done and repeat.",
                        progress.shown())
                : Problems.unavailable(
                        "Not erased everywhere yet: see done and repeat. Send the same request again.",
                        COME_BACK,
                        progress.shown());
    }

    private static HttpProblem incomplete(Keeper keeper, Throwable failure) {
        note(keeper, failure);
        return Problems.unavailable(
                "The " + keeper.service() + " cannot be asked just now, so there is no document: half of one would look"
                        + " whole. Try again soon.",
                COME_BACK);
    }

    /// Which service and what kind of failure; never whose records.
    private static void note(Keeper keeper, Throwable failure) {
        LOG.warnf(
                "No answer about records from %s: %s",
                keeper.service(),
                failure instanceof NotUnderstood || failure instanceof NotAdmitted
                        ? failure.getMessage()
                        : failure.getClass().getName());
    }

    /// How far an erasure has come.
    private record Progress(Map<String, Map<String, Integer>> done, List<String> repeat, boolean refused) {

        static Progress begun(String service, Map<String, Integer> removed) {
            return new Progress(Map.of(service, removed), List.of(), false);
        }

        Progress with(Keeper keeper, Map<String, Integer> removed) {
            var more = new TreeMap<>(done);
            more.put(keeper.service(), removed);
            return new Progress(more, repeat, refused);
        }

        Progress without(Keeper keeper, Throwable failure) {
            var more = new ArrayList<>(repeat);
            more.add(keeper.service());
            return new Progress(done, more, refused || failure instanceof NotAdmitted);
        }

        Map<String, Object> shown() {
            return Map.of("done", new TreeMap<>(done), "repeat", repeat);
        }
    }
}
