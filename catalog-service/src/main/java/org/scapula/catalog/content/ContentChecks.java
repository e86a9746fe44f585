package org.scapula.catalog.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.catalog.figure.Figure;

/// What must hold of the content as a whole. Each check is a rule; each complaint names the file and the reason.
final class ContentChecks {

    private final ContentFiles files;
    private final Set<String> slugs;
    private final Set<String> citable;
    private final List<String> complaints = new ArrayList<>();

    private ContentChecks(ContentFiles files) {
        this.files = files;
        this.slugs =
                files.exercises().values().stream().map(ExerciseEntry::slug).collect(Collectors.toUnmodifiableSet());
        this.citable = ExerciseChecks.ids(files.sources());
    }

    static List<String> complaintsAbout(ContentFiles files) {
        var checks = new ContentChecks(files);
        files.exercises().forEach(checks::checkExercise);
        files.advice().forEach(checks::checkAdvice);
        files.figures().forEach(checks::checkFigure);
        checks.namesAreUnique();
        checks.linksDoNotLoop();
        checks.checkMatrix();
        checks.complaints.addAll(files.complaintsAboutLanguages());
        return List.copyOf(checks.complaints);
    }

    private void checkExercise(String file, ExerciseEntry exercise) {
        fileIsNamedAfterTheEntry(file, exercise);
        ExerciseChecks.faultsIn(exercise, citable, slugs::contains)
                .forEach(fault -> complaints.add(file + ": " + fault.reason()));
    }

    /// A figure shows one exercise, all of its steps.
    private void checkFigure(String file, Figure figure) {
        var exercise = files.exercises().get(file.replace(ContentFiles.FIGURE, ".yaml"));
        complainUnless(exercise != null, file, "stands beside no exercise");
        if (exercise != null) {
            var steps = exercise.steps().size();
            var shown = figure.frameOfStep().size();
            complainUnless(shown == steps, file, "/steps shows " + shown + " steps of " + steps);
        }
    }

    private void checkAdvice(String file, AdviceEntry advice) {
        complainUnless(ExerciseChecks.isSlug(advice.slug()), file, "the slug " + advice.slug() + " is malformed");
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
    }

    private void sourcesExist(String file, List<String> cited) {
        cited.stream()
                .filter(source -> !ExerciseChecks.isCitable(source, citable))
                .forEach(source -> complaints.add(
                        file + ": cites " + source + ", which " + ContentFiles.SOURCES + " does not know"));
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

    private void linksDoNotLoop() {
        var links = Links.among(files.exercises().values());
        var done = new HashSet<String>();
        files.exercises()
                .forEach((file, exercise) -> links.loopFrom(exercise.slug(), done)
                        .ifPresent(loop -> complaints.add(file + ": links loop: " + String.join(" > ", loop))));
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
