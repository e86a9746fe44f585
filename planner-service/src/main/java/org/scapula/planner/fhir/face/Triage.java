package org.scapula.planner.fhir.face;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.scapula.edge.Problems;
import org.scapula.planner.remote.NotAdmitted;
import org.scapula.planner.remote.NotUnderstood;
import org.scapula.planner.remote.TriageClient;
import org.scapula.planner.remote.TriageNewest;
import org.scapula.planner.remote.TriageQuestions;
import org.scapula.planner.remote.TriageSheet;
import org.scapula.planner.remote.TriageSheets;

/// What triage knows, or a plain word that it cannot be asked. Part of an answer would look like all of it.
@ApplicationScoped
class Triage {

    private static final Logger LOG = Logger.getLogger(Triage.class);

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    /// So many assessments are asked for at a time.
    private static final int AT_A_TIME = 4;

    /// Lists of a person's assessments that are read for one page, and how long each is.
    private static final int LISTS = 5;
    private static final int OF_A_LIST = 100;

    private final TriageClient client;
    private final TriageSheets sheets;

    Triage(TriageClient client, TriageSheets sheets) {
        this.client = client;
        this.sheets = sheets;
    }

    Uni<TriageQuestions> questions() {
        return sheets.questions().onFailure(Triage::isNoRefusal).transform(Triage::unavailable);
    }

    Uni<Optional<TriageSheet>> sheet(UUID assessment) {
        return sheets.of(assessment).onFailure(Triage::isNoRefusal).transform(Triage::unavailable);
    }

    /// Those of a person before this id; where there are more than are read at a time, it says behind which.
    Uni<TriageNewest> newest(String patient, UUID before) {
        return newest(patient, before, LISTS).onFailure(Triage::isNoRefusal).transform(Triage::unavailable);
    }

    private Uni<TriageNewest> newest(String patient, UUID before, int lists) {
        return client.newest(patient, before, OF_A_LIST)
                .chain(found -> found.next()
                        .filter(_ -> lists > 1)
                        .map(next -> newest(patient, next, lists - 1).map(found::and))
                        .orElseGet(() -> Uni.createFrom().item(found)));
    }

    /// In the order in which they are asked for.
    Uni<List<Optional<TriageSheet>>> sheets(List<UUID> assessments) {
        if (assessments.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.join()
                .all(assessments.stream().map(this::sheet).toList())
                .usingConcurrencyOf(AT_A_TIME)
                .andFailFast();
    }

    private static HttpProblem unavailable(Throwable failure) {
        LOG.warnf(
                "No answer from the triage service: %s",
                failure instanceof NotUnderstood understood
                        ? understood.getMessage()
                        : failure.getClass().getName());
        return Problems.unavailable("The triage service cannot be asked just now. Try again soon.", COME_BACK);
    }

    private static boolean isNoRefusal(Throwable failure) {
        return !(failure instanceof NotAdmitted);
    }
}
