package org.scapula.catalog.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// What is sent: every drawing of every figure that is shipped.
class DrawingTest {

    private static final int MOST_BYTES = 30 * 1024;
    private static final Words WORDS = new Words("de", "Katze & <Kuh>", "Man sieht \"etwas\".");
    private static final Look USUAL = new Look(480, Look.Theme.AUTO);

    /// All that a drawing may be made of: nothing that runs, links or loads.
    private static final Set<String> ELEMENTS = Set.of("svg", "title", "desc", "style", "rect", "g", "path", "animate");

    @Test
    void everyDrawingIsSmallEnoughToBeSentCompressed() {
        var drawings = FigureFiles.shipped().values().stream().flatMap(DrawingTest::drawings);

        assertThat(drawings)
                .isNotEmpty()
                .allSatisfy(svg -> assertThat(compressed(svg)).isLessThan(MOST_BYTES));
    }

    @Test
    void noDrawingHoldsAnythingThatRunsLinksOrLoads() {
        var drawings = FigureFiles.shipped().values().stream().flatMap(DrawingTest::drawings);

        assertThat(drawings).allSatisfy(svg -> {
            assertThat(ELEMENTS).containsAll(elementsOf(parsed(svg)));
            assertThat(svg.toLowerCase(Locale.ROOT))
                    .doesNotContain("href", "url(", "@import", "javascript:", " on", "nan", "infinity");
        });
    }

    @Test
    void everyShippedFigureHighlightsWhatWorks() {
        assertThat(FigureFiles.shipped())
                .allSatisfy((_, figure) -> assertThat(drawings(figure))
                        .anySatisfy(svg -> assertThat(svg).contains("class=\"hl\"")));
    }

    @Test
    void aDrawingIsAnImageWithANameAndADescription() {
        var svg = parsed(figure("01-cat-cow").loop(USUAL, WORDS)).getDocumentElement();

        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("lang")).isEqualTo("de");
        assertThat(svg.getFirstChild().getNodeName()).isEqualTo("title");
        assertThat(svg.getFirstChild().getTextContent()).isEqualTo("Katze & <Kuh>");
        assertThat(svg.getFirstChild().getNextSibling().getTextContent()).isEqualTo("Man sieht \"etwas\".");
    }

    @Test
    void aDrawingIsAsWideAsItWasAskedFor() {
        var svg = parsed(figure("01-cat-cow").still(1, new Look(1000, Look.Theme.LIGHT), WORDS))
                .getDocumentElement();

        assertThat(svg.getAttribute("width")).isEqualTo("1000");
        assertThat(svg.getAttribute("height")).isEqualTo("750");
    }

    @Test
    void aLoopStandsStillForThoseWhoAskForLessMotion() {
        var loop = figure("01-cat-cow").loop(USUAL, WORDS);

        assertThat(loop)
                .contains("@media(prefers-reduced-motion:reduce){.fig .still{display:inline}.fig .anim{display:none}}")
                .contains("<g class=\"anim\">")
                .contains("<g class=\"still\">")
                .contains("<animate ");
        assertThat(loop.substring(loop.indexOf("<g class=\"still\">"))).doesNotContain("<animate");
    }

    @Test
    void aLoopEndsWhereItBegins() {
        var loop = parsed(figure("16-plank-forearm").loop(USUAL, WORDS));

        var moving = loop.getElementsByTagName("animate");

        assertThat(moving.getLength()).isPositive();
        assertThat(IntStream.range(0, moving.getLength()).mapToObj(i -> (Element) moving.item(i)))
                .allSatisfy(animate -> {
                    var values = List.of(animate.getAttribute("values").split(";"));
                    assertThat(values.getFirst()).isEqualTo(values.getLast());
                    assertThat(animate.getAttribute("keyTimes").split(";")).hasSameSizeAs(values);
                });
    }

    @Test
    void theAutomaticThemeFollowsTheSystemAndLetsAPageChooseItsColours() {
        var svg = figure("01-cat-cow").still(1, USUAL, WORDS);

        assertThat(svg).contains("@media(prefers-color-scheme:dark)", "var(--fig-hl,var(--_hl))");
    }

    @ParameterizedTest
    @EnumSource(
            value = Look.Theme.class,
            names = {"LIGHT", "DARK"})
    void aFixedThemeHasColoursThatEveryRendererKnows(Look.Theme theme) {
        var svg = figure("01-cat-cow").still(1, new Look(480, theme), WORDS);

        var ground = theme == Look.Theme.DARK ? "#161c22" : "#ffffff";
        assertThat(svg).doesNotContain("var(", "@media").contains(".fig .ground{fill:" + ground + "}");
    }

    @Test
    void allPicturesOfAFigureShowTheSamePartOfTheRoom() {
        var figure = figure("12-bent-over-row");

        var windows = drawings(figure)
                .map(svg -> parsed(svg).getDocumentElement().getAttribute("viewBox"))
                .distinct();

        assertThat(windows).hasSize(1);
    }

    @Test
    void theSameFigureIsDrawnTheSameWayEachTime() {
        assertThat(figure("05-thoracic-extension-roller").loop(USUAL, WORDS))
                .isEqualTo(figure("05-thoracic-extension-roller").loop(USUAL, WORDS));
    }

    private static Figure figure(String name) {
        return Optional.ofNullable(FigureFiles.shipped().get(name)).orElseThrow();
    }

    private static Stream<String> drawings(Figure figure) {
        var stills = IntStream.rangeClosed(1, figure.frames()).mapToObj(frame -> figure.still(frame, USUAL, WORDS));
        return Stream.concat(Stream.of(figure.loop(USUAL, WORDS)), stills);
    }

    private static int compressed(String svg) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(svg.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.size();
    }

    private static Document parsed(String svg) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception malformed) {
            throw new AssertionError("Not well-formed: " + svg, malformed);
        }
    }

    private static Set<String> elementsOf(Document svg) {
        var all = svg.getElementsByTagName("*");
        var names = new HashSet<String>();
        for (var i = 0; i < all.getLength(); i++) {
            names.add(all.item(i).getNodeName());
        }
        return names;
    }
}
