package org.scapula.planner.plan;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.remote.TriageNewest;
import org.scapula.planner.week.Condition;
import org.scapula.planner.week.Disposition;
import org.scapula.planner.week.Stage;

/// Every way there is no plan, in words that say what to do instead.
final class Refusals {

    /// H03
    private static final int DAYS_ACUTE = 7;

    private static final int DAYS_LATER = 14;

    private static final Duration SOON = Duration.ofSeconds(5);

    private static final List<String> ASK_AGAIN =
            List.of("Answer the triage questions again, then ask for a plan with the new answer.");

    /// Conditions that triage asks for by name and never answers with self-care.
    private static final Set<Condition> ASKED_BY_TRIAGE =
            EnumSet.of(Condition.OSTEOPOROSIS, Condition.SYSTEMIC_STEROIDS, Condition.SHINGLES);

    private Refusals() {}

    /// H01 and H03: a plan needs self-care as what holds, and an answer that still holds when the plan starts. A
    /// clinician
    /// can change what holds, and nothing else.
    static TriageAssessment unlessAllowed(
            TriageAssessment assessment, LocalDate startsOn, ZoneId zone, boolean approved) {
        var _ = unlessItAllows(assessment, approved);
        if (assessment.picture().isEmpty()) {
            throw notAllowed(
                    assessment,
                    "H01",
                    "A clinician says that self-care is enough, but triage says nothing of what exercise must spare with"
                            + " these answers.",
                    "There is no plan with these answers.",
                    ASK_AGAIN);
        }
        var age = ChronoUnit.DAYS.between(LocalDate.ofInstant(assessment.assessedAt(), zone), startsOn);
        var most = assessment
                .picture()
                .filter(picture -> picture.stage() != Stage.ACUTE)
                .map(later -> DAYS_LATER)
                .orElse(DAYS_ACUTE);
        if (age > most) {
            throw notAllowed(
                    assessment,
                    "H03",
                    "The answers to the triage questions would be " + age + " days old when the plan starts; at most "
                            + most + " are accepted.",
                    "Your answers are too old for a plan.",
                    ASK_AGAIN);
        }
        return assessment;
    }

    /// H01
    static TriageAssessment unlessItAllows(TriageAssessment assessment, boolean approved) {
        if (!assessment.allowsExercise(approved)) {
            throw notAllowed(
                    assessment,
                    "H01",
                    assessment.review().isPresent()
                            ? "There is no exercise plan with what a clinician said of this answer of triage. What to do now"
                                    + " comes first."
                            : "There is no exercise plan with this answer of triage. What to do now comes first.",
                    assessment.headlineHeld(),
                    assessment.doNowHeld());
        }
        return assessment;
    }

    /// H01: what triage said last goes before an older answer that was milder.
    ///
    /// @param read the whole of the later answer; empty where triage does not give it out
    static void unlessItAllowsSince(TriageNewest.Head later, Optional<TriageAssessment> read) {
        if (read.filter(TriageAssessment::allowsExercise).isPresent()) {
            return;
        }
        throw notAllowed(
                later.id(),
                read.map(TriageAssessment::held).orElse(later.effectiveDisposition()),
                "H01",
                "Triage has given a newer answer, which does not allow exercise. What to do now comes first.",
                read.map(TriageAssessment::headlineHeld).orElse(Words.ANOTHER_ANSWER),
                read.map(TriageAssessment::doNowHeld).orElse(Words.READ_THE_OTHER_ANSWER));
    }

    /// H03: answers that were given since say more of the person than those that were named.
    static HttpProblem answeredSince(TriageNewest.Head later) {
        return notAllowed(
                later.id(),
                later.effectiveDisposition(),
                "H03",
                "Triage has given a newer answer, and a plan is made from the newest: ask with that one, see assessmentId.",
                "You have answered the triage questions again since.",
                List.of("Ask for a plan with your newest answers."));
    }

    /// H01: what triage asked for and was not told would have changed its answer, so that answer does not hold.
    static void unlessTriageKnew(TriageAssessment assessment, Collection<Condition> reported) {
        var known = assessment.picture().stream()
                .flatMap(picture -> picture.conditions().stream())
                .collect(Collectors.toSet());
        if (reported.stream().anyMatch(it -> ASKED_BY_TRIAGE.contains(it) && !known.contains(it.code()))) {
            throw notAllowed(
                    assessment,
                    "H01",
                    "You told the planner of a condition that your answers to triage did not mention. Triage may answer"
                            + " otherwise with it.",
                    "Your answers do not fit together, so there is no plan yet.",
                    List.of(
                            ASK_AGAIN.getFirst(),
                            "You no longer have it? Then ask for a new plan, or for the next week, and name your"
                                    + " conditions anew without it."));
        }
    }

    /// H03: triage is done again after a flare.
    static void unlessAssessedSince(TriageAssessment assessment, boolean flared) {
        if (flared) {
            throw notAllowed(
                    assessment,
                    "H03",
                    "There was a flare after this assessment: pain above 5 of 10 in a session, or pain that stayed"
                            + " at least 2 points higher than before.",
                    "There was a flare, so there is no plan yet.",
                    ASK_AGAIN);
        }
    }

    /// H57: answers judged before triage said what exercises must spare. Silence about it is not leave to do anything.
    static void unlessTriageSaysWhatToSpare(TriageAssessment assessment) {
        var complete = assessment
                .picture()
                .filter(it -> it.forbids().isPresent() && it.activities().isPresent())
                .isPresent();
        if (!complete) {
            throw notAllowed(
                    assessment,
                    "H57",
                    "Your answers were judged before triage could say what your exercises must spare.",
                    "Your answers are too old for a plan.",
                    ASK_AGAIN);
        }
    }

    static HttpProblem unknownAssessment() {
        return Problems.invalid(new FieldError("/assessmentId", "unknown-value", "is not the id of an assessment"));
    }

    static HttpProblem refused(List<String> ruleIds, List<String> reasons) {
        return Problems.of(
                422,
                "plan-refused",
                "There is no plan that keeps the rules",
                "No week can be made that keeps every rule: see refusal. Nothing was stored. A doctor or"
                        + " physiotherapist can look at what is possible for you.",
                Map.of("refusal", new Refusal("REFUSED", ruleIds, reasons)));
    }

    /// Our mistake, and still a refusal: whoever looks after this can make the same plan again by the hash.
    static HttpProblem unverified(Unverified mistake, String inputHash) {
        return Problems.of(
                422,
                "plan-refused",
                "There is no plan that keeps the rules",
                "The week that was made did not pass its last check, so it is not given out. Nothing was stored, and"
                        + " whoever runs this service has been told. A doctor or physiotherapist can look at what is"
                        + " possible for you.",
                Map.of(
                        "refusal",
                        new Refusal("REFUSED", mistake.ruleIds(), mistake.reasons()),
                        "inputHash",
                        inputHash));
    }

    /// Something happened on the way: who must be seen, or has to answer triage again, does not go on until then.
    static HttpProblem frozen(Freeze freeze) {
        var extensions = new LinkedHashMap<String, Object>();
        extensions.put("headline", freeze.headline);
        freeze.disposition().ifPresent(said -> extensions.put("disposition", said));
        extensions.put("doNow", freeze.doNow());
        freeze.assessment().ifPresent(id -> extensions.put("assessmentId", id));
        extensions.put("planId", freeze.plan);
        extensions.put("since", freeze.frozenAt);
        extensions.put("cause", freeze.why());
        extensions.put("ruleIds", List.of(freeze.why().ruleId));
        return Problems.of(
                409,
                "plan-frozen",
                "The plan is frozen",
                "You do not go on with the exercises until triage, asked again, or a clinician says that you may. What to"
                        + " do now comes first.",
                extensions);
    }

    /// Nobody could say what the new sign means. That is no reason to go on.
    static HttpProblem frozenUnjudged(Throwable failure) {
        Intake.warn("triage", failure);
        return Problems.unavailable(
                "Triage cannot be asked just now. What you said was stored, and the plan is frozen until it is judged:"
                        + " stop the exercises and answer the triage questions as soon as you can. If you feel worse or"
                        + " are worried, do not wait: get medical help.",
                SOON,
                Map.of("headline", Words.STOP_FOR_NOW, "doNow", Words.NOT_JUDGED));
    }

    static HttpProblem judgedButNotKept(TriageAssessment fresh) {
        return Problems.unavailable(
                "What you said was judged, and could not be stored here. What to do now holds all the same.",
                SOON,
                Map.of(
                        "headline",
                        fresh.headlineHeld(),
                        "disposition",
                        fresh.held(),
                        "doNow",
                        fresh.doNowHeld(),
                        "assessmentId",
                        fresh.id()));
    }

    static HttpProblem replaced(UUID by) {
        return Problems.of(
                409,
                "plan-replaced",
                "Another plan has taken its place",
                "A clinician has changed this plan. Go on with the one that stands in its place.",
                Map.of("replacedBy", by));
    }

    static HttpProblem overtaken(OvertakenPlan plan) {
        return Problems.of(
                409,
                "plan-overtaken",
                "What was reported since is not in it",
                Words.OVERTAKEN,
                Map.of("goOnFrom", plan.reportedOf, "since", plan.overtakenAt));
    }

    static HttpProblem saidMeanwhile() {
        return Problems.unavailable(
                "The person went on reporting of this plan while it was being changed. Nothing was stored; try again"
                        + " soon.",
                SOON);
    }

    /// What was logged since would be forgotten.
    static HttpProblem livedByAnother(UUID latest) {
        return Problems.of(
                409,
                "plan-overtaken",
                "Another plan came after it",
                "You have exercised by a later plan since. Go on from that one, so that what you reported counts.",
                Map.of("goOnFrom", latest));
    }

    static HttpProblem outdated() {
        return Problems.of(
                409,
                "plan-outdated",
                "The plan is of an older edition",
                "This plan was made by an older edition of the rules and cannot be changed. Make a new one.",
                Map.of());
    }

    static HttpProblem tooEarly(LocalDate startsOn, LocalDate earliest, LocalDate latest) {
        return Problems.invalid(new FieldError(
                "/startsOn",
                "out-of-range",
                earliest.isAfter(latest)
                        ? "this plan's week lasts until " + earliest.minusDays(1)
                                + "; the next one can be made a week ahead"
                        : "must be from " + earliest + " to " + latest + ", not " + startsOn));
    }

    private static HttpProblem notAllowed(
            TriageAssessment assessment, String ruleId, String detail, String headline, List<String> doNow) {
        return notAllowed(assessment.id(), assessment.held(), ruleId, detail, headline, doNow);
    }

    private static HttpProblem notAllowed(
            UUID assessment, Disposition held, String ruleId, String detail, String headline, List<String> doNow) {
        var extensions = new LinkedHashMap<String, Object>();
        extensions.put("headline", headline);
        extensions.put("disposition", held);
        extensions.put("doNow", doNow);
        extensions.put("assessmentId", assessment);
        extensions.put("ruleIds", List.of(ruleId));
        return Problems.of(409, "plan-not-allowed", "No plan with this assessment", detail, extensions);
    }

    /// Why no week could be made: the rules in the way, and each in words.
    public record Refusal(String status, List<String> ruleIds, List<String> reasons) {}
}
