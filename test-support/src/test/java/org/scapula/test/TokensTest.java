package org.scapula.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scapula.issuer.Claims;

class TokensTest {

    private final IssuerForTests issuer = new IssuerForTests();
    private final String name = Objects.requireNonNull(issuer.start().get("scapula.oidc.issuer"));

    @AfterEach
    void stop() {
        issuer.stop();
    }

    @Test
    void aPatientIsAPatientOfNorth() throws Exception {
        var said = read(Tokens.patient("p-1"));

        assertThat(said.getStringListClaimValue("roles")).containsExactly("patient");
        assertThat(said.getStringClaimValue("clinic")).isEqualTo("north");
        assertThat(said.getStringClaimValue("patient")).isEqualTo("p-1");
    }

    @Test
    void eachRoleIsItsOwn() throws Exception {
        assertThat(read(Tokens.clinician()).getStringListClaimValue("roles")).containsExactly("clinician");
        assertThat(read(Tokens.editor()).getStringListClaimValue("roles")).containsExactly("editor");
        assertThat(read(Tokens.integrator()).getStringListClaimValue("roles")).containsExactly("integrator");
        assertThat(read(Tokens.admin()).getStringListClaimValue("roles")).containsExactly("admin");
        assertThat(read(Tokens.at("south").admin()).getStringClaimValue("clinic"))
                .isEqualTo("south");
    }

    @Test
    void aTokenMaySayLess() throws Exception {
        var said = read(Tokens.of(Claims.of("admin", "north").withoutClinic()));

        assertThat(said.hasClaim("clinic")).isFalse();
        assertThat(said.hasClaim("patient")).isFalse();
    }

    @Test
    void noForgeryHolds() {
        assertThat(Forgeries.all())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allSatisfy(token -> assertThatThrownBy(() -> read(token)).isInstanceOf(InvalidJwtException.class));
    }

    @Test
    void aSecondIssuerTakesTheKeyOfTheFirst() throws Exception {
        var first = Tokens.key().id();
        issuer.stop();

        var _ = issuer.start();

        assertThat(Tokens.key().id()).isEqualTo(first);
    }

    private JwtClaims read(String token) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(new HttpsJwks(name + "/jwks")))
                .setExpectedIssuer(name)
                .setExpectedAudience("scapula-triage")
                .setRequireExpirationTime()
                .build()
                .processToClaims(token);
    }
}
