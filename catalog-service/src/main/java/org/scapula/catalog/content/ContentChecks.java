package org.scapula.catalog.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What must hold of the content as a whole. Each check is a rule; each complaint names the file and the reason.
final class ContentChecks {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ITEM_OF_AN_ARTICLE = Pattern.compile("(S\\d)-[A-Z]\\d{2}");
    private static final int MOST_WORDS_OF_A_CUE = 20;

    private static final Set<Equipment> PART_OF_A_HOME =
            Set.of(Equipment.WALL, Equipment.DOORWAY, Equipment.CHAIR, Equipment.FIRM_SURFACE);

    private final ContentFiles files;
    private final Set<String> slugs;
    private final Set<String> citable;
    private final List<String> complaints = new ArrayList<>();

    private ContentChecks(ContentFiles files) {
        this.files = files;
        this.slugs =
                files.exercises().values().stream().map(ExerciseEntry::slug).collect(Collectors.toUnmodifiableSet());
        this.citable = files.sources().stream().map(Source::id).collect(Collectors.toUnmodifiableSet());
    }

    static List<String> complaintsAbout(ContentFiles files) {
        var checks = new ContentChecks(files);
        files.exercises().forEach(checks::checkExercise);
        files.advice().forEach(checks::checkAdvice);
        checks.namesAreUnique();
        checks.linksDoNotLoop();
        checks.checkMatrix();
        checks.complaints.addAll(files.complaintsAboutLanguages());
        return List.copyOf(checks.complaints);
    }

    private void checkExercise(String file, ExerciseEntry exercise) {
        fileIsNamedAfterTheEntry(file, exercise);
        mainCategoryComesFirst(file, exercise);
        figuresAreInRange(file, exercise);
        textsAreThere(file, exercise);
        exactlyOneDoseIsUsed(file, exercise);
        dosesAreRanges(file, exercise);
        usedDoseFitsTheClass(file, exercise);
        if (exercise.picture().isPresent()) {
            handOutIsWhole(file, exercise);
            stageDosesFitTheClass(file, exercise);
            householdReplacesWhatIsNeeded(file, exercise);
        }
        highArmsAreTagged(file, exercise);
        linksExist(file, exercise);
        onlyGroupsHaveMembers(file, exercise);
        complainUnless(!exercise.sources().isEmpty(), file, "cites nothing");
        sourcesExist(file, exercise.sources());
        exercise.doses()
                .forEach(dose ->
                        sourcesExist(file, dose.figures().map(Range::source).toList()));
        noDuplicates(file, "tags", exercise.tags());
        noDuplicates(file, "sources", exercise.sources());
    }

    private void checkAdvice(String file, AdviceEntry advice) {
        complainUnless(SLUG.matcher(advice.slug()).matches(), file, "the slug " + advice.slug() + " is malformed");
        complainUnless(!advice.contexts().isEmpty(), file, advice.slug() + " says for whom it is nowhere");
        complainUnless(!advice.text().isBlank() && !advice.title().isBlank(), file, advice.slug() + " has no words");
        complainUnless(!advice.sources().isEmpty(), file, advice.slug() + " cites nothing");
        sourcesExist(file, advice.sources());
        advice.clock()
                .flatMap(SinceOnset::toHour)
                .ifPresent(to -> complainUnless(
                        advice.clock().orElseThrow().fromHour() < to, file, advice.slug() + " ends before it begins"));
    }

    private void fileIsNamedAfterTheEntry(String file, ExerciseEntry exercise) {
        var expected = "exercises/%02d-%s.yaml".formatted(exercise.number().orElse(0), exercise.slug());
        complainUnless(file.equals(expected), file, "should be named " + expected);
        complainUnless(SLUG.matcher(exercise.slug()).matches(), file, "the slug is malformed");
    }

    private void mainCategoryComesFirst(String file, ExerciseEntry exercise) {
        complainUnless(
                !exercise.categories().isEmpty() && exercise.categories().getFirst() == exercise.category(),
                file,
                "categories must begin with the main category " + exercise.category());
    }

    private void figuresAreInRange(String file, ExerciseEntry exercise) {
        complainUnless(exercise.level() >= 1 && exercise.level() <= 3, file, "level must be 1 to 3");
        complainUnless(
                exercise.shoulderElevationDegrees() >= 0 && exercise.shoulderElevationDegrees() <= 180,
                file,
                "shoulderElevationDegrees must be 0 to 180");
        complainUnless(!exercise.positions().isEmpty(), file, "has no position");
        complainUnless(!exercise.equipment().isEmpty(), file, "has no equipment alternative; nothing is [[]]");
    }

    private void textsAreThere(String file, ExerciseEntry exercise) {
        complainUnless(exercise.steps().size() >= 3 && exercise.steps().size() <= 7, file, "must have 3 to 7 steps");
        var cues = exercise.cues();
        Stream.of(cues.feel(), cues.doNotFeel(), cues.breathing())
                .forEach(cue -> complainUnless(
                        !cue.isBlank() && cue.split("\\s+").length <= MOST_WORDS_OF_A_CUE,
                        file,
                        "a cue has 1 to " + MOST_WORDS_OF_A_CUE + " words"));
        complainUnless(!exercise.name().isBlank(), file, "has no name");
        complainUnless(exercise.steps().stream().noneMatch(String::isBlank), file, "has an empty step");
    }

    private void exactlyOneDoseIsUsed(String file, ExerciseEntry exercise) {
        var used = exercise.doses().stream().filter(Dose::used).count();
        complainUnless(used == 1, file, "must have exactly one used dose, has " + used);
    }

    private void dosesAreRanges(String file, ExerciseEntry exercise) {
        exercise.doses().stream()
                .flatMap(Dose::figures)
                .forEach(figure -> complainUnless(
                        figure.min() >= 0 && figure.min() <= figure.max(),
                        file,
                        "a figure runs from " + figure.min() + " to " + figure.max()));
    }

    private void usedDoseFitsTheClass(String file, ExerciseEntry exercise) {
        exercise.usedDose().stream()
                .flatMap(dose -> DoseBounds.of(exercise.exerciseClass()).complaintsAbout(dose))
                .forEach(reason -> complaints.add(
                        file + ": the used dose is outside the bounds of " + exercise.exerciseClass() + ": " + reason));
    }

    private void handOutIsWhole(String file, ExerciseEntry exercise) {
        words(file, "picture", exercise.picture(), 30);
        words(file, "easier", exercise.easier(), 35);
        words(file, "harder", exercise.harder(), 35);
        complainUnless(!exercise.contexts().isEmpty(), file, "says for whom it is nowhere");
        complainUnless(
                exercise.commonMistakes().size() >= 2
                        && exercise.commonMistakes().size() <= 4,
                file,
                "must name 2 to 4 common mistakes");
        exercise.commonMistakes().forEach(mistake -> words(file, "a common mistake", Optional.of(mistake), 25));
        noDuplicates(file, "jointActions", exercise.jointActions());
        noDuplicates(file, "contexts", exercise.contexts());
    }

    private void words(String file, String field, Optional<String> text, int most) {
        var count = text.filter(given -> !given.isBlank())
                .map(given -> given.strip().split("\\s+").length)
                .orElse(0);
        complainUnless(count >= 1 && count <= most, file, field + " must have 1 to " + most + " words, has " + count);
    }

    /// Somebody in any stage of pain is told how much, or why not.
    private void stageDosesFitTheClass(String file, ExerciseEntry exercise) {
        complainUnless(
                exercise.stageDoses().stream().map(StageDose::stage).toList().equals(List.of(Stage.values())),
                file,
                "stageDoses must speak of each stage once: " + List.of(Stage.values()));
        for (var stage : exercise.stageDoses()) {
            var dose = stage.asDose();
            complainUnless(!stage.note().isBlank(), file, "the dose for " + stage.stage() + " gives no reason");
            complainUnless(
                    stage.fits() == dose.figures().findAny().isPresent(),
                    file,
                    "the dose for " + stage.stage() + " has figures where it fits, and only there");
            sourcesExist(file, dose.figures().map(Range::source).toList());
            if (stage.fits()) {
                DoseBounds.of(exercise.exerciseClass())
                        .complaintsAbout(dose)
                        .forEach(reason -> complaints.add(file + ": the dose for " + stage.stage()
                                + " is outside the bounds of " + exercise.exerciseClass() + ": " + reason));
            }
        }
    }

    private void householdReplacesWhatIsNeeded(String file, ExerciseEntry exercise) {
        var needed = Stream.concat(exercise.equipment().stream().flatMap(List::stream), exercise.niceToHave().stream())
                .filter(equipment -> !PART_OF_A_HOME.contains(equipment))
                .collect(Collectors.toSet());
        var replaced = exercise.household().stream().map(Substitute::insteadOf).collect(Collectors.toSet());
        complainUnless(
                replaced.containsAll(needed),
                file,
                "household must say what a home has instead of each of " + needed + ", has " + replaced);
    }

    /// Conditions of the shoulder take exercises out by this tag.
    private void highArmsAreTagged(String file, ExerciseEntry exercise) {
        complainUnless(
                exercise.shoulderElevationDegrees() <= 90 || exercise.tags().contains(Tag.SHOULDER_ABOVE_90),
                file,
                "arms rise above 90 degrees without the tag SHOULDER_ABOVE_90");
    }

    private void linksExist(String file, ExerciseEntry exercise) {
        Stream.of(exercise.regressTo(), exercise.progressTo(), exercise.members())
                .flatMap(Collection::stream)
                .filter(link -> !slugs.contains(link))
                .forEach(link -> complaints.add(file + ": links to " + link + ", which does not exist"));
    }

    private void onlyGroupsHaveMembers(String file, ExerciseEntry exercise) {
        complainUnless(
                (exercise.kind() == Kind.GROUP) != exercise.members().isEmpty(),
                file,
                "a group has members, and nothing else has");
    }

    private void sourcesExist(String file, List<String> cited) {

        cited.stream()
                .filter(source -> !isCitable(source))
                .forEach(source -> complaints.add(
                        file + ": cites " + source + ", which " + ContentFiles.SOURCES + " does not know"));
    }

    private boolean isCitable(String source) {
        var item = ITEM_OF_AN_ARTICLE.matcher(source);
        return citable.contains(item.matches() ? item.group(1) : source);
    }

    private void noDuplicates(String file, String field, List<?> values) {
        complainUnless(new HashSet<Object>(values).size() == values.size(), file, field + " repeats itself");
    }

    private void namesAreUnique() {
        unique(files.exercises(), ExerciseEntry::slug, "slug");
        unique(files.exercises(), ExerciseEntry::number, "number");
        unique(files.advice(), AdviceEntry::slug, "slug");
        noDuplicates(
                ContentFiles.SOURCES,
                "id",
                files.sources().stream().map(Source::id).toList());
    }

    private <T> void unique(Map<String, T> entries, Function<T, Object> name, String what) {
        var seen = new HashMap<Object, String>();
        entries.forEach((file, entry) -> {
            var other = seen.putIfAbsent(name.apply(entry), file);
            if (other != null) {
                complaints.add(file + ": the " + what + " " + name.apply(entry) + " stands in " + other + " already");
            }
        });
    }

    /// "Harder" leads upward whichever side states it: a circle would let a plan make someone's week harder for ever.
    private void linksDoNotLoop() {
        var harder = new HashMap<String, Set<String>>();
        for (var exercise : files.exercises().values()) {
            exercise.progressTo().forEach(next -> link(harder, exercise.slug(), next));
            exercise.regressTo().forEach(easier -> link(harder, easier, exercise.slug()));
        }
        var done = new HashSet<String>();
        files.exercises().forEach((file, exercise) -> walk(file, exercise.slug(), harder, new LinkedHashSet<>(), done));
    }

    private static void link(Map<String, Set<String>> harder, String from, String to) {
        harder.computeIfAbsent(from, _ -> new LinkedHashSet<>()).add(to);
    }

    private void walk(
            String file, String slug, Map<String, Set<String>> harder, LinkedHashSet<String> way, Set<String> done) {
        if (!way.add(slug)) {
            complaints.add(file + ": links loop: " + String.join(" > ", way) + " > " + slug);
            return;
        }
        if (done.add(slug)) {
            harder.getOrDefault(slug, Set.of()).forEach(next -> walk(file, next, harder, way, done));
        }
        way.remove(slug);
    }

    private void checkMatrix() {
        var file = ContentFiles.CONTRAINDICATIONS;
        var matrix = files.matrix();
        matrix.rules().forEach(rule -> checkRule(file, rule));
        Stream.of(matrix.noPlanConditions(), matrix.noLimitConditions())
                .flatMap(Collection::stream)
                .forEach(note -> sourcesExist(file, note.sources()));
        everyConditionIsDecided(file, matrix);
    }

    private void checkRule(String file, ContraindicationRule rule) {
        complainUnless(
                !rule.tags().isEmpty() || !rule.slugs().isEmpty(), file, "a rule of " + rule.condition() + " is empty");
        complainUnless(
                (rule.level() == Level.PRECAUTION) == rule.modification().isPresent(),
                file,
                "a rule of " + rule.condition() + " must have a modification with PRECAUTION, and only then");
        rule.slugs().stream()
                .filter(slug -> !slugs.contains(slug))
                .forEach(slug -> complaints.add(file + ": names " + slug + ", which does not exist"));
        sourcesExist(file, rule.sources());
    }

    private void everyConditionIsDecided(String file, ContraindicationMatrix matrix) {
        var decided = matrix.conditions().collect(Collectors.toUnmodifiableSet());
        decided.stream()
                .filter(code -> !Condition.CODES.contains(code))
                .sorted()
                .forEach(code -> complaints.add(file + ": the condition " + code + " is not known"));
        Condition.CODES.stream()
                .filter(code -> !decided.contains(code))
                .sorted()
                .forEach(code -> complaints.add(file + ": the condition " + code + " is decided nowhere"));
        var unlimited = matrix.noLimitConditions().stream()
                .map(ConditionNote::condition)
                .collect(Collectors.toUnmodifiableSet());
        Stream.concat(
                        matrix.rules().stream().map(ContraindicationRule::condition),
                        matrix.noPlanConditions().stream().map(ConditionNote::condition))
                .filter(unlimited::contains)
                .distinct()
                .forEach(code -> complaints.add(file + ": " + code + " cannot both limit and not limit"));
    }

    private void complainUnless(boolean holds, String file, String reason) {
        if (!holds) {
            complaints.add(file + ": " + reason);
        }
    }
}
