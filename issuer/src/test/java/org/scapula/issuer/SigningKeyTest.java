package org.scapula.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    @TempDir
    Path home;

    @Test
    void theKeyOfTheFirstStartIsTheKeyOfEveryStart() {
        var file = home.resolve("issuer/key.json");

        var first = SigningKey.keptIn(file);
        var second = SigningKey.keptIn(file);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.publicKey()).isEqualTo(first.publicKey());
        assertThat(SigningKey.fresh().id()).isNotEqualTo(first.id());
    }

    @Test
    void nobodyElseMayReadTheFileAndNothingElseIsLeft() throws IOException {
        var _ = SigningKey.keptIn(home.resolve("key.json"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("key.json"))))
                .isEqualTo("rw-------");
        assertThat(home).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aKeyThatOthersMayReadIsNotUsed() throws IOException {
        var file = home.resolve("key.json");
        var _ = SigningKey.keptIn(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> SigningKey.keptIn(file)).hasMessageContaining("chmod 600");
    }

    @Test
    void aFileThatHoldsNoSigningKeyIsNamed() throws IOException {
        var file = home.resolve("key.json");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}");

        assertThatThrownBy(() -> SigningKey.keptIn(file)).hasMessageContaining(file.toString());
    }

    @Test
    void startsAtTheSameMomentAgreeOnOneKey() throws Exception {
        var file = home.resolve("key.json");
        Callable<String> start = () -> SigningKey.keptIn(file).id();

        try (var workers = Executors.newFixedThreadPool(4)) {
            var ids = workers.invokeAll(Stream.generate(() -> start).limit(4).toList());

            for (var id : ids) {
                assertThat(id.get()).isEqualTo(SigningKey.keptIn(file).id());
            }
        }
    }
}
