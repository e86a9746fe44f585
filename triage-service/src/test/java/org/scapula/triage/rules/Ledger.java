package org.scapula.triage.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The safety ledger: people of our own making, and how soon the clinical sources say that each must be seen. It is
/// written from those sources and not from the conditions of the rules, so that it can judge them.
record Ledger(List<Case> cases) {

    /// One person. `forbidden` are the answers that would be wrong whatever the reason; `accepted` a more cautious one
    /// that a declared policy gives. `fires` are rows that must be among those that hold, `nearly` the rows (or
    /// warning signs of the articles) that the person comes close to and does not have.
    record Case(
            String id,
            String theme,
            String story,
            Answers answers,
            Optional<Answers> before,
            Set<String> told,
            Map<String, BigDecimal> parameters,
            Disposition expected,
            Optional<Disposition> accepted,
            Set<Disposition> forbidden,
            Set<String> fires,
            Set<String> nearly,
            Set<String> sources) {

        boolean saysSomethingAbout(Collection<String> findings) {
            return told.stream().anyMatch(findings::contains);
        }

        Set<String> nearlyRows() {
            return nearly.stream().filter(id -> !isWarningSign(id)).collect(Collectors.toUnmodifiableSet());
        }

        /// What is wrong with this verdict; empty when nothing is.
        Set<String> complaints(Verdict verdict) {
            var wrong = new HashSet<String>();
            var disposition = verdict.disposition();
            if (forbidden.contains(disposition)) {
                wrong.add(disposition + " is forbidden");
            }
            if (expected.outranks(disposition)) {
                wrong.add("too mild: " + disposition + " instead of " + expected);
            }
            if (disposition != expected && !accepted.equals(Optional.of(disposition))) {
                wrong.add(disposition + " instead of " + expected);
            }
            fires.stream().filter(row -> !People.fires(row, verdict)).forEach(row -> wrong.add(row + " is silent"));
            nearlyRows().stream().filter(row -> People.fires(row, verdict)).forEach(row -> wrong.add(row + " holds"));
            return wrong;
        }
    }

    /// Judges by these rules, with what grew worse since the assessment before as they see it. A case that sets a
    /// parameter is judged by the rules of a clinic that does so.
    static final class Judge {

        private final String rules;
        private final Map<Map<String, BigDecimal>, RuleSet> read = new HashMap<>();

        Judge(String rules) {
            this.rules = rules;
        }

        Verdict verdict(Case one) {
            var ruleSet = read.computeIfAbsent(one.parameters(), this::with);
            return ruleSet.judge(one.before()
                    .map(before -> one.answers().gotWorse(GotWorse.between(ruleSet, before, one.answers())))
                    .orElse(one.answers()));
        }

        RuleSet rules() {
            return read.computeIfAbsent(Map.of(), this::with);
        }

        private RuleSet with(Map<String, BigDecimal> parameters) {
            var changed = rules;
            for (var parameter : parameters.entrySet()) {
                changed = changed.replaceFirst(
                        "(name: " + parameter.getKey() + ", value:) [0-9.]+", "$1 " + parameter.getValue());
            }
            return RuleSet.of(RuleSet.shippedText("vocabulary.yaml"), changed);
        }
    }

    private static final String PEOPLE = "people.yaml";

    static Ledger shipped() {
        return read(files());
    }

    /// From the texts of its files by their names; whatever is not understood in full is refused.
    static Ledger read(Map<String, String> files) {
        return new Reader(files).read();
    }

    static boolean isWarningSign(String id) {
        return id.matches("S[0-4]-R[0-9]{2}");
    }

    Set<String> idsThat(Disposition expected) {
        return cases.stream()
                .filter(one -> one.expected() == expected)
                .map(Case::id)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> files() {
        try {
            var folder = Path.of(
                    Objects.requireNonNull(Ledger.class.getResource("/ledger")).toURI());
            var texts = new TreeMap<String, String>();
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    texts.put(Objects.requireNonNull(file.getFileName()).toString(), Files.readString(file));
                }
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Reader {

        private record Person(Answers answers) {}

        private final Map<String, String> files;
        private final Map<String, Person> people = new LinkedHashMap<>();
        private final Map<String, Case> byId = new LinkedHashMap<>();
        private final Map<List<Object>, String> alike = new HashMap<>();
        private final Set<String> rows =
                People.RULES.rules().stream().map(Rule::id).collect(Collectors.toSet());

        Reader(Map<String, String> files) {
            this.files = new TreeMap<>(files);
        }

        Ledger read() {
            var peopleFile = Entry.document(PEOPLE, Objects.requireNonNull(files.remove(PEOPLE)));
            peopleFile.onlyKnows(Set.of("people"));
            peopleFile.entries("people").forEach(this::person);
            files.forEach((name, text) -> {
                var file = Entry.document(name, text);
                file.onlyKnows(Set.of("theme", "cases"));
                file.entries("cases").forEach(entry -> add(theCase(file.text("theme"), entry), entry));
            });
            return new Ledger(List.copyOf(byId.values()));
        }

        private void person(Entry entry) {
            entry.onlyKnows(Set.of("id", "about", "everythingElse", "answers"));
            var _ = entry.text("about");
            var everythingElse = answer(entry.text("everythingElse"), entry);
            var answers = Answers.of(People.RULES.findings().stream()
                    .filter(finding -> finding.type() == Finding.Type.YES_NO)
                    .collect(Collectors.toMap(Finding::id, _ -> everythingElse)));
            for (var told : answers(entry, "answers").entrySet()) {
                answers = answers.with(told.getKey(), told.getValue());
            }
            if (people.put(entry.text("id"), new Person(answers)) != null) {
                throw entry.broken("the person '" + entry.text("id") + "' stands there twice");
            }
        }

        private Case theCase(String theme, Entry entry) {
            entry.onlyKnows(Set.of(
                    "id",
                    "story",
                    "person",
                    "answers",
                    "before",
                    "freeText",
                    "parameters",
                    "expected",
                    "accepted",
                    "because",
                    "forbidden",
                    "fires",
                    "nearly",
                    "sources"));
            if (!(people.get(entry.text("person")) instanceof Person person)) {
                throw entry.broken("unknown person '" + entry.text("person") + "'");
            }
            var told = answers(entry, "answers");
            var earlier = answers(entry, "before");
            return new Case(
                    entry.text("id"),
                    theme,
                    entry.text("story"),
                    with(person.answers(), told).saying(entry.textOr("freeText", "")),
                    earlier.isEmpty() ? Optional.empty() : Optional.of(with(person.answers(), earlier)),
                    told.keySet(),
                    parameters(entry),
                    entry.oneOf(Disposition.class, "expected"),
                    accepted(entry),
                    entry.texts("forbidden").stream()
                            .map(name -> disposition(name, entry))
                            .collect(Collectors.toUnmodifiableSet()),
                    ids(entry, "fires", false),
                    ids(entry, "nearly", true),
                    Set.copyOf(entry.texts("sources")));
        }

        private void add(Case one, Entry entry) {
            for (var disposition : Disposition.values()) {
                var isAnswer = disposition == one.expected() || one.accepted().equals(Optional.of(disposition));
                if (isAnswer && one.forbidden().contains(disposition)) {
                    throw entry.broken(disposition + " is an answer and forbidden");
                }
                if (one.expected().outranks(disposition) && !one.forbidden().contains(disposition)) {
                    throw entry.broken("the milder " + disposition + " is not forbidden");
                }
            }
            if (one.expected().outranks(Disposition.ROUTINE_CLINICIAN)
                    && one.fires().isEmpty()) {
                throw entry.broken("no row is named that has to see the danger");
            }
            if (byId.put(one.id(), one) != null) {
                throw entry.broken("the case '" + one.id() + "' stands there twice");
            }
            var twin = alike.put(whatCounts(one), one.id());
            if (twin != null) {
                throw entry.broken("the case '" + one.id() + "' is the person of '" + twin + "' again");
            }
        }

        // The same person told twice would count twice in the figures.
        private static List<Object> whatCounts(Case one) {
            var answered = new HashMap<>(one.answers().byFinding());
            answered.values().removeIf(Answer.UNKNOWN::equals);
            return List.of(answered, one.answers().freeText(), one.before(), one.parameters());
        }

        private static Optional<Disposition> accepted(Entry entry) {
            if (entry.textOr("accepted", "").isEmpty()) {
                return Optional.empty();
            }
            var accepted = entry.oneOf(Disposition.class, "accepted");
            var _ = entry.text("because");
            if (!accepted.outranks(entry.oneOf(Disposition.class, "expected"))) {
                throw entry.broken("only a more cautious answer can be accepted instead");
            }
            return Optional.of(accepted);
        }

        private Map<String, BigDecimal> parameters(Entry entry) {
            var parameters = new LinkedHashMap<String, BigDecimal>();
            parts(entry, "parameters").forEach((name, value) -> {
                if (People.RULES.parameters().stream()
                        .noneMatch(parameter -> parameter.name().equals(name))) {
                    throw entry.broken("unknown parameter '" + name + "'");
                }
                parameters.put(name, new BigDecimal(value));
            });
            return parameters;
        }

        private static Answers with(Answers answers, Map<String, Answer> told) {
            var changed = answers;
            for (var one : told.entrySet()) {
                changed = changed.with(one.getKey(), one.getValue());
            }
            return changed;
        }

        private static Map<String, Answer> answers(Entry entry, String key) {
            var answers = new LinkedHashMap<String, Answer>();
            parts(entry, key).forEach((finding, text) -> {
                var answer = answer(text, entry);
                if (!fits(finding, answer, entry)) {
                    throw entry.broken("'" + finding + "' cannot be answered with " + text);
                }
                answers.put(finding, answer);
            });
            return answers;
        }

        private static boolean fits(String id, Answer answer, Entry entry) {
            var finding = People.RULES.findings().stream()
                    .filter(known -> known.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> entry.broken("unknown finding '" + id + "'"));
            return switch (answer) {
                case Answer.Unknown _ -> true;
                case Answer.YesNo _ -> finding.type() == Finding.Type.YES_NO;
                case Answer.Number number -> finding.accepts(number.value());
            };
        }

        private static Answer answer(String text, Entry entry) {
            try {
                return switch (text) {
                    case "yes" -> Answer.YES;
                    case "no" -> Answer.NO;
                    case "?" -> Answer.UNKNOWN;
                    default -> Answer.of(text);
                };
            } catch (NumberFormatException e) {
                throw entry.broken("'" + text + "' is neither yes, no, ? nor a number");
            }
        }

        /// `name=value, name=value`, each name once.
        private static Map<String, String> parts(Entry entry, String key) {
            var parts = new LinkedHashMap<String, String>();
            for (var part : People.list(entry.textOr(key, ""))) {
                var sides = part.split("=", -1);
                if (sides.length != 2 || parts.put(sides[0], sides[1]) != null) {
                    throw entry.broken("'" + part + "' in '" + key + "' is not a new name=value");
                }
            }
            return parts;
        }

        private Set<String> ids(Entry entry, String key, boolean orWarningSigns) {
            var ids = new ArrayList<>(entry.textsIfAny(key));
            ids.stream()
                    .filter(id -> !rows.contains(id) && !(orWarningSigns && isWarningSign(id)))
                    .findFirst()
                    .ifPresent(id -> {
                        throw entry.broken("unknown '" + id + "' in '" + key + "'");
                    });
            return Set.copyOf(ids);
        }

        private static Disposition disposition(String name, Entry entry) {
            try {
                return Disposition.valueOf(name);
            } catch (IllegalArgumentException e) {
                throw entry.broken("unknown disposition '" + name + "'");
            }
        }
    }
}
