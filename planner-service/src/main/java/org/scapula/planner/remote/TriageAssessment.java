package org.scapula.planner.remote;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.scapula.planner.week.Disposition;
import org.scapula.planner.week.Irritability;
import org.scapula.planner.week.Stage;

/// What a plan reads of a judgement. The picture is absent when the person must be seen at once.
public record TriageAssessment(
        UUID id,
        String patient,
        String headline,
        Disposition disposition,
        Optional<Disposition> effectiveDisposition,
        Optional<Review> review,
        List<String> doNow,
        List<String> safetyNet,
        LocalDate reviewDate,
        String getHelpAgain,
        Instant assessedAt,
        RuleSet ruleSet,
        List<String> unknownRedFlags,
        Optional<Picture> picture) {

    /// What a clinician said of it last. Who says that self-care is enough gives no headline.
    public record Review(UUID id, Optional<String> headline, List<String> doNow) {}

    /// What a clinician said of it last goes before what triage said.
    public Disposition held() {
        return effectiveDisposition.orElse(disposition);
    }

    public String headlineHeld() {
        return review.flatMap(Review::headline).orElse(headline);
    }

    public List<String> doNowHeld() {
        return review.map(Review::doNow).filter(lines -> !lines.isEmpty()).orElse(doNow);
    }

    public record RuleSet(String version, String hash) {}

    public record Picture(
            Optional<Integer> ageYears,
            Optional<Integer> nprs,
            Optional<Integer> durationDays,
            Optional<Integer> onsetHoursAgo,
            Stage stage,
            Irritability irritability,
            List<String> conditions) {}
}
