package org.scapula.planner.scheduling;

/// Why a request came to nothing. Codes only: what a person has belongs into triage.
public enum EndReason {
    PATIENT_REQUEST,
    FEELING_BETTER,
    /// Something is new or worse: triage has to be asked again.
    SYMPTOMS_CHANGED,
    SEEN_ELSEWHERE,
    CLINIC_REQUEST,
    NO_CAPACITY,
    NOT_PROVIDED_HERE,
    DUPLICATE,
    OTHER
}
