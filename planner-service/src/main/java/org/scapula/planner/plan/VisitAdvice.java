package org.scapula.planner.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.scapula.planner.week.Disposition;

/// What a person's plans say about being seen: that they were stopped, or that they should book when it is no better.
/// Called inside the room of a clinic.
@ApplicationScoped
public class VisitAdvice {

    private final Plans plans;
    private final Freezes freezes;
    private final ObjectMapper json;

    VisitAdvice(Plans plans, Freezes freezes, ObjectMapper json) {
        this.plans = plans;
        this.freezes = freezes;
        this.json = json;
    }

    /// Why a person does not go on with their exercises, and since when it is that grave.
    public record Stop(
            Disposition disposition, Instant since, Optional<UUID> assessment, String headline, List<String> doNow) {}

    /// When a plan says that somebody should be seen if it is no better.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Proposal(LocalDate after, LocalDate latest) {}

    public record Said(Optional<Stop> stop, Optional<Proposal> proposal) {}

    /// Beside an assessment of this time: a stop that it came after, or led to, is a word that it has replaced.
    public Uni<Said> beside(UUID assessment, Instant assessedAt, String patient) {
        return freezes.open(patient)
                .map(found -> found.stream()
                        .filter(freeze -> !isReplaced(freeze, assessment, assessedAt))
                        .toList())
                .map(VisitAdvice::gravest)
                .chain(stop -> proposal(patient).map(proposal -> new Said(stop, proposal)));
    }

    private static boolean isReplaced(Freeze freeze, UUID assessment, Instant assessedAt) {
        return assessedAt.isAfter(freeze.frozenAt)
                || freeze.assessment().filter(assessment::equals).isPresent();
    }

    private static Optional<Stop> gravest(List<Freeze> found) {
        return found.stream().min(Freezes.GRAVEST_FIRST).map(freeze -> stop(freeze, found));
    }

    private static Stop stop(Freeze freeze, List<Freeze> found) {
        var since = found.stream()
                .filter(other -> gravity(other) == gravity(freeze))
                .map(other -> other.frozenAt)
                .min(Comparator.naturalOrder())
                .orElse(freeze.frozenAt);
        return new Stop(gravity(freeze), since, freeze.assessment(), freeze.headline, freeze.doNow());
    }

    /// What nobody has judged counts as urgent.
    private static Disposition gravity(Freeze freeze) {
        return freeze.disposition().orElse(Disposition.URGENT);
    }

    private Uni<Optional<Proposal>> proposal(String patient) {
        return plans.find("patient = ?1 order by createdAt desc, id desc", patient)
                .firstResult()
                .map(plan -> Optional.ofNullable(plan).flatMap(this::proposed));
    }

    private Optional<Proposal> proposed(Plan plan) {
        try {
            return json.readValue(plan.shown, Proposing.class).bookingProposal();
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    /// Plans of earlier editions proposed nothing.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Proposing(Optional<Proposal> bookingProposal) {}
}
