package org.scapula.triage.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scapula.triage.rules.ClinicalPicture.Activity;
import org.scapula.triage.rules.ClinicalPicture.Advised;
import org.scapula.triage.rules.ClinicalPicture.Contribution;
import org.scapula.triage.rules.ClinicalPicture.Forbidden;
import org.scapula.triage.rules.ClinicalPicture.Irritability;
import org.scapula.triage.rules.ClinicalPicture.Line;
import org.scapula.triage.rules.ClinicalPicture.Pace;
import org.scapula.triage.rules.ClinicalPicture.Stage;

/// The rules by which answers become a picture for a plan. Immutable; threads may share it.
///
/// They are read against the vocabulary of the product. Where a clinic's own vocabulary lacks a question, nobody can
/// answer it: it stays unknown, which forbids where that matters and is never a cause.
public final class PictureRules {

    /// A row ready to run; the last one of a choice always holds.
    record Row<T>(
            String id,
            T says,
            Condition when,
            String text,
            String ifUnknown,
            Set<String> notAssumed,
            List<String> sources) {}

    /// Causes of the articles that no row names, and why.
    public record NotNamed(List<String> causes, String reason) {}

    /// Everything the file says, checked.
    record Content(
            String version,
            String hash,
            Map<String, Finding> findings,
            Known.Places places,
            List<Row<Stage>> stages,
            List<Row<Irritability>> irritability,
            List<Row<List<String>>> conditions,
            List<Row<Contribution>> causes,
            List<NotNamed> notNamed,
            Map<Activity, String> doing,
            List<Row<Advance>> activities,
            List<Row<Forbidden>> forbids) {}

    /// How to go on with an activity, for whomever.
    record Advance(Activity activity, Pace pace) {}

    private static volatile @Nullable PictureRules shipped;

    private final Content content;
    private final List<Finding> read;

    private PictureRules(Content content) {
        this.content = content;
        read = rows().flatMap(row -> row.when().terms().atoms())
                .map(Atom::finding)
                .distinct()
                .map(this::known)
                .toList();
    }

    /// The rules that come with the product; refused with {@link RuleSetBroken} when anything in them is wrong.
    public static PictureRules shipped() {
        var known = shipped;
        if (known == null) {
            known = of(RuleSet.shipped(), RuleSet.shippedText("picture.yaml"));
            shipped = known;
        }
        return known;
    }

    /// Refused with {@link RuleSetBroken} when anything in the text is wrong.
    public static PictureRules of(RuleSet vocabulary, String text) {
        return new PictureRules(new PictureReader(vocabulary, text).read());
    }

    public String version() {
        return content.version();
    }

    public String hash() {
        return content.hash();
    }

    public List<NotNamed> notNamed() {
        return content.notNamed();
    }

    /// What the rules read and this vocabulary does not ask, or asks in another way.
    public List<String> missingIn(RuleSet vocabulary) {
        return read.stream()
                .filter(needed -> vocabulary.findings().stream()
                        .noneMatch(asked -> asked.id().equals(needed.id()) && isTruth(asked) == isTruth(needed)))
                .map(Finding::id)
                .sorted()
                .toList();
    }

    public ClinicalPicture pictureOf(Answers answers) {
        var known = new Known(content.places());
        read.forEach(finding -> learn(known, finding, answers.to(finding.id())));
        return new ClinicalPicture(
                firstOf(content.stages(), known),
                firstOf(content.irritability(), known),
                certain(content.conditions(), known),
                certain(content.causes(), known),
                Stream.of(Activity.values())
                        .map(activity -> advised(activity, known, answers))
                        .toList(),
                possible(content.forbids(), known));
    }

    Stream<Row<?>> rows() {
        return Stream.of(
                        content.stages(),
                        content.irritability(),
                        content.conditions(),
                        content.causes(),
                        content.activities(),
                        content.forbids())
                .flatMap(List::stream);
    }

    // An answer of another kind than the rules were written for says nothing they could trust.
    private static void learn(Known known, Finding finding, Answer answer) {
        var fits = switch (answer) {
            case Answer.YesNo _ -> isTruth(finding);
            case Answer.Number _ -> !isTruth(finding);
            case Answer.Unknown _ -> false;
        };
        if (fits) {
            known.learn(finding.id(), answer);
        }
    }

    private static boolean isTruth(Finding finding) {
        return finding.type() == Finding.Type.YES_NO;
    }

    private Finding known(String id) {
        return Objects.requireNonNull(content.findings().get(id));
    }

    private Line<Advised> advised(Activity activity, Known known, Answers answers) {
        var line = firstOf(
                content.activities().stream()
                        .filter(row -> row.says().activity() == activity)
                        .toList(),
                known);
        var does = answers.to(Objects.requireNonNull(content.doing().get(activity)));
        return new Line<>(
                line.id(),
                new Advised(activity, line.says().pace(), does),
                line.text(),
                line.because(),
                line.assumed(),
                line.sources());
    }

    /// The first row that holds or may hold. Of several that say the same, one that holds gives the better reason.
    private <T> Line<T> firstOf(List<Row<T>> rows, Known known) {
        var first = rows.stream()
                .flatMap(row -> line(row, known).stream())
                .findFirst()
                .orElseThrow();
        var best = rows.stream()
                .filter(row -> row.says().equals(first.says()))
                .flatMap(row -> line(row, known).stream())
                .min(Comparator.comparing(Line::assumed))
                .orElseThrow();
        return best.because().isEmpty() ? because(rows, best) : best;
    }

    /// What remains is so because of every answer that made no other row hold.
    private <T> Line<T> because(List<Row<T>> rows, Line<T> line) {
        var read = rows.stream()
                .flatMap(row -> row.when().terms().atoms())
                .map(Atom::finding)
                .collect(Collectors.toSet());
        return new Line<>(
                line.id(),
                line.says(),
                line.text(),
                content.places().names(content.places().of(read)),
                line.assumed(),
                line.sources());
    }

    private <T> List<Line<T>> certain(List<Row<T>> rows, Known known) {
        return possible(rows, known).stream().filter(line -> !line.assumed()).toList();
    }

    private <T> List<Line<T>> possible(List<Row<T>> rows, Known known) {
        var lines = new ArrayList<Line<T>>();
        rows.forEach(row -> line(row, known).ifPresent(lines::add));
        return List.copyOf(lines);
    }

    private <T> Optional<Line<T>> line(Row<T> row, Known known) {
        var read = reading(row, known);
        return switch (row.when().in(read)) {
            case TRUE ->
                Optional.of(new Line<>(
                        row.id(),
                        row.says(),
                        row.text(),
                        content.places().names(row.when().because(read)),
                        false,
                        row.sources()));
            case UNKNOWN ->
                Optional.of(new Line<>(
                        row.id(),
                        row.says(),
                        row.ifUnknown().isEmpty() ? row.text() : row.ifUnknown(),
                        content.places().names(row.when().needed(read)),
                        true,
                        row.sources()));
            case FALSE -> Optional.empty();
        };
    }

    private static Known reading(Row<?> row, Known known) {
        var read = known;
        for (var finding : row.notAssumed()) {
            read = read.has(finding) ? read : read.with(finding, Answer.NO);
        }
        return read;
    }
}
