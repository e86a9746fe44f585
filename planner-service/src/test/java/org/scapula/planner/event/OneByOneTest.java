package org.scapula.planner.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneByOneTest {

    @Test
    void whereOneIsStuckTheOthersHaveTheirTurn() {
        var stuck = new ArrayList<Throwable>();

        var done = OneByOne.through(
                        List.of("east", "north", "south"),
                        clinic -> clinic.equals("east")
                                ? Uni.createFrom().failure(new IllegalStateException(clinic))
                                : Uni.createFrom().item(clinic),
                        stuck::add)
                .await()
                .atMost(Duration.ofSeconds(9));

        assertThat(done).containsExactly("north", "south");
        assertThat(stuck).singleElement().isInstanceOf(IllegalStateException.class);
    }
}
