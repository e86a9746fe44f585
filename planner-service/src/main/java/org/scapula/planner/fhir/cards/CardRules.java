package org.scapula.planner.fhir.cards;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.planner.fhir.cards.Card.About;
import org.scapula.planner.fhir.cards.Card.Indicator;
import org.scapula.planner.fhir.cards.Card.Kind;
import org.scapula.planner.plan.PlanOnFile;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.scheduling.BookingState;
import org.scapula.planner.scheduling.Priority;
import org.scapula.planner.scheduling.RequestOnFile;
import org.scapula.planner.scheduling.RequestsOnFile.OpenWork;
import org.scapula.planner.scheduling.WorkKind;
import org.scapula.planner.visit.Visit;
import org.scapula.planner.week.Disposition;

/// What somebody should know who looks at a person's record or books a time for them. Nothing found is never told as
/// "all is well".
final class CardRules {

    /// So long before the end of a window it presses.
    private static final Duration SOON = Duration.ofDays(2);

    private static final Set<Disposition> AT_ONCE = EnumSet.of(Disposition.EMERGENCY, Disposition.URGENT);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm (VV)");

    private static final String OLDER =
            "These are not the last answers: newer ones are no longer at triage, and nobody can say what they were.";

    private CardRules() {}

    /// The gravest first.
    static List<Card> cards(Known known, Proposed proposed) {
        return known.nobody()
                ? List.of(nobodyIsKnown())
                : Stream.of(
                                anEmergencyIsNotBooked(known),
                                aMilderAnswerTakesNothingBack(known),
                                whoMustBeSeenHasAVisit(known),
                                whatIsBookedIsCertain(known),
                                whoeverTriageSendsIsAskedFor(known),
                                visitsLieInTheirWindow(known),
                                whatIsProposedLiesInTheWindow(known, proposed),
                                whatIsProposedIsStillToCome(known, proposed),
                                whoWasStoppedDoesNotGoOn(known),
                                warningQuestionsAreAnswered(known),
                                reviewsAreNotForgotten(known),
                                triageStillHasTheAnswers(known),
                                nothingIsLeftOutInSilence(known))
                        .flatMap(cards -> cards)
                        .sorted(Comparator.comparing(Card::indicator))
                        .toList();
    }

    static Card nobodyIsKnown() {
        return new Card(
                Kind.NOBODY_KNOWN,
                Indicator.INFO,
                "Scapula knows nothing of this patient.",
                "No answers, no plan, no request and no visit are kept under this reference. That says nothing about"
                        + " how the person is: nobody may have been asked yet, or under another reference.",
                Optional.empty());
    }

    /// Triage's own words where they are its last; else what stands on the work list, whoever put it there.
    private static Stream<Card> anEmergencyIsNotBooked(Known known) {
        return known
                .newest()
                .filter(judged -> judged.held() == Disposition.EMERGENCY)
                .map(judged -> emergency(words(judged, known), judged.id()))
                .or(() -> known.open(WorkKind.EMERGENCY)
                        .map(work -> emergency(
                                "On the work list since "
                                        + told(work.since().atZone(known.now().getZone())) + ": "
                                        + work.kind().why() + "\n- "
                                        + work.kind().mustDo(),
                                work.assessment())))
                .stream();
    }

    private static Card emergency(String detail, UUID assessment) {
        return new Card(
                Kind.EMERGENCY,
                Indicator.CRITICAL,
                "Triage says emergency. Make sure now that this person has help; do not book a visit instead.",
                detail,
                Optional.of(answers(assessment)));
    }

    /// Until a clinician has said of it that it is not so.
    private static Stream<Card> aMilderAnswerTakesNothingBack(Known known) {
        return known
                .said()
                .graver()
                .filter(judged -> AT_ONCE.contains(judged.held()))
                .map(judged -> new Card(
                        Kind.GRAVER_SHORTLY_BEFORE,
                        judged.held() == Disposition.EMERGENCY ? Indicator.CRITICAL : Indicator.WARNING,
                        (judged.review().isPresent() ? "A clinician's review" : "Triage")
                                + (judged.held() == Disposition.EMERGENCY
                                        ? " said emergency within a day before the last answers, which are milder."
                                                + " Make sure that the person has help."
                                        : " said urgent within a day before the last answers, which are milder."
                                                + " Let a clinician look at both."),
                        "Said of the answers of "
                                + told(judged.assessedAt().atZone(known.now().getZone()))
                                + ". Milder answers do not take it back; a clinician's review of those answers does.\n"
                                + spoken(judged),
                        Optional.of(answers(judged))))
                .stream();
    }

    private static Stream<Card> whoMustBeSeenHasAVisit(Known known) {
        return known.requests().stream()
                .filter(RequestOnFile::isOpen)
                .filter(request -> !request.hasVisit())
                .map(request -> new Card(
                        Kind.REQUEST_WITHOUT_VISIT,
                        pressing(request, known),
                        request.priority() == Priority.URGENT
                                ? "Urgent by triage, and there is no visit yet."
                                : "To be seen by a clinician, and there is no visit yet.",
                        until(request, known) + " The request is " + request.state() + "." + stuck(request, known),
                        Optional.of(about(request))));
    }

    private static Indicator pressing(RequestOnFile request, Known known) {
        var left = Duration.between(known.at(), request.windowUntil());
        if (request.priority() == Priority.URGENT || left.isNegative() || left.isZero()) {
            return Indicator.CRITICAL;
        }
        return left.compareTo(SOON) <= 0 || !stuck(request, known).isEmpty() ? Indicator.WARNING : Indicator.INFO;
    }

    /// Why there will be no visit unless somebody sees to it.
    private static String stuck(RequestOnFile request, Known known) {
        return (known.mustDo(WorkKind.NO_SLOT_IN_WINDOW, request.id()) ? " No time is free in this window." : "")
                + (request.state() == BookingState.Name.DECLINED || known.mustDo(WorkKind.DECLINED, request.id())
                        ? " The clinic cannot take it."
                        : "");
    }

    /// A visit that only one side knows of, or that nobody has confirmed, may be none.
    private static Stream<Card> whatIsBookedIsCertain(Known known) {
        return Stream.concat(known.work().stream(), whatNobodySaid(known)).flatMap(work -> switch (work.kind()) {
            case SYSTEM_DIFFERS ->
                Stream.of(uncertain(
                        work,
                        Kind.SYSTEM_DIFFERS,
                        "The clinic's scheduling system does not say what Scapula says of a visit.",
                        "What is booked here may not be booked there, or the other way round. Compare both, and book,"
                                + " move or cancel by hand where they differ."));
            case UNCONFIRMED ->
                Stream.of(
                        uncertain(
                                work,
                                Kind.UNCONFIRMED,
                                "A visit was booked and nobody has confirmed it.",
                                "Nobody knows whether the person can be seen then. Confirm it, move it, or say that you cannot."));
            case OUTCOME_MISSING ->
                Stream.of(uncertain(
                        work,
                        Kind.OUTCOME_MISSING,
                        "The time of a visit is over, and nobody has said what became of it.",
                        "Nobody knows whether the person was seen. Say whether they came."));
            case CANCELLED ->
                Stream.of(uncertain(
                        work, Kind.CANCELLED, work.kind().why(), work.kind().mustDo()));
            default -> Stream.<Card>of();
        });
    }

    /// Also where somebody has taken it off the work list: done is not said.
    private static Stream<OpenWork> whatNobodySaid(Known known) {
        return known.requests().stream()
                .filter(RequestOnFile::hasVisit)
                .flatMap(request -> visitsOf(request, known)
                        .flatMap(visit -> unsaid(request, visit, known))
                        .filter(kind -> !known.mustDo(kind, request.id()))
                        .map(kind -> new OpenWork(
                                kind,
                                Optional.of(request.id()),
                                request.assessment(),
                                request.since(),
                                request.priority() == Priority.URGENT)));
    }

    private static Stream<WorkKind> unsaid(RequestOnFile request, Visit visit, Known known) {
        return Stream.concat(
                request.state() == BookingState.Name.BOOKED && known.isOverdueForConfirmation(request, visit)
                        ? Stream.of(WorkKind.UNCONFIRMED)
                        : Stream.of(),
                visit.end().isAfter(known.at()) ? Stream.of() : Stream.of(WorkKind.OUTCOME_MISSING));
    }

    private static Stream<Visit> visitsOf(RequestOnFile request, Known known) {
        return known.visits().stream()
                .filter(visit -> request.visit().filter(visit.id()::equals).isPresent());
    }

    private static Card uncertain(OpenWork work, Kind kind, String summary, String detail) {
        return new Card(
                kind,
                work.urgent() ? Indicator.CRITICAL : Indicator.WARNING,
                summary,
                detail,
                work.request().map(request -> new About("The request", "ServiceRequest", request)));
    }

    private static Stream<Card> whoeverTriageSendsIsAskedFor(Known known) {
        return known
                .newest()
                .filter(judged -> judged.held() == Disposition.URGENT || judged.held() == Disposition.ROUTINE_CLINICIAN)
                .filter(judged -> known.requests().stream()
                        .filter(request -> isOf(judged, request))
                        .noneMatch(request -> isAsPressingAs(judged, request)))
                .map(judged -> new Card(
                        Kind.JUDGED_WITHOUT_REQUEST,
                        judged.held() == Disposition.URGENT ? Indicator.CRITICAL : Indicator.WARNING,
                        notAskedFor(judged, known),
                        (isAskedFor(judged, known)
                                        ? "Ask for the visit again with these answers: it is urgent then.\n"
                                        : "")
                                + words(judged, known),
                        Optional.of(answers(judged))))
                .stream();
    }

    private static boolean isAskedFor(TriageAssessment judged, Known known) {
        return known.requests().stream().anyMatch(request -> isOf(judged, request));
    }

    private static boolean isOf(TriageAssessment judged, RequestOnFile request) {
        return request.state() != BookingState.Name.CANCELLED
                && request.assessment().equals(judged.id());
    }

    /// A request keeps the priority that it was made with, whatever a clinician says of the answers since.
    private static boolean isAsPressingAs(TriageAssessment judged, RequestOnFile request) {
        return judged.held() != Disposition.URGENT || request.priority() == Priority.URGENT;
    }

    private static String notAskedFor(TriageAssessment judged, Known known) {
        var who = judged.review().isPresent() ? "a clinician's review" : "triage";
        if (judged.held() != Disposition.URGENT) {
            return "By " + who + " this person is to see a clinician, and no visit is asked for.";
        }
        return isAskedFor(judged, known)
                ? "Urgent by " + who + ", and the request for a visit still says routine."
                : "Urgent by " + who + ", and no visit is asked for.";
    }

    private static Stream<Card> visitsLieInTheirWindow(Known known) {
        return known.requests().stream()
                .filter(RequestOnFile::hasVisit)
                .flatMap(request -> visitsOf(request, known)
                        .filter(visit -> !visit.start().isBefore(request.windowUntil()))
                        .map(visit -> tooLate(request, visit, known)));
    }

    private static Card tooLate(RequestOnFile request, Visit visit, Known known) {
        return new Card(
                Kind.VISIT_TOO_LATE,
                grave(request),
                "The visit lies after the time in which triage says that the person must be seen.",
                "Booked for " + told(visit.start().atZone(known.now().getZone())) + ". " + until(request, known),
                Optional.of(new About("The visit", "Appointment", visit.id())));
    }

    private static Stream<Card> whatIsProposedLiesInTheWindow(Known known, Proposed proposed) {
        return known.requests().stream()
                .filter(RequestOnFile::isOpen)
                .filter(request -> !isSeenInTime(request, known))
                .flatMap(request -> Stream.concat(
                        proposed.starts().stream()
                                .filter(start -> !start.isBefore(request.windowUntil()))
                                .map(start -> new Card(
                                        Kind.PROPOSED_TOO_LATE,
                                        grave(request),
                                        "This time lies after the time in which the person must be seen.",
                                        "Proposed: "
                                                + told(start.atZone(known.now().getZone())) + ". "
                                                + until(request, known),
                                        Optional.of(about(request)))),
                        proposed.timeless() > 0 ? Stream.of(withoutTime(request, known)) : Stream.of()));
    }

    /// Whoever has a confirmed visit in the window may have another after it.
    private static boolean isSeenInTime(RequestOnFile request, Known known) {
        return request.state() == BookingState.Name.CONFIRMED
                && visitsOf(request, known).anyMatch(visit -> visit.start().isBefore(request.windowUntil()));
    }

    private static Stream<Card> whatIsProposedIsStillToCome(Known known, Proposed proposed) {
        return proposed.starts().stream()
                .filter(start -> start.isBefore(known.at()))
                .map(start -> new Card(
                        Kind.PROPOSED_IS_OVER,
                        Indicator.WARNING,
                        "This time is over already, so nobody can be seen then.",
                        "Proposed: " + told(start.atZone(known.now().getZone())) + ".",
                        Optional.empty()));
    }

    /// What cannot be checked is not taken for good.
    private static Card withoutTime(RequestOnFile request, Known known) {
        return new Card(
                Kind.PROPOSED_WITHOUT_TIME,
                Indicator.WARNING,
                "An appointment came without a time, so it cannot be said whether it is in time.",
                until(request, known),
                Optional.of(about(request)));
    }

    private static Stream<Card> whoWasStoppedDoesNotGoOn(Known known) {
        return known.plans().stream()
                .filter(plan -> plan.stopped().isPresent())
                .limit(1)
                .map(plan -> new Card(
                        Kind.PLAN_STOPPED,
                        stoppedBy(plan),
                        "The person was stopped and does not go on with their exercises.",
                        plan.stopped().orElse(""),
                        Optional.of(new About("The plan", "CarePlan", plan.id()))));
    }

    /// What nobody has judged counts as urgent.
    private static Indicator stoppedBy(PlanOnFile plan) {
        return AT_ONCE.contains(plan.judged().orElse(Disposition.URGENT)) ? Indicator.CRITICAL : Indicator.WARNING;
    }

    private static Stream<Card> warningQuestionsAreAnswered(Known known) {
        return known
                .newest()
                .filter(judged -> !judged.unknownRedFlags().isEmpty())
                .map(judged -> new Card(
                        Kind.WARNING_QUESTIONS_OPEN,
                        Indicator.WARNING,
                        judged.unknownRedFlags().size() + " of triage's warning questions are open. Open is not no.",
                        judged.unknownRedFlags().stream().collect(Collectors.joining(", ", "Ask for: ", ".")),
                        Optional.of(answers(judged))))
                .stream();
    }

    private static Stream<Card> reviewsAreNotForgotten(Known known) {
        var due = known.newest()
                .filter(judged -> !judged.reviewDate().isAfter(known.now().toLocalDate()));
        return known.mustDo(WorkKind.PLAN_REVIEW) || due.isPresent()
                ? Stream.of(new Card(
                        Kind.REVIEW_DUE,
                        Indicator.WARNING,
                        "What triage said, and the plan that rests on it, is due for a review.",
                        due.map(judged -> "Due since " + judged.reviewDate() + ".")
                                .orElse("The person has been seen since."),
                        due.or(known::newest).map(CardRules::answers)))
                : Stream.of();
    }

    private static Stream<Card> triageStillHasTheAnswers(Known known) {
        return known.said().gone()
                ? Stream.of(new Card(
                        Kind.ASSESSMENT_GONE,
                        Indicator.WARNING,
                        "Triage no longer has answers that this person's plan or request rests on.",
                        known.said().outdated()
                                ? "They were the last ones, so nobody can say how urgent it is now. Ask triage again."
                                : "So nothing can be said of them. Triage has newer answers.",
                        Optional.empty()))
                : Stream.of();
    }

    private static Stream<Card> nothingIsLeftOutInSilence(Known known) {
        return known.isCut()
                ? Stream.of(new Card(
                        Kind.NOT_ALL_TOLD,
                        Indicator.WARNING,
                        "More is open about this person than is told here.",
                        "Only the newest requests and the most pressing work are told. Look at the booking requests and"
                                + " the work list, and close what is done.",
                        Optional.empty()))
                : Stream.of();
    }

    private static Indicator grave(RequestOnFile request) {
        return request.priority() == Priority.URGENT ? Indicator.CRITICAL : Indicator.WARNING;
    }

    private static String until(RequestOnFile request, Known known) {
        ZoneId zone = known.now().getZone();
        return "To be seen from " + told(request.windowFrom().atZone(zone)) + " until "
                + told(request.windowUntil().atZone(zone)) + ".";
    }

    private static String told(ZonedDateTime time) {
        return TIME.format(time);
    }

    private static String words(TriageAssessment judged, Known known) {
        return known.said().outdated() ? OLDER + "\n" + spoken(judged) : spoken(judged);
    }

    private static String spoken(TriageAssessment judged) {
        return Stream.concat(
                        Stream.of(judged.headlineHeld()),
                        judged.doNowHeld().stream().map(line -> "- " + line))
                .collect(Collectors.joining("\n"));
    }

    private static About about(RequestOnFile request) {
        return new About("The request", "ServiceRequest", request.id());
    }

    private static About answers(TriageAssessment judged) {
        return answers(judged.id());
    }

    private static About answers(UUID assessment) {
        return new About("The answers", "QuestionnaireResponse", assessment);
    }
}
