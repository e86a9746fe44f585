package org.scapula.planner.fhir.face;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.edge.Problems;
import org.scapula.edge.access.PatientReference;
import org.scapula.planner.search.Between;
import org.scapula.planner.search.Criteria;

/// Reads what a system looks for, as FHIR spells it (hl7.org/fhir/R4/search.html): a comma inside a value means "or",
/// the same parameter again means "and". What cannot be understood is refused, never left out.
final class Search {

    static final int USUAL = 20;
    private static final int LONGEST = 500;

    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern DATE = Pattern.compile("(eq|gt|lt|ge|le)?(\\d{4}(-\\d\\d(-\\d\\d(T.+)?)?)?)");

    private final Asked asked;
    private final ZoneId zone;

    private Search(Asked asked, ZoneId zone) {
        this.asked = asked;
        this.zone = zone;
    }

    /// One more than a page holds is looked for; its only use is to tell that there is a next page.
    ///
    /// @param date the name that this type gives to when it happens
    /// @param statuses the codes that a status of this type may have
    static Criteria of(Asked asked, ZoneId zone, String date, Codes statuses, int most) {
        var search = new Search(asked, zone);
        return new Criteria(
                search.each("_id", Search::alternatives).map(Search::ids),
                search.patients(),
                search.each("status", statuses::in),
                search.times(date),
                search.times("_lastUpdated"),
                asked.once("cursor").map(Search::cursor),
                count(asked, most) + 1);
    }

    static int count(Asked asked, int most) {
        return asked.once("_count").map(text -> count(text, most)).orElse(Math.min(USUAL, most));
    }

    /// An id as it is written in answers; of any other writing there is no resource.
    static Optional<UUID> uuid(String text) {
        return UUIDS.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    private static int count(String text, int most) {
        if (!text.matches("0*[1-9]\\d{0,8}")) {
            throw Problems.invalidParameter("_count", "must be a whole number from 1");
        }
        return Math.min(most, Integer.parseInt(text));
    }

    private static UUID cursor(String text) {
        return uuid(text)
                .orElseThrow(
                        () -> Problems.invalidParameter("cursor", "is not a cursor of this list; begin without one"));
    }

    private static SortedSet<UUID> ids(SortedSet<String> texts) {
        return texts.stream().flatMap(text -> uuid(text).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /// What is asked again narrows further.
    private Optional<SortedSet<String>> each(String name, Function<String, SortedSet<String>> alternatives) {
        return asked.all(name).stream()
                .map(value -> bounded(name, value))
                .map(alternatives)
                .reduce(Search::both);
    }

    private static SortedSet<String> both(SortedSet<String> one, SortedSet<String> other) {
        var both = new TreeSet<>(one);
        both.retainAll(other);
        return both;
    }

    /// A person is looked for by the clinic's reference: as the value, as Patient/value, or as an identifier.
    private Optional<SortedSet<String>> patients() {
        return Stream.of(
                        each("patient", value -> references("patient", value)),
                        each("subject", value -> references("subject", value)),
                        each("patient:identifier", value -> identifiers("patient:identifier", value)),
                        each("subject:identifier", value -> identifiers("subject:identifier", value)))
                .flatMap(Optional::stream)
                .reduce(Search::both);
    }

    private static SortedSet<String> references(String name, String value) {
        return alternatives(value).stream()
                .map(text -> opaque(name, text.startsWith("Patient/") ? text.substring("Patient/".length()) : text))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<String> identifiers(String name, String value) {
        return alternatives(value).stream()
                .filter(text -> !text.contains("|") || text.startsWith(Datatypes.PATIENTS + "|"))
                .map(text -> opaque(name, text.substring(text.indexOf('|') + 1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String opaque(String name, String reference) {
        if (!PatientReference.isOpaque(reference)) {
            throw Problems.invalidParameter(name, PatientReference.RULE);
        }
        return reference;
    }

    private List<Between> times(String name) {
        var times = new ArrayList<Between>();
        asked.all(name).forEach(value -> times.add(between(name, bounded(name, value))));
        return List.copyOf(times);
    }

    private Between between(String name, String value) {
        var shape = DATE.matcher(value.replace(' ', '+'));
        if (!shape.matches()) {
            throw notATime(name);
        }
        try {
            var span = span(shape.group(2));
            return switch (Optional.ofNullable(shape.group(1)).orElse("eq")) {
                case "ge" -> new Between(Optional.of(span.from()), Optional.empty(), false);
                case "gt" -> new Between(Optional.of(span.until()), Optional.empty(), false);
                case "lt" -> new Between(Optional.empty(), Optional.of(span.from()), false);
                case "le" -> new Between(Optional.empty(), Optional.of(span.until()), false);
                default -> new Between(Optional.of(span.from()), Optional.of(span.until()), true);
            };
        } catch (DateTimeException noSuchTime) {
            throw notATime(name);
        }
    }

    private record Span(Instant from, Instant until) {}

    /// A day of the clinic's calendar is as long as it says; a second lasts a second.
    private Span span(String text) {
        return switch (text.length()) {
            case 4 -> days(Year.parse(text).atDay(1), ChronoUnit.YEARS);
            case 7 -> days(YearMonth.parse(text).atDay(1), ChronoUnit.MONTHS);
            case 10 -> days(LocalDate.parse(text), ChronoUnit.DAYS);
            default -> moment(text);
        };
    }

    private Span days(LocalDate from, ChronoUnit length) {
        return new Span(
                from.atStartOfDay(zone).toInstant(),
                from.plus(1, length).atStartOfDay(zone).toInstant());
    }

    private Span moment(String text) {
        var time = text.substring(text.indexOf('T') + 1);
        var from = time.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
        var length = time.contains(".")
                ? ChronoUnit.MILLIS
                : time.matches("\\d\\d:\\d\\d:.*") ? ChronoUnit.SECONDS : ChronoUnit.MINUTES;
        return new Span(from, from.plus(1, length));
    }

    private static SortedSet<String> alternatives(String value) {
        return new TreeSet<>(List.of(value.split(",", -1)));
    }

    private static String bounded(String name, String value) {
        if (value.length() > LONGEST) {
            throw Problems.invalidParameter(name, "must not be longer than " + LONGEST + " characters");
        }
        return value;
    }

    private static RuntimeException notATime(String name) {
        return Problems.invalidParameter(
                name,
                "must be a date or a time, such as 2026-11-23 or 2026-11-23T08:00:00Z, with one of the prefixes eq, ge,"
                        + " gt, le, lt or with none");
    }
}
