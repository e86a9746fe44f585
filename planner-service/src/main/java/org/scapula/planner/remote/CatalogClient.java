package org.scapula.planner.remote;

import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.WebApplicationException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/// Reads the whole catalogue. Timeout and retry span all pages: half a catalogue is no catalogue. They also span the
/// planner's own token: an issuer that keeps silent costs no more time than a catalogue that does.
@ApplicationScoped
public class CatalogClient {

    private static final int LARGEST_PAGE = 100;

    /// Far more than there are: a list that never ends is not understood.
    private static final int MOST_PAGES = 50;

    private final CatalogApi catalog;
    private final NeighbourJson json;

    CatalogClient(@RestClient CatalogApi catalog, NeighbourJson json) {
        this.catalog = catalog;
        this.json = json;
    }

    /// A token that is refused (401) is worth the second try, which fetches a new one; where the planner may not (403),
    /// a second try would only be refused again.
    @Timeout(1100)
    @Retry(
            maxRetries = 1,
            delay = 50,
            jitter = 0,
            abortOn = {CircuitBreakerOpenException.class, ForbiddenException.class})
    @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.75, delay = 1, delayUnit = ChronoUnit.SECONDS)
    @CircuitBreakerName("catalog")
    public Uni<Catalog> everything() {
        return Uni.combine()
                .all()
                .unis(exercises(), advice(), limits())
                .with(CatalogClient::oneEdition)
                .onFailure(CatalogClient::isForbidden)
                .transform(ForbiddenException::new);
    }

    private static boolean isForbidden(Throwable failure) {
        return failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() == 403;
    }

    private Uni<List<ExercisePage>> exercises() {
        return pages(
                cursor -> catalog.exercises(LARGEST_PAGE, cursor).map(body -> json.read(body, ExercisePage.class)));
    }

    private Uni<List<AdvicePage>> advice() {
        return pages(cursor -> catalog.advice(LARGEST_PAGE, cursor).map(body -> json.read(body, AdvicePage.class)));
    }

    private Uni<CatalogLimits> limits() {
        return catalog.contraindications().map(body -> json.read(body, CatalogLimits.class));
    }

    private static <P extends Page> Uni<List<P>> pages(Function<Optional<String>, Uni<P>> fetch) {
        return following(List.of(), Optional.empty(), fetch);
    }

    private static <P extends Page> Uni<List<P>> following(
            List<P> before, Optional<String> cursor, Function<Optional<String>, Uni<P>> fetch) {
        if (before.size() == MOST_PAGES) {
            return Uni.createFrom().failure(new NotUnderstood("a list without an end"));
        }
        return fetch.apply(cursor).chain(page -> andTheRest(joined(before, page), page.next(), fetch));
    }

    private static <P extends Page> Uni<List<P>> andTheRest(
            List<P> sofar, Optional<String> next, Function<Optional<String>, Uni<P>> fetch) {
        return next.isPresent()
                ? following(sofar, next, fetch)
                : Uni.createFrom().item(sofar);
    }

    private static <T> List<T> joined(List<T> before, T last) {
        return Stream.concat(before.stream(), Stream.of(last)).toList();
    }

    private static Catalog oneEdition(List<ExercisePage> exercises, List<AdvicePage> advice, CatalogLimits limits) {
        var version = limits.catalogVersion();
        if (!Stream.concat(exercises.stream(), advice.stream())
                .allMatch(page -> page.catalogVersion().equals(version))) {
            throw new NotUnderstood("pages of two editions");
        }
        var catalog = new Catalog(
                version,
                exercises.stream()
                        .flatMap(page -> page.exercises().stream())
                        .sorted(Comparator.comparing(CatalogExercise::slug))
                        .toList(),
                advice.stream()
                        .flatMap(page -> page.advice().stream())
                        .sorted(Comparator.comparing(CatalogAdvice::slug))
                        .toList(),
                limits.noPlanConditions());
        if (catalog.exercises().isEmpty() || catalog.advice().isEmpty()) {
            throw new NotUnderstood("an empty catalogue");
        }
        return catalog;
    }

    /// What both lists have in common.
    sealed interface Page {
        String catalogVersion();

        Optional<String> next();
    }

    record ExercisePage(String catalogVersion, List<CatalogExercise> exercises, Optional<String> next)
            implements Page {}

    record AdvicePage(String catalogVersion, List<CatalogAdvice> advice, Optional<String> next) implements Page {}
}
