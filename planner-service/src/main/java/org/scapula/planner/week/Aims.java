package org.scapula.planner.week;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What this person's week should work on, most important first, each with the reason.
final class Aims {

    private Aims() {}

    static Map<Target, String> of(Regimen regimen, Set<Context> contexts) {
        return regimen == Regimen.SETTLE ? settling() : loading(regimen, contexts);
    }

    private static Map<Target, String> settling() {
        var aims = new LinkedHashMap<Target, String>();
        aims.put(Target.THORACIC_MOBILITY, "gentle movement comes first while pain is new or easily stirred");
        aims.put(Target.SCAPULAR_CONTROL, "light muscle work stands in for strength work until the pain has settled");
        aims.put(Target.UPPER_BACK_FLEXIBILITY, "a short, mild stretch eases stiffness without pulling hard");
        return aims;
    }

    private static Map<Target, String> loading(Regimen regimen, Set<Context> contexts) {
        var aims = new LinkedHashMap<Target, String>();
        aims.put(Target.THORACIC_MOBILITY, "a back that moves well takes load better");
        aims.put(
                Target.SCAPULAR_STRENGTH,
                regimen == Regimen.RESTORE
                        ? "after the first weeks, light load helps the upper back to cope again"
                        : "for lasting neck and upper back pain, strength work has the best evidence");
        aims.put(Target.SCAPULAR_CONTROL, "control comes before load in the first weeks");
        aims.put(Target.UPPER_BACK_FLEXIBILITY, "stretching adds to what strength work does");
        if (contexts.contains(Context.DESK) || contexts.contains(Context.GYM)) {
            aims.put(Target.CHEST_FLEXIBILITY, chest(contexts));
        }
        aims.put(Target.CORE_STRENGTH, core(contexts));
        if (contexts.contains(Context.DESK)) {
            aims.put(Target.NECK_MOBILITY, "desk work holds the neck in one place for hours");
        }
        return aims;
    }

    private static String chest(Set<Context> contexts) {
        return contexts.contains(Context.DESK)
                ? "desk work keeps the arms in front of the body for hours"
                : "pressing and pushing in the gym work the chest hard";
    }

    private static String core(Set<Context> contexts) {
        if (contexts.contains(Context.MANUAL)) {
            return "lifting and carrying need a strong trunk";
        }
        if (contexts.contains(Context.RUNNING)) {
            return "running needs a trunk that stays steady";
        }
        return "the trunk carries the upper back";
    }
}
