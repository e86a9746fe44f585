package org.scapula.triage.rules;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the two files of a rule set and refuses them when anything is wrong: a rule set that is half understood
/// could send a person home who must be seen.
final class RuleSetReader {

    static final String VOCABULARY = "vocabulary.yaml";
    static final String RULES = "rules.yaml";
    private static final Pattern FINDING_ID = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern RULE_ID = Pattern.compile("[EURS][0-9]{2}");

    private final String hash;
    private final Entry vocabulary;
    private final Entry rulesFile;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private final List<RuleSet.Text> texts = new ArrayList<>();

    RuleSetReader(String vocabulary, String rules) {
        this.vocabulary = Entry.document(VOCABULARY, vocabulary);
        rulesFile = Entry.document(RULES, rules);
        hash = Sha256.of(Entry.canonical(VOCABULARY, vocabulary) + "\n" + Entry.canonical(RULES, rules));
    }

    RuleSet.Content read() {
        vocabulary.onlyKnows(Set.of("sections", "findings"));
        rulesFile.onlyKnows(Set.of(
                "version",
                "parameters",
                "definitions",
                "rules",
                "masked",
                "contradictions",
                "gotWorse",
                "exampleBase",
                "monotonicityExceptions",
                "lexicon"));
        var sections = each(vocabulary, "sections", "section", this::section);
        each(vocabulary, "findings", "finding", this::finding).forEach(finding -> findings.put(finding.id(), finding));
        each(rulesFile, "parameters", "parameter", "name", this::parameter)
                .forEach(parameter -> parameters.put(parameter.name(), parameter));
        var language = language();
        var definitions = rulesFile.textsByName("definitions");
        definitions.forEach((name, text) -> language.define(name, text, rulesFile.as("definition", name)));
        var exceptions = rulesFile.entries("monotonicityExceptions").stream()
                .map(this::exception)
                .toList();
        var rows = each(rulesFile, "rules", "rule", entry -> row(entry, language));
        var exclusions = each(rulesFile, "contradictions", "contradiction", entry -> excluded(entry, language));
        var masks = rulesFile.entries("masked").stream().map(this::masked).toList();
        var lexicon =
                rulesFile.entries("lexicon").stream().map(this::redFlagWords).toList();
        exceptionsNameRules(exceptions, rows);
        sectionsAreKnown(sections);
        var worsenings =
                rulesFile.entries("gotWorse").stream().map(this::worsening).toList();
        namesAreUsed(language, definitions.keySet());
        someoneMayStayAtHome(rows);
        return new RuleSet.Content(
                rulesFile.text("version"),
                hash,
                sections,
                List.copyOf(findings.values()),
                List.copyOf(parameters.values()),
                definitions,
                rows,
                exclusions,
                masks,
                exceptions,
                worsenings,
                lexicon,
                language.places(),
                exampleBase(),
                List.copyOf(texts));
    }

    private Section section(Entry entry) {
        entry.onlyKnows(Set.of("id", "title"));
        return new Section(entry.text("id"), wording(entry, "title"));
    }

    private Finding finding(Entry entry) {
        entry.onlyKnows(Set.of(
                "id",
                "type",
                "unit",
                "min",
                "max",
                "redFlag",
                "weakFlag",
                "danger",
                "dangerNote",
                "section",
                "question",
                "help",
                "sources"));
        var id = entry.text("id");
        var type = entry.oneOf(Finding.Type.class, "type");
        var isTruth = type == Finding.Type.YES_NO;
        var danger = isTruth && entry.textOr("danger", "").isEmpty()
                ? Finding.Danger.YES
                : entry.oneOf(Finding.Danger.class, "danger");
        if (!FINDING_ID.matcher(id).matches() || RuleSet.FACTS.contains(id)) {
            throw entry.broken("'" + id + "' cannot be the name of a finding");
        }
        if (isTruth != (danger == Finding.Danger.YES)) {
            throw entry.broken("a yes-or-no question has the danger YES, a number UP, DOWN or BOTH");
        }
        if (isTruth
                == (entry.numberIfAny("min").isPresent()
                        && entry.numberIfAny("max").isPresent())) {
            throw entry.broken("a number, and only a number, has 'min' and 'max'");
        }
        if (!isTruth && entry.text("unit").isEmpty()
                || isTruth && !entry.textOr("unit", "").isEmpty()) {
            throw entry.broken("a number, and only a number, has a 'unit'");
        }
        if (!isTruth && (entry.flag("redFlag") || entry.flag("weakFlag"))) {
            throw entry.broken("only a yes-or-no question can be a flag");
        }
        return new Finding(
                id,
                type,
                entry.textOr("unit", ""),
                entry.numberIfAny("min"),
                entry.numberIfAny("max"),
                entry.flag("redFlag"),
                entry.flag("weakFlag"),
                danger,
                wordingIfAny(entry, "dangerNote"),
                entry.text("section"),
                wording(entry, "question"),
                wordingIfAny(entry, "help"),
                entry.texts("sources"));
    }

    private Parameter parameter(Entry entry) {
        entry.onlyKnows(Set.of("name", "value", "unit", "sources", "note"));
        if (findings.containsKey(entry.text("name"))) {
            throw entry.broken("a finding has the same name");
        }
        return new Parameter(
                entry.text("name"),
                entry.number("value"),
                entry.text("unit"),
                entry.texts("sources"),
                wordingIfAny(entry, "note"));
    }

    private Language language() {
        var values = parameters.values().stream().collect(Collectors.toMap(Parameter::name, Parameter::value));
        return new Language(List.copyOf(findings.values()), RuleSet.FACTS, values);
    }

    private MonotonicityException exception(Entry entry) {
        entry.onlyKnows(Set.of("finding", "rule", "reason"));
        return new MonotonicityException(known(entry, "finding").id(), entry.text("rule"), wording(entry, "reason"));
    }

    private RuleSet.Row row(Entry entry, Language language) {
        entry.onlyKnows(Set.of(
                "id",
                "disposition",
                "when",
                "within",
                "where",
                "reason",
                "action",
                "readUnknownAs",
                "sources",
                "note",
                "examples"));
        if (!RULE_ID.matcher(entry.text("id")).matches()) {
            throw entry.broken("an id is E, U, R or S and two digits");
        }
        var when = entry.text("when");
        var condition = language.condition(when, entry);
        var disposition = entry.oneOf(Disposition.class, "disposition");
        var selfCare = disposition == Disposition.SELF_CARE;
        var readUnknownAs = readUnknownAs(entry, condition);
        var rule = new Rule(
                entry.text("id"),
                disposition,
                when,
                condition.text(),
                within(entry, disposition),
                entry.oneOf(Rule.Place.class, "where"),
                wording(entry, "reason"),
                wordingIfAny(entry, "action"),
                readUnknownAs,
                entry.texts("sources"),
                wordingIfAny(entry, "note"),
                condition.reads(),
                examples(entry));
        var stops = selfCare ? Optional.of(language.opposite(when, entry)) : Optional.<Condition>empty();
        return new RuleSet.Row(rule, condition, stops, entry.line());
    }

    private Map<String, Rule.ReadUnknownAs> readUnknownAs(Entry entry, Condition condition) {
        var readings = new LinkedHashMap<String, Rule.ReadUnknownAs>();
        entry.entriesByName("readUnknownAs").forEach((finding, reading) -> {
            reading.onlyKnows(Set.of("value", "why"));
            var value = dangerous(reading, finding);
            readings.put(finding, new Rule.ReadUnknownAs(value, wording(reading, "why")));
            var reads = condition
                    .terms()
                    .atoms()
                    .filter(atom -> atom.finding().equals(finding))
                    .toList();
            if (reads.isEmpty()) {
                throw entry.broken("it does not read '" + finding + "', so an unknown answer cannot matter");
            }
            if (reads.stream().anyMatch(atom -> !holds(atom, value))) {
                throw entry.broken("an unknown '" + finding + "' is not read as the dangerous answer");
            }
        });
        return readings;
    }

    private Answer dangerous(Entry reading, String finding) {
        var value = reading.text("value");
        if (findings.get(finding) instanceof Finding known && known.type() == Finding.Type.YES_NO) {
            return new Answer.YesNo(reading.flag("value"));
        }
        return new Answer.Number(
                parameters.get(value) instanceof Parameter parameter ? parameter.value() : reading.number("value"));
    }

    private static boolean holds(Atom atom, Answer answer) {
        return switch (answer) {
            case Answer.YesNo said -> (atom.side() == Atom.Side.YES) == said.yes();
            case Answer.Number said -> atom.holdsFor(said.value().doubleValue());
            case Answer.Unknown _ -> false;
        };
    }

    // A rule without them says what it means only to whoever wrote it.
    private static List<Rule.Example> examples(Entry entry) {
        var examples = entry.entry("examples");
        examples.onlyKnows(Set.of("fires", "silent"));
        return Stream.concat(
                        examples.lines("fires").stream().map(said -> new Rule.Example(said.text(), true, said.line())),
                        examples.lines("silent").stream()
                                .map(said -> new Rule.Example(said.text(), false, said.line())))
                .toList();
    }

    private Answers exampleBase() {
        var said = new HashMap<String, Answer>();
        findings.values().stream()
                .filter(finding -> finding.type() == Finding.Type.YES_NO)
                .forEach(finding -> said.put(finding.id(), Answer.NO));
        var base = rulesFile.entry("exampleBase");
        for (var id : base.keys()) {
            if (!(findings.get(id) instanceof Finding finding) || !finding.accepts(base.number(id))) {
                throw base.broken("'" + id + "' is not a number that the vocabulary asks for, or lies out of range");
            }
            said.put(id, new Answer.Number(base.number(id)));
        }
        return Answers.of(said);
    }

    private static String within(Entry entry, Disposition disposition) {
        var within = entry.text("within");
        if ((disposition == Disposition.EMERGENCY) != within.equals("now")) {
            throw entry.broken("an emergency, and only an emergency, is 'now'");
        }
        try {
            if (!within.equals("now") && !Duration.parse(within).isPositive()) {
                throw entry.broken("'within' must be longer than nothing");
            }
            return within;
        } catch (DateTimeException e) {
            throw entry.broken("'within' is neither 'now' nor a time such as P1D: " + within);
        }
    }

    private RuleSet.Excluded excluded(Entry entry, Language language) {
        entry.onlyKnows(Set.of("id", "when", "text", "raises"));
        var raises = entry.textOr("raises", "");
        if (!raises.isEmpty() && known(entry, "raises").type() != Finding.Type.YES_NO) {
            throw entry.broken("only a yes-or-no question can be read as yes");
        }
        return new RuleSet.Excluded(
                new Exclusion(entry.text("id"), entry.text("when"), wording(entry, "text"), raises),
                language.comparison(entry.text("when"), entry));
    }

    private RuleSet.Masked masked(Entry entry) {
        entry.onlyKnows(Set.of("finding", "below", "unlessNo", "opens", "why"));
        var mask = new Mask(
                known(entry, "finding").id(),
                entry.text("below"),
                known(entry, "unlessNo").id(),
                known(entry, "opens").id(),
                wording(entry, "why"));
        var threshold = threshold(entry, "below");
        if (known(entry, "finding").danger() != Finding.Danger.UP
                || known(entry, "unlessNo").type() != Finding.Type.YES_NO
                || known(entry, "opens").type() != Finding.Type.YES_NO) {
            throw entry.broken("masks a number that is dangerous when high, by two yes-or-no questions");
        }
        return new RuleSet.Masked(mask, threshold.doubleValue());
    }

    private Worsening worsening(Entry entry) {
        entry.onlyKnows(Set.of("finding", "by", "reaches"));
        if (known(entry, "finding").danger() != Finding.Danger.UP) {
            throw entry.broken("only a number that is dangerous when high can rise");
        }
        if (entry.textOr("by", "").isEmpty() == entry.textOr("reaches", "").isEmpty()) {
            throw entry.broken("it has either 'by' or 'reaches'");
        }
        return new Worsening(entry.text("finding"), thresholdIfAny(entry, "by"), thresholdIfAny(entry, "reaches"));
    }

    private Optional<BigDecimal> thresholdIfAny(Entry entry, String key) {
        return entry.textOr(key, "").isEmpty() ? Optional.empty() : Optional.of(threshold(entry, key));
    }

    private BigDecimal threshold(Entry entry, String key) {
        if (!(parameters.get(entry.text(key)) instanceof Parameter parameter)) {
            throw entry.broken("unknown parameter '" + entry.text(key) + "'");
        }
        used.add(parameter.name());
        return parameter.value();
    }

    private RedFlagWords redFlagWords(Entry entry) {
        entry.onlyKnows(Set.of("finding", "aboutMe", "notAfter", "phrases"));
        var finding = known(entry, "finding");
        if (!finding.redFlag()) {
            throw entry.broken("'" + finding.id() + "' is not a red flag");
        }
        entry.texts("phrases").stream()
                .filter(phrase -> !FreeText.isPhrase(phrase))
                .findFirst()
                .ifPresent(phrase -> {
                    throw entry.broken("'" + phrase + "' is no phrase; words, with / between those that may stand for"
                            + " each other");
                });
        return new RedFlagWords(
                finding.id(), entry.flag("aboutMe"), entry.textsIfAny("notAfter"), entry.texts("phrases"));
    }

    private Finding known(Entry entry, String key) {
        return Optional.ofNullable(findings.get(entry.text(key)))
                .orElseThrow(() -> entry.broken("unknown finding '" + entry.text(key) + "'"));
    }

    private void exceptionsNameRules(List<MonotonicityException> exceptions, List<RuleSet.Row> rows) {
        var ids = rows.stream().map(row -> row.rule().id()).collect(Collectors.toSet());
        for (var exception : exceptions) {
            if (!ids.contains(exception.rule())) {
                throw rulesFile.broken("an exception names the unknown rule " + exception.rule());
            }
        }
    }

    private void sectionsAreKnown(List<Section> sections) {
        var ids = sections.stream().map(Section::id).collect(Collectors.toSet());
        for (var finding : findings.values()) {
            if (!ids.contains(finding.section())) {
                throw vocabulary.broken(
                        "finding " + finding.id() + " stands in the unknown section '" + finding.section() + "'");
            }
        }
    }

    // A name that nothing uses is most likely a condition that lost a part.
    private void namesAreUsed(Language language, Set<String> definitions) {
        used.addAll(language.used());
        Stream.concat(parameters.keySet().stream(), definitions.stream())
                .filter(name -> !used.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw rulesFile.broken("nothing uses '" + name + "'");
                });
    }

    private void someoneMayStayAtHome(List<RuleSet.Row> rows) {
        var selfCare = rows.stream()
                .filter(row -> row.rule().disposition() == Disposition.SELF_CARE)
                .count();
        if (selfCare != 1) {
            throw rulesFile.broken("there must be exactly one self-care row, not " + selfCare);
        }
    }

    private String wording(Entry entry, String key) {
        return noted(entry, key, entry.text(key));
    }

    private String wordingIfAny(Entry entry, String key) {
        return noted(entry, key, entry.textOr(key, ""));
    }

    // The proof looks at all of them together.
    private String noted(Entry entry, String key, String words) {
        if (!words.isEmpty()) {
            texts.add(new RuleSet.Text(entry.name(), entry.file(), entry.line(), key, words));
        }
        return words;
    }

    private static <T> List<T> each(Entry file, String key, String what, Function<Entry, T> read) {
        return each(file, key, what, "id", read);
    }

    // Every entry is read before the first complaint, so that whoever wrote them sees all of them at once.
    private static <T> List<T> each(Entry file, String key, String what, String idKey, Function<Entry, T> read) {
        var ids = new HashSet<String>();
        var all = new ArrayList<T>();
        var faults = new ArrayList<Fault>();
        for (var entry : file.entries(key)) {
            try {
                var named = entry.as(what, entry.text(idKey));
                if (!ids.add(entry.text(idKey))) {
                    throw named.broken("the id stands there twice");
                }
                all.add(read.apply(named));
            } catch (RuleSetBroken broken) {
                faults.addAll(broken.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new RuleSetBroken(faults);
        }
        if (all.isEmpty()) {
            throw file.broken("'" + key + "' is empty");
        }
        return List.copyOf(all);
    }
}
