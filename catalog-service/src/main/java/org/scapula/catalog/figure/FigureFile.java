package org.scapula.catalog.figure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/// Reads one `NN-slug.figure.json`. What the fields mean stands in the `README.md` of this package.
public final class FigureFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int MOST_FRAMES = 8;

    private final Fields fields;

    private FigureFile(Fields fields) {
        this.fields = fields;
    }

    /// Refuses a file with an unknown, missing or impossible field, and names file and field.
    public static Figure read(String file, String json) {
        return new Figure(new FigureFile(new Fields(file, "", parsed(file, json))).model(), json);
    }

    private static JsonNode parsed(String file, String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new FigureBroken(file, "", "is not JSON: " + broken.getOriginalMessage());
        }
    }

    private Figure.Model model() {
        var arrows = arrows(fields);
        var frames = frames();
        IntPredicate exists = number -> number >= 1 && number <= frames.size();
        var model = new Figure.Model(
                camera(),
                frames,
                fields.parts("props").stream()
                        .map(part -> new PropFields(part, exists).prop())
                        .toList(),
                arrows.orElse(List.of()),
                fields.maybeSwitch("blades").orElse(false),
                fields.maybeSwitch("yoke").orElse(false),
                fields.maybeSwitch("detail").orElse(false),
                fields.maybeWhole("ghost"),
                fields.maybeSwitch("shade"),
                fields.maybeSwitch("floor").orElse(true),
                fields.maybeNumbers("crop", 4).map(FigureFile::crop),
                fields.wholes("loop"),
                fields.number("hold", 1.0),
                fields.number("move", 1.6),
                fields.wholes("steps"));
        fields.nothingElse();
        require("ghost", model.ghost().stream().mapToInt(number -> number).allMatch(exists));
        require("loop", model.loop().stream().mapToInt(number -> number).allMatch(exists));
        require("steps", model.steps().stream().mapToInt(number -> number).allMatch(exists));
        if (model.steps().isEmpty()) {
            throw fields.broken("steps", "is missing");
        }
        if (model.holdSeconds() < .1 || model.moveSeconds() < .5) {
            throw fields.broken("move", "must be at least 0.5 seconds, and hold at least 0.1");
        }
        return model;
    }

    private void require(String key, boolean exists) {
        if (!exists) {
            throw fields.broken(key, "must name key frames, which are counted from 1");
        }
    }

    private Camera camera() {
        var view = fields.maybe("view").orElseThrow(() -> fields.broken("view", "is missing"));
        if (view.isArray()) {
            var angles = fields.numbers("view", 2);
            return Camera.of(angles.getFirst(), angles.getLast());
        }
        return Optional.ofNullable(Camera.NAMED.get(view.asText()))
                .orElseThrow(() -> fields.broken(
                        "view",
                        "must be one of "
                                + String.join(
                                        ", ",
                                        Camera.NAMED.keySet().stream().sorted().toList()) + ", or yaw and pitch"));
    }

    private static Window crop(List<Double> box) {
        return Window.round(box.get(0), box.get(1), box.get(2), box.get(3));
    }

    private List<KeyFrame> frames() {
        var base = fields.maybePart("base");
        var contacts = contacts(fields);
        var worked = fields.maybeChoices("highlight", Area.class);
        var over = fields.maybeChoices("over", KeyFrame.Limb.class);
        var under = fields.maybeChoices("under", KeyFrame.Limb.class);
        var frames = fields.parts("frames");
        if (frames.size() < 2 || frames.size() > MOST_FRAMES) {
            throw fields.broken("frames", "must be 2 to " + MOST_FRAMES);
        }
        return frames.stream()
                .map(frame -> base.map(below -> below.under(frame)).orElse(frame))
                .map(frame -> new KeyFrameOf(frame, contacts, worked, over, under).read())
                .toList();
    }

    private static Optional<List<Joint>> contacts(Fields fields) {
        return fields.maybeChoices("contacts", Joint.class);
    }

    private static Optional<List<Arrow>> arrows(Fields fields) {
        return fields.list("arrows", value -> arrow(fields.numbers("arrows", 6, value)));
    }

    private static Arrow arrow(List<Double> curve) {
        return new Arrow(curve.get(0), curve.get(1), curve.get(2), curve.get(3), curve.get(4), curve.get(5));
    }

    /// A key frame: its own fields, and those of the exercise where it has none.
    private record KeyFrameOf(
            Fields fields,
            Optional<List<Joint>> contacts,
            Optional<List<Area>> worked,
            Optional<List<KeyFrame.Limb>> over,
            Optional<List<KeyFrame.Limb>> under) {

        KeyFrame read() {
            var frame = new KeyFrame(
                    new PoseFields(fields).pose(),
                    Set.copyOf(FigureFile.contacts(fields).or(() -> contacts).orElse(List.of())),
                    arrows(fields),
                    fields.maybeChoices("highlight", Area.class)
                            .or(() -> worked)
                            .orElse(List.of()),
                    Set.copyOf(fields.maybeChoices("over", KeyFrame.Limb.class)
                            .or(() -> over)
                            .orElse(List.of())),
                    Set.copyOf(fields.maybeChoices("under", KeyFrame.Limb.class)
                            .or(() -> under)
                            .orElse(List.of())));
            fields.nothingElse();
            return frame;
        }
    }
}
