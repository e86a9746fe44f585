package org.scapula.catalog.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExerciseChecksTest {

    private static final Content SHIPPED = Content.read(ShippedFiles.all());

    @Test
    void allThatIsWrongIsSaidAtOnceEachWithItsPlace() {
        var broken = Content.read(ShippedFiles.all()).exercises().stream()
                .filter(entry -> entry.slug().equals("cat-cow"))
                .map(entry -> Changed.of(entry, "level", "9"))
                .map(entry -> Changed.of(entry, "tags", "[]"))
                .map(entry -> Changed.of(entry, "sources", "[\"S0-K01\", \"Nobody 1999\"]"))
                .map(entry -> Changed.of(entry, "progressTo", "[\"no-such-exercise\"]"))
                .findFirst()
                .orElseThrow();

        var faults = ExerciseChecks.faultsIn(broken, SHIPPED.sources(), slug -> slug.equals("cat-cow"));

        assertThat(faults).extracting(Fault::pointer).contains("/level", "/tags", "/sources/1", "/progressTo/0");
        assertThat(faults)
                .extracting(Fault::code)
                .contains(Fault.MISSING_TAG, Fault.UNKNOWN_LINK, Fault.UNKNOWN_SOURCE);
    }

    @Test
    void aMovementCarriesTheTagsOfItsUsualPosition() {
        var untagged = Changed.of(exercise("cat-cow"), "tags", "[\"FLOOR\"]");

        var faults = ExerciseChecks.faultsIn(untagged, SHIPPED.sources(), _ -> true);

        assertThat(faults)
                .anyMatch(fault ->
                        fault.pointer().equals("/tags") && fault.reason().contains("ALL_FOURS"));
    }

    @Test
    void aCircleIsFoundWhicheverSideStatesIt() {
        var a = Changed.of(Changed.of(exercise("cat-cow"), "progressTo", "[\"b\"]"), "regressTo", "[\"c\"]");
        var links = Links.among(List.of(a));
        assertThat(links.loopFrom("cat-cow")).isEmpty();

        links.add("b", "c");

        assertThat(links.loopFrom("cat-cow")).contains(List.of("cat-cow", "b", "c", "cat-cow"));
    }

    private static ExerciseEntry exercise(String slug) {
        return SHIPPED.exercises().stream()
                .filter(entry -> entry.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }
}
