package org.scapula.planner.plan;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/// The token that a recorded neighbour is shown, checked as the real one would: signed by the issuer of the test, and
/// not expired.
final class ShownToken {

    private static final String BEARER = "Bearer ";

    private final JwtClaims claims;

    private ShownToken(JwtClaims claims) {
        this.claims = claims;
    }

    static Optional<ShownToken> in(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .filter(header -> header.startsWith(BEARER))
                .flatMap(header -> checked(header.substring(BEARER.length())));
    }

    private static Optional<ShownToken> checked(String token) {
        var issuer = System.getProperty("scapula.test.issuer");
        try {
            return Optional.of(new ShownToken(new JwtConsumerBuilder()
                    .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(new HttpsJwks(issuer + "/jwks")))
                    .setExpectedIssuer(issuer)
                    .setRequireExpirationTime()
                    .setSkipDefaultAudienceValidation()
                    .build()
                    .processToClaims(token)));
        } catch (InvalidJwtException refused) {
            return Optional.empty();
        }
    }

    boolean isOfAPersonFor(String audience) {
        return audiences().contains(audience) && claims.hasClaim("clinic") && !client().equals("scapula-planner");
    }

    /// For the catalogue and for nobody else: a token that leaks there opens no other door.
    boolean isThePlannersForTheCatalogue() {
        return client().equals("scapula-planner") && audiences().equals(List.of("scapula-catalog"));
    }

    String clinic() {
        return claims.getClaimValueAsString("clinic");
    }

    boolean isOfClinic(String clinic) {
        return clinic.equals(claims.getClaimValueAsString("clinic"));
    }

    boolean maySee(String assessment) {
        var patient = claims.getClaimValueAsString("patient");
        return patient == null
                || Wish.json(assessment).path("patient").asText(patient).equals(patient);
    }

    String id() {
        return claims.getClaimValueAsString("jti");
    }

    private String client() {
        return claims.getClaimValueAsString("azp");
    }

    private List<String> audiences() {
        try {
            return claims.getAudience();
        } catch (MalformedClaimException malformed) {
            return List.of();
        }
    }
}
