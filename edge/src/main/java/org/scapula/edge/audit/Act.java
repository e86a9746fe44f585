package org.scapula.edge.audit;

import java.util.Optional;

/// What was done to which record: `assessment.read` of the assessment with this id and this version, about this
/// patient.
public record Act(String name, String recordType, String recordId, String version, Optional<String> patient) {

    public static Act of(String name, String recordType, Object recordId, String version, String patient) {
        return new Act(name, recordType, recordId.toString(), version, Optional.of(patient));
    }
}
