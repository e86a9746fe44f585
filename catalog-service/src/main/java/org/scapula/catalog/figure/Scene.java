package org.scapula.catalog.figure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Everything that is drawn, in its order, for one moment or for the moments of a loop.
///
/// The order is that of the mean depth over all moments: what is drawn cannot change its place while it moves.
final class Scene {

    private static final double FAR = -5;

    private final Figure.Model model;
    private final List<Moment> moments;
    private final List<Integer> shown;

    private Scene(Figure.Model model, List<KeyFrame> frames, List<Integer> shown) {
        this.model = model;
        this.moments = frames.stream().map(frame -> new Moment(model, frame)).toList();
        this.shown = shown;
    }

    /// A shape through all moments.
    record Item(Paint paint, List<Outline> outlines) {}

    /// One key frame, counted from 1.
    static Stream<Item> of(Figure.Model model, int number) {
        return new Scene(model, List.of(model.frame(number)), List.of(number)).items();
    }

    /// The moments of a loop that passes through these key frames.
    static Stream<Item> of(Figure.Model model, List<KeyFrame> moments, List<Integer> passed) {
        return new Scene(model, moments, passed).items();
    }

    private Stream<Item> items() {
        var things = things();
        var items = new ArrayList<>(onLayer(things, Layer.BACK));
        var midDone = false;
        for (var row : rows()) {
            if (!midDone && row.depth() >= 0) {
                items.addAll(onLayer(things, Layer.MID));
                midDone = true;
            }
            for (var side : Side.values()) {
                if (row.name().equals(Moment.armOf(side))) {
                    items.addAll(onLayer(things, Layer.arm(side)));
                }
            }
            items.add(row.item());
        }
        items.addAll(onLayer(things, Layer.FRONT));
        return items.stream();
    }

    /// A part of the body through all moments; empty where it is hidden.
    private record Row(String name, double depth, Paint paint, List<Optional<Outline>> outlines) {

        /// A part that is hidden at some moments shrinks to nothing there, instead of being left out everywhere.
        Item item() {
            return new Item(
                    paint,
                    IntStream.range(0, outlines.size())
                            .mapToObj(i ->
                                    outlines.get(i).orElseGet(() -> nearest(i).vanished()))
                            .toList());
        }

        private Outline nearest(int moment) {
            return IntStream.range(0, outlines.size())
                    .boxed()
                    .filter(i -> outlines.get(i).isPresent())
                    .min(Comparator.comparingInt(i -> Math.abs(i - moment)))
                    .flatMap(outlines::get)
                    .orElseThrow();
        }
    }

    private List<Row> rows() {
        var byMoment = moments.stream()
                .map(moment -> moment.parts().collect(Collectors.toMap(Part::name, Function.identity())))
                .toList();
        var seen = new LinkedHashMap<String, List<Part>>();
        moments.forEach(moment -> moment.parts()
                .forEach(part -> seen.computeIfAbsent(part.name(), _ -> new ArrayList<>())
                        .add(part)));
        return seen.sequencedEntrySet().stream()
                .map(part -> row(part, byMoment))
                .sorted(Comparator.comparingDouble(Row::depth))
                .toList();
    }

    private Row row(Map.Entry<String, List<Part>> seen, List<Map<String, Part>> byMoment) {
        var depth = seen.getValue().stream().mapToDouble(Part::depth).average().orElseThrow();
        var paint = seen.getValue().getFirst().paint();
        return new Row(
                seen.getKey(),
                depth,
                depth < FAR && model.paleFarLimbs() ? paint.far() : paint,
                byMoment.stream()
                        .map(parts ->
                                Optional.ofNullable(parts.get(seen.getKey())).map(Part::outline))
                        .toList());
    }

    /// The shapes of the things, each through all moments, by layer.
    private SequencedMap<Layer, List<Item>> things() {
        var items = new LinkedHashMap<Layer, List<Item>>();
        model.props().stream().filter(prop -> prop.isThereInAll(shown)).forEach(prop -> {
            var surfaces = moments.stream()
                    .map(moment -> prop.thing().seen(model.camera(), moment.skeleton()))
                    .toList();
            IntStream.range(0, surfaces.getFirst().size())
                    .forEach(i -> items.computeIfAbsent(
                                    surfaces.getFirst().get(i).layer().orElse(prop.layer()), _ -> new ArrayList<>())
                            .add(through(surfaces, i)));
        });
        return items;
    }

    private static Item through(List<List<Thing.Surface>> surfaces, int index) {
        return new Item(
                surfaces.getFirst().get(index).paint(),
                surfaces.stream().map(moment -> moment.get(index).outline()).toList());
    }

    private static Collection<Item> onLayer(Map<Layer, List<Item>> things, Layer layer) {
        return things.getOrDefault(layer, List.of());
    }
}
