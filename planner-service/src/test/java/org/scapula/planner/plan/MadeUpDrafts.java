package org.scapula.planner.plan;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.scapula.planner.remote.Catalog;
import org.scapula.planner.remote.CatalogAdvice;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.week.AdviceLine;
import org.scapula.planner.week.Advised;
import org.scapula.planner.week.Facts;
import org.scapula.planner.week.Forbidden;
import org.scapula.planner.week.Outcome;
import org.scapula.planner.week.Person;
import org.scapula.planner.week.Picture;
import org.scapula.planner.week.ReportedCondition;

/// Plans of made-up people as the product writes them, after one recorded answer of triage with each one's picture.
final class MadeUpDrafts {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final TriageAssessment recorded;
    private final List<CatalogAdvice> shelved = ShelvedCatalogue.advice().stream()
            .map(line -> read(line, CatalogAdvice.class))
            .toList();
    private final List<AdviceLine> advice = shelved.stream().map(Draft::line).toList();
    private final Catalog catalog = new Catalog(ShelvedCatalogue.VERSION, List.of(), shelved, List.of());

    MadeUpDrafts(JsonNode recorded) {
        this.recorded = read(recorded, TriageAssessment.class);
    }

    static String asked(Draft draft) {
        return Input.of(draft).text(JSON);
    }

    static PlanView view(Draft draft, Outcome.Planned planned, UUID id) {
        return draft.view(id, Input.hash(asked(draft)), planned.week(), planned.onward(), planned.optimum());
    }

    static String written(PlanView view) {
        try {
            return JSON.writeValueAsString(view);
        } catch (IOException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    Draft of(Facts facts, Outcome.Planned planned, String patient, UUID assessed) {
        var assessment = assessment(assessed, patient, facts);
        var wanted = wanted(assessment, facts.person());
        var asked = new Draft.Asked(
                wanted, planned.week().startsOn(), recorded.assessedAt().plusSeconds(60), ZoneOffset.UTC);
        return new Draft(asked, assessment, facts, advice, new Gathered(assessment, catalog));
    }

    private static Wanted wanted(TriageAssessment assessment, Person person) {
        return new Wanted(
                assessment.id(),
                Optional.empty(),
                person.days().stream().sorted().toList(),
                person.minutesPerSession(),
                Optional.of(person.sessionsPerDay()),
                person.equipment().stream().sorted().toList(),
                person.contexts().stream().sorted().toList(),
                person.experience(),
                person.conditions().stream()
                        .map(it -> new NewPlan.Reported(
                                it.code().code(), it.weeksAgo(), Optional.empty(), Optional.empty()))
                        .toList(),
                person.avoid().stream().sorted().toList(),
                person.canFloorTransfer(),
                Optional.empty());
    }

    /// A recorded answer of triage, with this person's picture.
    private TriageAssessment assessment(UUID id, String patient, Facts facts) {
        return new TriageAssessment(
                id,
                patient,
                recorded.headline(),
                recorded.disposition(),
                recorded.effectiveDisposition(),
                recorded.review(),
                recorded.doNow(),
                recorded.safetyNet(),
                recorded.reviewDate(),
                recorded.getHelpAgain(),
                recorded.assessedAt(),
                recorded.ruleSet(),
                recorded.unknownRedFlags(),
                facts.triage().picture().map(MadeUpDrafts::picture),
                recorded.howFast());
    }

    private static TriageAssessment.Picture picture(Picture it) {
        return new TriageAssessment.Picture(
                it.ageYears(),
                it.nprs(),
                Optional.of(12),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                it.stage(),
                it.irritability(),
                it.conditions().stream()
                        .map(ReportedCondition::code)
                        .map(code -> code.code())
                        .toList(),
                Optional.of(it.forbids().stream().map(MadeUpDrafts::forbids).toList()),
                Optional.of(it.activities().stream().map(MadeUpDrafts::advice).toList()));
    }

    private static TriageAssessment.Forbids forbids(Forbidden it) {
        return new TriageAssessment.Forbids(
                it.ruleId(),
                it.level(),
                it.positions().stream().sorted().toList(),
                it.classes().stream().sorted().toList(),
                it.tags().stream().sorted().toList(),
                it.because(),
                it.assumed(),
                Optional.of(it.approvable()),
                it.sources());
    }

    private static TriageAssessment.Advice advice(Advised it) {
        return new TriageAssessment.Advice(
                it.ruleId(), it.activity(), TriageAssessment.Does.UNKNOWN, it.pace(), it.text(), it.sources());
    }

    private static <T> T read(JsonNode recorded, Class<T> type) {
        try {
            return JSON.treeToValue(recorded, type);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
