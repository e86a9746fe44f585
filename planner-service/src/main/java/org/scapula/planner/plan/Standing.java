package org.scapula.planner.plan;

import java.util.List;
import java.util.Optional;

/// How a plan stands: what was said of its sessions, and whether the person may go on with it.
record Standing(
        Plan plan,
        KeptPlan kept,
        List<LoggedSession> sessions,
        Optional<Freeze> frozen,
        Optional<OvertakenPlan> overtaken) {}
