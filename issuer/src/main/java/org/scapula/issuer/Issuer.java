package org.scapula.issuer;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A small OpenID issuer for one machine and for tests. **Never for production**: it knows no people, no logins, no
/// revocation and no key change, and speaks plain HTTP, so it listens to this machine only. A clinic has Keycloak, or
/// an
/// issuer of its own.
///
/// Serves the discovery document, the public key and a token endpoint for client credentials; people's tokens are not
/// asked for over HTTP, but issued by whoever holds the key.
public final class Issuer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final URI address;
    private final SigningKey key;
    private final Mint mint;

    private Issuer(HttpServer server, SigningKey key, List<Client> clients) {
        this.server = server;
        this.key = key;
        this.address = addressAt(server.getAddress().getPort());
        this.mint = new Mint(key, address);
        new Desk(address, key, new Till(mint, clients)).open(server);
        server.setExecutor(workers);
        server.start();
    }

    /// Port 0 takes a free one.
    public static Issuer start(int port, SigningKey key, List<Client> clients) {
        try {
            var here = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
            return new Issuer(HttpServer.create(here, 0), key, clients);
        } catch (IOException failure) {
            throw new UncheckedIOException("The issuer cannot listen on port " + port, failure);
        }
    }

    /// The name in its tokens when it listens on that port, which is where it is found.
    public static URI addressAt(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    public URI address() {
        return address;
    }

    public PublicKey publicKey() {
        return key.publicKey();
    }

    public String issue(Claims claims) {
        return mint.issue(claims);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.close();
    }
}
