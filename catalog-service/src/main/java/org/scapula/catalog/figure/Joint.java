package org.scapula.catalog.figure;

import java.util.Locale;

/// The points of the body that poses and things may name, and how much of the body is round each.
enum Joint {
    PELVIS(19),
    CHEST(19),
    C7(9),
    SKULL(9),
    HEAD(17),
    SHOULDER_R(12),
    SHOULDER_L(12),
    ELBOW_R(9),
    ELBOW_L(9),
    HAND_R(5.5),
    HAND_L(5.5),
    TIP_R(5),
    TIP_L(5),
    HIP_R(18),
    HIP_L(18),
    KNEE_R(12.5),
    KNEE_L(12.5),
    FOOT_R(8),
    FOOT_L(8),
    TOE_R(5),
    TOE_L(5),
    HEEL_R(7.5),
    HEEL_L(7.5);

    private final double radius;

    Joint(double radius) {
        this.radius = radius;
    }

    double radius() {
        return radius;
    }

    /// As it stands in a file: `hand_r`.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
