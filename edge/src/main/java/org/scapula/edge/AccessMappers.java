package org.scapula.edge;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Who has no token, or a bad one, is told so; who has a good one that is not enough is told that. Why a token is bad
/// is
/// nobody's business.
final class AccessMappers {

    private static final Logger LOG = Logger.getLogger("org.scapula.edge");

    private static final Duration ISSUER_TAKES = Duration.ofSeconds(5);

    @ServerExceptionMapper(
            value = {
                UnauthorizedException.class,
                AuthenticationFailedException.class,
                AuthenticationCompletionException.class,
                OIDCException.class
            },
            priority = ProblemMappers.FIRST)
    Response notKnown(RuntimeException refused) {
        return isIssuerGone(refused) ? issuerGone() : Problems.unauthenticated().toResponse();
    }

    @ServerExceptionMapper(value = ForbiddenException.class, priority = ProblemMappers.FIRST)
    Response notAllowed(ForbiddenException refused) {
        return Problems.forbidden("The token is valid, but whoever carries it may not do this.")
                .toResponse();
    }

    /// A token that nobody can check just now is not a bad one.
    private static boolean isIssuerGone(Throwable refused) {
        return Stream.iterate(refused, failure -> failure != null, Throwable::getCause)
                .limit(10)
                .anyMatch(failure -> failure instanceof OIDCException || failure instanceof IOException);
    }

    private static Response issuerGone() {
        LOG.warn("Tokens cannot be checked: the issuer does not answer");
        return Problems.unavailable(
                        "Whether the token is valid cannot be checked just now. If this may be an emergency, do not"
                                + " wait: call your local emergency number.",
                        ISSUER_TAKES)
                .toResponse();
    }
}
