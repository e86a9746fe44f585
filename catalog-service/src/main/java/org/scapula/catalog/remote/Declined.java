package org.scapula.catalog.remote;

/// A neighbour understood and said no. That is no failure of the neighbour: it is neither tried again nor counted.
final class Declined extends RuntimeException {

    private final int status;

    Declined(int status) {
        super("declined with " + status);
        this.status = status;
    }

    String inWords() {
        return switch (status) {
            case 401, 403 -> "The planner does not accept your login. Your token must be meant for the planner, too.";
            case 409 -> "The planner has not read this version of the catalogue yet. Try again in a moment.";
            default -> "The planner cannot try this exercise (it answered " + status + ").";
        };
    }
}
