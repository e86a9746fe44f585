package org.scapula.issuer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What somebody makes of a good token who does not hold the key. No library lends a hand: they refuse to.
public final class Forgery {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String header;
    private final String payload;
    private final String signature;

    private Forgery(String header, String payload, String signature) {
        this.header = header;
        this.payload = payload;
        this.signature = signature;
    }

    public static Forgery of(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("A signed token has three parts");
        }
        return new Forgery(read(parts[0]), read(parts[1]), parts[2]);
    }

    /// The same claims, with `alg` none and no signature.
    public String unsigned() {
        return toSign(header("none"), payload) + ".";
    }

    /// The same claims, signed with HMAC and what everybody knows: the public key, as the text and as the bytes in
    /// which
    /// it is handed round. Fools who lets the token choose the algorithm.
    public List<String> signedWithThePublicKey(PublicKey key) {
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        return List.of(
                hmac(pem.getBytes(StandardCharsets.US_ASCII)),
                hmac(pem.strip().getBytes(StandardCharsets.US_ASCII)),
                hmac(key.getEncoded()));
    }

    /// The same claims and key id, signed with another RSA key.
    public String signedByAnother() {
        try {
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(Another.KEY);
            var text = toSign(header, payload);
            signer.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + BASE64.encodeToString(signer.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Another word in the claims, under the signature of the good token.
    public String saying(String instead, String of) {
        if (!payload.contains(of)) {
            throw new IllegalArgumentException("The token does not say that");
        }
        return toSign(header, payload.replace(of, instead)) + "." + signature;
    }

    private String hmac(byte[] secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            var text = toSign(header("HS256"), payload);
            return text + "." + BASE64.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String header(String algorithm) {
        if (!header.contains("\"RS256\"")) {
            throw new IllegalArgumentException("A token to forge from is signed with RS256");
        }
        return header.replace("\"RS256\"", "\"" + algorithm + "\"");
    }

    /// The key of somebody else. Made once: what forgers sign with need not differ, and a key of RSA is dear.
    private static final class Another {

        private static final PrivateKey KEY = key();

        private static PrivateKey key() {
            try {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator.generateKeyPair().getPrivate();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static String toSign(String header, String payload) {
        return BASE64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + BASE64.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
