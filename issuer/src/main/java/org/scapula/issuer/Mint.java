package org.scapula.issuer;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/// Signs tokens in the name of an issuer. Needs the key only, not the network: whoever holds the key file is the
/// issuer.
public final class Mint {

    private final SigningKey key;
    private final String issuer;
    private final Clock clock;

    public Mint(SigningKey key, URI issuer) {
        this(key, issuer, Clock.systemUTC());
    }

    public Mint(SigningKey key, URI issuer, Clock clock) {
        this.key = key;
        this.issuer = issuer.toString();
        this.clock = clock;
    }

    public String issue(Claims claims) {
        return issue(claims, clock.instant());
    }

    /// As if signed at that moment: one long ago gives a token that has expired.
    public String issue(Claims claims, Instant at) {
        var said = new JwtClaims();
        said.setIssuer(issuer);
        said.setSubject(claims.subject());
        said.setAudience(List.copyOf(claims.audiences()));
        said.setIssuedAt(NumericDate.fromSeconds(at.getEpochSecond()));
        said.setExpirationTime(NumericDate.fromSeconds(at.plus(claims.life()).getEpochSecond()));
        said.setGeneratedJwtId();
        said.setStringClaim("azp", claims.client());
        said.setStringListClaim("roles", List.copyOf(claims.roles()));
        claims.clinic().ifPresent(clinic -> said.setStringClaim("clinic", clinic));
        claims.patient().ifPresent(patient -> said.setStringClaim("patient", patient));
        return sign(said);
    }

    private String sign(JwtClaims said) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        signature.setKeyIdHeaderValue(key.id());
        signature.setKey(key.jwk().getPrivateKey());
        signature.setPayload(said.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException("The token could not be signed", failure);
        }
    }
}
