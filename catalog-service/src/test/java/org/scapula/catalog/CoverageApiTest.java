package org.scapula.catalog;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Whatever the five articles say is served, with its source: exercises, causes, first aid, advice.
@CatalogTest
class CoverageApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyItemOfTheArticlesThatIsOursIsServed() throws IOException {
        var wanted = itemsOf("catalog");

        var cited = cited();

        assertThat(wanted).hasSizeGreaterThan(300);
        assertThat(cited).containsAll(wanted);
    }

    @Test
    void everySourceThatIsCitedCanBeLookedUp() {
        var known = new TreeSet<String>(given().get("/sources").jsonPath().getList("sources.id"));

        assertThat(cited())
                .isNotEmpty()
                .allSatisfy(source -> assertThat(known)
                        .contains(source.matches("S\\d-[A-Z]\\d{2}") ? source.substring(0, 2) : source));
    }

    private static Set<String> itemsOf(String service) throws IOException {
        try (var table = CoverageApiTest.class.getResourceAsStream("/seed-coverage.csv")) {
            return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(","))
                    .filter(row -> row[1].equals(service))
                    .map(row -> row[0])
                    .collect(toCollection(TreeSet::new));
        }
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
