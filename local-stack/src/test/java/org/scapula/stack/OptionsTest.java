package org.scapula.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @TempDir
    Path home;

    @Test
    void nothingSaidMeansTheUsualPortsAndKeptData() {
        var options = Options.of(List.of(), home);

        assertThat(options.portOf(Options.CATALOG)).isEqualTo(8081);
        assertThat(options.portOf(Options.PLANNER)).isEqualTo(8083);
        assertThat(options.managementPortOf(Options.CATALOG)).isEqualTo(9081);
        assertThat(options.managementPortOf(Options.PLANNER)).isEqualTo(9083);
        assertThat(options.issuerPort()).isEqualTo(9084);
        assertThat(options.fresh()).isFalse();
        assertThat(options.once()).isFalse();
    }

    @Test
    void anUnknownOptionIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Options.of(List.of("--twice"), home))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("--twice")
                .hasMessageContaining("--once");
    }

    @Test
    void aPortBaseThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Options.of(List.of("--port-base", "eighty"), home))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("1024");
        assertThatThrownBy(() -> Options.of(List.of("--port-base"), home)).isInstanceOf(CannotStart.class);
        assertThatThrownBy(() -> Options.of(List.of("--port-base", "64501"), home))
                .hasMessageContaining("64500");
    }

    @ParameterizedTest
    @CsvSource({
        "1, catalog-service",
        "3, planner-service",
        "1001, health of the catalog-service",
        "1003, health of the planner-service",
        "1004, issuer of tokens"
    })
    void aBusyPortIsNamedAndAnotherIsOffered(int above, String use) throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = Options.of(
                    List.of("--port-base", String.valueOf(taken.getLocalPort() - above), "--data", home.toString()),
                    home);

            assertThatThrownBy(() -> Stack.start(options, line -> {}).close())
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining(taken.getLocalPort() + " (" + use + ")")
                    .hasMessageContaining("--port-base");
        }
    }
}
