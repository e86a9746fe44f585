package org.scapula.planner.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.scapula.edge.patient.PatientRecords;

/// All that was said of sessions. Called inside the room of a clinic.
@ApplicationScoped
class SessionLogs implements PanacheRepositoryBase<LoggedSession, UUID>, PatientRecords {

    private static final Comparator<LoggedSession> IN_ORDER =
            Comparator.comparing((LoggedSession row) -> row.day).thenComparing(row -> row.bout);

    private final ObjectMapper json;

    SessionLogs(ObjectMapper json) {
        this.json = json;
    }

    /// What counts of each session, by plan: the last that was said, in the order of the days.
    ///
    /// @param inPlaceOf for each plan the one that stands in its place, most often itself
    Uni<Map<UUID, List<LoggedSession>>> lastWords(Map<UUID, UUID> inPlaceOf) {
        return list("plan in ?1 order by revision, loggedAt", inPlaceOf.keySet())
                .map(rows -> lastWords(rows, inPlaceOf));
    }

    /// Whether a session was above 5 of 10, and nobody has assessed the person since (H03).
    Uni<Boolean> tellOfAFlareSince(String patient, Instant assessed) {
        return list("patient = ?1 and loggedAt > ?2", patient, assessed)
                .map(rows -> rows.stream()
                        .map(row -> row.read(json))
                        .anyMatch(said -> said.painDuring()
                                .filter(pain -> pain > Meanings.ACCEPTABLE)
                                .isPresent()));
    }

    private static Map<UUID, List<LoggedSession>> lastWords(List<LoggedSession> rows, Map<UUID, UUID> inPlaceOf) {
        var last = new LinkedHashMap<List<Object>, LoggedSession>();
        rows.forEach(row -> last.put(List.of(standsFor(row, inPlaceOf), row.day, row.bout), row));
        return last.values().stream().sorted(IN_ORDER).collect(Collectors.groupingBy(row -> standsFor(row, inPlaceOf)));
    }

    private static UUID standsFor(LoggedSession row, Map<UUID, UUID> inPlaceOf) {
        return inPlaceOf.getOrDefault(row.plan, row.plan);
    }

    @Override
    public String kind() {
        return "sessions";
    }

    @Override
    public Uni<List<String>> of(String patient) {
        return list("patient = ?1 order by loggedAt, id", patient)
                .map(rows -> rows.stream().map(SessionLogs::whole).toList());
    }

    @Override
    public Uni<Integer> erase(String patient) {
        return delete("patient", patient).map(Math::toIntExact);
    }

    private static String whole(LoggedSession row) {
        return "{\"plan\":\"" + row.plan + "\",\"revision\":" + row.revision + ",\"loggedAt\":\"" + row.loggedAt
                + "\",\"said\":" + row.said + "}";
    }
}
