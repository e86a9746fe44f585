package org.scapula.planner.event;

/// Nobody was asked, because too much is under way here already: that says nothing about anybody else.
@SuppressWarnings("serial")
final class NoRoom extends RuntimeException {

    NoRoom() {
        super("too much is being looked up");
    }
}
