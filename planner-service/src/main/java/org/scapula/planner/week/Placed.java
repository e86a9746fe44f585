package org.scapula.planner.week;

/// What stands at a place of a draft, and by which wish.
record Placed(Wish wish, boolean brief, Choice choice, Item item) {

    /// Whether another of its class may come in its place.
    boolean isOpen() {
        return switch (item.exerciseClass()) {
            case AEROBIC, BREATHING, EDUCATION -> false;
            default -> true;
        };
    }
}
