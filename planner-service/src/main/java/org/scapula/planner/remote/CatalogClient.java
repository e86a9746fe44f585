package org.scapula.planner.remote;

import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.mutiny.CompositeException;
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
import org.scapula.planner.remote.ReadBefore.Question;

/// Reads the whole catalogue of the person's clinic. Timeout and retry span all pages: half a catalogue is no
/// catalogue.
/// They also span the planner's own token: an issuer that keeps silent costs no more time than a catalogue that does.
@ApplicationScoped
public class CatalogClient {

    private static final int LARGEST_PAGE = 100;

    /// Far more than there are: a list that never ends is not understood.
    private static final int MOST_PAGES = 50;

    /// Between the edition and what a clinic has made of it.
    private static final String REVISION = "\\+";

    /// Of what is the same for everybody.
    private static final String ANYBODY = "";

    private final CatalogApi catalog;
    private final ClinicCatalogApi clinicCatalog;
    private final PersonsToken token;
    private final ReadBefore readBefore;

    CatalogClient(
            @RestClient CatalogApi catalog,
            @RestClient ClinicCatalogApi clinicCatalog,
            PersonsToken token,
            ReadBefore readBefore) {
        this.catalog = catalog;
        this.clinicCatalog = clinicCatalog;
        this.token = token;
        this.readBefore = readBefore;
    }

    /// A token that is refused (401) is worth the second try, which fetches a new one; where the planner may not (403),
    /// a second try would only be refused again. Whose own token is not let in cannot close the door for others.
    @Timeout(1100)
    @Retry(
            maxRetries = 1,
            delay = 50,
            jitter = 0,
            abortOn = {CircuitBreakerOpenException.class, ForbiddenException.class, NotAdmitted.class})
    @CircuitBreaker(
            requestVolumeThreshold = 20,
            failureRatio = 0.75,
            delay = 1,
            delayUnit = ChronoUnit.SECONDS,
            skipOn = NotAdmitted.class)
    @CircuitBreakerName("catalog")
    public Uni<Catalog> everything() {
        var clinic = token.clinicFor(PersonsToken.CATALOG);
        return Uni.combine()
                .all()
                .unis(exercises(clinic), advice(), limits())
                .collectFailures()
                .with(CatalogClient::oneEdition)
                .onFailure(CompositeException.class)
                .transform(CatalogClient::theCataloguesOwn)
                .onFailure(CatalogClient::isForbidden)
                .transform(ForbiddenException::new);
    }

    /// A catalogue that lets neither the person nor the planner in, or answers nothing else either, is no matter of the
    /// person's token.
    private static Throwable theCataloguesOwn(Throwable failures) {
        return ((CompositeException) failures)
                .getCauses().stream()
                        .filter(failure -> !(failure instanceof NotAdmitted))
                        .findFirst()
                        .orElse(failures);
    }

    private static boolean isForbidden(Throwable failure) {
        return failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() == 403;
    }

    private Uni<List<ExercisePage>> exercises(String clinic) {
        return pages(cursor -> readBefore.orRead(
                        new Question(clinic, "exercises", cursor),
                        ExercisePage.class,
                        known -> clinicCatalog.exercises(LARGEST_PAGE, cursor, known)))
                .onFailure(PersonsToken::isRefused)
                .transform(refused -> new NotAdmitted(PersonsToken.CATALOG));
    }

    private Uni<List<AdvicePage>> advice() {
        return pages(cursor -> readBefore.orRead(
                new Question(ANYBODY, "advice", cursor),
                AdvicePage.class,
                known -> catalog.advice(LARGEST_PAGE, cursor, known)));
    }

    private Uni<CatalogLimits> limits() {
        return readBefore.orRead(
                new Question(ANYBODY, "contraindications", Optional.empty()),
                CatalogLimits.class,
                catalog::contraindications);
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

    /// The pages of exercises are all of one revision of the clinic's catalogue (`edition+revision`; a clinic that has
    /// changed nothing has the edition as it is), and everything else is of its edition.
    static Catalog oneEdition(List<ExercisePage> exercises, List<AdvicePage> advice, CatalogLimits limits) {
        var version = exercises.getFirst().catalogVersion();
        var edition = version.split(REVISION, 2)[0];
        if (!exercises.stream().allMatch(page -> page.catalogVersion().equals(version))) {
            throw new NotUnderstood("pages of two versions of a clinic's catalogue");
        }
        if (!limits.catalogVersion().equals(edition)
                || !advice.stream().allMatch(page -> page.catalogVersion().equals(edition))) {
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
        // A clinic may hide everything; what is shipped is never nothing.
        if ((catalog.exercises().isEmpty() && version.equals(edition))
                || catalog.advice().isEmpty()) {
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
