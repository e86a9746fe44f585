package org.scapula.planner.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcsTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final UUID UID = UUID.fromString("019ab2f6-20aa-7c3e-b6d4-93d2c80f7e60");
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final Instant CHANGED = Instant.parse("2026-10-01T08:00:00Z");

    @Test
    void aVisitSaysItsHourByTheClockOfThePlace() {
        var summer = visit("2026-10-24T09:00:00", VIENNA, Entry.State.CONFIRMED);
        var winter = visit("2026-10-26T09:00:00", VIENNA, Entry.State.CONFIRMED);

        var text = ics(FeedLanguage.EN, List.of(summer, winter));

        assertThat(text)
                .contains("DTSTART;TZID=Europe/Vienna:20261024T090000\r\n")
                .contains("DTEND;TZID=Europe/Vienna:20261024T093000\r\n")
                .contains("DTSTART;TZID=Europe/Vienna:20261026T090000\r\n")
                .contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Vienna\r\n")
                .contains("BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n")
                .contains("BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n")
                .doesNotContain("TZURL");
    }

    /// A place is put forward and back without a name, and whoever reads it reckons by what is written.
    @ParameterizedTest
    @MethodSource("zones")
    void theClockOfEveryPlaceStandsAroundItsVisits(ZoneId zone) {
        var visits = IntStream.range(0, 2 * 366)
                .mapToObj(halfDay -> LocalDateTime.parse("2026-01-01T01:40:00").plusHours(12L * halfDay))
                .map(at -> visit(at.toString(), zone, Entry.State.CONFIRMED))
                .toList();

        var text = ics(FeedLanguage.EN, visits);

        assertThat(text.lines())
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        var read = text.replace("\r\n ", "");
        var expected = visits.stream().map(one -> (Entry.Between) one.when()).toList();
        assertThat(reckoned("DTSTART", read, zone))
                .isEqualTo(expected.stream().map(one -> one.from().toInstant()).toList());
        assertThat(reckoned("DTEND", read, zone))
                .isEqualTo(expected.stream().map(one -> one.until().toInstant()).toList());
    }

    /// As a program does that knows nothing of the place but what is written (RFC 5545, 3.6.5): of the
    /// changes the last that has begun counts.
    private static List<Instant> reckoned(String name, String text, ZoneId zone) {
        var changes = changes(text, zone);
        return Pattern.compile(name + "(;TZID=[^:]+)?:(\\d{8}T\\d{6})(Z?)\r\n")
                .matcher(text.substring(text.indexOf("BEGIN:VEVENT")))
                .results()
                .map(line -> {
                    var local = LocalDateTime.parse(line.group(2), BASIC);
                    assertThat(line.group(3).isEmpty()).isEqualTo((";TZID=" + zone.getId()).equals(line.group(1)));
                    return line.group(3).isEmpty()
                            ? local.toInstant(Objects.requireNonNull(changes.floorEntry(local))
                                    .getValue())
                            : local.toInstant(ZoneOffset.UTC);
                })
                .toList();
    }

    private static NavigableMap<LocalDateTime, ZoneOffset> changes(String text, ZoneId zone) {
        return Pattern.compile("BEGIN:VTIMEZONE.*?END:VTIMEZONE", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(clock -> clock.contains("\r\nTZID:" + zone.getId() + "\r\n"))
                .flatMap(clock -> Pattern.compile(
                                "DTSTART:(\\d{8}T\\d{6})\r\nTZOFFSETFROM:[+-]\\d{4,6}\r\nTZOFFSETTO:([+-]\\d{4,6})\r\n")
                        .matcher(clock)
                        .results())
                .collect(Collectors.toMap(
                        change -> LocalDateTime.parse(change.group(1), BASIC),
                        change -> ZoneOffset.of(change.group(2)),
                        (one, other) -> other,
                        TreeMap::new));
    }

    static Stream<ZoneId> zones() {
        return Stream.of(
                        "Europe/Vienna",
                        "Europe/Dublin",
                        "America/Argentina/ComodRivadavia",
                        "America/New_York",
                        "Asia/Kolkata",
                        "Africa/Casablanca",
                        "Australia/Lord_Howe",
                        "Pacific/Auckland",
                        "UTC",
                        "+02:00")
                .map(ZoneId::of);
    }

    @Test
    void theHourThatAPlaceHasTwiceIsNotMistaken() {
        var first = ZonedDateTime.ofLocal(LocalDateTime.parse("2026-10-25T02:30:00"), VIENNA, null);
        var entries = Stream.of(first, first.withLaterOffsetAtOverlap())
                .map(at -> new Entry(
                        UID,
                        0,
                        CHANGED,
                        Entry.Kind.APPOINTMENT,
                        Entry.State.CONFIRMED,
                        new Entry.Between(at, at.plusMinutes(20))))
                .toList();

        var text = ics(FeedLanguage.EN, entries);

        assertThat(text)
                .contains("DTSTART;TZID=Europe/Vienna:20261025T023000\r\n")
                .contains("DTSTART:20261025T013000Z\r\n");
    }

    @Test
    void whatIsCancelledSaysSoInEveryWay() {
        var text = ics(FeedLanguage.DE, List.of(visit("2026-10-24T09:00:00", VIENNA, Entry.State.CANCELLED)));

        assertThat(text)
                .contains("STATUS:CANCELLED\r\n")
                .contains("SUMMARY:Abgesagt: Termin\r\n")
                .contains("TRANSP:TRANSPARENT\r\n")
                .contains("SEQUENCE:4\r\n")
                .contains("UID:" + UID + "\r\n");
    }

    @Test
    void exercisesAreADayAndKeepNobodyBusy() {
        var text = ics(
                FeedLanguage.DE,
                List.of(new Entry(
                        UID,
                        0,
                        CHANGED,
                        Entry.Kind.EXERCISES,
                        Entry.State.CONFIRMED,
                        new Entry.AllDay(LocalDate.of(2026, 10, 25)))));

        assertThat(text)
                .contains("DTSTART;VALUE=DATE:20261025\r\n")
                .contains("DTEND;VALUE=DATE:20261026\r\n")
                .contains("SUMMARY:Übungen\r\n")
                .contains("STATUS:CONFIRMED\r\n")
                .contains("TRANSP:TRANSPARENT\r\n")
                .contains("CLASS:PRIVATE\r\n")
                .contains("DTSTAMP:20261001T080000Z\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VERSION:2.0",
                "CALSCALE:GREGORIAN",
                "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
                "X-PUBLISHED-TTL:PT4H",
                "NAME:Exercises and appointments",
                "X-WR-CALNAME:Exercises and appointments"
            })
    void aCalendarWithNothingInItIsACalendar(String line) {
        assertThat(ics(FeedLanguage.EN, List.of()))
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains("\r\n" + line + "\r\n")
                .endsWith("END:VCALENDAR\r\n");
    }

    @Test
    void theSameEntriesAreTheSameText() {
        var entries = List.of(visit("2026-10-24T09:00:00", VIENNA, Entry.State.TENTATIVE));

        assertThat(ics(FeedLanguage.EN, entries)).isEqualTo(ics(FeedLanguage.EN, entries));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Vienna", "+05:30"})
    void theClockOfTheClinicIsAlwaysThere(String home) {
        var text = Ics.of(FeedLanguage.EN, List.of(), ZoneId.of(home), LocalDate.of(2026, 11, 22));

        assertThat(text)
                .contains("BEGIN:VTIMEZONE\r\nTZID:" + ZoneId.of(home).getId() + "\r\n")
                .contains("BEGIN:STANDARD\r\n");
    }

    private static String ics(FeedLanguage language, List<Entry> entries) {
        return Ics.of(language, entries, ZoneOffset.UTC, LocalDate.of(2026, 10, 1));
    }

    private static Entry visit(String at, ZoneId zone, Entry.State state) {
        var from = LocalDateTime.parse(at).atZone(zone);
        return new Entry(UID, 4, CHANGED, Entry.Kind.APPOINTMENT, state, new Entry.Between(from, from.plusMinutes(30)));
    }
}
