package org.scapula.planner.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scapula.planner.week.ExerciseClass;
import org.scapula.planner.week.Irritability;
import org.scapula.planner.week.MuscleGroup;
import org.scapula.planner.week.Nprs;
import org.scapula.planner.week.PastLine;
import org.scapula.planner.week.Stage;
import org.scapula.planner.week.TakenOut;

/// A plan as it was kept, as far as the weeks after it ask. Plans of every edition of the rules can be read so.
@JsonIgnoreProperties(ignoreUnknown = true)
record KeptPlan(
        LocalDate startsOn,
        int weekIndex,
        boolean deload,
        Triage triage,
        Patient patient,
        List<Day> week,
        Optional<Session> movementBreak,
        Optional<Booking> bookingProposal) {

    /// Plans of earlier editions proposed nothing.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Booking(LocalDate after, LocalDate latest) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Triage(UUID id) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Patient(String reference, Stage stage, Irritability irritability, Optional<Integer> nprs) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Day(LocalDate date, List<Session> sessions) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Session(List<Item> items) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Item(
            String exerciseId,
            @JsonProperty("class") ExerciseClass exerciseClass,
            Set<MuscleGroup> groups,
            int sets,
            int reps,
            int holdSec,
            Optional<Integer> durationSec,
            int rpe,
            int progressionLevel) {}

    /// What it was made from, as far as a next week takes it over. Where nobody took anything out, nothing says so.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record MadeFrom(Wanted wanted, Optional<MadeWith> template, Optional<List<TakenOut>> takenOut) {}

    static KeptPlan of(Plan plan, ObjectMapper json) {
        return read(plan.shown, KeptPlan.class, json);
    }

    static MadeFrom madeFrom(Plan plan, ObjectMapper json) {
        return read(plan.asked, MadeFrom.class, json);
    }

    private static <T> T read(String text, Class<T> type, ObjectMapper json) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    /// Pain now when it was made; unknown counts as none, so that whatever comes after it is a rise.
    int painBefore() {
        return patient.nprs().orElse(0);
    }

    /// The most that a session of it was to hurt.
    int painCeiling() {
        return Nprs.ceiling(patient.stage(), patient.irritability());
    }

    Optional<Session> session(LocalDate date, int session) {
        return week.stream()
                .filter(day -> day.date().equals(date))
                .flatMap(day -> day.sessions().stream().skip(session - 1L).limit(1))
                .findFirst();
    }

    /// Whatever a person may do on a day: the session's own, and that of the breaks at the desk.
    Stream<String> doneWith(Session session) {
        return Stream.concat(Stream.of(session), movementBreak.stream())
                .flatMap(part -> part.items().stream())
                .map(Item::exerciseId);
    }

    List<PastLine> lines() {
        return week.stream().flatMap(KeptPlan::lines).toList();
    }

    private static Stream<PastLine> lines(Day day) {
        return IntStream.range(0, day.sessions().size())
                .boxed()
                .flatMap(at -> day.sessions().get(at).items().stream().map(item -> line(day.date(), at + 1, item)));
    }

    private static PastLine line(LocalDate date, int session, Item item) {
        return new PastLine(
                date,
                session,
                item.exerciseId(),
                item.exerciseClass(),
                item.groups(),
                item.sets(),
                item.reps(),
                item.holdSec(),
                item.durationSec().orElse(0),
                item.rpe(),
                item.progressionLevel());
    }
}
