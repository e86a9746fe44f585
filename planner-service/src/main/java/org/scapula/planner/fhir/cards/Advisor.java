package org.scapula.planner.fhir.cards;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.planner.fhir.face.AssessmentsOnFile;
import org.scapula.planner.plan.PlanOnFile;
import org.scapula.planner.plan.PlansOnFile;
import org.scapula.planner.remote.NotAdmitted;
import org.scapula.planner.remote.NotUnderstood;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.remote.TriageClient;
import org.scapula.planner.remote.TriageNewest;
import org.scapula.planner.scheduling.Priority;
import org.scapula.planner.scheduling.RequestOnFile;
import org.scapula.planner.scheduling.RequestsOnFile;
import org.scapula.planner.scheduling.RequestsOnFile.OpenWork;
import org.scapula.planner.scheduling.SchedulingSettings;
import org.scapula.planner.search.Criteria;
import org.scapula.planner.visit.Visit;
import org.scapula.planner.visit.VisitsOnFile;

/// Gathers what is known of a person. Without triage there is no advice: fewer cards would look like less to worry
/// about.
@ApplicationScoped
class Advisor {

    private static final Logger LOG = Logger.getLogger(Advisor.class);

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    /// So many plans, requests and assessments are looked at, the newest first, and besides what is open.
    private static final int ENOUGH = 20;

    /// Of so many assessments triage says how grave they are; that is all it gives at once.
    private static final int MOST_HEADS = 100;

    /// So many of the last assessments that are named here are looked for at triage.
    private static final int LAST = 3;

    private final PlansOnFile plans;
    private final RequestsOnFile requests;
    private final VisitsOnFile visits;
    private final AssessmentsOnFile assessments;
    private final TriageClient triage;
    private final SchedulingSettings settings;
    private final Clock clock;

    Advisor(
            PlansOnFile plans,
            RequestsOnFile requests,
            VisitsOnFile visits,
            AssessmentsOnFile assessments,
            TriageClient triage,
            SchedulingSettings settings,
            Clock clock) {
        this.plans = plans;
        this.requests = requests;
        this.visits = visits;
        this.assessments = assessments;
        this.triage = triage;
        this.settings = settings;
        this.clock = clock;
    }

    private record Rows(
            List<PlanOnFile> plans,
            List<RequestOnFile> requests,
            List<Visit> visits,
            List<OpenWork> work,
            List<UUID> assessments) {}

    Uni<Known> known(Caller caller, String patient) {
        return rows(caller, patient)
                .chain(rows -> said(rows.assessments(), patient)
                        .map(said -> new Known(
                                clock.instant().atZone(clock.getZone()),
                                patience(),
                                rows.plans(),
                                rows.requests(),
                                rows.visits(),
                                rows.work(),
                                said)));
    }

    private Map<Priority, Duration> patience() {
        return Stream.of(Priority.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        priority -> settings.patience(priority).confirmation()));
    }

    private Uni<Rows> rows(Caller caller, String patient) {
        var criteria = of(patient, ENOUGH);
        return plans.in(caller, criteria)
                .chain(ofPlans -> requests(caller, patient)
                        .chain(ofRequests -> visitsOf(caller, patient, ofRequests)
                                .chain(ofVisits -> requests.openWork(caller, patient)
                                        .chain(work -> assessments
                                                .in(caller, of(patient, LAST))
                                                .map(ids -> new Rows(ofPlans, ofRequests, ofVisits, work, ids))))));
    }

    /// What is open is looked at however much was closed since.
    private Uni<List<RequestOnFile>> requests(Caller caller, String patient) {
        return requests.in(caller, of(patient, ENOUGH))
                .chain(newest -> newest.size() < ENOUGH
                        ? Uni.createFrom().item(newest)
                        : requests.in(caller, of(Optional.empty(), patient, Optional.of("active"), Known.MOST_OPEN + 1))
                                .map(open -> joined(newest, open)));
    }

    private static List<RequestOnFile> joined(List<RequestOnFile> newest, List<RequestOnFile> open) {
        var there = newest.stream().map(RequestOnFile::id).collect(Collectors.toSet());
        return Stream.concat(newest.stream(), open.stream().filter(one -> !there.contains(one.id())))
                .toList();
    }

    private Uni<List<Visit>> visitsOf(Caller caller, String patient, List<RequestOnFile> requests) {
        var ids = requests.stream()
                .flatMap(request -> request.visit().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : visits.in(caller, of(Optional.of(ids), patient, Optional.empty(), ids.size()));
    }

    private static Criteria of(String patient, int most) {
        return of(Optional.empty(), patient, Optional.empty(), most);
    }

    private static Criteria of(Optional<SortedSet<UUID>> ids, String patient, Optional<String> status, int most) {
        return new Criteria(
                ids,
                Optional.of(new TreeSet<>(List.of(patient))),
                status.<SortedSet<String>>map(one -> new TreeSet<>(List.of(one))),
                List.of(),
                List.of(),
                Optional.empty(),
                most);
    }

    /// What triage said of this person, also when nothing was made of it here.
    private Uni<Said> said(List<UUID> named, String patient) {
        return triage.newest(patient, TriageClient.FROM_THE_NEWEST, MOST_HEADS)
                .chain(newest -> read(newest, named, patient))
                .onFailure(failure -> !(failure instanceof NotAdmitted))
                .transform(Advisor::unavailable);
    }

    private Uni<Said> read(TriageNewest newest, List<UUID> named, String patient) {
        var ids = newest.ids();
        var graver = newest.graverShortlyBefore();
        var wanted = Stream.of(
                        ids.stream().limit(1), graver.stream(), named.stream().filter(id -> !ids.contains(id)))
                .flatMap(each -> each)
                .toList();
        return wanted.isEmpty()
                ? Uni.createFrom().item(Said.NOTHING)
                : Uni.join()
                        .all(wanted.stream().map(triage::assessment).toList())
                        .andFailFast()
                        .map(found -> said(wanted, graver, found, patient));
    }

    private static Said said(
            List<UUID> wanted, Optional<UUID> graver, List<Optional<TriageAssessment>> found, String patient) {
        var there = found.stream()
                .flatMap(Optional::stream)
                .filter(judged -> judged.patient().equals(patient))
                .toList();
        var newest = there.stream().max(Comparator.comparing(TriageAssessment::assessedAt));
        var before = there.stream()
                .filter(judged -> graver.filter(judged.id()::equals).isPresent())
                .findFirst();
        var has = there.stream().map(TriageAssessment::id).collect(Collectors.toSet());
        var gone = wanted.stream().filter(id -> !has.contains(id)).toList();
        var outdated = gone.stream()
                .anyMatch(
                        id -> newest.filter(judged -> isNewer(judged.id(), id)).isEmpty());
        return new Said(newest, before, !gone.isEmpty(), outdated);
    }

    /// Ids of triage hold the time of the judgement, and sort by it as they are written.
    private static boolean isNewer(UUID one, UUID other) {
        return one.toString().compareTo(other.toString()) > 0;
    }

    private static HttpProblem unavailable(Throwable failure) {
        LOG.warnf(
                "No answer from the triage service: %s",
                failure instanceof NotUnderstood understood
                        ? understood.getMessage()
                        : failure.getClass().getName());
        return Problems.unavailable(
                "The triage service cannot be asked just now, so there is no advice. That is not the same as nothing to"
                        + " advise. Try again soon.",
                COME_BACK);
    }
}
