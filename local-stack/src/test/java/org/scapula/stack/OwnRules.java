package org.scapula.stack;

import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Rule sets of a clinic, in the state in which something can be tried with them. Every proof takes seconds, so whoever
/// is refused leaves what they were refused for to the next: had they been let in all the same, the next would find it
/// in another state and hear 409.
final class OwnRules {

    private final Supplier<Api> clinician;
    private final URI triage;

    private @Nullable String text;
    private @Nullable String draft;
    private @Nullable String validated;
    private @Nullable String comparison;

    OwnRules(Supplier<Api> clinician, URI triage) {
        this.clinician = clinician;
        this.triage = triage;
    }

    /// Rules that are surely accepted: those of the product.
    String text() throws InterruptedException {
        var known = text;
        if (known == null) {
            var inForce = clinician
                    .get()
                    .get(triage.resolve("/rule-set"))
                    .orFail(200)
                    .body()
                    .path("id")
                    .asText();
            known = clinician
                    .get()
                    .get(triage.resolve("/rule-sets/" + inForce + "/content"))
                    .orFail(200)
                    .raw();
            text = known;
        }
        return known;
    }

    String neededFor(String operation) throws InterruptedException {
        return operation.equals("POST /rule-sets/{id}/validation") ? draft() : validated();
    }

    String comparisonOf(String ruleSet) throws InterruptedException {
        var known = comparison;
        if (known == null) {
            known = clinician
                    .get()
                    .post(triage.resolve("/rule-sets/" + ruleSet + "/comparison"), "application/json", "")
                    .orFail(202)
                    .body()
                    .path("id")
                    .asText();
            comparison = known;
        }
        return known;
    }

    /// What an attempt that was let in has changed is of no use to the next.
    void spentBy(String operation) {
        switch (operation) {
            case "POST /rule-sets/{id}/validation" -> draft = null;
            case "POST /rule-sets/{id}/activation", "POST /rule-sets/{id}/retirement" -> {
                validated = null;
                comparison = null;
            }
            default -> {}
        }
    }

    private String draft() throws InterruptedException {
        var known = draft;
        if (known == null) {
            known = clinician
                    .get()
                    .post(triage.resolve("/rule-sets"), "application/yaml", text())
                    .orFail(201)
                    .body()
                    .path("id")
                    .asText();
            draft = known;
        }
        return known;
    }

    private String validated() throws InterruptedException {
        var known = validated;
        if (known == null) {
            known = clinician
                    .get()
                    .post(triage.resolve("/rule-sets/" + draft() + "/validation"), "application/json", "")
                    .orFail(200)
                    .body()
                    .path("ruleSet")
                    .path("id")
                    .asText();
            validated = known;
            draft = null;
        }
        return known;
    }
}
