package org.scapula.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BadRequestException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergePatchTest {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    static {
        new StrictJson().customize(JSON);
    }

    private final MergePatch patch =
            new MergePatch(JSON, Validation.buildDefaultValidatorFactory().getValidator());

    record Door(@NotNull String colour, Optional<@Valid Sign> sign) {}

    record Sign(Optional<@Size(max = 5) String> words, Optional<List<@Pattern(regexp = "[a-z]+") String>> names) {}

    private static final Door BLUE =
            new Door("blue", Optional.of(new Sign(Optional.of("Desk"), Optional.of(List.of("front", "back")))));

    /// The table of RFC 7396, appendix A, and what it leaves open: names are not paths.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":"b"}             | {"a":"c"}                     | {"a":"c"}
            {"a":"b"}             | {"b":"c"}                     | {"a":"b","b":"c"}
            {"a":"b"}             | {"a":null}                    | {}
            {"a":"b","b":"c"}     | {"a":null}                    | {"b":"c"}
            {"a":["b"]}           | {"a":"c"}                     | {"a":"c"}
            {"a":"c"}             | {"a":["b"]}                   | {"a":["b"]}
            {"a":{"b":"c"}}       | {"a":{"b":"d","c":null}}      | {"a":{"b":"d"}}
            {"a":[{"b":"c"}]}     | {"a":[1]}                     | {"a":[1]}
            ["a","b"]             | ["c","d"]                     | ["c","d"]
            {"a":"b"}             | ["c"]                         | ["c"]
            {"a":"foo"}           | null                          | null
            {"a":"foo"}           | "bar"                         | "bar"
            {"e":null}            | {"a":1}                       | {"e":null,"a":1}
            [1,2]                 | {"a":"b","c":null}            | {"a":"b"}
            {}                    | {"a":{"bb":{"ccc":null}}}     | {"a":{"bb":{}}}
            {"a":{"b":1}}         | {"a/b":2}                     | {"a":{"b":1},"a/b":2}
            """)
    void isWhatTheStandardSays(String target, String changes, String result) throws JsonProcessingException {
        var before = JSON.readTree(target);

        assertThat(MergePatch.merged(before, JSON.readTree(changes))).isEqualTo(JSON.readTree(result));
        assertThat(before).isEqualTo(JSON.readTree(target));
    }

    @Test
    void whatIsNotNamedStays() {
        var after = patched("{\"sign\": {\"words\": null}}");

        assertThat(after.colour()).isEqualTo("blue");
        assertThat(after.sign()).hasValueSatisfying(sign -> {
            assertThat(sign.words()).isEmpty();
            assertThat(sign.names()).contains(List.of("front", "back"));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"colour": null}                      | /colour       | required
            {"sign": {"words": "Front desk"}}     | /sign/words   | out-of-range
            {"sign": {"names": ["front", "X"]}}   | /sign/names/1 | malformed
            """)
    void whatComesOfItIsAsValidAsIfItHadBeenSaidWhole(String changes, String pointer, String code) {
        assertThatThrownBy(() -> patched(changes))
                .isInstanceOf(HttpProblem.class)
                .extracting(refused -> ((HttpProblem) refused).getParameters().get("errors"))
                .asInstanceOf(InstanceOfAssertFactories.list(FieldError.class))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(tuple(pointer, code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"blue\"", "", "{", "{\"colour\": 1}", "{\"size\": \"large\"}"})
    void whatIsNoPatchOfItIsABadRequest(String changes) {
        assertThatThrownBy(() -> patched(changes)).isInstanceOf(BadRequestException.class);
    }

    @Test
    void whatAPatchNamesCanBeSeenBeforeItIsApplied() {
        var changes = read("{\"colour\": \"red\", \"sign\": null}");

        assertThat(changes.names("sign")).isTrue();
        assertThat(changes.names("size")).isFalse();
        assertThat(changes.text("colour")).contains("red");
        assertThat(changes.text("sign")).isEmpty();
    }

    private Door patched(String changes) {
        return patch.apply(BLUE, read(changes), Door.class);
    }

    private MergePatch.Changes read(String changes) {
        return patch.read(changes.getBytes(StandardCharsets.UTF_8));
    }
}
