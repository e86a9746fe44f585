package org.scapula.triage.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The decision table: all rows are looked at, the most urgent that holds wins. Immutable; threads may share it.
public final class RuleSet {

    static final String RED_FLAG_UNKNOWN = "redFlagUnknown";
    static final String FLAG_PRESENT = "flagPresent";
    static final String CONTRADICTION_FOUND = "contradictionFound";
    static final String GOT_WORSE = "gotWorse";
    static final Set<String> FACTS = Set.of(RED_FLAG_UNKNOWN, FLAG_PRESENT, CONTRADICTION_FOUND, GOT_WORSE);

    /// A row ready to run; `stops` says of a self-care row in which ways it fails.
    record Row(Rule rule, Condition condition, Optional<Condition> stops, int line) {

        boolean isSelfCare() {
            return rule.disposition() == Disposition.SELF_CARE;
        }

        boolean isFailSafe() {
            return FACTS.containsAll(condition.reads());
        }
    }

    record Excluded(Exclusion exclusion, Condition condition) {}

    record Masked(Mask mask, double below) {}

    /// Everything a file says, checked.
    record Content(
            String version,
            String hash,
            List<Section> sections,
            List<Finding> findings,
            List<Parameter> parameters,
            Map<String, String> definitions,
            List<Row> rows,
            List<Excluded> exclusions,
            List<Masked> masks,
            List<MonotonicityException> exceptions,
            List<Worsening> worsenings,
            List<RedFlagWords> lexicon,
            Known.Places places,
            Answers exampleBase,
            List<Text> texts) {}

    /// Something that a person may read, and where it stands.
    record Text(String where, String file, int line, String key, String words) {}

    private final Content content;
    private final FreeText freeText;
    private final Map<String, Finding> byId = new LinkedHashMap<>();
    private final BitSet allFindings;
    private final BitSet redFlags;
    private final BitSet allFlags;
    private final Map<String, List<String>> askedFor = new HashMap<>();
    private final Interview interview;
    private final TellingAnswers telling;

    RuleSet(Content content) {
        this.content = content;
        freeText = new FreeText(content.lexicon());
        for (var finding : content.findings()) {
            byId.put(finding.id(), finding);
            askedFor.put(finding.id(), new ArrayList<>());
        }
        allFindings = places(_ -> true);
        redFlags = places(Finding::redFlag);
        allFlags = places(finding -> finding.redFlag() || finding.weakFlag());
        content.rows().forEach(this::noteWhatItAsks);
        interview = new Interview(this);
        telling = new TellingAnswers(this);
    }

    private BitSet places(Predicate<Finding> some) {
        return content.places()
                .of(content.findings().stream().filter(some).map(Finding::id).toList());
    }

    /// The rule set that comes with the product; refused with {@link RuleSetBroken} when anything in it is wrong.
    public static RuleSet shipped() {
        return of(shippedText("vocabulary.yaml"), shippedText("rules.yaml"));
    }

    /// A rule set from the text of its two files; refused with {@link RuleSetBroken} when anything in it is wrong.
    public static RuleSet of(String vocabulary, String rules) {
        return new RuleSet(new RuleSetReader(vocabulary, rules).read());
    }

    /// The text of `vocabulary.yaml`, `rules.yaml` or `picture.yaml` as it comes with the product.
    public static String shippedText(String file) {
        try (var stream = RuleSet.class.getResourceAsStream("/triage/" + file)) {
            if (stream == null) {
                throw new RuleSetBroken(new Fault(file, file, 0, "the file is missing"));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String version() {
        return content.version();
    }

    public String hash() {
        return content.hash();
    }

    public List<Section> sections() {
        return content.sections();
    }

    public List<Finding> findings() {
        return content.findings();
    }

    public Finding finding(String id) {
        return findingIfAny(id).orElseThrow(() -> new IllegalArgumentException("No finding " + id));
    }

    public Optional<Finding> findingIfAny(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public List<Parameter> parameters() {
        return content.parameters();
    }

    /// Named parts of conditions, in the order in which they build on each other.
    public Map<String, String> definitions() {
        return content.definitions();
    }

    public List<Rule> rules() {
        return content.rows().stream().map(Row::rule).toList();
    }

    public List<MonotonicityException> monotonicityExceptions() {
        return content.exceptions();
    }

    public List<Exclusion> exclusions() {
        return content.exclusions().stream().map(Excluded::exclusion).toList();
    }

    public List<Mask> masks() {
        return content.masks().stream().map(Masked::mask).toList();
    }

    public List<Worsening> worsenings() {
        return content.worsenings();
    }

    public List<RedFlagWords> lexicon() {
        return content.lexicon();
    }

    /// The ids of the rows that a question is asked for.
    public List<String> askedFor(String finding) {
        return List.copyOf(Objects.requireNonNullElse(askedFor.get(finding), List.of()));
    }

    /// All rows are looked at. Refuses answers that are not in the vocabulary, so that none is dropped in silence.
    public Verdict judge(Answers answers) {
        answers.byFinding().forEach(this::mustFit);
        answers.worse().forEach(this::mustBeKnown);
        return new Judgement(answers).verdict();
    }

    /// What to ask next: only what can still change how soon the person must be seen.
    public Interview.Step next(Answers answers) {
        return interview.next(answers);
    }

    /// Why this is the answer, and what would change it.
    public Explanation explain(Answers answers) {
        return Explanation.of(this, answers);
    }

    TellingAnswers telling() {
        return telling;
    }

    List<Row> rows() {
        return content.rows();
    }

    Content content() {
        return content;
    }

    /// What the engine takes for true of these answers: contradictions, masks and facts worked in.
    Known seen(Answers answers) {
        return new Judgement(answers).known;
    }

    /// What a row sees: where a companion question was not answered, its dangerous reading.
    Known readBy(Row row, Known known) {
        var read = known;
        for (var reading : row.rule().readUnknownAs().entrySet()) {
            if (!known.has(reading.getKey())) {
                read = read.with(reading.getKey(), reading.getValue().value());
            }
        }
        return read;
    }

    private void noteWhatItAsks(Row row) {
        var asks = new LinkedHashSet<>(row.rule().reads());
        content.masks().stream()
                .map(Masked::mask)
                .filter(mask -> asks.contains(mask.finding()))
                .forEach(mask -> asks.add(mask.unlessNo()));
        if (row.isSelfCare()) {
            findings().stream().filter(Finding::redFlag).map(Finding::id).forEach(asks::add);
        }
        asks.stream()
                .filter(byId::containsKey)
                .forEach(id ->
                        Objects.requireNonNull(askedFor.get(id)).add(row.rule().id()));
    }

    private void mustBeKnown(String id) {
        var _ = finding(id);
    }

    private void mustFit(String id, Answer answer) {
        var finding = finding(id);
        var fits = switch (answer) {
            case Answer.Unknown _ -> true;
            case Answer.YesNo _ -> finding.type() == Finding.Type.YES_NO;
            case Answer.Number number -> finding.accepts(number.value());
        };
        if (!fits) {
            throw new IllegalArgumentException("The answer to " + id + " does not fit the question");
        }
    }

    /// One person's answers on their way to a verdict.
    private final class Judgement {

        private final Known known = new Known(content.places());
        private final Map<String, Answer> readAs = new HashMap<>();
        private final List<Contradiction> contradictions = new ArrayList<>();
        private final BitSet contradicted = new BitSet();
        private final List<Fired> fired = new ArrayList<>();
        private final List<Row> open = new ArrayList<>();
        private final List<NotMet> notMet = new ArrayList<>();
        private final BitSet unknown;
        private final BitSet unknownRedFlags;
        private final BitSet flags;
        private final BitSet worse;
        private final BitSet heardOnly = new BitSet();

        Judgement(Answers answers) {
            worse = content.places().of(answers.worse());
            answers.byFinding().forEach(known::learn);
            compareAnswers();
            listenTo(answers.freeText());
            content.masks().forEach(this::mask);

            unknown = known.unknownOf(allFindings);
            unknown.or(heardOnly);
            unknownRedFlags = known.unknownOf(redFlags);
            unknownRedFlags.or(heardOnly);
            flags = known.yesOf(allFlags);
            known.fact(RED_FLAG_UNKNOWN, !unknownRedFlags.isEmpty());
            known.fact(FLAG_PRESENT, !flags.isEmpty());
            known.fact(CONTRADICTION_FOUND, !contradictions.isEmpty());
            known.fact(GOT_WORSE, !worse.isEmpty());
        }

        Verdict verdict() {
            content.rows().stream().filter(row -> !row.isSelfCare()).forEach(this::look);
            content.rows().stream().filter(Row::isSelfCare).forEach(this::lookAtSelfCare);
            // Nothing fired, and self-care was not met either: somebody has to look at the person.
            var disposition = fired.stream()
                    .map(row -> row.rule().disposition())
                    .min(Comparator.naturalOrder())
                    .orElse(Disposition.ROUTINE_CLINICIAN);
            var outranking = open.stream()
                    .filter(row -> row.rule().disposition().outranks(disposition))
                    .map(row -> new Undecided(row.rule(), inOrder(needed(row))))
                    .toList();
            return new Verdict(
                    disposition,
                    fired,
                    outranking,
                    content.places().names(unknownRedFlags),
                    content.places().names(unknown),
                    contradictions,
                    readAs,
                    notMet.stream().findFirst());
        }

        private void compareAnswers() {
            var raised = new ArrayList<String>();
            for (var excluded : content.exclusions()) {
                var exclusion = excluded.exclusion();
                if (!known.isYes(exclusion.raises()) && excluded.condition().in(known) == Truth.TRUE) {
                    contradictions.add(new Contradiction(exclusion.id(), exclusion.text(), exclusion.raises()));
                    contradicted.or(content.places().of(excluded.condition().reads()));
                    raised.add(exclusion.raises());
                }
            }
            raised.stream().filter(id -> !id.isEmpty()).forEach(this::readAsYes);
        }

        private void listenTo(String text) {
            freeText.mentions(text).forEach((finding, phrase) -> {
                if (!known.isYes(finding)) {
                    contradictions.add(new Contradiction(
                            "free-text-" + finding,
                            "Your own words mention \"" + phrase
                                    + "\", but the question about it was not answered with yes. We count it as yes.",
                            finding));
                    // Words do not close a question: what its being open has raised must not fall back.
                    if (!known.has(finding)) {
                        heardOnly.set(content.places().of(finding));
                    }
                    readAsYes(finding);
                }
            });
        }

        private void readAsYes(String finding) {
            known.learn(finding, Answer.YES);
            readAs.put(finding, Answer.YES);
            contradicted.set(content.places().of(finding));
        }

        private void mask(Masked masked) {
            var mask = masked.mask();
            var isHigh = known.number(mask.finding())
                    .filter(value -> value >= masked.below())
                    .isPresent();
            if (isHigh || known.isNo(mask.unlessNo())) {
                return;
            }
            if (known.has(mask.finding())) {
                known.learn(mask.finding(), Answer.UNKNOWN);
                readAs.put(mask.finding(), Answer.UNKNOWN);
            }
            if (!known.isYes(mask.opens())) {
                known.learn(mask.opens(), Answer.YES);
                readAs.put(mask.opens(), Answer.YES);
            }
        }

        private void look(Row row) {
            var read = readBy(row, known);
            switch (row.condition().in(read)) {
                case TRUE -> fire(row, read);
                case UNKNOWN -> open.add(row);
                case FALSE -> {}
            }
        }

        private void fire(Row row, Known read) {
            var because = row.condition().because(read);
            row.rule().readUnknownAs().forEach((finding, reading) -> {
                if (!known.has(finding) && because.get(content.places().of(finding))) {
                    readAs.put(finding, reading.value());
                }
            });
            fired.add(new Fired(row.rule(), inOrder(because)));
        }

        // Self-care is only for a person of whom every other row is decided not to hold.
        private void lookAtSelfCare(Row row) {
            if (!fired.isEmpty()) {
                return;
            }
            var stopping = new BitSet();
            row.stops().ifPresent(stops -> {
                stopping.or(stops.because(known));
                stopping.or(stops.needed(known));
            });
            open.forEach(undecided -> stopping.or(needed(undecided)));
            stopping.or(unknownRedFlags);
            stopping.or(known.yesOf(redFlags));
            if (stopping.isEmpty() && open.isEmpty() && row.condition().in(known) == Truth.TRUE) {
                fired.add(new Fired(
                        row.rule(), inOrder(content.places().of(row.rule().reads()))));
            } else {
                notMet.add(new NotMet(row.rule(), inOrder(stopping)));
            }
        }

        private BitSet needed(Row row) {
            var needed = row.condition().needed(readBy(row, known));
            content.masks().stream()
                    .map(Masked::mask)
                    .filter(mask -> needed.get(content.places().of(mask.finding())) && !known.has(mask.unlessNo()))
                    .forEach(mask -> needed.set(content.places().of(mask.unlessNo())));
            return needed;
        }

        // What the engine found out stands for the answers behind it.
        private List<String> inOrder(BitSet places) {
            var findings = (BitSet) places.clone();
            findings.and(allFindings);
            if (findings.cardinality() < places.cardinality()) {
                behindThe(RED_FLAG_UNKNOWN, unknownRedFlags, places, findings);
                behindThe(FLAG_PRESENT, flags, places, findings);
                behindThe(CONTRADICTION_FOUND, contradicted, places, findings);
                behindThe(GOT_WORSE, worse, places, findings);
            }
            return content.places().names(findings);
        }

        private void behindThe(String fact, BitSet answers, BitSet places, BitSet findings) {
            if (places.get(content.places().of(fact))) {
                findings.or(answers);
            }
        }
    }
}
