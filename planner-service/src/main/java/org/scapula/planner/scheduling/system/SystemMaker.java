package org.scapula.planner.scheduling.system;

/// Knows how to speak to one kind of system.
public interface SystemMaker {

    boolean speaks(SystemKind kind);

    SchedulingSystem make(SystemAccess access);
}
