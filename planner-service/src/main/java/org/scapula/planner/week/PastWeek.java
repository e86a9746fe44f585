package org.scapula.planner.week;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A week that was planned, and what became of it.
///
/// @param baseline pain now (NPRS) in the assessment it stood on; empty where that did not say
public record PastWeek(
        int index,
        LocalDate startsOn,
        boolean deload,
        Stage stage,
        Irritability irritability,
        Optional<Integer> baseline,
        List<PastLine> lines,
        List<PastSession> sessions) {

    public PastWeek {
        lines = List.copyOf(lines);
        sessions = sessions.stream()
                .sorted(Comparator.comparing(PastSession::date).thenComparing(PastSession::session))
                .toList();
    }

    /// A week as it left the planner.
    static PastWeek of(Week week, Optional<Integer> baseline, List<PastSession> sessions) {
        return new PastWeek(
                week.weekIndex(),
                week.startsOn(),
                week.deload(),
                week.stage(),
                week.irritability(),
                baseline,
                week.days().stream()
                        .flatMap(day -> IntStream.range(0, day.sessions().size())
                                .boxed()
                                .flatMap(at -> day.sessions().get(at).items().stream()
                                        .map(item -> PastLine.of(day, at + 1, item))))
                        .toList(),
                sessions);
    }

    LocalDate endsOn() {
        return startsOn.plusDays(6);
    }

    public int hardSets() {
        return lines.stream().filter(PastLine::isHard).mapToInt(PastLine::sets).sum();
    }

    /// By slug.
    Map<String, PastDose> doses() {
        return lines.stream()
                .collect(
                        groupingBy(PastLine::slug, TreeMap::new, Collectors.collectingAndThen(toList(), PastDose::of)));
    }

    /// Whether the person did the session that a line stands in.
    boolean isDone(PastLine line) {
        return sessions.stream()
                .anyMatch(session ->
                        session.date().equals(line.date()) && session.session() == line.session() && session.isDone());
    }

    public int sessionsDone() {
        return (int) sessions.stream().filter(PastSession::isDone).count();
    }

    /// Of what was said; empty where nobody said anything.
    public Optional<Integer> worst(Function<Report, Optional<Integer>> pain) {
        return reports().stream().flatMap(report -> pain.apply(report).stream()).max(Comparator.naturalOrder());
    }

    int highestLevel() {
        return lines.stream().mapToInt(PastLine::level).max().orElse(1);
    }

    /// Unknown pain is read as none, so that whatever comes after it counts as a rise.
    int painBefore() {
        return baseline.orElse(0);
    }

    /// The row of the dose table it kept to.
    int regimen() {
        return Math.min(stage.ordinal(), irritability.ordinal());
    }

    List<Report> reports() {
        return sessions.stream().flatMap(session -> session.report().stream()).toList();
    }
}
