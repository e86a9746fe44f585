package org.scapula.catalog.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/// The part of a figure file that says what the figure uses.
final class PropFields {

    private final Fields fields;
    private final IntPredicate frameExists;

    PropFields(Fields fields, IntPredicate frameExists) {
        this.fields = fields;
        this.frameExists = frameExists;
    }

    private enum Type {
        MAT,
        ROLLER,
        TOWEL,
        BALL,
        CUSHION,
        BOX,
        CHAIR,
        WALL,
        DOOR,
        POST,
        DUMBBELL,
        BAND
    }

    Prop prop() {
        var thing = thing(fields.choice("type", Type.class, Fields::lowerCase));
        var layer = fields.maybeChoice("layer", Layer.class, Layer::key).orElse(Layer.BACK);
        var frames = fields.wholes("in");
        fields.nothingElse();
        if (!frames.stream().mapToInt(number -> number).allMatch(frameExists)) {
            throw fields.broken("in", "must name key frames, which are counted from 1");
        }
        return new Prop(thing, layer, Set.copyOf(frames));
    }

    private Thing thing(Type type) {
        return switch (type) {
            case MAT -> mat(fields.numbers("x", 2));
            case ROLLER -> new Thing.Roll(fields.place("at"), fields.number("r", 15), fields.number("half", 34), false);
            case TOWEL -> new Thing.Roll(fields.place("at"), fields.number("r", 15), fields.number("half", 34), true);
            case BALL -> new Thing.Ball(fields.place("at"), fields.number("r", 9));
            case CUSHION -> new Thing.Block(fields.place("at"), fields.place("size"), true);
            case BOX -> new Thing.Block(fields.place("at"), fields.place("size"), false);
            case CHAIR -> chair();
            case WALL -> wall();
            case DOOR -> door();
            case POST -> post();
            case DUMBBELL -> dumbbell();
            case BAND -> band();
        };
    }

    private Thing mat(List<Double> ends) {
        return new Thing.Mat(ends.getFirst(), ends.getLast(), fields.number("z", 46));
    }

    private Thing chair() {
        return new Thing.Chair(
                fields.number("x"),
                fields.number("y"),
                fields.number("w", 60),
                fields.sense("face"),
                fields.maybeSwitch("backrest").orElse(true),
                fields.maybeChoice("backlayer", Layer.class, Layer::key));
    }

    private Thing wall() {
        return new Thing.Wall(
                fields.number("x"), fields.number("h", 330), fields.number("z", 130), fields.number("thick", 10));
    }

    private Thing door() {
        return new Thing.Door(
                fields.number("x", 0),
                fields.number("h", 300),
                fields.number("w", 60),
                fields.maybe("posts").isPresent() ? fields.wholes("posts") : List.of(-1, 1));
    }

    private Thing post() {
        return new Thing.Post(
                fields.number("x"),
                fields.number("y"),
                fields.number("z", 0),
                fields.number("h", 290),
                fields.sense("face"));
    }

    private Thing dumbbell() {
        return new Thing.Dumbbell(
                fields.choice("hand", Side.class, Side::letter),
                fields.maybePlace("axis").orElse(new Vec(1, 0, .25)));
    }

    private Thing band() {
        var via = fields.list("via", this::via).orElse(List.of());
        if (via.size() < 2) {
            throw fields.broken("via", "must have two or more joints or places");
        }
        return new Thing.Band(via);
    }

    private Thing.Band.Via via(JsonNode value) {
        return value.isTextual()
                ? new Thing.Band.Through(fields.choice("via", value, Joint.class, Fields::lowerCase))
                : new Thing.Band.Tied(Fields.vec(fields.numbers("via", 3, value)));
    }
}
