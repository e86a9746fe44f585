package org.scapula.planner.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.SortedMap;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/// Asks a neighbour for everything it keeps of a person, or to keep nothing of them. Both may be asked again: an export
/// changes nothing, and what is erased stays erased.
@ApplicationScoped
public class RecordsClient {

    /// Who keeps records about people, besides the planner.
    public enum Keeper {
        TRIAGE("triage-service", PersonsToken.TRIAGE),
        CATALOG("catalog-service", PersonsToken.CATALOG);

        private final String service;
        private final String audience;

        Keeper(String service, String audience) {
            this.service = service;
            this.audience = audience;
        }

        public String service() {
            return service;
        }
    }

    private final RecordsApi triage;
    private final RecordsApi catalog;
    private final PersonsToken token;
    private final NeighbourJson json;

    RecordsClient(
            @RestClient TriageRecordsApi triage,
            @RestClient CatalogRecordsApi catalog,
            PersonsToken token,
            NeighbourJson json) {
        this.triage = triage;
        this.catalog = catalog;
        this.token = token;
        this.json = json;
    }

    /// Before anything is erased anywhere: the caller must be let in at both.
    public void requireAdmission() {
        for (var keeper : Keeper.values()) {
            token.requireFor(keeper.audience);
        }
    }

    @Timeout(4000)
    @Retry(maxRetries = 1, delay = 50, jitter = 0, abortOn = NotAdmitted.class)
    public Uni<JsonNode> everything(Keeper keeper, String patient) {
        token.requireFor(keeper.audience);
        return api(keeper)
                .everything(patient)
                .onFailure(PersonsToken::isRefused)
                .transform(refused -> new NotAdmitted(keeper.audience))
                .map(body -> whole(keeper, patient, body));
    }

    @Timeout(4000)
    @Retry(maxRetries = 1, delay = 50, jitter = 0, abortOn = NotAdmitted.class)
    public Uni<SortedMap<String, Integer>> erase(Keeper keeper, String patient) {
        token.requireFor(keeper.audience);
        return api(keeper)
                .erase(patient)
                .onFailure(PersonsToken::isRefused)
                .transform(refused -> new NotAdmitted(keeper.audience))
                .map(body -> removed(keeper, body));
    }

    /// A document of another patient, or of another service behind a wrong address, would make a whole that is none.
    private JsonNode whole(Keeper keeper, String patient, String body) {
        var said = json.read(body, NeighbourRecords.class);
        if (!said.patient().equals(patient) || !said.service().equals(keeper.service)) {
            throw new NotUnderstood("the records of somebody else");
        }
        return json.read(body, JsonNode.class);
    }

    private SortedMap<String, Integer> removed(Keeper keeper, String body) {
        var said = json.read(body, NeighbourErasure.class);
        if (!said.service().equals(keeper.service)) {
            throw new NotUnderstood("an erasure somewhere else");
        }
        return said.removed();
    }

    private RecordsApi api(Keeper keeper) {
        return switch (keeper) {
            case TRIAGE -> triage;
            case CATALOG -> catalog;
        };
    }
}
