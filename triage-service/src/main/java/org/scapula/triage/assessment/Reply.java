package org.scapula.triage.assessment;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.scapula.triage.assessment.Advice.Because;
import org.scapula.triage.assessment.Advice.Contradicted;
import org.scapula.triage.assessment.Advice.HowFast;
import org.scapula.triage.assessment.Advice.Open;
import org.scapula.triage.assessment.Advice.OpenQuestion;
import org.scapula.triage.assessment.Advice.Where;
import org.scapula.triage.assessment.Advice.Why;
import org.scapula.triage.assessment.AssessmentView.ChangedSince;
import org.scapula.triage.assessment.Grounds.RuleSetId;
import org.scapula.triage.assessment.Grounds.TextSource;
import org.scapula.triage.rules.Answer;
import org.scapula.triage.rules.Answers;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.rules.Finding;
import org.scapula.triage.rules.Fired;
import org.scapula.triage.rules.PictureRules;
import org.scapula.triage.rules.Rule;
import org.scapula.triage.rules.Rule.Place;
import org.scapula.triage.rules.Verdict;
import org.scapula.triage.ruleset.Knowledge;
import org.scapula.triage.ruleset.Line;
import org.scapula.triage.ruleset.Wording;

/// Says a verdict in words a frightened person can follow, and remembers where each sentence comes from.
final class Reply {

    private static final DateTimeFormatter SPOKEN_DATE =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);

    private static final String A_WEEK = "P7D";

    private final Knowledge knowledge;
    private final Judged judged;
    private final Verdict verdict;
    private final Disposition disposition;
    private final Wording.Words words;
    private final List<Rule> deciding;
    private final Optional<Wording.Alone> alone;
    private final Place place;
    private final String within;
    private final Duration patience;
    private final LocalDate reviewDate;
    private final Map<String, String> values;
    private final Map<String, TextSource> sources = new LinkedHashMap<>();

    private Reply(Knowledge knowledge, Judged judged) {
        this.knowledge = knowledge;
        this.judged = judged;
        this.verdict = judged.verdict();
        this.disposition = verdict.disposition();
        this.words = knowledge.wording().wordsOf(disposition);
        var reasons = verdict.fired().stream()
                .filter(fired -> fired.rule().disposition() == disposition)
                .toList();
        this.deciding = reasons.stream().map(Fired::rule).toList();
        this.alone = knowledge.wording().alone(reasons);
        this.place = placeOf(disposition, deciding);
        this.within = deciding.stream()
                .map(Rule::within)
                .min(Comparator.comparing(Reply::duration))
                .orElse(A_WEEK);
        this.patience = duration(within);
        this.reviewDate = ReviewRules.dateFor(judged, patience);
        this.values = values();
    }

    static EvaluationView to(Judged judged, Knowledge knowledge) {
        var reply = new Reply(knowledge, judged);
        // The grounds name the sources of what was said, so it is said first.
        var advice = reply.advice();
        return new EvaluationView(advice, reply.grounds());
    }

    /// To be kept under this id, about this patient.
    static AssessmentView toKeep(FollowUp followUp, Knowledge knowledge, UUID id, String patient) {
        var reply = new Reply(knowledge, followUp.judged());
        var advice = reply.advice();
        var changed = followUp.moreUrgent().map(reply::changedSince);
        return new AssessmentView(
                Optional.empty(),
                Optional.empty(),
                advice,
                changed,
                followUp.whatGrewWorse(knowledge),
                id,
                followUp.episode(id),
                patient,
                reply.grounds());
    }

    private Advice advice() {
        return new Advice(
                say(headline()),
                disposition,
                new HowFast(within, say(words.howFast())),
                where(),
                doNow(),
                doNot(),
                why(),
                undecided(),
                answerThese(),
                contradictions(),
                uncertainty(),
                safetyNet(),
                say(words.expectedCourse()),
                reviewDate,
                say(words.reviewText()),
                say(words.getHelpAgain()));
    }

    private Grounds grounds() {
        return new Grounds(
                judged.at(),
                RuleSetId.of(knowledge),
                answers(),
                inOrder(verdict.unknownRedFlags()),
                inOrder(verdict.unknownFindings()),
                picture(),
                say(knowledge.wording().notice()),
                List.copyOf(sources.values()));
    }

    /// The place that can do most is the one named first in the list of places; what a more special place would add is
    /// still said by the rule's own lines.
    private static Place placeOf(Disposition disposition, List<Rule> deciding) {
        return deciding.stream()
                .map(Rule::where)
                .min(Comparator.naturalOrder())
                .orElseGet(() -> usualPlace(disposition));
    }

    static Place usualPlace(Disposition disposition) {
        return switch (disposition) {
            case EMERGENCY -> Place.EMERGENCY_SERVICE;
            case URGENT -> Place.SAME_DAY_CLINIC;
            case ROUTINE_CLINICIAN -> Place.CLINIC;
            case SELF_CARE -> Place.SELF;
        };
    }

    private static Duration duration(String within) {
        return within.equals("now") ? Duration.ZERO : Duration.parse(within);
    }

    private Map<String, String> values() {
        var spoken = new HashMap<>(knowledge.spokenPlaces());
        spoken.put("days", patience.toDays() <= 1 ? "day" : patience.toDays() + " days");
        spoken.put("reviewDate", SPOKEN_DATE.format(reviewDate));
        spoken.put("open", String.valueOf(verdict.unknownRedFlags().size()));
        return spoken;
    }

    private String say(Line line) {
        return say(line, Optional.empty());
    }

    private String say(Line line, Optional<String> ruleId) {
        var text = line.filled(values);
        sources.putIfAbsent(text, new TextSource(text, ruleId, line.sources()));
        return text;
    }

    private Line headline() {
        return alone.map(Wording.Alone::headline)
                .orElseGet(() -> knowledge.wording().headline(disposition, place));
    }

    private Where where() {
        return new Where(place, say(knowledge.wording().where(place)), knowledge.phoneOf(place));
    }

    /// The first line for everybody, what the rules add, the rest for everybody.
    private List<String> doNow() {
        var own = alone.map(Wording.Alone::doNow).filter(lines -> !lines.isEmpty());
        var usual = own.orElseGet(() -> knowledge.wording().doNow(disposition, place));
        var said = new LinkedHashSet<String>();
        said.add(say(usual.getFirst()));
        if (own.isEmpty()) {
            deciding.forEach(rule -> said.addAll(added(rule, Wording.Part.DO_NOW)));
        }
        usual.forEach(line -> said.add(say(line)));
        if (disposition == Disposition.ROUTINE_CLINICIAN && !answerThese().isEmpty()) {
            said.add(say(knowledge.wording().answerOpenQuestions()));
        }
        return List.copyOf(said);
    }

    /// What a rule forbids ("eat nothing") comes before what everybody is told.
    private List<String> doNot() {
        var usual = alone.map(Wording.Alone::doNot)
                .filter(lines -> !lines.isEmpty())
                .orElseGet(words::doNot);
        var said = new LinkedHashSet<String>();
        verdict.fired().forEach(fired -> said.addAll(added(fired.rule(), Wording.Part.DO_NOT)));
        usual.forEach(line -> said.add(say(line)));
        return List.copyOf(said);
    }

    private List<String> added(Rule rule, Wording.Part part) {
        return Stream.concat(action(rule, part), knowledge.wording().of(rule, part).stream())
                .map(line -> say(line, Optional.of(rule.id())))
                .toList();
    }

    /// The instruction that the rule set itself gives, with the things to do or with the things not to do.
    private static Stream<Line> action(Rule rule, Wording.Part part) {
        var forbids = rule.action().startsWith("Do not ");
        return rule.action().isEmpty() || forbids != (part == Wording.Part.DO_NOT)
                ? Stream.empty()
                : Stream.of(new Line(rule.action(), rule.sources()));
    }

    private List<Why> why() {
        var fired = verdict.fired().stream()
                .map(row -> new Why(
                        row.rule().id(),
                        row.rule().disposition(),
                        row.rule().reason(),
                        because(row.because()),
                        row.rule().sources()));
        var notMet = verdict.notMet().stream()
                .map(row -> new Why(
                        row.rule().id(),
                        disposition,
                        say(knowledge.wording().selfCareNotMet()),
                        because(row.because()),
                        row.rule().sources()));
        return Stream.concat(fired, notMet)
                .sorted(Comparator.comparing(Why::disposition))
                .toList();
    }

    private List<Because> because(List<String> findings) {
        return findings.stream()
                .map(finding -> new Because(
                        finding,
                        spoken(judged.answers().to(finding)),
                        Optional.ofNullable(verdict.readAs().get(finding)).map(Reply::spoken),
                        question(finding)))
                .toList();
    }

    private List<Open> undecided() {
        return verdict.undecided().stream()
                .map(open -> new Open(
                        open.rule().id(), open.rule().disposition(), open.rule().reason(), open.needs()))
                .toList();
    }

    /// Somebody in an emergency is not sent back to a form.
    private List<OpenQuestion> answerThese() {
        if (disposition == Disposition.EMERGENCY) {
            return List.of();
        }
        var open = new LinkedHashSet<>(verdict.unknownRedFlags());
        verdict.undecided().forEach(row -> open.addAll(row.needs()));
        verdict.notMet()
                .ifPresent(row -> row.because().stream().filter(this::isOpen).forEach(open::add));
        return inOrder(open).stream()
                .map(finding -> new OpenQuestion(finding, question(finding)))
                .toList();
    }

    private boolean isOpen(String finding) {
        return judged.answers().to(finding).equals(Answer.UNKNOWN);
    }

    private List<Contradicted> contradictions() {
        return verdict.contradictions().stream()
                .map(found -> new Contradicted(
                        found.id(), found.text(), Optional.of(found.readAs()).filter(finding -> !finding.isEmpty())))
                .toList();
    }

    private String uncertainty() {
        var always = say(knowledge.wording().uncertainty());
        return verdict.unknownRedFlags().isEmpty()
                ? always
                : always + " " + say(knowledge.wording().uncertaintyWhenOpen());
    }

    private List<String> safetyNet() {
        var said = new ArrayList<String>();
        alone.stream().map(Wording.Alone::safetyNet).flatMap(List::stream).forEach(line -> said.add(say(line)));
        said.add(say(words.safetyNetFirst()));
        knowledge.wording().safetyNet().forEach(line -> said.add(say(line)));
        if (disposition != Disposition.EMERGENCY) {
            knowledge.wording().safetyNetSameDay().forEach(line -> said.add(say(line)));
        }
        return List.copyOf(said);
    }

    private ChangedSince changedSince(Earlier earlier) {
        var urgent = earlier.disposition();
        return new ChangedSince(
                earlier.id(),
                earlier.at(),
                urgent,
                earlier.byClinician()
                        ? say(knowledge.wording().headline(urgent, usualPlace(urgent)))
                        : earlier.headline(),
                say(knowledge.wording().changedSince()),
                earlier.byClinician(),
                earlier.changes(judged, knowledge.rules()),
                !earlier.answers().freeText().equals(judged.answers().freeText()),
                !earlier.ruleSetHash().equals(knowledge.rules().hash()));
    }

    private Map<String, Object> answers() {
        var given = judged.answers().byFinding();
        return knowledge.rules().findings().stream()
                .map(Finding::id)
                .filter(given::containsKey)
                .collect(toMap(
                        finding -> finding,
                        finding -> plain(judged.answers().to(finding)),
                        (first, _) -> first,
                        LinkedHashMap::new));
    }

    /// Nobody gets exercises before being seen, so nobody needs to be sized up for them.
    private Optional<Picture> picture() {
        return disposition.outranks(Disposition.ROUTINE_CLINICIAN)
                ? Optional.empty()
                : Optional.of(Picture.of(asRead(), PictureRules.shipped()));
    }

    /// The more dangerous reading that the rules took of an answer counts for the exercises as well.
    private Answers asRead() {
        var answers = judged.answers();
        for (var read : verdict.readAs().entrySet()) {
            answers = answers.with(read.getKey(), read.getValue());
        }
        return answers;
    }

    private List<String> inOrder(Collection<String> some) {
        var findings = Set.copyOf(some);
        return knowledge.rules().findings().stream()
                .map(Finding::id)
                .filter(findings::contains)
                .toList();
    }

    private String question(String finding) {
        return knowledge.rules().finding(finding).question();
    }

    static Object plain(Answer answer) {
        return answer instanceof Answer.Number said ? said.value() : answer.spoken();
    }

    static String spoken(Answer answer) {
        return answer.spoken();
    }
}
