package org.scapula.edge.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "                    ",
                "postgres",
                "admin",
                "fifteen-chars-x",
                "passwordpasswordpassword",
                "Scapula-Password-1",
                "changemechangeme",
                "aaaaaaaaaaaaaaaaaaaaaaaa",
                "admin-admin-admin-admin",
                "PostgresPostgres123"
            })
    void whatOthersKnowIsNoSecret(String blankShortOrWellKnown) {
        assertThat(Secret.Check.isSecret(blankShortOrWellKnown)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3f9a0c77e1b24d58a6c0de91",
                "a4f8f0b6-7a1f-4d0b-9f0a-6f2c1f5a7e10",
                "correct horse battery staple"
            })
    void whatNobodyKnowsIsOne(String random) {
        assertThat(Secret.Check.isSecret(random)).isTrue();
    }
}
