package org.scapula.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What differs in production cannot be seen in a test that runs as a test.
class SettingsOfProductionTest {

    @ParameterizedTest
    @CsvSource({"prod, true", "dev, false", "test, false"})
    void onlyMachinesReadTheLogOfProduction(String profile, boolean json) {
        assertThat(of(profile).getValue("quarkus.log.console.json.enabled", Boolean.class))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({"prod, INFO", "dev, INFO", "test, OFF"})
    void requestsAreLogged(String profile, String level) {
        assertThat(of(profile).getRawValue("quarkus.log.category.\"org.scapula.access\".level"))
                .isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"prod", "dev", "test"})
    void theWordOfAProxyIsNotTakenUnlessOneIsNamed(String profile) {
        assertThat(of(profile).getValue("quarkus.http.proxy.proxy-address-forwarding", Boolean.class))
                .isFalse();
    }

    private static SmallRyeConfig of(String profile) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addPropertiesSources()
                .withProfile(profile)
                .withDefaultValue("scapula.room", "edge")
                .build();
    }
}
