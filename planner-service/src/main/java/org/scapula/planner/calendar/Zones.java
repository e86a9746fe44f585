package org.scapula.planner.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.fortuna.ical4j.model.ComponentList;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.Daylight;
import net.fortuna.ical4j.model.component.Observance;
import net.fortuna.ical4j.model.component.Standard;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.TzId;
import net.fortuna.ical4j.model.property.TzName;
import net.fortuna.ical4j.model.property.TzOffsetFrom;
import net.fortuna.ical4j.model.property.TzOffsetTo;

/// The clocks of the places that a calendar names, for the time around its entries: when they are put forward and back.
/// From the JDK's own data, by which visits are reckoned, and not from the library's, which may be of another year.
final class Zones {

    private Zones() {}

    /// A place whose clock never changes needs no name: its times are said in UTC.
    static boolean isTold(ZoneId zone) {
        return !zone.getRules().isFixedOffset();
    }

    /// That of the clinic is always there: a calendar must hold something, even while there is nothing to do.
    ///
    /// @param home the clinic's
    static List<VTimeZone> of(List<Entry> entries, ZoneId home, LocalDate today) {
        var days = new TreeMap<ZoneId, List<LocalDate>>(Comparator.comparing(ZoneId::getId));
        days.put(home, new ArrayList<>(List.of(today)));
        entries.stream()
                .flatMap(entry -> entry.when() instanceof Entry.Between some ? Stream.of(some) : Stream.empty())
                .filter(some -> isTold(some.from().getZone()))
                .forEach(some -> days.computeIfAbsent(some.from().getZone(), unused -> new ArrayList<>())
                        .addAll(List.of(some.from().toLocalDate(), some.until().toLocalDate())));
        return days.entrySet().stream()
                .map(zone -> clock(
                        zone.getKey(),
                        zone.getValue().stream().min(Comparator.naturalOrder()).orElseThrow(),
                        zone.getValue().stream().max(Comparator.naturalOrder()).orElseThrow()))
                .toList();
    }

    private static VTimeZone clock(ZoneId zone, LocalDate first, LocalDate last) {
        return new VTimeZone(
                new PropertyList(List.of(new TzId(zone.getId()))),
                new ComponentList<>(
                        isTold(zone)
                                ? changes(zone, first, last).stream()
                                        .map(change -> observance(zone, change))
                                        .toList()
                                : List.of(always(zone.getRules().getOffset(Instant.EPOCH)))));
    }

    /// From the change before the first day to one after the last, so that every entry stands between two.
    private static List<ZoneOffsetTransition> changes(ZoneId zone, LocalDate first, LocalDate last) {
        var rules = zone.getRules();
        var end = last.plusYears(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        var before = rules.previousTransition(first.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        var next = before == null ? rules.getTransitions().getFirst() : before;
        var changes = new ArrayList<ZoneOffsetTransition>();
        while (next != null && (changes.isEmpty() || next.getInstant().isBefore(end))) {
            changes.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        return changes;
    }

    private static Observance always(ZoneOffset offset) {
        return new Standard(new PropertyList(List.of(
                new DtStart<>(LocalDate.EPOCH.atStartOfDay()), new TzOffsetFrom(offset), new TzOffsetTo(offset))));
    }

    private static Observance observance(ZoneId zone, ZoneOffsetTransition change) {
        var summer = zone.getRules().isDaylightSavings(change.getInstant());
        var properties = new PropertyList(List.of(
                new DtStart<>(change.getDateTimeBefore()),
                new TzOffsetFrom(change.getOffsetBefore()),
                new TzOffsetTo(change.getOffsetAfter()),
                new TzName(TimeZone.getTimeZone(zone).getDisplayName(summer, TimeZone.SHORT, Locale.ENGLISH))));
        return summer ? new Daylight(properties) : new Standard(properties);
    }
}
