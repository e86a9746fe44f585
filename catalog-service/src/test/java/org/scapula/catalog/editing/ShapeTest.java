package org.scapula.catalog.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.catalog.content.ShippedFiles;
import org.scapula.edge.FieldError;

class ShapeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource("shipped")
    void whatIsShippedIsWholeAndStaysItself(ExerciseEntry entry) throws JsonProcessingException {
        var document = JSON.readTree(Content.json(entry));

        assertThat(Shape.faultsAndGapsIn(document)).isEmpty();
        assertThat(Shape.inOrder(document)).isEqualTo(document);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                | ``                             | wrong-type
            {"nickname":"x"}                                  | /nickname                      | unknown-field
            {"name":1}                                        | /name                          | wrong-type
            {"name":null}                                     | /name                          | wrong-type
            {"name":"a\\u0000b"}                              | /name                          | malformed
            {"name":"a\\ud800b"}                              | /name                          | malformed
            {"level":"1"}                                     | /level                         | wrong-type
            {"level":1.5}                                     | /level                         | wrong-type
            {"level":99999999999}                             | /level                         | wrong-type
            {"oneSided":"true"}                               | /oneSided                      | wrong-type
            {"region":"ANKLE"}                                | /region                        | unknown-value
            {"region":0}                                      | /region                        | unknown-value
            {"tags":["FLOOR","SKY"]}                          | /tags/1                        | unknown-value
            {"equipment":[["MAT"],["MAT",7]]}                 | /equipment/1/1                 | unknown-value
            {"doses":[{"sets":{"min":1,"max":2,"by":"me"}}]}  | /doses/0/sets/by               | unknown-field
            {"translations":{"en":{}}}                        | /translations/en               | unknown-field
            {"translations":{"de":{"steps":"eins"}}}          | /translations/de/steps         | wrong-type
            {"a/b~c":1}                                       | /a~1b~0c                       | unknown-field
            """)
    void whatNoDraftMayBeIsNamedWithItsPlace(String document, String pointer, String code)
            throws JsonProcessingException {
        assertThat(Shape.faultsIn(JSON.readTree(document)))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(tuple(pointer, code));
    }

    @Test
    void aDraftMayLackAnything() throws JsonProcessingException {
        assertThat(Shape.faultsIn(JSON.readTree("{}"))).isEmpty();
        assertThat(Shape.faultsIn(JSON.readTree("{\"doses\":[{\"sets\":{}}],\"cues\":{}}")))
                .isEmpty();
    }

    @Test
    void allThatIsMissingIsSaidAtOnce() throws JsonProcessingException {
        var errors = Shape.faultsAndGapsIn(JSON.readTree("{\"cues\":{},\"doses\":[{\"sets\":{}}]}"));

        assertThat(errors).allMatch(error -> error.code().equals("required"));
        assertThat(errors)
                .extracting(FieldError::pointer)
                .contains("/slug", "/kind", "/level", "/cues/feel", "/doses/0/used", "/doses/0/sets/source")
                .doesNotContain("/picture", "/members", "/translations", "/number");
    }

    static List<ExerciseEntry> shipped() {
        return Content.read(ShippedFiles.all()).exercises();
    }
}
