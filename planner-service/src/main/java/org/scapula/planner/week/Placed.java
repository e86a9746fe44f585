package org.scapula.planner.week;

/// What stands at a place of a draft, and by which wish.
record Placed(Wish wish, boolean brief, Choice choice, Item item) {}
