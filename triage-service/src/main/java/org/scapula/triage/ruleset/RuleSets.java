package org.scapula.triage.ruleset;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;

/// All rule sets that were ever written: those of the clinics, and those that came with the product.
@ApplicationScoped
class RuleSets {

    private static final String TYPE = "rule-set";

    private static final String FIND = "select " + KeptRuleSet.COLUMNS + " from rule_set ";

    /// Its own if it has one, or else what came with the product.
    private static final String IN_FORCE = FIND + """
            where state = 'ACTIVE' and clinic in (current_setting('scapula.clinic'), :shipped)
            order by clinic = :shipped limit 1""";

    private static final String NEWEST_FIRST = FIND + """
            where (:state = '' or state = :state)
                and (cast(:after as text) = '' or (created_at, id) < (
                    select r.created_at, r.id from rule_set r where r.id = cast(nullif(cast(:after as text), '') as uuid)))
            order by created_at desc, id desc limit :limit""";

    private static final String KEEP = """
            insert into rule_set (id, clinic, version, hash, format, vocabulary, rules, created_at, created_by, state)
            values (:id, current_setting('scapula.clinic'), :version, :hash, :format, :vocabulary, :rules,
                cast(:now as timestamptz), :by, 'DRAFT')""";

    private static final String KEEP_SHIPPED = """
            insert into rule_set (id, clinic, version, hash, format, vocabulary, rules, created_at, created_by, state,
                proof, monotone, validated_at, validated_by, activated_at, activated_by)
            values (:id, current_setting('scapula.clinic'), :version, :hash, :format, :vocabulary, :rules,
                cast(:now as timestamptz), :by, 'ACTIVE', :proof, :monotone,
                cast(:now as timestamptz), :by, cast(:now as timestamptz), :by)""";

    private static final String NOTE_PROOF = """
            update rule_set set proof = :proof, monotone = :monotone where id = :id""";

    private static final String VALIDATE = """
            update rule_set set state = 'VALIDATED', proof = :proof, monotone = :monotone,
                validated_at = cast(:now as timestamptz), validated_by = :by
            where id = :id""";

    private static final String ACTIVATE = """
            update rule_set set state = 'ACTIVE', activated_at = cast(:now as timestamptz), activated_by = :by
            where id = :id""";

    private static final String ACTIVATE_ALL_THE_SAME = """
            update rule_set set state = 'ACTIVE', activated_at = cast(:now as timestamptz), activated_by = :by,
                override_name = :name, override_reason = :reason, override_by = :by,
                override_at = cast(:now as timestamptz)
            where id = :id""";

    private static final String RETIRE = """
            update rule_set set state = 'RETIRED', retired_at = cast(:now as timestamptz), retired_by = :by
            where id = :id""";

    private static final String RETIRE_THE_FORMER = """
            update rule_set set state = 'RETIRED', retired_at = cast(:now as timestamptz), retired_by = :by
            where state = 'ACTIVE' and clinic = current_setting('scapula.clinic')""";

    /// Who changes which rule set is in force waits for whoever else does so at the same clinic.
    private static final String ONE_AT_A_TIME = """
            select count(pg_advisory_xact_lock(hashtextextended('rule sets ' || current_setting('scapula.clinic'), 0)))""";

    private static final String COUNT = "select count(*) from rule_set where id = :id";

    private static final String COUNT_WRITTEN_FOR =
            "select count(*) from rule_set where id = :id and vocabulary = :vocabulary";

    private static final String COUNT_IN_FORCE =
            "select count(*) from rule_set where clinic = current_setting('scapula.clinic') and state = 'ACTIVE' and hash = :hash";

    private final ClinicRoom room;
    private final Audit audit;
    private final Clock clock;

    RuleSets(ClinicRoom room, Audit audit, Clock clock) {
        this.room = room;
        this.audit = audit;
        this.clock = clock;
    }

    /// A rule set that has been read and understood, before it is kept.
    record Draft(UUID id, String version, String hash, RuleSetText text) {}

    /// What was found out about a rule set: the report as it was, whether it is monotone, and whether all else holds.
    record Proved(String report, boolean monotone, boolean otherwiseFine) {}

    Uni<KeptRuleSet> keep(Caller caller, Draft draft) {
        return room.inside(
                caller,
                () -> run(KEEP, stamped(caller, columns(draft)))
                        .chain(() -> seen(draft.id()))
                        .call(kept -> noted(caller, "rule-set.create", kept)));
    }

    Uni<KeptRuleSet> require(Caller caller, UUID id) {
        return room.inside(caller, () -> seen(id));
    }

    Uni<KeptRuleSet> requireDraft(Caller caller, UUID id, Consumer<KeptRuleSet> expected) {
        return require(caller, id)
                .invoke(RuleSets::mustBeAClinics)
                .invoke(expected)
                .invoke(kept -> mustBe(kept, State.DRAFT));
    }

    Uni<RuleSetText> text(Caller caller, UUID id) {
        return room.inside(
                caller,
                () -> one("select format, vocabulary, rules from rule_set where id = :id", id)
                        .map(row -> new RuleSetText(
                                Format.valueOf(row.get("format", String.class)),
                                row.get("vocabulary", String.class),
                                row.get("rules", String.class))));
    }

    /// The report of the last proof, as it was.
    Uni<String> proof(Caller caller, UUID id) {
        return room.inside(
                caller,
                () -> one("select proof from rule_set where id = :id and proof is not null", id)
                        .map(row -> row.get("proof", String.class)));
    }

    Uni<List<KeptRuleSet>> newestFirst(Caller caller, Optional<State> state, Optional<UUID> after, int limit) {
        return room.inside(
                caller,
                () -> all(
                        NEWEST_FIRST,
                        Map.of(
                                "state", state.map(State::name).orElse(""),
                                "after", after.map(UUID::toString).orElse(""),
                                "limit", limit)));
    }

    Uni<Optional<KeptRuleSet>> inForce(Caller caller) {
        return room.inside(
                caller,
                () -> all(IN_FORCE, Map.of("shipped", KeptRuleSet.SHIPPED))
                        .map(rows -> rows.stream().findFirst()));
    }

    /// A draft whose proof has nothing to say but, perhaps, that it is not monotone, is validated.
    Uni<KeptRuleSet> prove(Caller caller, UUID id, Consumer<KeptRuleSet> expected, Proved proved) {
        return change(
                caller,
                id,
                "rule-set.validate",
                expected.andThen(draft -> mustBe(draft, State.DRAFT)),
                () -> run(proved.otherwiseFine() ? VALIDATE : NOTE_PROOF, columns(caller, id, proved)));
    }

    /// The former one is retired in the same transaction. Rules that were written for other questions than are asked
    /// now would leave answers unheard.
    Uni<KeptRuleSet> activate(
            Caller caller,
            UUID id,
            Consumer<KeptRuleSet> expected,
            String vocabulary,
            Optional<NewActivation.Override> override) {
        return change(
                caller,
                id,
                "rule-set.activate",
                expected.andThen(validated -> mustBe(validated, State.VALIDATED))
                        .andThen(validated -> mustBeAnsweredFor(validated, override)),
                () -> ask(COUNT_WRITTEN_FOR, Map.of("id", id, "vocabulary", vocabulary))
                        .invoke(RuleSets::mustFitTheQuestions)
                        .chain(() -> ask(ONE_AT_A_TIME, Map.of()))
                        .chain(() -> run(RETIRE_THE_FORMER, by(caller)))
                        .chain(() -> putInForce(caller, id, override)));
    }

    Uni<KeptRuleSet> retire(Caller caller, UUID id, Consumer<KeptRuleSet> expected) {
        return change(
                caller,
                id,
                "rule-set.retire",
                expected.andThen(kept -> mustBe(kept, State.DRAFT, State.VALIDATED, State.ACTIVE)),
                () -> run(RETIRE, stamped(caller, Map.of("id", id))));
    }

    Uni<Boolean> isInForce(Caller caller, String hash) {
        return room.inside(caller, () -> ask(COUNT_IN_FORCE, Map.of("hash", hash)))
                .map(found -> found > 0);
    }

    /// What this build carries is in force from now on, unless it is already. Of replicas that differ, the last to
    /// start
    /// decides; what it replaces stays readable.
    Uni<Void> ship(Caller shipper, Draft shipped, Proved proved) {
        return room.inside(
                        shipper,
                        () -> ask(ONE_AT_A_TIME, Map.of())
                                .chain(() -> ask(COUNT_IN_FORCE, Map.of("hash", shipped.hash())))
                                .chain(inForce -> inForce == 0
                                        ? replace(shipper, shipped, proved)
                                        : Uni.createFrom().item(0)))
                .replaceWithVoid();
    }

    private Uni<Integer> replace(Caller shipper, Draft shipped, Proved proved) {
        var columns = columns(shipped);
        columns.putAll(columns(proved));
        return run(RETIRE_THE_FORMER, by(shipper))
                .chain(() -> ask(COUNT, Map.of("id", shipped.id())))
                // Somebody went back to an older build: its rules are in force anew, under a new id.
                .invoke(before -> columns.put("id", before == 0 ? shipped.id() : TimeOrderedId.at(clock.instant())))
                .chain(() -> run(KEEP_SHIPPED, stamped(shipper, columns)));
    }

    private Uni<KeptRuleSet> change(
            Caller caller, UUID id, String act, Consumer<KeptRuleSet> expected, Supplier<Uni<Integer>> change) {
        return room.inside(
                caller,
                () -> seen(id).invoke(RuleSets::mustBeAClinics)
                        .chain(() -> locked(id))
                        .invoke(expected)
                        .chain(change::get)
                        .chain(() -> seen(id))
                        .call(changed -> noted(caller, act, changed)));
    }

    private Uni<Integer> putInForce(Caller caller, UUID id, Optional<NewActivation.Override> override) {
        var columns = new HashMap<String, Object>(Map.of("id", id));
        override.ifPresent(given -> columns.putAll(Map.of("name", given.name(), "reason", given.reason())));
        return run(override.isPresent() ? ACTIVATE_ALL_THE_SAME : ACTIVATE, stamped(caller, columns));
    }

    private Uni<KeptRuleSet> seen(UUID id) {
        return one(FIND + "where id = :id", id).map(KeptRuleSet::of);
    }

    private Uni<KeptRuleSet> locked(UUID id) {
        return one(FIND + "where id = :id for update", id).map(KeptRuleSet::of);
    }

    private static void mustBeAClinics(KeptRuleSet kept) {
        if (kept.isShipped()) {
            throw Problems.forbidden("This rule set came with the product; no clinic changes it. Draft your own.");
        }
    }

    private static void mustBe(KeptRuleSet kept, State... states) {
        if (!List.of(states).contains(kept.state())) {
            throw wrongState(
                    "The rule set is " + kept.state() + "; for this it must be "
                            + Stream.of(states).map(State::name).collect(Collectors.joining(" or ")) + ".",
                    kept.state());
        }
    }

    private static void mustFitTheQuestions(long fitting) {
        if (fitting == 0) {
            throw wrongState(
                    "The rule set was written for other questions than are asked now. Send it again as a new draft.",
                    State.VALIDATED);
        }
    }

    private static RuntimeException wrongState(String detail, State state) {
        return Problems.of(409, "wrong-state", "Not in this state", detail, Map.of("state", state));
    }

    /// Who lets a more dangerous answer lead to a milder outcome says so with their name.
    private static void mustBeAnsweredFor(KeptRuleSet kept, Optional<NewActivation.Override> override) {
        var monotone = kept.monotone().orElse(false);
        if (!monotone && override.isEmpty()) {
            throw Problems.of(
                    409,
                    "override-needed",
                    "A clinician must answer for this",
                    "A more dangerous answer can make the outcome of these rules milder; the validation names where. They"
                            + " come into force only with an override that gives a clinician's name and reason.",
                    Map.of());
        }
        if (monotone && override.isPresent()) {
            throw Problems.invalid(new FieldError(
                    "/override", "unknown-value", "is only for a rule set whose proof failed, and this one's did not"));
        }
    }

    private Map<String, Object> stamped(Caller caller, Map<String, Object> columns) {
        var all = new HashMap<>(columns);
        all.put("now", clock.instant());
        all.put("by", caller.subject());
        return all;
    }

    private Map<String, Object> by(Caller caller) {
        return stamped(caller, Map.of());
    }

    private static Map<String, Object> columns(Draft draft) {
        return new HashMap<>(Map.of(
                "id", draft.id(),
                "version", draft.version(),
                "hash", draft.hash(),
                "format", draft.text().format().name(),
                "vocabulary", draft.text().vocabulary(),
                "rules", draft.text().rules()));
    }

    private Map<String, Object> columns(Caller caller, UUID id, Proved proved) {
        var columns = new HashMap<>(columns(proved));
        columns.put("id", id);
        return proved.otherwiseFine() ? stamped(caller, columns) : columns;
    }

    private static Map<String, Object> columns(Proved proved) {
        return Map.of("proof", proved.report(), "monotone", proved.monotone());
    }

    private static Uni<Tuple> one(String sql, UUID id) {
        return query(sql, Tuple.class, Map.of("id", id))
                .chain(Mutiny.SelectionQuery::getSingleResultOrNull)
                .onItem()
                .ifNull()
                .failWith(() -> Problems.notFound("No rule set with id " + id));
    }

    private static Uni<List<KeptRuleSet>> all(String sql, Map<String, Object> parameters) {
        return query(sql, Tuple.class, parameters)
                .chain(Mutiny.SelectionQuery::getResultList)
                .map(rows -> rows.stream().map(KeptRuleSet::of).toList());
    }

    private static Uni<Long> ask(String sql, Map<String, Object> parameters) {
        return query(sql, Long.class, parameters).chain(Mutiny.SelectionQuery::getSingleResult);
    }

    private static Uni<Integer> run(String sql, Map<String, Object> parameters) {
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(sql);
            parameters.forEach(query::setParameter);
            return query.executeUpdate();
        });
    }

    private static <T> Uni<Mutiny.SelectionQuery<T>> query(String sql, Class<T> type, Map<String, Object> parameters) {
        return Panache.getSession().map(session -> {
            var query = session.createNativeQuery(sql, type);
            parameters.forEach(query::setParameter);
            return query;
        });
    }

    private Uni<Void> noted(Caller caller, String act, KeptRuleSet kept) {
        return audit.note(caller, new Act(act, TYPE, kept.id().toString(), kept.tag(), Optional.empty()));
    }
}
