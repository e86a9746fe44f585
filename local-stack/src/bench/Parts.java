package org.scapula.planner.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;
import org.scapula.planner.remote.CatalogClient;
import org.scapula.planner.remote.TriageClient;

/// The parts of `POST /plans`, each by itself and many times in a row, done as `POST /plans` does them: it answers how
/// many nanoseconds each time took. No part of the product: `local-stack/plan-cost` puts it into a copy.
@Singleton
@Path("/parts")
@Produces(MediaType.APPLICATION_JSON)
public class Parts {

    private final Callers callers;
    private final Intake intake;
    private final TriageClient triage;
    private final CatalogClient catalog;
    private final Plans plans;
    private final ObjectMapper json;
    private final Clock clock;
    private volatile Optional<Remembered> remembered = Optional.empty();

    Parts(
            Callers callers,
            Intake intake,
            TriageClient triage,
            CatalogClient catalog,
            Plans plans,
            ObjectMapper json,
            Clock clock) {
        this.callers = callers;
        this.intake = intake;
        this.triage = triage;
        this.catalog = catalog;
        this.plans = plans;
        this.json = json;
        this.clock = clock;
    }

    /// One wish with all that the neighbours say to it, and the row that comes of it.
    private record Remembered(Draft.Asked asked, Gathered gathered, Plan row) {}

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    public Uni<String> remember(NewPlan wanted) {
        var caller = callers.acting(Role.CLINICIAN);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var startsOn = LocalDate.ofInstant(now, clock.getZone()).plusDays(1);
        var asked = new Draft.Asked(Wanted.of(wanted), startsOn, now, clock.getZone());
        return intake.gather(caller, asked)
                .invoke(gathered -> remembered = Optional.of(new Remembered(asked, gathered, row(caller, asked, gathered))))
                .replaceWith("{}");
    }

    /// Triage's answer and which is the newest it has given, asked for at the same time and understood.
    @POST
    @Path("triage")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    public Uni<List<Long>> triage(@RestQuery int times) {
        var it = remembered.orElseThrow();
        var assessment = it.asked().wanted().assessmentId();
        return repeated(times, () -> Uni.combine()
                .all()
                .unis(triage.assessment(assessment), newest(it))
                .asTuple());
    }

    /// The catalogue, asked whether it is still the one that was read.
    @POST
    @Path("catalogue")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    public Uni<List<Long>> catalogue(@RestQuery int times) {
        return repeated(times, catalog::everything);
    }

    /// Facts to a plan that is solved, verified and written, as `POST /plans` does it.
    @POST
    @Path("draft")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    public Uni<List<Long>> draft(@RestQuery int times) {
        var caller = callers.acting(Role.CLINICIAN);
        var it = remembered.orElseThrow();
        return Uni.createFrom()
                .item(() -> IntStream.range(0, times)
                        .mapToObj(turn -> {
                            var start = System.nanoTime();
                            if (row(caller, it.asked(), it.gathered()).shown.isEmpty()) {
                                throw new IllegalStateException("no plan");
                            }
                            return System.nanoTime() - start;
                        })
                        .toList());
    }

    /// The same row again and again, each with an id of its own and its entry in the audit.
    @POST
    @Path("row")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    public Uni<List<Long>> row(@RestQuery int times) {
        var caller = callers.acting(Role.CLINICIAN);
        var it = remembered.orElseThrow();
        return repeated(times, () -> keep(caller, anew(it.row()), it));
    }

    /// All of them, one after the other: how long each round took. What each finds in the processor's
    /// caches is what the part before has left there, as it is in a plan.
    @POST
    @Path("round")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    public Uni<List<Long>> round(@RestQuery int times) {
        var caller = callers.acting(Role.CLINICIAN);
        var it = remembered.orElseThrow();
        var assessment = it.asked().wanted().assessmentId();
        return repeated(times, () -> triage.assessment(assessment)
                .chain(() -> newest(it))
                .chain(catalog::everything)
                .map(read -> row(caller, it.asked(), it.gathered()))
                .chain(row -> keep(caller, row, it)));
    }

    private Uni<?> newest(Remembered it) {
        return triage.newest(it.gathered().assessment().patient(), TriageClient.FROM_THE_NEWEST, 1);
    }

    private Uni<Plan> keep(Caller caller, Plan row, Remembered it) {
        return plans.keep(
                caller,
                it.asked(),
                it.gathered().assessment(),
                Uni.createFrom().item(new Plans.Drafted(row, Uni.createFrom()::voidItem)),
                behind -> Uni.createFrom().failure(new IllegalStateException("Weeks lie behind a person who has none")));
    }

    private static Uni<List<Long>> repeated(int times, Supplier<Uni<?>> part) {
        return Multi.createFrom()
                .range(0, times)
                .onItem()
                .transformToUniAndConcatenate(turn -> timed(part))
                .collect()
                .asList();
    }

    private static Uni<Long> timed(Supplier<Uni<?>> part) {
        var start = System.nanoTime();
        return part.get().map(done -> System.nanoTime() - start);
    }

    private Plan anew(Plan it) {
        var plan = new Plan();
        plan.id = TimeOrderedId.at(clock.instant());
        plan.clinic = it.clinic;
        plan.patient = it.patient;
        plan.createdAt = it.createdAt;
        plan.assessmentId = it.assessmentId;
        plan.startsOn = it.startsOn;
        plan.rulesetVersion = it.rulesetVersion;
        plan.catalogVersion = it.catalogVersion;
        plan.inputHash = it.inputHash;
        plan.previous = it.previous;
        plan.asked = it.asked;
        plan.shown = it.shown;
        return plan;
    }

    private Plan row(Caller caller, Draft.Asked asked, Gathered gathered) {
        var draft = Draft.of(asked, gathered);
        var input = Input.of(draft).text(json);
        var view = draft.plan(TimeOrderedId.at(asked.at()), Input.hash(input));
        try {
            return new Plan(caller.clinic(), view, input, json.writeValueAsString(view));
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }
}
