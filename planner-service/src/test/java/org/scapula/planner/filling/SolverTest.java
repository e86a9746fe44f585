package org.scapula.planner.filling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SolverTest {

    @Test
    void theBestFillingCostsWhatAnotherSolverSaysAndItsProofHolds() {
        for (var seed = 0; seed < 300; seed++) {
            var filling = Fillings.random(seed, 5);

            var filled = Solver.best(filling);

            assertThat(Audit.complaints(filling, filled)).as("seed %d", seed).isEmpty();
            assertThat(filled.cost()).as("seed %d", seed).isEqualTo(Oracle.leastCost(filling));
        }
    }

    @Test
    void theOrderInWhichThingsAreSaidChangesNothing() {
        for (var seed = 0; seed < 50; seed++) {
            var filling = Fillings.random(seed, 5);
            var slots = new ArrayList<>(filling.slots());
            Collections.shuffle(slots, new Random(seed));

            assertThat(Solver.best(Filling.of(slots, filling.rations()))).isEqualTo(Solver.best(filling));
        }
    }

    @Test
    void theAlphabetDecidesBetweenEquals() {
        var equals = List.of(new Option("rowing", Map.of("goal", 10)), new Option("pulling", Map.of("goal", 10)));
        var filling = Filling.of(
                List.of(new Slot(0, 0, 0, equals)),
                Map.of("rowing", new Ration(1, 1, 0), "pulling", new Ration(1, 1, 0)));

        var filled = Solver.best(filling);

        assertThat(filled.slugs()).containsExactly("pulling");
        assertThat(filled.points()).isEqualTo(10);
        assertThat(Rival.of(filling, filled, 0)).hasValueSatisfying(rival -> {
            assertThat(rival.slug()).isEqualTo("rowing");
            assertThat(rival.lostBy()).isZero();
            assertThat(rival.points()).isEmpty();
        });
    }

    @Test
    void aRivalNeverEarnsMore() {
        for (var seed = 0; seed < 100; seed++) {
            var filling = Fillings.random(seed, 5);
            var filled = Solver.best(filling);
            for (var slot = 0; slot < filling.slots().size(); slot++) {
                Rival.of(filling, filled, slot)
                        .ifPresent(rival -> assertThat(rival.lostBy())
                                .isNotNegative()
                                .isEqualTo(rival.points().values().stream()
                                        .mapToInt(Integer::intValue)
                                        .sum()));
            }
        }
    }

    @Test
    void aWrongProofIsFound() {
        var filling = Fillings.random(7, 5);
        var filled = Solver.best(filling);
        for (var node : filled.potentials().keySet()) {
            for (var by : List.of(1L, -1L, Filling.A_POINT, -Filling.A_POINT)) {
                var potentials = new TreeMap<>(filled.potentials());
                potentials.merge(node, by, Long::sum);
                var moved = new Filled(filled.slugs(), filled.cost(), potentials);

                // A potential may have room: then the bound is the same, and never better than the truth.
                assertThat(Audit.bound(filling, moved)).as(node).isLessThanOrEqualTo(filled.cost());
            }
        }
        assertThat(Audit.complaints(filling, new Filled(filled.slugs(), filled.cost(), Map.of())))
                .singleElement()
                .asString()
                .contains("its proof only shows");
        assertThat(Audit.complaints(
                        filling, new Filled(filled.slugs(), filled.cost(), Map.of(Nodes.END, Long.MAX_VALUE / 2))))
                .singleElement()
                .asString()
                .contains("beyond all reason");
        assertThat(Audit.complaints(filling, new Filled(filled.slugs(), filled.cost() - 1, filled.potentials())))
                .singleElement()
                .asString()
                .contains("and says");
    }

    @Test
    void aFillingThatIsNotTheBestIsFoundWhateverItsProofSays() {
        var found = 0;
        for (var seed = 0; seed < 50; seed++) {
            var filling = Fillings.random(seed, 3);
            var filled = Solver.best(filling);
            for (var slot = 0; slot < filling.slots().size(); slot++) {
                var worse = new ArrayList<>(filled.slugs());
                worse.set(
                        slot,
                        Rival.of(filling, filled, slot)
                                .map(Rival::slug)
                                .orElse(filled.slugs().get(slot)));
                if (!worse.equals(filled.slugs())) {
                    var claimed = new Filled(worse, Costs.of(filling, worse), filled.potentials());
                    assertThat(Audit.complaints(filling, claimed)).isNotEmpty();
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(100);
    }

    @Test
    void limitsThatAreBrokenAreNamed() {
        var options = List.of(new Option("row", Map.of()), new Option("squeeze", Map.of()));
        var filling = Filling.of(
                List.of(
                        new Slot(0, 0, 0, options),
                        new Slot(0, 0, 1, options),
                        new Slot(0, 1, 0, options),
                        new Slot(1, 0, 0, options)),
                Map.of("row", new Ration(1, 2, 0), "squeeze", new Ration(2, 2, 0)));

        assertThat(complaints(filling, "row", "row", "squeeze", "squeeze"))
                .anyMatch(it -> it.contains("twice in one session"));
        assertThat(complaints(filling, "row", "squeeze", "row", "squeeze"))
                .anyMatch(it -> it.contains("too often on one day"));
        assertThat(complaints(filling, "squeeze", "row", "squeeze", "squeeze"))
                .anyMatch(it -> it.contains("too often in the week"));
        assertThat(complaints(filling, "row", "squeeze", "squeeze", "press"))
                .anyMatch(it -> it.contains("may not hold press"));
        assertThat(complaints(filling, "row")).anyMatch(it -> it.contains("4 slots and 1 exercises"));
    }

    private static List<String> complaints(Filling filling, String... slugs) {
        return Audit.complaints(filling, new Filled(List.of(slugs), 0, Map.of()));
    }
}
