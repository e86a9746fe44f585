package org.scapula.catalog.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a figure as SVG.
final class Drawing {

    /// Between two key frames the path of a hand is not straight; a few samples on the way make it round.
    private static final int SAMPLES = 4;

    private final Figure.Model model;
    private final Look look;
    private final Words words;
    private final Window window;

    Drawing(Figure.Model model, Look look, Words words) {
        this.model = model;
        this.look = look;
        this.words = words;
        this.window = Window.of(model);
    }

    String still(int number) {
        return svg(Style.sheet(look.theme()), floor() + picture(number));
    }

    String loop() {
        var moving = "<g class=\"anim\">" + moving() + arrows(model.arrows()) + "</g>";
        var resting = "<g class=\"still\">" + picture(model.frames().size()) + "</g>";
        return svg(Style.sheet(look.theme()) + Style.motion(), floor() + moving + resting);
    }

    private String svg(String style, String content) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" class="fig" viewBox="%s" width="%d" height="%d" role="img" lang="%s">\
                <title>%s</title><desc>%s</desc><style>%s</style>\
                <rect class="ground" x="%s" y="%s" width="%s" height="%s"/>%s</svg>
                """.formatted(
                        window.viewBox(),
                        look.width(),
                        Math.round(look.width() * .75),
                        escaped(words.language()),
                        escaped(words.title()),
                        escaped(words.description()),
                        style,
                        Outline.number(window.left() - 1),
                        Outline.number(window.top() - 1),
                        Outline.number(window.width() + 2),
                        Outline.number(window.height() + 2),
                        content);
    }

    private String floor() {
        if (!model.floor() || !window.showsFloor()) {
            return "";
        }
        var line = Shapes.line(
                List.of(new Point(window.left() + 10, 0), new Point(window.left() + window.width() - 10, 0)));
        return path("floor", line);
    }

    private String picture(int number) {
        var shapes = Scene.of(model, number)
                .map(item -> path(item.paint().styleClass(), item.outlines().getFirst()))
                .collect(Collectors.joining());
        return ghost(number) + shapes + arrows(model.arrowsOf(number));
    }

    /// Where the head was.
    private String ghost(int number) {
        return model.ghost()
                .filter(shown -> shown != number)
                .map(shown -> new Head(Skeleton.of(model.frame(shown).pose()), model.camera()))
                .map(head -> path("ghost", Outline.of(head.hair(), head.nose())))
                .orElse("");
    }

    private static String arrows(List<Arrow> arrows) {
        return arrows.stream()
                .map(Arrow::outline)
                .map(outline -> path("arrow0", outline) + path("arrow", outline))
                .collect(Collectors.joining());
    }

    private static String path(String styleClass, Outline outline) {
        return "<path class=\"" + styleClass + "\" d=\"" + outline.path() + "\"/>";
    }

    /// One moment of the loop, and when it is.
    private record Sample(double second, KeyFrame frame) {}

    private String moving() {
        var samples = samples();
        var seconds = samples.getLast().second();
        var times =
                samples.stream().map(sample -> share(sample.second() / seconds)).collect(Collectors.joining(";"));
        return Scene.of(model, samples.stream().map(Sample::frame).toList(), model.wayOfLoop())
                .map(item -> moving(item, seconds, times))
                .collect(Collectors.joining());
    }

    private static String moving(Scene.Item item, double seconds, String times) {
        var paths = item.outlines().stream().map(Outline::path).toList();
        if (paths.stream().distinct().count() == 1) {
            return path(item.paint().styleClass(), item.outlines().getFirst());
        }
        var first = item.outlines().getFirst();
        var smooth = item.outlines().stream().allMatch(first::blendsInto);
        return String.format(
                Locale.ROOT,
                "<path class=\"%s\" d=\"%s\"><animate attributeName=\"d\" dur=\"%.1fs\" repeatCount=\"indefinite\"%s"
                        + " keyTimes=\"%s\" values=\"%s\"/></path>",
                item.paint().styleClass(),
                paths.getFirst(),
                seconds,
                smooth ? "" : " calcMode=\"discrete\"",
                times,
                String.join(";", paths));
    }

    /// Each key frame is held, then left slowly, and the next one reached slowly.
    private List<Sample> samples() {
        var way = model.wayOfLoop();
        var samples = new ArrayList<Sample>();
        var second = 0.0;
        for (var i = 0; i + 1 < way.size(); i++) {
            var from = model.frame(way.get(i));
            var to = model.frame(way.get(i + 1));
            samples.add(new Sample(second, from));
            second += model.holdSeconds();
            samples.add(new Sample(second, from));
            for (var step = 1; step < SAMPLES; step++) {
                var share = (double) step / SAMPLES;
                samples.add(new Sample(
                        second + model.moveSeconds() * share, from.towards(to, share * share * (3 - 2 * share))));
            }
            second += model.moveSeconds();
        }
        samples.add(new Sample(second, model.frame(way.getLast())));
        return samples;
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.3f", share).replaceAll("\\.?0+$", "");
    }

    /// Words come from clinics' translations too.
    private static String escaped(String text) {
        return Stream.of(text)
                .map(raw -> raw.replace("&", "&amp;"))
                .map(raw -> raw.replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;"))
                .collect(Collectors.joining());
    }
}
