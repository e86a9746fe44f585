package org.scapula.triage.rules;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.triage.rules.ClinicalPicture.Activity;
import org.scapula.triage.rules.ClinicalPicture.Cause;
import org.scapula.triage.rules.ClinicalPicture.Contribution;
import org.scapula.triage.rules.ClinicalPicture.Evidence;
import org.scapula.triage.rules.ClinicalPicture.ExerciseClass;
import org.scapula.triage.rules.ClinicalPicture.Forbidden;
import org.scapula.triage.rules.ClinicalPicture.Irritability;
import org.scapula.triage.rules.ClinicalPicture.Level;
import org.scapula.triage.rules.ClinicalPicture.Pace;
import org.scapula.triage.rules.ClinicalPicture.Position;
import org.scapula.triage.rules.ClinicalPicture.Stage;
import org.scapula.triage.rules.ClinicalPicture.Tag;
import org.scapula.triage.rules.PictureRules.Advance;
import org.scapula.triage.rules.PictureRules.NotNamed;
import org.scapula.triage.rules.PictureRules.Row;

/// Reads the rules of the picture and refuses them when anything is wrong: a limit that is half understood could let
/// somebody do what breaks a bone.
final class PictureReader {

    private static final String FILE = "picture.yaml";
    private static final Pattern ROW_ID = Pattern.compile("[A-Z]{1,2}[0-9]{2}");
    private static final Pattern CONDITION_CODE = Pattern.compile("[a-z]+(_[a-z]+)*");
    private static final Pattern SEED_CAUSE = Pattern.compile("S[0-9]-C[0-9]{2}");
    private static final Set<String> OF_EVERY_ROW = Set.of("id", "when", "text", "sources");

    private final Entry file;
    private final String hash;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Language language;

    PictureReader(RuleSet vocabulary, String text) {
        file = Entry.document(FILE, text);
        hash = Sha256.of(Entry.canonical(FILE, text));
        vocabulary.findings().forEach(finding -> findings.put(finding.id(), finding));
        file.entries("parameters").stream().map(this::parameter).forEach(parameter -> {
            if (parameters.put(parameter.name(), parameter) != null) {
                throw file.broken("the parameter '" + parameter.name() + "' stands there twice");
            }
        });
        language = new Language(
                List.copyOf(findings.values()),
                Set.of(),
                parameters.values().stream().collect(Collectors.toMap(Parameter::name, Parameter::value)));
    }

    PictureRules.Content read() {
        file.onlyKnows(Set.of(
                "version",
                "parameters",
                "stages",
                "irritability",
                "conditions",
                "causes",
                "notNamed",
                "doing",
                "activities",
                "forbids"));
        var content = new PictureRules.Content(
                file.text("version"),
                hash,
                findings,
                language.places(),
                choice("stages", Set.of("stage"), entry -> entry.oneOf(Stage.class, "stage")),
                choice(
                        "irritability",
                        Set.of("irritability"),
                        entry -> entry.oneOf(Irritability.class, "irritability")),
                rows("conditions", Set.of("codes"), PictureReader::codes),
                rows("causes", Set.of("cause", "evidence"), PictureReader::contribution),
                file.entries("notNamed").stream().map(PictureReader::notNamed).toList(),
                doing(),
                rows("activities", Set.of("activity", "advice", "ifUnknown", "notAssumed"), PictureReader::advance),
                rows(
                        "forbids",
                        Set.of("level", "positions", "classes", "tags", "notAssumed", "approvable"),
                        PictureReader::forbidden));
        growWithDanger(content);
        mostCautiousFirst(content.stages(), Function.identity());
        mostCautiousFirst(content.irritability(), Function.identity());
        for (var activity : Activity.values()) {
            var rows = content.activities().stream()
                    .filter(row -> row.says().activity() == activity)
                    .toList();
            mostCautiousFirst(rows, Advance::pace);
        }
        everyCauseOnce(content);
        parametersAreUsed();
        return content;
    }

    private Parameter parameter(Entry entry) {
        entry.onlyKnows(Set.of("name", "value", "unit", "sources", "note"));
        if (findings.containsKey(entry.text("name"))) {
            throw entry.broken("a finding is called '" + entry.text("name") + "' as well");
        }
        return new Parameter(
                entry.text("name"),
                entry.number("value"),
                entry.text("unit"),
                entry.texts("sources"),
                wordingIfAny(entry, "note"));
    }

    private <T> List<Row<T>> choice(String key, Set<String> own, Function<Entry, T> says) {
        return rows(key, Stream.concat(own.stream(), Stream.of("ifUnknown")).collect(Collectors.toSet()), says);
    }

    private <T> List<Row<T>> rows(String key, Set<String> own, Function<Entry, T> says) {
        var rows = new ArrayList<Row<T>>();
        for (var plain : file.entries(key)) {
            var entry = plain.as(key, plain.text("id"));
            entry.onlyKnows(Stream.concat(OF_EVERY_ROW.stream(), own.stream()).collect(Collectors.toSet()));
            rows.add(row(entry, says.apply(entry), own));
        }
        if (rows.isEmpty()) {
            throw file.broken("'" + key + "' is empty");
        }
        return List.copyOf(rows);
    }

    private <T> Row<T> row(Entry entry, T says, Set<String> own) {
        var id = entry.text("id");
        if (!ROW_ID.matcher(id).matches()) {
            throw entry.broken("an id is one or two capitals and two digits");
        }
        if (!ids.add(id)) {
            throw entry.broken("the id stands there twice");
        }
        var when = entry.textOr("when", "");
        var remains = when.isEmpty();
        if (remains && !own.contains("ifUnknown")) {
            throw entry.broken("'when' is missing or empty");
        }
        if (own.contains("ifUnknown")
                && remains != entry.textOr("ifUnknown", "").isEmpty()) {
            throw entry.broken("a row with 'when', and only such a row, says what is said 'ifUnknown'");
        }
        return new Row<>(
                id,
                says,
                language.condition(remains ? "true" : when, entry),
                wording(entry, "text"),
                wordingIfAny(entry, "ifUnknown"),
                notAssumed(entry),
                entry.texts("sources"));
    }

    /// Findings of which an unknown is not read as the more cautious: each needs its reason.
    private Set<String> notAssumed(Entry entry) {
        if (entry.textsByNameIfAny("notAssumed").entrySet().stream()
                .anyMatch(reason -> reason.getValue().isEmpty())) {
            throw entry.broken("whatever is not assumed needs a reason");
        }
        var read = entry.textsByNameIfAny("notAssumed").keySet();
        read.stream()
                .filter(finding -> !findings.containsKey(finding))
                .findFirst()
                .ifPresent(finding -> {
                    throw entry.broken("unknown finding '" + finding + "'");
                });
        return Set.copyOf(read);
    }

    private static List<String> codes(Entry entry) {
        var codes = entry.texts("codes");
        codes.stream()
                .filter(code -> !CONDITION_CODE.matcher(code).matches())
                .findFirst()
                .ifPresent(code -> {
                    throw entry.broken("'" + code + "' cannot be the code of a condition");
                });
        return codes;
    }

    private static Contribution contribution(Entry entry) {
        return new Contribution(entry.oneOf(Cause.class, "cause"), entry.oneOf(Evidence.class, "evidence"));
    }

    private static NotNamed notNamed(Entry entry) {
        entry.onlyKnows(Set.of("causes", "reason"));
        return new NotNamed(entry.texts("causes"), wording(entry, "reason"));
    }

    private Map<Activity, String> doing() {
        var doing = new EnumMap<Activity, String>(Activity.class);
        var said = file.textsByName("doing");
        for (var activity : Activity.values()) {
            var finding = said.getOrDefault(activity.name(), "");
            if (!(findings.get(finding) instanceof Finding known) || known.type() != Finding.Type.YES_NO) {
                throw file.broken("'doing' names no yes-or-no question for " + activity);
            }
            doing.put(activity, finding);
        }
        if (said.size() != doing.size()) {
            throw file.broken("'doing' knows only " + doing.keySet());
        }
        return doing;
    }

    private static Advance advance(Entry entry) {
        return new Advance(entry.oneOf(Activity.class, "activity"), entry.oneOf(Pace.class, "advice"));
    }

    private static Forbidden forbidden(Entry entry) {
        var forbidden = new Forbidden(
                entry.oneOf(Level.class, "level"),
                each(entry, "positions", Position.class),
                each(entry, "classes", ExerciseClass.class),
                each(entry, "tags", Tag.class),
                entry.flag("approvable"));
        if (forbidden.positions().isEmpty()
                && forbidden.classes().isEmpty()
                && forbidden.tags().isEmpty()) {
            throw entry.broken("it forbids nothing");
        }
        return forbidden;
    }

    private static <E extends Enum<E>> Set<E> each(Entry entry, String key, Class<E> type) {
        var found = EnumSet.noneOf(type);
        for (var word : entry.textsIfAny(key)) {
            found.add(Stream.of(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(word))
                    .findFirst()
                    .orElseThrow(() -> entry.broken("'" + key + "' knows no " + word)));
        }
        return found;
    }

    // A yes, or a number nearer to danger, can only add a limit, a cause or caution. How old the pain is has no danger.
    private void growWithDanger(PictureRules.Content content) {
        Stream.of(
                        content.irritability(),
                        content.conditions(),
                        content.causes(),
                        content.activities(),
                        content.forbids())
                .flatMap(List::stream)
                .forEach(row -> row.when()
                        .terms()
                        .atoms()
                        .filter(Predicate.not(this::growsWithDanger))
                        .findFirst()
                        .ifPresent(atom -> {
                            throw file.as("row", row.id())
                                    .broken("a more dangerous answer to '" + atom.finding() + "' would make it milder");
                        }));
    }

    private boolean growsWithDanger(Atom atom) {
        return findings.get(atom.finding()) instanceof Finding finding && atom.growsWith(finding.danger());
    }

    private <T, E extends Enum<E>> void mostCautiousFirst(List<Row<T>> rows, Function<T, E> value) {
        for (var at = 0; at < rows.size(); at++) {
            var row = rows.get(at);
            var last = at == rows.size() - 1;
            if (row.when().terms().equals(Terms.ALWAYS) != last) {
                throw file.as("row", row.id()).broken("the last row of a choice, and only that, has no 'when'");
            }
            if (!last
                    && value.apply(row.says())
                                    .compareTo(value.apply(rows.get(at + 1).says()))
                            > 0) {
                throw file.as("row", row.id()).broken("a more cautious row follows; the most cautious comes first");
            }
        }
        if (rows.isEmpty()) {
            throw file.broken("an activity has no rows");
        }
    }

    private void everyCauseOnce(PictureRules.Content content) {
        var named = content.causes().stream().map(row -> row.says().cause()).toList();
        if (named.size() != Cause.values().length || Set.copyOf(named).size() != named.size()) {
            throw file.broken("'causes' names each of " + List.of(Cause.values()) + " once");
        }
        var seen = new HashSet<String>();
        Stream.concat(
                        content.causes().stream().flatMap(row -> row.sources().stream()),
                        content.notNamed().stream().flatMap(left -> left.causes().stream()))
                .filter(SEED_CAUSE.asMatchPredicate())
                .filter(cause -> !seen.add(cause))
                .findFirst()
                .ifPresent(cause -> {
                    throw file.broken("the cause " + cause + " stands there twice");
                });
    }

    private static String wording(Entry entry, String key) {
        return unpromising(entry, key, entry.text(key));
    }

    private static String wordingIfAny(Entry entry, String key) {
        return unpromising(entry, key, entry.textOr(key, ""));
    }

    private static String unpromising(Entry entry, String key, String text) {
        var promise = Prover.REASSURANCE.matcher(text.toLowerCase(Locale.ROOT));
        if (promise.find()) {
            throw entry.broken("'" + key + "' promises too much: \"" + promise.group() + "\"");
        }
        return text;
    }

    private void parametersAreUsed() {
        parameters.keySet().stream()
                .filter(name -> !language.used().contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw file.broken("nothing uses '" + name + "'");
                });
    }
}
