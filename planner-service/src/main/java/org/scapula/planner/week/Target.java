package org.scapula.planner.week;

/// What a week works on.
public enum Target {
    THORACIC_MOBILITY("keeping the middle of the back moving"),
    SCAPULAR_STRENGTH("strength around the shoulder blades"),
    SCAPULAR_CONTROL("control of the shoulder blades"),
    CORE_STRENGTH("strength of the trunk"),
    NECK_MOBILITY("easy movement of the neck"),
    CHEST_FLEXIBILITY("length at the front of the chest"),
    UPPER_BACK_FLEXIBILITY("ease between the shoulder blades");

    private final String words;

    Target(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
