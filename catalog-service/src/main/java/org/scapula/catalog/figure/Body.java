package org.scapula.catalog.figure;

import java.util.List;

/// The proportions that all figures share; a pose never carries lengths.
final class Body {

    static final double TRUNK = 84;
    static final double NECK = 17;
    static final double UPPER_ARM = 47;
    static final double FOREARM = 42;
    static final double HAND = 15;
    static final double THIGH = 67;
    static final double SHIN = 62;
    static final double HEEL = 7;
    static final double TOES = 21;
    static final double HALF_SHOULDERS = 30;
    static final double HALF_HIPS = 13;

    /// Where on the spine (0 pelvis, 1 base of the neck) the shoulders hang.
    static final double SHOULDERS_AT = .86;

    /// Half the depth, height and width of the head.
    static final Vec HEAD = new Vec(19, 22.5, 17);

    /// A cross section of the trunk: where on the spine, half its width and depth, and how far ahead of the spine.
    record Section(double at, double width, double depth, double ahead) {}

    static final List<Section> TRUNK_SECTIONS = List.of(
            new Section(-.15, 15, 10, -2),
            new Section(-.06, 23, 17, -2.5),
            new Section(.08, 25, 19.5, -2),
            new Section(.25, 23, 18, 0),
            new Section(.42, 21.5, 17, 1),
            new Section(.6, 25, 19, 2),
            new Section(.76, 29, 19.5, 2),
            new Section(.88, 30, 17, 0),
            new Section(.97, 24, 13, -1),
            new Section(1.06, 11, 9, 0));

    private Body() {}

    /// The cross section at any place between the first and the last.
    static Section sectionAt(double at) {
        for (var i = 0; i + 1 < TRUNK_SECTIONS.size(); i++) {
            var lower = TRUNK_SECTIONS.get(i);
            var upper = TRUNK_SECTIONS.get(i + 1);
            if (lower.at <= at && at <= upper.at) {
                var share = (at - lower.at) / (upper.at - lower.at);
                return new Section(
                        at,
                        between(lower.width, upper.width, share),
                        between(lower.depth, upper.depth, share),
                        between(lower.ahead, upper.ahead, share));
            }
        }
        throw new IllegalArgumentException("The trunk has no section at " + at);
    }

    static double between(double from, double to, double share) {
        return from * (1 - share) + to * share;
    }
}
