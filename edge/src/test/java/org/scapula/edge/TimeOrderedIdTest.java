package org.scapula.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void anIdIsOfVersion7AndHoldsItsTime() {
        var id = TimeOrderedId.at(NOON);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void aLaterIdSortsLater() {
        var earlier = TimeOrderedId.at(NOON).toString();

        var later = TimeOrderedId.at(NOON.plusMillis(1)).toString();

        assertThat(later).isGreaterThan(earlier);
    }

    @Test
    void idsOfOneMomentDiffer() {
        var ids = IntStream.range(0, 1000).mapToObj(i -> TimeOrderedId.at(NOON)).map(UUID::toString);

        assertThat(ids).doesNotHaveDuplicates();
    }
}
