package org.scapula.planner.remote;

/// A neighbour does not let the person's token in. That is for the person to mend, so it is neither tried again nor
/// counted as a failure of the neighbour.
public final class NotAdmitted extends RuntimeException {

    private final String audience;

    NotAdmitted(String audience) {
        super("the token is not accepted at " + audience);
        this.audience = audience;
    }

    /// For whom the token must also be.
    public String audience() {
        return audience;
    }
}
