package org.scapula.catalog.content;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which exercise is harder than which. "Harder" leads upward whichever side states it: a circle would let a plan make
/// someone's week harder for ever.
public final class Links {

    private final Map<String, Set<String>> harder = new LinkedHashMap<>();

    public static Links among(Collection<ExerciseEntry> exercises) {
        var links = new Links();
        exercises.forEach(links::add);
        return links;
    }

    /// The same without what one exercise says.
    public Links without(ExerciseEntry exercise) {
        var links = new Links();
        harder.forEach((from, all) -> all.forEach(to -> links.add(from, to)));
        exercise.progressTo().forEach(next -> links.remove(exercise.slug(), next));
        exercise.regressTo().forEach(easier -> links.remove(easier, exercise.slug()));
        return links;
    }

    private void remove(String from, String to) {
        var next = harder.get(from);
        if (next != null) {
            next.remove(to);
        }
    }

    public void add(ExerciseEntry exercise) {
        exercise.progressTo().forEach(next -> add(exercise.slug(), next));
        exercise.regressTo().forEach(easier -> add(easier, exercise.slug()));
    }

    public void add(String from, String to) {
        harder.computeIfAbsent(from, _ -> new LinkedHashSet<>()).add(to);
    }

    /// The first circle on the way up from here, as it is walked.
    public Optional<List<String>> loopFrom(String slug) {
        return loopFrom(slug, new HashSet<>());
    }

    /// The same, without walking again what has been `done`.
    Optional<List<String>> loopFrom(String slug, Set<String> done) {
        return walk(slug, new LinkedHashSet<>(), done);
    }

    private Optional<List<String>> walk(String slug, LinkedHashSet<String> way, Set<String> done) {
        if (!way.add(slug)) {
            var walked = new LinkedHashSet<>(way);
            return Optional.of(Stream.concat(walked.stream(), Stream.of(slug)).toList());
        }
        if (done.add(slug)) {
            for (var next : harder.getOrDefault(slug, Set.of())) {
                var loop = walk(next, way, done);
                if (loop.isPresent()) {
                    return loop;
                }
            }
        }
        way.remove(slug);
        return Optional.empty();
    }
}
