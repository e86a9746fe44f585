package org.scapula.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// What the secrets of webhooks are worked out from: made at the first start and kept beside the data,
/// readable by its owner only, because receivers that were told their secret know no other.
final class WebhooksKey {

    private static final int BYTES = 24;

    private WebhooksKey() {}

    static String keptIn(Path home) {
        var file = home.resolve("webhooks/key");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, random());
            }
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("The key of webhooks cannot be kept in " + file, failure);
        }
    }

    static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
