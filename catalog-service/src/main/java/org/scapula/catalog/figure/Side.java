package org.scapula.catalog.figure;

/// The figure's own right and left.
enum Side {
    RIGHT(1),
    LEFT(-1);

    private final int sign;

    Side(int sign) {
        this.sign = sign;
    }

    int sign() {
        return sign;
    }

    /// As it stands in a file: `hand_r`.
    String letter() {
        return this == RIGHT ? "r" : "l";
    }

    /// Poses give a place or a direction for both sides at once, with z outward.
    Vec mirrored(Vec outward) {
        return new Vec(outward.x(), outward.y(), outward.z() * sign);
    }

    Joint shoulder() {
        return this == RIGHT ? Joint.SHOULDER_R : Joint.SHOULDER_L;
    }

    Joint elbow() {
        return this == RIGHT ? Joint.ELBOW_R : Joint.ELBOW_L;
    }

    Joint hand() {
        return this == RIGHT ? Joint.HAND_R : Joint.HAND_L;
    }

    Joint tip() {
        return this == RIGHT ? Joint.TIP_R : Joint.TIP_L;
    }

    Joint hip() {
        return this == RIGHT ? Joint.HIP_R : Joint.HIP_L;
    }

    Joint knee() {
        return this == RIGHT ? Joint.KNEE_R : Joint.KNEE_L;
    }

    Joint foot() {
        return this == RIGHT ? Joint.FOOT_R : Joint.FOOT_L;
    }

    Joint toe() {
        return this == RIGHT ? Joint.TOE_R : Joint.TOE_L;
    }

    Joint heel() {
        return this == RIGHT ? Joint.HEEL_R : Joint.HEEL_L;
    }
}
