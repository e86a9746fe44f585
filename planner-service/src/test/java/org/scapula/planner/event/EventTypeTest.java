package org.scapula.planner.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTypeTest {

    @ParameterizedTest
    @EnumSource
    void whatIsStoredIsWhatIsSent(EventType type) {
        assertThat(new ObjectMapper().valueToTree(type).asText()).isEqualTo(type.toString());
        assertThat(EventType.named(type.toString())).contains(type);
    }
}
