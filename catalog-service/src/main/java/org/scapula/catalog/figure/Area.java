package org.scapula.catalog.figure;

import java.util.List;
import java.util.Locale;

/// A worked part of the body that a figure can highlight.
///
/// Most lie on the trunk: a stretch of the spine, and a span of degrees round it (0 front, 90 right, 180 back).
enum Area {
    THORACIC(new Patch(.45, .93, 125, 235)),
    ERECTORS(new Patch(.05, .6, 140, 220)),
    SCAPULAR(new Patch(.5, .88, 118, 166), new Patch(.5, .88, 194, 242)),
    TRAPEZIUS(new Patch(.55, .97, 140, 220)),
    LATS(new Patch(.22, .7, 85, 150), new Patch(.22, .7, 210, 275)),
    PECS(new Patch(.64, .88, 10, 72), new Patch(.64, .88, 288, 350)),
    CORE(new Patch(.08, .5, -80, 80)),
    OBLIQUES(new Patch(.14, .5, 25, 100), new Patch(.14, .5, 260, 335)),
    FLANKR(new Patch(.12, .82, 30, 115)),
    FLANKL(new Patch(.12, .82, 245, 330)),
    PECR(new Patch(.64, .88, 10, 72)),
    PECL(new Patch(.64, .88, 288, 350)),
    NECK,
    NECKR,
    NECKL,
    NAPE,
    THROAT,
    SHOULDERS;

    private final List<Patch> patches;

    Area(Patch... patches) {
        this.patches = List.of(patches);
    }

    /// A part of the trunk's surface.
    record Patch(double from, double to, double fromDegrees, double toDegrees) {}

    /// None, where the area is at the neck or the shoulders.
    List<Patch> patches() {
        return patches;
    }

    /// As it stands in a file.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
