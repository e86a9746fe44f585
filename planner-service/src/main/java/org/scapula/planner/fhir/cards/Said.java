package org.scapula.planner.fhir.cards;

import java.util.Optional;
import org.scapula.planner.remote.TriageAssessment;

/// What triage has of a person now.
///
/// @param newest the newest that it has, whether or not anything was made of it here
/// @param graver what was said shortly before it, and is graver: a milder answer does not take it back
/// @param gone whether it no longer has something that is named here
/// @param outdated whether what is gone was newer than anything it has: then nobody knows the last answer
record Said(Optional<TriageAssessment> newest, Optional<TriageAssessment> graver, boolean gone, boolean outdated) {

    static final Said NOTHING = new Said(Optional.empty(), Optional.empty(), false, false);
}
