package org.scapula.catalog.figure;

/// What kind of surface a shape is; the style says its colour.
enum Paint {
    ARM("arm"),
    FAR_ARM("armF"),
    LEG("leg"),
    FAR_LEG("legF"),
    TORSO("torso"),
    NECK("neck"),
    HAND("hand"),
    FAR_HAND("handF"),
    FACE("face"),
    HAIR("hair"),
    EYE("eye"),
    WORKED("hl"),
    MAT("p-mat"),
    MAT_SIDE("p-mat2"),
    SOFT("p-prop"),
    SOFT_LIGHT("p-prop2"),
    SOFT_LINE("p-line"),
    WOOD("p-wood"),
    WOOD_SIDE("p-wood2"),
    WALL("p-wall"),
    WALL_EDGE("p-wall2"),
    METAL("p-dark"),
    BAND("p-band");

    private final String styleClass;

    Paint(String styleClass) {
        this.styleClass = styleClass;
    }

    String styleClass() {
        return styleClass;
    }

    Paint far() {
        return switch (this) {
            case ARM -> FAR_ARM;
            case LEG -> FAR_LEG;
            case HAND -> FAR_HAND;
            default -> this;
        };
    }
}
