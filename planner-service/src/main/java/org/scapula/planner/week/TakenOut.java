package org.scapula.planner.week;

/// An exercise that a clinician took wholly out of a week, and why in their words. It stays out of the weeks that go on
/// from it, until a clinician puts it in again.
public record TakenOut(String slug, String because) {

    String words() {
        return "a clinician took it out: " + because.strip().replaceFirst("\\.$", "");
    }
}
