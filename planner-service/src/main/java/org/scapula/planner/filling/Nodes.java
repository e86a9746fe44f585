package org.scapula.planner.filling;

/// What the potentials of a proof are named by.
final class Nodes {

    static final String END = "end";

    private Nodes() {}

    static String slot(int slot) {
        return "slot " + slot;
    }

    static String sitting(String slug, Slot slot) {
        return slug + " in session " + slot.session() + " of day " + slot.day();
    }

    static String day(String slug, Slot slot) {
        return slug + " on day " + slot.day();
    }

    static String week(String slug) {
        return slug + " this week";
    }
}
