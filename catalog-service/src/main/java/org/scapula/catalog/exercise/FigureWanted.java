package org.scapula.catalog.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scapula.catalog.figure.Figure;
import org.scapula.catalog.figure.Look;
import org.scapula.catalog.figure.Words;
import org.scapula.edge.Problems;

/// Which picture of a drawing is wanted (none: the moving one), and how it shall look.
record FigureWanted(Optional<Integer> frame, Look look) {

    private static final int USUAL_WIDTH = 480;
    private static final int LEAST_WIDTH = 120;
    private static final int MOST_WIDTH = 1200;

    static FigureWanted of(FigureQuery query) {
        return new FigureWanted(
                once("frame", query.frame).map(text -> number("frame", text, 1, 99)),
                new Look(
                        once("size", query.size)
                                .map(text -> number("size", text, LEAST_WIDTH, MOST_WIDTH))
                                .orElse(USUAL_WIDTH),
                        once("theme", query.theme).map(FigureWanted::theme).orElse(Look.Theme.AUTO)));
    }

    String drawn(Figure figure, Words words) {
        return frame.map(number -> figure.still(existing(number, figure), look, words))
                .orElseGet(() -> figure.loop(look, words));
    }

    private static int existing(int number, Figure figure) {
        if (number > figure.frames()) {
            throw Problems.invalidParameter("frame", "must be a whole number from 1 to " + figure.frames());
        }
        return number;
    }

    private static Optional<String> once(String name, List<String> given) {
        if (given.size() > 1) {
            throw Problems.invalidParameter(name, "must be given once");
        }
        return given.stream().findFirst();
    }

    private static int number(String name, String text, int least, int most) {
        var number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (number < least || number > most) {
            throw Problems.invalidParameter(name, "must be a whole number from " + least + " to " + most);
        }
        return number;
    }

    private static Look.Theme theme(String text) {
        var themes = Arrays.asList(Look.Theme.values());
        return themes.stream()
                .filter(theme -> nameOf(theme).equals(text))
                .findFirst()
                .orElseThrow(() -> Problems.invalidParameter(
                        "theme",
                        "must be one of "
                                + themes.stream().map(FigureWanted::nameOf).collect(Collectors.joining(", "))));
    }

    private static String nameOf(Look.Theme theme) {
        return theme.name().toLowerCase(Locale.ROOT);
    }
}
