package org.scapula.edge.audit;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scapula.edge.access.Caller;

/// Who did what. Added to inside the transaction of the act, as its last step; the database links and numbers the
/// entries
/// and lets nobody change them.
@ApplicationScoped
public class Audit {

    private static final String NOTE = """
            select cast(audit_note(:actor, :client, :roles, :address, :trace, :act, :type, :id, :version, :patient, :own)
                as text)""";

    private static final String FIND = """
            select seq, at, actor, client, roles, address, trace_id, act, record_type, record_id, record_version, patient
            from audit
            where seq < :before
                and (:actor = '' or actor = :actor)
                and (:act = '' or act = :act)
                and (:record = '' or record_id = :record)
                and (:patient = '' or (patient <> '' and patient = pseudonym(:patient)))
                and (:trace = '' or trace_id = :trace)
                and at >= cast(:from as timestamptz)
                and at < cast(:until as timestamptz)
            order by seq desc
            limit :limit""";

    public Uni<Void> note(Caller caller, Act act) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NOTE, String.class)
                        .setParameter("actor", caller.subject())
                        .setParameter("client", caller.client())
                        .setParameter("roles", roles(caller))
                        .setParameter("address", Addresses.kept(caller))
                        .setParameter("trace", caller.traceId())
                        .setParameter("act", act.name())
                        .setParameter("type", act.recordType())
                        .setParameter("id", act.recordId())
                        .setParameter("version", act.version())
                        .setParameter("patient", act.patient().orElse(""))
                        .setParameter("own", caller.patient().isPresent())
                        .getSingleResult())
                .replaceWithVoid();
    }

    /// What a function of the room that notes its act itself hands on to `audit_note`: everything but the patient, whom
    /// it
    /// knows, and whether the act is the patient's own, which comes last.
    public static List<Object> words(Caller caller, Act act) {
        return List.of(
                caller.subject(),
                caller.client(),
                roles(caller),
                Addresses.kept(caller),
                caller.traceId(),
                act.name(),
                act.recordType(),
                act.recordId(),
                act.version(),
                caller.patient().isPresent());
    }

    /// The newest first. Inside a transaction of the clinic.
    public Uni<List<AuditEntry>> in(AuditQuery query) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FIND, Tuple.class)
                        .setParameter("before", query.before())
                        .setParameter("actor", query.actor().orElse(""))
                        .setParameter("act", query.act().orElse(""))
                        .setParameter("record", query.record().orElse(""))
                        .setParameter("patient", query.patient().orElse(""))
                        .setParameter("trace", query.trace().orElse(""))
                        .setParameter("from", query.from())
                        .setParameter("until", query.until())
                        .setParameter("limit", query.limit())
                        .getResultList())
                .map(rows -> rows.stream().map(AuditEntry::of).toList());
    }

    public Uni<List<AuditEntry>> about(String patient) {
        return in(AuditQuery.about(patient));
    }

    private static String roles(Caller caller) {
        return caller.roles().stream().sorted().collect(Collectors.joining(" "));
    }

    static Optional<String> given(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
