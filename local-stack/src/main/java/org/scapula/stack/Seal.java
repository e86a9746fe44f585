package org.scapula.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.scapula.issuer.Client;
import org.scapula.issuer.Issuer;
import org.scapula.issuer.Mint;
import org.scapula.issuer.SigningKey;

/// What this stack signs tokens with: a key made at the first start and kept beside the data, readable by its owner
/// only.
/// `./run token` needs nothing else, so it works while the stack runs in another terminal.
record Seal(Path home) {

    Issuer open(int port, List<Client> clients) {
        try {
            var issuer = Issuer.start(port, SigningKey.keptIn(key()), clients);
            // The services accept this name only: who signs later must know on which port it was.
            Files.writeString(name(), issuer.address().toString());
            return issuer;
        } catch (IllegalStateException unusable) {
            throw new CannotStart(String.valueOf(unusable.getMessage()), unusable);
        } catch (IOException failure) {
            throw new UncheckedIOException("The name of the issuer cannot be written to " + name(), failure);
        }
    }

    Mint mint() {
        if (!Files.exists(name())) {
            throw new CannotStart(
                    "There is no key in " + home + " yet: it is made when the stack starts for the first time."
                            + " Start it with ./run (and the same --data, if any), and ask again.");
        }
        try {
            return new Mint(SigningKey.in(key()).orElseThrow(), URI.create(Files.readString(name())));
        } catch (IllegalStateException unusable) {
            throw new CannotStart(String.valueOf(unusable.getMessage()), unusable);
        } catch (IOException failure) {
            throw new UncheckedIOException("The name of the issuer cannot be read from " + name(), failure);
        }
    }

    private Path key() {
        return home.resolve("issuer/key.json");
    }

    private Path name() {
        return home.resolve("issuer/name");
    }
}
