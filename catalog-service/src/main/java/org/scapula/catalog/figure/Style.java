package org.scapula.catalog.figure;

import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The style sheet that each figure carries, so that it looks the same in a page, as a picture and on its own.
final class Style {

    private static final String OUTLINED = "stroke-width:3;paint-order:stroke;stroke-linejoin:round";
    private static final String ROUND = "fill:none;stroke-linejoin:round;stroke-linecap:round;";

    private Style() {}

    /// A fixed theme has literal colours, which every renderer knows.
    static String sheet(Look.Theme theme) {
        return switch (theme) {
            case AUTO ->
                ".fig{" + defaults(Palette.LIGHT) + "}@media(prefers-color-scheme:dark){.fig{" + defaults(Palette.DARK)
                        + "}}" + rules(name -> "var(--fig-" + name + ",var(--_" + name + "))");
            case LIGHT -> rules(literal(Palette.LIGHT));
            case DARK -> rules(literal(Palette.DARK));
        };
    }

    /// Shows the moving picture, or the still one to those who asked for less motion.
    static String motion() {
        return ".fig .still{display:none}@media(prefers-reduced-motion:reduce)"
                + "{.fig .still{display:inline}.fig .anim{display:none}}";
    }

    private static UnaryOperator<String> literal(Map<String, String> colours) {
        return name -> Optional.ofNullable(colours.get(name)).orElseThrow();
    }

    private static String defaults(SequencedMap<String, String> colours) {
        return colours.sequencedEntrySet().stream()
                .map(colour -> "--_" + colour.getKey() + ":" + colour.getValue() + ";")
                .collect(Collectors.joining());
    }

    private static String rules(UnaryOperator<String> colour) {
        var body = Stream.of(
                        "arm near",
                        "armF far",
                        "leg leg",
                        "legF legfar",
                        "torso torso",
                        "neck neck",
                        "hand neck",
                        "handF neckfar",
                        "hair hair")
                .map(pair -> pair.split(" "))
                .map(pair -> rule(
                        pair[0], "fill:" + colour.apply(pair[1]) + ";stroke:" + colour.apply("bg") + ";" + OUTLINED));
        var things = Stream.of("mat", "mat2", "prop", "prop2", "wood", "wood2", "wall", "wall2", "dark")
                .map(name -> rule("p-" + name, "fill:" + colour.apply(name)));
        var others = Stream.of(
                rule("ground", "fill:" + colour.apply("bg")),
                rule("face", "fill:" + colour.apply("face")),
                rule("eye", "fill:" + colour.apply("hair")),
                rule(
                        "hl",
                        "fill:" + colour.apply("hl") + ";fill-opacity:.8;stroke:" + colour.apply("hl")
                                + ";stroke-opacity:.3;stroke-width:4;stroke-linejoin:round"),
                rule("p-line", "fill:none;stroke-width:2;stroke:" + colour.apply("prop")),
                rule("p-band", ROUND + "stroke-width:4;stroke:" + colour.apply("band")),
                rule("ghost", ROUND + "stroke-width:2;stroke-dasharray:4 4;stroke:" + colour.apply("legfar")),
                rule("floor", ROUND + "stroke-width:3;stroke:" + colour.apply("floor")),
                rule("arrow0", ROUND + "stroke-width:9;stroke:" + colour.apply("bg")),
                rule("arrow", ROUND + "stroke-width:4.5;stroke:" + colour.apply("arrow")));
        return Stream.of(body, things, others).flatMap(each -> each).collect(Collectors.joining());
    }

    /// Named with the figure in front, so that a page into which it is written keeps its own styles.
    private static String rule(String styleClass, String declarations) {
        return ".fig ." + styleClass + "{" + declarations + "}";
    }
}
