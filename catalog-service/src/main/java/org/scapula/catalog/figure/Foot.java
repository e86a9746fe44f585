package org.scapula.catalog.figure;

import java.util.Optional;

/// Where one ankle stands, where the toes point, and where the knee goes. All have z outward.
record Foot(Vec ankle, Vec toes, Optional<Vec> kneeToward) {

    Foot towards(Foot other, double share) {
        return new Foot(
                ankle.towards(other.ankle, share),
                toes.towards(other.toes, share),
                Blend.either(kneeToward, other.kneeToward, share));
    }
}
