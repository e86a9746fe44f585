package org.scapula.planner.scheduling.system;

/// How far changes have been read. What it says is the adapter's own.
public record Mark(String says) {

    public static final Mark BEGINNING = new Mark("");
}
