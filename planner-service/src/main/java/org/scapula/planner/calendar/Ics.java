package org.scapula.planner.calendar;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ComponentList;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Value;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.Name;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RefreshInterval;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Transp;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableClazz;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/// A calendar as calendar programs read it (RFC 5545, RFC 7986). The same entries are the same text.
///
/// The library folds lines by characters where the standard counts octets: whatever makes a line of ours long, the
/// names
/// of zones, has one octet a character.
final class Ics {

    private static final Duration REFRESH = Duration.ofHours(4);
    private static final String PRODUCT = "-//Scapula//Scapula planner//EN";

    private Ics() {}

    static String of(FeedLanguage language, List<Entry> entries, ZoneId home, LocalDate today) {
        return text(new Calendar(
                head(language),
                new ComponentList<>(Stream.<CalendarComponent>concat(
                                Zones.of(entries, home, today).stream(),
                                entries.stream().map(entry -> event(entry, language)))
                        .toList())));
    }

    /// What begins with X- stands for what Apple, Google and Outlook do not read.
    private static PropertyList head(FeedLanguage language) {
        return properties(
                new ProdId(PRODUCT),
                ImmutableVersion.VERSION_2_0,
                ImmutableCalScale.GREGORIAN,
                new Name(language.calendar),
                new XProperty("X-WR-CALNAME", language.calendar),
                new RefreshInterval(new ParameterList(List.of(Value.DURATION)), REFRESH),
                new XProperty("X-PUBLISHED-TTL", REFRESH.toString()));
    }

    private static CalendarComponent event(Entry entry, FeedLanguage language) {
        return new VEvent(properties(
                new Uid(entry.uid().toString()),
                new Sequence(entry.sequence()),
                // Where nobody is invited by mail it is when the entry last changed: the same at every reading.
                new DtStamp(entry.changedAt()),
                new LastModified(entry.changedAt()),
                new DtStart<>(begin(entry.when())),
                new DtEnd<>(end(entry.when())),
                new Summary(title(entry, language)),
                status(entry.state()),
                ImmutableClazz.PRIVATE,
                busy(entry)));
    }

    private static String title(Entry entry, FeedLanguage language) {
        var what = switch (entry.kind()) {
            case EXERCISES -> language.exercises;
            case APPOINTMENT -> language.appointment;
        };
        return entry.state() == Entry.State.CANCELLED ? language.cancelled + what : what;
    }

    private static Status status(Entry.State state) {
        return switch (state) {
            case CONFIRMED -> ImmutableStatus.VEVENT_CONFIRMED;
            case TENTATIVE -> ImmutableStatus.VEVENT_TENTATIVE;
            case CANCELLED -> ImmutableStatus.VEVENT_CANCELLED;
        };
    }

    private static Transp busy(Entry entry) {
        return entry.when() instanceof Entry.AllDay || entry.state() == Entry.State.CANCELLED
                ? ImmutableTransp.TRANSPARENT
                : ImmutableTransp.OPAQUE;
    }

    private static Temporal begin(Entry.When when) {
        return switch (when) {
            case Entry.AllDay all -> all.day();
            case Entry.Between some -> time(some.from());
        };
    }

    private static Temporal end(Entry.When when) {
        return switch (when) {
            case Entry.AllDay all -> all.day().plusDays(1);
            case Entry.Between some -> time(some.until());
        };
    }

    /// By the clock of the place. The hour that a place has twice in autumn means its first time there; the second can
    /// only be said in UTC, as can the time of a place without a calendar of changes.
    private static Temporal time(ZonedDateTime at) {
        return Zones.isTold(at.getZone()) && at.equals(at.withEarlierOffsetAtOverlap()) ? at : at.toInstant();
    }

    private static PropertyList properties(Property... all) {
        return new PropertyList(List.of(all));
    }

    private static String text(Calendar calendar) {
        var text = new StringWriter();
        try {
            new CalendarOutputter().output(calendar, text);
        } catch (IOException nothingIsWrittenAnywhere) {
            throw new UncheckedIOException(nothingIsWrittenAnywhere);
        }
        return text.toString();
    }
}
