package org.scapula.stack;

import java.net.URI;

/// Rule sets of a clinic, in the state in which something can be tried with them; what one attempt changes is not
/// missed
/// by the next.
record OwnRules(Api clinician, URI triage) {

    /// Rules that are surely accepted: those of the product.
    String text() throws InterruptedException {
        var inForce = clinician
                .get(triage.resolve("/rule-set"))
                .orFail(200)
                .body()
                .path("id")
                .asText();
        return clinician
                .get(triage.resolve("/rule-sets/" + inForce + "/content"))
                .orFail(200)
                .raw();
    }

    String neededFor(String operation) throws InterruptedException {
        var draft = clinician
                .post(triage.resolve("/rule-sets"), "application/yaml", text())
                .orFail(201)
                .body()
                .path("id")
                .asText();
        return operation.equals("POST /rule-sets/{id}/validation") ? draft : validated(draft);
    }

    String comparisonOf(String ruleSet) throws InterruptedException {
        return clinician
                .post(triage.resolve("/rule-sets/" + ruleSet + "/comparison"), "application/json", "")
                .orFail(202)
                .body()
                .path("id")
                .asText();
    }

    private String validated(String draft) throws InterruptedException {
        return clinician
                .post(triage.resolve("/rule-sets/" + draft + "/validation"), "application/json", "")
                .orFail(200)
                .body()
                .path("ruleSet")
                .path("id")
                .asText();
    }
}
