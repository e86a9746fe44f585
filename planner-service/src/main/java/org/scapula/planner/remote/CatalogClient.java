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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;
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

    private final CatalogApi catalog;
    private final ClinicCatalogApi clinicCatalog;
    private final PersonsToken token;
    private final ReadBefore readBefore;
    private final NeighbourJson json;
    private final AtomicReference<@Nullable Common> read = new AtomicReference<>();

    CatalogClient(
            @RestClient CatalogApi catalog,
            @RestClient ClinicCatalogApi clinicCatalog,
            PersonsToken token,
            ReadBefore readBefore,
            NeighbourJson json) {
        this.catalog = catalog;
        this.clinicCatalog = clinicCatalog;
        this.token = token;
        this.readBefore = readBefore;
        this.json = json;
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
        return exercises(clinic)
                .chain(pages -> common(edition(pages)).map(common -> whole(pages, common)))
                .onFailure(NotAdmitted.class)
                .recoverWithUni(this::unlessNobodyIsLetIn)
                .onFailure(CatalogClient::isForbidden)
                .transform(ForbiddenException::new);
    }

    /// A catalogue that lets neither the person nor the planner in, or answers nothing else either, is no matter of the
    /// person's token.
    private Uni<Catalog> unlessNobodyIsLetIn(Throwable refused) {
        return readCommon().chain(common -> Uni.createFrom().failure(refused));
    }

    private static boolean isForbidden(Throwable failure) {
        return failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() == 403;
    }

    private Uni<List<ExercisePage>> exercises(String clinic) {
        return pages(cursor -> readBefore.orRead(
                        new Question(clinic, cursor),
                        ExercisePage.class,
                        known -> clinicCatalog.exercises(LARGEST_PAGE, cursor, known)))
                .onFailure(PersonsToken::isRefused)
                .transform(refused -> new NotAdmitted(PersonsToken.CATALOG));
    }

    /// What every clinic reads is settled by the edition: the version of it is made from all that it says. So what
    /// was read of an edition holds wherever the exercises, which are asked for each time, are of that edition.
    private Uni<Common> common(String edition) {
        return Optional.ofNullable(read.get())
                .filter(known -> known.edition().equals(edition))
                .map(known -> Uni.createFrom().item(known))
                .orElseGet(() -> readCommon()
                        .invoke(common -> common.requireEdition(edition))
                        .invoke(read::set));
    }

    private Uni<Common> readCommon() {
        return Uni.combine().all().unis(advice(), limits()).with(Common::of);
    }

    private Uni<List<AdvicePage>> advice() {
        return pages(cursor -> catalog.advice(LARGEST_PAGE, cursor).map(said -> json.read(said, AdvicePage.class)));
    }

    private Uni<CatalogLimits> limits() {
        return catalog.contraindications().map(said -> json.read(said, CatalogLimits.class));
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

    /// Of a clinic's catalogue (`edition+revision`; a clinic that has changed nothing has the edition as it is).
    private static String edition(List<ExercisePage> pages) {
        return pages.getFirst().catalogVersion().split(REVISION, 2)[0];
    }

    /// The pages of exercises are all of one revision of the clinic's catalogue, and everything else is of its edition.
    static Catalog whole(List<ExercisePage> pages, Common common) {
        var version = pages.getFirst().catalogVersion();
        if (!pages.stream().allMatch(page -> page.catalogVersion().equals(version))) {
            throw new NotUnderstood("pages of two versions of a clinic's catalogue");
        }
        common.requireEdition(edition(pages));
        var exercises = pages.stream()
                .flatMap(page -> page.exercises().stream())
                .sorted(Comparator.comparing(CatalogExercise::slug))
                .toList();
        // A clinic may hide everything; what is shipped is never nothing.
        if (exercises.isEmpty() && version.equals(common.edition())) {
            throw new NotUnderstood("an empty catalogue");
        }
        return new Catalog(version, exercises, common.advice(), common.noPlanConditions());
    }

    /// What an edition says to every clinic.
    record Common(String edition, List<CatalogAdvice> advice, List<CatalogLimits.NoPlan> noPlanConditions) {

        static Common of(List<AdvicePage> pages, CatalogLimits limits) {
            var common = new Common(
                    limits.catalogVersion(),
                    pages.stream()
                            .flatMap(page -> page.advice().stream())
                            .sorted(Comparator.comparing(CatalogAdvice::slug))
                            .toList(),
                    limits.noPlanConditions());
            pages.forEach(page -> common.requireEdition(page.catalogVersion()));
            if (common.advice().isEmpty()) {
                throw new NotUnderstood("an empty catalogue");
            }
            return common;
        }

        private void requireEdition(String other) {
            if (!edition.equals(other)) {
                throw new NotUnderstood("pages of two editions");
            }
        }
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
