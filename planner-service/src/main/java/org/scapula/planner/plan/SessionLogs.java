package org.scapula.planner.plan;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.scapula.edge.patient.PatientRecords;

/// All that was said of sessions. Called inside the room of a clinic.
@ApplicationScoped
class SessionLogs implements PanacheRepositoryBase<LoggedSession, UUID>, PatientRecords {

    private static final Comparator<LoggedSession> IN_ORDER =
            Comparator.comparing((LoggedSession row) -> row.day).thenComparing(row -> row.bout);

    /// What counts of each session of these plans: the last that was said, in the order of the days.
    Uni<List<LoggedSession>> lastWords(Collection<UUID> plans) {
        return list("plan in ?1 order by revision", plans).map(SessionLogs::lastWords);
    }

    private static List<LoggedSession> lastWords(List<LoggedSession> rows) {
        var last = new LinkedHashMap<List<Object>, LoggedSession>();
        rows.forEach(row -> last.put(List.of(row.plan, row.day, row.bout), row));
        return last.values().stream().sorted(IN_ORDER).toList();
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
