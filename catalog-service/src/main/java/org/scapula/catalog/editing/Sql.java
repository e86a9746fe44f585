package org.scapula.catalog.editing;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/// Statements in the transaction at hand.
final class Sql {

    private Sql() {}

    static Uni<Integer> run(String sql, Map<String, Object> parameters) {
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(sql);
            parameters.forEach(query::setParameter);
            return query.executeUpdate();
        });
    }

    static Uni<List<Tuple>> rows(String sql, Map<String, Object> parameters) {
        return query(sql, Tuple.class, parameters).chain(Mutiny.SelectionQuery::getResultList);
    }

    static Uni<Optional<Tuple>> row(String sql, Map<String, Object> parameters) {
        return rows(sql, parameters).map(rows -> rows.stream().findFirst());
    }

    static Uni<List<String>> texts(String sql, Map<String, Object> parameters) {
        return query(sql, String.class, parameters).chain(Mutiny.SelectionQuery::getResultList);
    }

    private static <T> Uni<Mutiny.SelectionQuery<T>> query(String sql, Class<T> type, Map<String, Object> parameters) {
        return Panache.getSession().map(session -> {
            var query = session.createNativeQuery(sql, type);
            parameters.forEach(query::setParameter);
            return query;
        });
    }
}
