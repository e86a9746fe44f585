package org.scapula.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/// What tokens are signed with: an RSA key pair and its id. Who holds the file can be anybody in every clinic, so only
/// its owner may read it.
public final class SigningKey {

    private static final int BITS = 2048;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final RsaJsonWebKey key;

    private SigningKey(RsaJsonWebKey key) {
        this.key = key;
    }

    public static SigningKey fresh() {
        try {
            var key = RsaJwkGenerator.generateJwk(BITS);
            key.setKeyId(UUID.randomUUID().toString());
            key.setUse("sig");
            key.setAlgorithm("RS256");
            return new SigningKey(key);
        } catch (JoseException failure) {
            throw new IllegalStateException("No RSA key could be made", failure);
        }
    }

    /// The key in that file; made and written there when there is none.
    public static SigningKey keptIn(Path file) {
        return in(file).orElseGet(() -> fresh().keepIn(file));
    }

    /// The key in that file, if there is one.
    public static Optional<SigningKey> in(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            refuseOthers(file);
            var key = (RsaJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file));
            if (key.getPrivateKey() == null || key.getKeyId() == null) {
                throw new IllegalStateException(
                        file + " holds no whole signing key. Remove it, and a new one is made.");
            }
            return Optional.of(new SigningKey(key));
        } catch (JoseException | ClassCastException unreadable) {
            throw new IllegalStateException(
                    file + " holds no signing key. Remove it, and a new one is made.", unreadable);
        } catch (IOException failure) {
            throw new UncheckedIOException("The signing key cannot be read", failure);
        }
    }

    public String id() {
        return key.getKeyId();
    }

    public PublicKey publicKey() {
        return key.getPublicKey();
    }

    RsaJsonWebKey jwk() {
        return key;
    }

    private SigningKey keepIn(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            // Born with its rights and moved into place whole: nobody reads it early, or half of it.
            var draft = Files.createTempFile(
                    file.toAbsolutePath().getParent(), "key", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try {
                Files.writeString(draft, key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
                // A link never replaces: of two that start at once, the second takes the key of the first.
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException faster) {
                return in(file).orElseThrow();
            } finally {
                Files.delete(draft);
            }
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException("The signing key cannot be written to " + file, failure);
        }
    }

    private static void refuseOthers(Path file) throws IOException {
        var rights = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        rights.removeAll(OWNER_ONLY);
        if (!rights.isEmpty()) {
            throw new IllegalStateException(
                    file + " holds a signing key and can be read by others. Remove it, and a new"
                            + " one is made; or, if nobody has read it, chmod 600 " + file);
        }
    }
}
