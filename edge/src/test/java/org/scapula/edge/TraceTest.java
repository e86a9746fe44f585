package org.scapula.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

    private static final String ID = "0af7651916cd43dd8448eb211c80319c";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-of-a-later-version"
            })
    void theTraceOfTheCallerIsKept(String parent) {
        assertThat(Trace.of(parent)).isEqualTo(new Trace(ID, "01"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "patient 17",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            })
    void whatIsNoTraceBeginsANewOne(String parent) {
        var trace = Trace.of(parent);

        assertThat(trace.id()).matches("[0-9a-f]{32}").isNotEqualTo(ID);
        assertThat(trace.flags()).isEqualTo("00");
        assertThat(Trace.of(parent).id()).isNotEqualTo(trace.id());
    }

    @Test
    void aNeighbourSeesTheSameTraceAndAnotherStep() {
        var trace = new Trace(ID, "01");

        assertThat(trace.next()).matches("00-" + ID + "-[0-9a-f]{16}-01").isNotEqualTo(trace.next());
        assertThat(Trace.of(trace.next())).isEqualTo(trace);
    }
}
