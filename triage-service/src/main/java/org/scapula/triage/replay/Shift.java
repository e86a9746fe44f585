package org.scapula.triage.replay;

import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.scapula.triage.replay.ShiftView.Cell;
import org.scapula.triage.replay.ShiftView.Moved;
import org.scapula.triage.replay.ShiftView.Week;
import org.scapula.triage.rules.AnswersText;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.rules.RuleSet;
import org.scapula.triage.rules.Verdict;

/// Counts who is answered otherwise by another rule set. One thread at a time.
final class Shift {

    /// To a milder answer first, the farthest first, then the earliest.
    private static final Comparator<Moved> WORST_FIRST = Comparator.comparing(Moved::isMilder)
            .reversed()
            .thenComparing(Comparator.comparingInt(Moved::steps).reversed())
            .thenComparing(Moved::assessmentId);

    private final RuleSet inForce;
    private final RuleSet compared;
    private final ZoneId zone;
    private final int listed;
    private final Map<Disposition, Map<Disposition, Long>> matrix = new TreeMap<>();
    private final Map<String, long[]> weeks = new TreeMap<>();
    private final PriorityQueue<Moved> moved = new PriorityQueue<>(WORST_FIRST.reversed());
    private long judged;
    private long up;
    private long down;
    private long storedOtherwise;
    private long notComparable;

    Shift(RuleSet inForce, RuleSet compared, ZoneId zone, int listed) {
        this.inForce = inForce;
        this.compared = compared;
        this.zone = zone;
        this.listed = listed;
    }

    void judge(List<Past> batch) {
        batch.forEach(this::judge);
    }

    long seen() {
        return judged + notComparable;
    }

    ShiftView view() {
        return new ShiftView(judged, up, down, storedOtherwise, notComparable, cells(), weeks(), listed());
    }

    private void judge(Past past) {
        Verdict before;
        Verdict after;
        try {
            var answers = AnswersText.read(past.asked());
            before = inForce.judge(answers);
            after = compared.judge(answers);
        } catch (IllegalArgumentException | UncheckedIOException otherQuestions) {
            notComparable++;
            return;
        }
        note(past, before, after);
    }

    private void note(Past past, Verdict before, Verdict after) {
        var more = after.disposition().outranks(before.disposition()) ? 1 : 0;
        var less = before.disposition().outranks(after.disposition()) ? 1 : 0;
        judged++;
        up += more;
        down += less;
        storedOtherwise += before.disposition() == past.disposition() ? 0 : 1;
        matrix.computeIfAbsent(before.disposition(), _ -> new TreeMap<>()).merge(after.disposition(), 1L, Long::sum);
        var week = weeks.computeIfAbsent(week(past), _ -> new long[3]);
        week[0]++;
        week[1] += more;
        week[2] += less;
        if (more + less > 0) {
            list(new Moved(
                    past.id(),
                    past.assessedAt(),
                    before.disposition(),
                    after.disposition(),
                    deciding(before),
                    deciding(after)));
        }
    }

    private void list(Moved one) {
        moved.add(one);
        if (moved.size() > listed) {
            moved.remove();
        }
    }

    private String week(Past past) {
        var day = past.assessedAt().atZone(zone);
        return "%d-W%02d".formatted(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    private static List<String> deciding(Verdict verdict) {
        return verdict.fired().stream()
                .filter(fired -> fired.rule().disposition() == verdict.disposition())
                .map(fired -> fired.rule().id())
                .toList();
    }

    private List<Cell> cells() {
        return matrix.entrySet().stream()
                .flatMap(row -> row.getValue().entrySet().stream()
                        .map(cell -> new Cell(row.getKey(), cell.getKey(), cell.getValue())))
                .toList();
    }

    private List<Week> weeks() {
        return weeks.entrySet().stream()
                .map(week -> new Week(week.getKey(), week.getValue()[0], week.getValue()[1], week.getValue()[2]))
                .toList();
    }

    private List<Moved> listed() {
        var sorted = new ArrayList<>(moved);
        sorted.sort(WORST_FIRST);
        return List.copyOf(sorted);
    }
}
