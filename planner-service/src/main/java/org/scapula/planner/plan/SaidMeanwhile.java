package org.scapula.planner.plan;

/// Something was said of a plan while it was being changed: the change has not heard it, and is tried anew.
final class SaidMeanwhile extends RuntimeException {

    SaidMeanwhile() {
        super("Something was said of the plan while it was being changed");
    }
}
