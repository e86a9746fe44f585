package org.scapula.planner.search;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/// What a system looks for among the rows of a clinic, and where its page begins: the newest first, and after this id.
/// What is not named is not narrowed; an empty set is met by nothing.
public record Criteria(
        Optional<SortedSet<UUID>> ids,
        Optional<SortedSet<String>> patients,
        Optional<SortedSet<String>> statuses,
        List<Between> dates,
        List<Between> updated,
        Optional<UUID> after,
        int most) {

    /// One row, whatever else it is.
    public static Criteria one(UUID id) {
        return new Criteria(
                Optional.of(new TreeSet<>(List.of(id))),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                1);
    }

    /// The same, with its statuses in the words of the rows.
    public Criteria speaking(UnaryOperator<String> ours) {
        return new Criteria(
                ids,
                patients,
                statuses.map(codes -> codes.stream().map(ours).collect(Collectors.toCollection(TreeSet::new))),
                dates,
                updated,
                after,
                most);
    }

    /// Of a select that has the columns id, patient, status, starts, ends and updated, the rows that meet this.
    /// A select of which nobody may ask when something changed needs no updated.
    public Uni<List<Tuple>> in(Mutiny.Session session, String rows, Map<String, Object> known) {
        var narrowed = new Narrowed(this);
        var query = session.createNativeQuery(
                "select * from (" + rows + ") found where true" + narrowed.conditions()
                        + " order by id desc limit :most",
                Tuple.class);
        known.forEach(query::setParameter);
        narrowed.parameters.forEach(query::setParameter);
        return query.setParameter("most", most).getResultList();
    }

    /// What was sent is always a parameter, never a part of the statement.
    private static final class Narrowed {

        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> parameters = new LinkedHashMap<>();

        Narrowed(Criteria criteria) {
            criteria.ids.ifPresent(ids -> conditions.add("id = any (" + given(ids.toArray(UUID[]::new)) + ")"));
            criteria.patients.ifPresent(patients -> isOneOf("patient", patients));
            criteria.statuses.ifPresent(statuses -> isOneOf("status", statuses));
            criteria.dates.forEach(between -> lies("starts", "ends", between));
            criteria.updated.forEach(between -> lies("updated", "updated", between));
            criteria.after.ifPresent(id -> conditions.add("id < " + given(id)));
        }

        String conditions() {
            return String.join(
                    "", conditions.stream().map(each -> " and " + each).toList());
        }

        /// None of the values may hold a comma, and none of ours does.
        private void isOneOf(String column, SortedSet<String> values) {
            conditions.add(
                    column + " = any (string_to_array(cast(" + given(String.join(",", values)) + " as text), ','))");
        }

        private void lies(String starts, String ends, Between between) {
            between.from().ifPresent(from -> {
                var at = "cast(" + given(from) + " as timestamptz)";
                conditions.add(
                        between.whole()
                                ? starts + " >= " + at
                                : "(" + ends + " > " + at + " or " + starts + " >= " + at + ")");
            });
            between.until().ifPresent(until -> {
                var at = "cast(" + given(until) + " as timestamptz)";
                conditions.add(starts + " < " + at + (between.whole() ? " and " + ends + " <= " + at : ""));
            });
        }

        private String given(Object value) {
            var name = "c" + parameters.size();
            parameters.put(name, value);
            return ":" + name;
        }
    }
}
