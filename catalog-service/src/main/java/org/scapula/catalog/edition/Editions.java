package org.scapula.catalog.edition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.ContraindicationMatrix;
import org.scapula.catalog.content.Language;
import org.scapula.edge.Problems;

@ApplicationScoped
class Editions implements PanacheRepositoryBase<Edition, Short> {

    /// Any number that nobody else in this database locks: "catalog" on a telephone.
    static final long ONE_AT_A_TIME = 2282564L;

    private static final String PATIENTLY = """
            select set_config('transaction_timeout', '0', true) || set_config('lock_timeout', '60s', true)
                || set_config('statement_timeout', '60s', true)""";

    private static final Duration START_TAKES = Duration.ofSeconds(5);

    private final List<Shelf> shelves;
    private final ObjectMapper json;

    Editions(@All List<Shelf> shelves, ObjectMapper json) {
        this.shelves = List.copyOf(shelves);
        this.json = json;
    }

    /// All shelves or none, and one replica at a time; of two that differ, the last to start decides.
    @WithTransaction
    Uni<Void> publish(Content content) {
        return takeTheTimeItNeeds()
                .chain(this::waitForOurTurn)
                .chain(() -> stockAll(content))
                .chain(this::current)
                .map(edition -> edition.become(content))
                .chain(this::persist)
                .replaceWithVoid();
    }

    @WithSession
    Uni<ContraindicationsView> contraindications(Language language) {
        return findById(Edition.CURRENT)
                .onItem()
                .ifNull()
                .failWith(Editions::notYet)
                .map(edition -> view(edition, language));
    }

    /// The limits of the connection are for callers who wait; a start waits for nobody but other replicas.
    private Uni<String> takeTheTimeItNeeds() {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(PATIENTLY, String.class).getSingleResult());
    }

    private Uni<String> waitForOurTurn() {
        return getSession()
                .chain(session -> session.createNativeQuery(
                                "select cast(pg_advisory_xact_lock(:room) as text)", String.class)
                        .setParameter("room", ONE_AT_A_TIME)
                        .getSingleResult());
    }

    private Uni<Void> stockAll(Content content) {
        var stocked = Uni.createFrom().voidItem();
        for (var shelf : shelves) {
            stocked = stocked.chain(() -> shelf.stock(content));
        }
        return stocked;
    }

    private Uni<Edition> current() {
        return findById(Edition.CURRENT).onItem().ifNull().continueWith(Edition::new);
    }

    private ContraindicationsView view(Edition edition, Language language) {
        try {
            var said = json.readTree(edition.contraindications);
            var matrix = said.has(language.tag()) ? said.get(language.tag()) : said.get(Language.BASE);
            return ContraindicationsView.of(edition.version, json.treeToValue(matrix, ContraindicationMatrix.class));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The stored contraindications are not readable", broken);
        }
    }

    private static RuntimeException notYet() {
        return Problems.unavailable("The catalogue is not stocked yet.", START_TAKES);
    }
}
