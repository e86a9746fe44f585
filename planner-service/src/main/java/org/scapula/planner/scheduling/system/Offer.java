package org.scapula.planner.scheduling.system;

/// A kind of visit as the clinic's system lists it: of FHIR its code is `system|code`.
public record Offer(String code, String name) {

    /// A code that the clinic has mapped without its system is meant of any.
    public boolean isMappedAs(String mapped) {
        return code.equals(mapped) || !mapped.contains("|") && code.endsWith("|" + mapped);
    }
}
