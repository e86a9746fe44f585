package org.scapula.catalog.figure;

/// Arms, legs and hands as tapered capsules; the pieces of one limb are one path, so that no seam shows.
final class Limbs {

    private final Skeleton skeleton;
    private final Camera camera;

    Limbs(Skeleton skeleton, Camera camera) {
        this.skeleton = skeleton;
        this.camera = camera;
    }

    Outline arm(Side side) {
        return Outline.of(capsule(side.shoulder(), side.elbow(), 12, 9), capsule(side.elbow(), side.hand(), 9, 6.3));
    }

    Outline hand(Side side) {
        return capsule(side.hand(), side.tip(), 6.6, 5);
    }

    Outline leg(Side side) {
        return Outline.of(
                capsule(side.hip(), side.knee(), 18, 12.5),
                capsule(side.knee(), side.foot(), 12.5, 8),
                capsule(side.heel(), side.toe(), 7.5, 5));
    }

    double armDepth(Side side) {
        return depth(side.shoulder(), side.elbow(), side.hand()) - camera.depth(skeleton.at(Joint.CHEST));
    }

    double legDepth(Side side) {
        return depth(side.hip(), side.knee(), side.foot()) - camera.depth(skeleton.at(Joint.PELVIS));
    }

    private double depth(Joint one, Joint two, Joint three) {
        return (camera.depth(skeleton.at(one)) + camera.depth(skeleton.at(two)) + camera.depth(skeleton.at(three))) / 3;
    }

    private Outline capsule(Joint from, Joint to, double fromRadius, double toRadius) {
        return Shapes.capsule(camera.seen(skeleton.at(from)), camera.seen(skeleton.at(to)), fromRadius, toRadius);
    }
}
