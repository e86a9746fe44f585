package org.scapula.planner.calendar;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a calendar says, in the languages that it can say it in. Others look over people's shoulders at their
/// calendars,
/// and employers see them: no word tells more than that there is something to do.
@Schema(
        name = "CalendarLanguage",
        enumeration = {"en", "de"})
public enum FeedLanguage {
    @JsonProperty("en")
    EN("Exercises and appointments", "Exercises", "Appointment", "Cancelled: "),
    @JsonProperty("de")
    DE("Übungen und Termine", "Übungen", "Termin", "Abgesagt: ");

    final String calendar;
    final String exercises;
    final String appointment;

    /// Some calendars show what is cancelled like anything else.
    final String cancelled;

    FeedLanguage(String calendar, String exercises, String appointment, String cancelled) {
        this.calendar = calendar;
        this.exercises = exercises;
        this.appointment = appointment;
        this.cancelled = cancelled;
    }

    String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static FeedLanguage of(String code) {
        return valueOf(code.toUpperCase(java.util.Locale.ROOT));
    }
}
