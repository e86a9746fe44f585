package org.scapula.catalog.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Draws figures for human eyes: every key frame and every loop as a file, and all key frames on one page; and says
/// what no body can do.
///
/// A machine can tell that a hand touches the wall; only a person can tell that a drawing shows the exercise.
final class ContactSheet {

    private static final int CELL = 320;

    private ContactSheet() {}

    /// Where to write, where the figures are, `light` or `dark`, and the beginnings of names, if not all.
    public static void main(String... args) throws IOException {
        var out = Files.createDirectories(Path.of(args[0]));
        var theme = Look.Theme.valueOf(args[2].toUpperCase(Locale.ROOT));
        var figures = chosen(FigureFiles.in(Path.of(args[1])), List.of(args).subList(3, args.length));
        for (var figure : figures.entrySet()) {
            write(out, figure);
        }
        Files.writeString(out.resolve("sheet.html"), page(figures, theme));
        Anatomy.findings(figures).forEach(System.out::println);
    }

    private static SequencedMap<String, Figure> chosen(SequencedMap<String, Figure> figures, List<String> beginnings) {
        return figures.entrySet().stream()
                .filter(figure -> beginnings.isEmpty() || beginnings.stream().anyMatch(figure.getKey()::startsWith))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, TreeMap::new));
    }

    private static void write(Path out, Map.Entry<String, Figure> named) throws IOException {
        var figure = named.getValue();
        var words = words(named.getKey());
        var look = new Look(640, Look.Theme.AUTO);
        Files.writeString(out.resolve(named.getKey() + ".svg"), figure.loop(look, words));
        for (var frame = 1; frame <= figure.frames(); frame++) {
            Files.writeString(out.resolve(named.getKey() + "-" + frame + ".svg"), figure.still(frame, look, words));
        }
    }

    private static String page(SequencedMap<String, Figure> figures, Look.Theme theme) {
        var ground = theme == Look.Theme.DARK ? "#161c22" : "#ffffff";
        var ink = theme == Look.Theme.DARK ? "#c3ccd4" : "#3f6079";
        return """
                <!doctype html><meta charset="utf-8"><title>Figures</title>
                <style>body{margin:8px;background:%s;color:%s;font:13px sans-serif}
                section{display:inline-block;vertical-align:top;margin:0 12px 8px 0}
                figure{display:inline-block;margin:0 2px}</style>
                """.formatted(ground, ink)
                + figures.entrySet().stream()
                        .map(figure -> section(figure.getKey(), figure.getValue(), theme))
                        .collect(Collectors.joining("\n"));
    }

    private static String section(String name, Figure figure, Look.Theme theme) {
        var frames = IntStream.rangeClosed(1, figure.frames())
                .mapToObj(frame -> "<figure>" + figure.still(frame, new Look(CELL, theme), words(name)) + "</figure>")
                .collect(Collectors.joining());
        return "<section><div>" + name + " " + figure.frameOfStep() + "</div>" + frames + "</section>";
    }

    private static Words words(String name) {
        return new Words("en", name, name);
    }
}
