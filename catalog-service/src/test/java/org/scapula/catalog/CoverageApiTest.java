package org.scapula.catalog;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Whatever the five articles say is served with its source, or stands on the list with the reason why it is not.
@CatalogTest
class CoverageApiTest {

    /// How many items of each group were counted in each article. A row that is lost from the list is missed here.
    private static final Map<String, String> COUNTED = Map.of(
            "S0", "B4 C14 E8 F5 H6 K9 L6 N6 O9 P3 Q5 R6 Y3",
            "S1", "B5 C14 E18 H9 K7 O2 P6 R14 T13 X3 Y9",
            "S2", "B7 C12 E24 H3 K4 L1 M9 N4 O2 R3 T7 X2 Y7",
            "S3", "B7 C16 E12 H7 K11 L4 N9 O3 R8 X2 Y8",
            "S4", "B3 C11 E5 K1 L6 O2 P6 R2");

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theListHoldsEveryItemOfTheArticles() throws IOException {
        var items = items();

        assertThat(items).extracting(Item::id).doesNotHaveDuplicates().hasSize(392);
        assertThat(items.stream().map(Item::article).distinct()).containsExactlyInAnyOrderElementsOf(COUNTED.keySet());
        COUNTED.forEach(
                (article, groups) -> assertThat(groupsOf(article, items)).isEqualTo(groups));
    }

    @Test
    void everyItemIsServedUnlessThereIsAReasonToLeaveItOut() throws IOException {
        var items = items();

        var cited = cited();

        assertThat(items).allSatisfy(item -> {
            if (item.leftOut()) {
                assertThat(cited).as(item.id() + " is left out").doesNotContain(item.id());
            } else {
                assertThat(cited).as(item.id() + " is served").contains(item.id());
            }
        });
    }

    @Test
    void whatTheCatalogueLeavesOutOrDoesNotDecideHasAReason() throws IOException {
        var others = items().stream()
                .filter(item -> !item.holder().equals("catalog"))
                .toList();

        assertThat(others).extracting(Item::holder).containsOnly("triage", "excluded");
        assertThat(others)
                .allSatisfy(item -> assertThat(item.reason()).as(item.id()).hasSizeGreaterThan(20));
    }

    @Test
    void everySourceThatIsCitedCanBeLookedUp() {
        var known = new TreeSet<String>(given().get("/sources").jsonPath().getList("sources.id"));

        assertThat(cited())
                .isNotEmpty()
                .allSatisfy(source -> assertThat(known)
                        .contains(source.matches("S\\d-[A-Z]\\d{2}") ? source.substring(0, 2) : source));
    }

    @Test
    void everythingIsSaidInGermanToo() {
        var report = given().get("/languages/de").jsonPath();

        assertThat(report.getList("missing")).isEmpty();
        assertThat(report.getBoolean("complete")).isTrue();
    }

    /// An item of an article: who decides by it, and why that is not the catalogue.
    private record Item(String id, String holder, String reason) {

        static Item of(String line) {
            var cells = line.split(",", 4);
            return new Item(cells[0], cells[1], cells[3]);
        }

        String article() {
            return id.substring(0, 2);
        }

        String group() {
            return id.substring(3, 4);
        }

        int number() {
            return Integer.parseInt(id.substring(4));
        }

        boolean leftOut() {
            return holder.equals("excluded");
        }
    }

    private static List<Item> items() throws IOException {
        try (var table = CoverageApiTest.class.getResourceAsStream("/seed-coverage.csv")) {
            return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(Item::of)
                    .toList();
        }
    }

    /// Each group with its last number, provided that the numbers run from 1 to it without a gap.
    private static String groupsOf(String article, List<Item> items) {
        return items.stream()
                .filter(item -> item.article().equals(article))
                .collect(groupingBy(Item::group, TreeMap::new, mapping(Item::number, toList())))
                .entrySet()
                .stream()
                .map(group -> group.getKey() + numberedThrough(group.getValue()))
                .collect(joining(" "));
    }

    private static String numberedThrough(List<Integer> numbers) {
        var through = IntStream.rangeClosed(1, numbers.size()).boxed().toList();
        return numbers.equals(through) ? String.valueOf(numbers.size()) : numbers.toString();
    }

    private static Set<String> cited() {
        return Stream.of("exercises", "advice")
                .flatMap(list -> pages("/" + list + "?limit=100"))
                .flatMap(page -> page.findValues("sources").stream())
                .flatMap(sources -> StreamSupport.stream(sources.spliterator(), false))
                .map(JsonNode::asText)
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> pages(String address) {
        var answer = given().urlEncodingEnabled(false).get(address);
        var link = answer.header("Link");
        var rest = link == null ? Stream.<JsonNode>of() : pages(link.replaceAll("<(.*)>; rel=\"next\"", "$1"));
        try {
            return Stream.concat(List.of(JSON.readTree(answer.asString())).stream(), rest);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(notJson);
        }
    }
}
