package org.scapula.edge.patient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;

/// What a person may ask of whoever keeps records about them: to see all of it, and to have all of it removed.
@ApplicationScoped
public class Rights {

    private final List<PatientRecords> shelves;
    private final ClinicRoom room;
    private final Audit audit;
    private final ObjectMapper json;
    private final Clock clock;
    private final String service;

    Rights(
            @All List<PatientRecords> shelves,
            ClinicRoom room,
            Audit audit,
            ObjectMapper json,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.shelves = List.copyOf(shelves);
        this.room = room;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
        this.service = service;
    }

    public Uni<PatientRecordsView> export(Caller caller, String patient) {
        return room.inside(
                caller,
                () -> everything(patient)
                        .call(() -> audit.note(caller, act("patient.export", patient)))
                        .chain(records -> audit.about(patient)
                                .map(acts ->
                                        new PatientRecordsView(patient, service, clock.instant(), records, acts))));
    }

    /// The tombstone is written while the pseudonym still is one; then the key to it goes.
    public Uni<ErasureView> erase(Caller caller, String patient) {
        return room.inside(
                caller,
                () -> ask("select cast(begin_erasure(:patient) as text)", patient)
                        .chain(() -> remove(patient))
                        .call(() -> audit.note(caller, act("patient.erase", patient)))
                        .call(() -> ask("select cast(end_erasure(:patient) as text)", patient))
                        .map(removed -> new ErasureView(service, clock.instant(), removed)));
    }

    private Uni<SortedMap<String, List<JsonNode>>> everything(String patient) {
        var all = Uni.createFrom().<SortedMap<String, List<JsonNode>>>item(new TreeMap<>());
        for (var shelf : shelves) {
            all = all.chain(sofar -> shelf.of(patient).map(texts -> with(sofar, shelf.kind(), parsed(texts))));
        }
        return all;
    }

    private Uni<SortedMap<String, Integer>> remove(String patient) {
        var all = Uni.createFrom().<SortedMap<String, Integer>>item(new TreeMap<>());
        for (var shelf : shelves) {
            all = all.chain(sofar -> shelf.erase(patient).map(count -> with(sofar, shelf.kind(), count)));
        }
        return all;
    }

    private static <T> SortedMap<String, T> with(Map<String, T> sofar, String kind, T value) {
        var more = new TreeMap<>(sofar);
        more.put(kind, value);
        return more;
    }

    private List<JsonNode> parsed(List<String> texts) {
        return texts.stream().map(this::parsed).toList();
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    private static Act act(String name, String patient) {
        return new Act(name, "patient", "", "", Optional.of(patient));
    }

    private static Uni<String> ask(String sql, String patient) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql, String.class)
                        .setParameter("patient", patient)
                        .getSingleResult());
    }
}
