package org.scapula.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

/// A forgery is only worth refusing when it is a good one.
class ForgeryTest {

    private static final URI ISSUER = URI.create("http://127.0.0.1:9084");

    private final SigningKey key = SigningKey.fresh();
    private final Mint mint = new Mint(key, ISSUER);
    private final String good = mint.issue(Claims.of("clinician", "north"));

    @Test
    void everyForgeryIsRefusedByWhoHoldsToTheRulesAndTheTokenItWasMadeFromIsNot() throws Exception {
        var forgery = Forgery.of(good);
        var forged = new ArrayList<>(forgery.signedWithThePublicKey(key.publicKey()));
        forged.add(forgery.unsigned());
        forged.add(forgery.signedByAnother());
        forged.add(forgery.saying("\"south\"", "\"north\""));

        assertThat(reader().processToClaims(good).getIssuer()).isEqualTo(ISSUER.toString());
        assertThat(forged)
                .hasSize(6)
                .allSatisfy(token -> assertThatThrownBy(() -> reader().processToClaims(token))
                        .isInstanceOf(InvalidJwtException.class));
    }

    @Test
    void whoLetsTheTokenChooseIsFooledByThePublicKey() throws Exception {
        var forged = Forgery.of(good).signedWithThePublicKey(key.publicKey()).getLast();
        var fool = new JsonWebSignature();
        fool.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        fool.setKey(new HmacKey(key.publicKey().getEncoded()));

        fool.setCompactSerialization(forged);

        assertThat(fool.verifySignature()).isTrue();
        assertThat(fool.getPayload()).contains("\"clinician\"");
    }

    @Test
    void whoAsksForNoSignatureIsFooledByNone() throws Exception {
        var fool = new JwtConsumerBuilder()
                .setSkipDefaultAudienceValidation()
                .setDisableRequireSignature()
                .setJwsAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS)
                .build();

        var said = fool.processToClaims(Forgery.of(good).unsigned());

        assertThat(said.getIssuer()).isEqualTo(ISSUER.toString());
    }

    @Test
    void anotherKeyHidesBehindTheSameKeyId() throws Exception {
        var forged = new JsonWebSignature();

        forged.setCompactSerialization(Forgery.of(good).signedByAnother());

        assertThat(forged.getKeyIdHeaderValue()).isEqualTo(key.id());
        assertThat(forged.getAlgorithmHeaderValue()).isEqualTo("RS256");
    }

    @Test
    void aTokenSignedLongAgoHasExpired() {
        var old = mint.issue(Claims.of("clinician", "north"), Instant.now().minus(Duration.ofHours(1)));

        assertThatThrownBy(() -> reader().processToClaims(old)).hasMessageContaining("no longer valid");
    }

    private JwtConsumer reader() {
        return new JwtConsumerBuilder()
                .setVerificationKey(key.publicKey())
                .setExpectedIssuer(ISSUER.toString())
                .setExpectedAudience("scapula-triage")
                .build();
    }
}
