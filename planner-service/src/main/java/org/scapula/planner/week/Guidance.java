package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What a person must know besides the exercises. The running rule is for runners alone.
public record Guidance(
        String painRule,
        List<String> stopSigns,
        List<String> safetyNet,
        LocalDate reviewDate,
        String regressionRule,
        String missedSessionRule,
        Optional<String> runningRule,
        List<Advised> activities) {

    public Guidance {
        stopSigns = List.copyOf(stopSigns);
        safetyNet = List.copyOf(safetyNet);
        activities = List.copyOf(activities);
    }
}
