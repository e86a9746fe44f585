package org.scapula.edge.patient;

import io.smallrye.mutiny.Uni;
import java.util.List;

/// A shelf of records about patients. Each that a service keeps is a bean, so that none is forgotten when a person asks
/// for everything about them, or for nothing to be left. Called inside a transaction of the clinic.
public interface PatientRecords {

    /// The field of the export, in the plural: `assessments`.
    String kind();

    /// Everything about this patient, the oldest first, as JSON texts.
    Uni<List<String>> of(String patient);

    /// Removes it for good, and says how much it was.
    Uni<Integer> erase(String patient);
}
