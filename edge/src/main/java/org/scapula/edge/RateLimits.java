package org.scapula.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Nobody gets so much of a service that others get none.
///
/// An address has an allowance; where it is used up, whoever comes with a good login still has their own, so that one
/// busy machine does not shut out a whole clinic behind the same address. Allowances are kept for addresses that have
/// opened a connection and for tokens that have been verified, never for anything a caller merely claims.
@ApplicationScoped
class RateLimits {

    /// After tokens have been made ready to be looked at (200), ahead of all that reads.
    private static final int BEFORE_THE_ENDPOINTS = 150;

    private static final String COUNTED = "scapula.counted-at-the-endpoint";
    private static final String LOGIN_IS_CHECKED = "scapula.login-is-checked";

    private final RateLimitSettings settings;
    private final EarlyRefusals refusals;
    private final IdentityProviderManager logins;
    private final Cache<Allowance, Bucket> buckets;

    RateLimits(RateLimitSettings settings, EarlyRefusals refusals, IdentityProviderManager logins) {
        this.settings = settings;
        this.refusals = refusals;
        this.logins = logins;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(settings.mostRemembered())
                .expireAfterAccess(settings.longest())
                .build();
    }

    void install(@Observes Filters filters) {
        if (settings.enabled()) {
            filters.register(this::enter, BEFORE_THE_ENDPOINTS);
        }
    }

    /// Some endpoints have a tighter rule for an address, whatever token is shown; then there is the person's own.
    @ServerRequestFilter
    Optional<Response> atTheEndpoint(ResourceInfo resource, RoutingContext routing) {
        return routing.get(COUNTED) != null
                ? Optional.empty()
                : Routes.of(resource.getResourceMethod())
                        .flatMap(route -> refusalAt(route, routing))
                        .map(HttpProblem::toResponse);
    }

    /// Counts the request once, whoever answers it in the end.
    Optional<HttpProblem> refusalAt(String route, RoutingContext routing) {
        routing.put(COUNTED, true);
        return settings.enabled()
                ? endpointAllowance(route, routing)
                        .or(() -> personAllowance(routing))
                        .map(RateLimits::tooMany)
                : Optional.empty();
    }

    private void enter(RoutingContext routing) {
        if (isFree(routing)) {
            routing.next();
            return;
        }
        var wait = wait(new Allowance("address", address(routing)), settings.address());
        if (wait.isEmpty()) {
            routing.next();
        } else if (routing.request().getHeader("Authorization") == null) {
            refusals.answer(routing, tooMany(wait.get()));
        } else {
            admitTheKnown(routing, wait.get());
        }
    }

    /// Documents, and the page that shows them; health has a port of its own.
    private static boolean isFree(RoutingContext routing) {
        return routing.normalizedPath().startsWith("/q/");
    }

    private void admitTheKnown(RoutingContext routing, Duration wait) {
        QuarkusHttpUser.getSecurityIdentity(routing, logins)
                .subscribe()
                .with(login -> admit(routing, login, wait), bad -> refuseTheUnknown(routing, wait));
    }

    /// The login itself may have been refused already.
    private void refuseTheUnknown(RoutingContext routing, Duration wait) {
        if (!routing.failed() && !routing.response().ended()) {
            refusals.answer(routing, tooMany(wait));
        }
    }

    private void admit(RoutingContext routing, SecurityIdentity login, Duration wait) {
        var personWaits = subject(login).map(person -> wait(new Allowance("person", person), settings.person()));
        if (personWaits.isEmpty()) {
            refusals.answer(routing, tooMany(wait));
        } else if (personWaits.get().isPresent()) {
            refusals.answer(routing, tooMany(personWaits.get().get()));
        } else {
            routing.put(LOGIN_IS_CHECKED, true);
            routing.next();
        }
    }

    private Optional<Duration> endpointAllowance(String route, RoutingContext routing) {
        return Optional.ofNullable(settings.endpoints().get(route))
                .flatMap(rate -> wait(new Allowance(route, address(routing)), rate));
    }

    private Optional<Duration> personAllowance(RoutingContext routing) {
        return routing.user() instanceof QuarkusHttpUser user && routing.get(LOGIN_IS_CHECKED) == null
                ? subject(user.getSecurityIdentity())
                        .flatMap(person -> wait(new Allowance("person", person), settings.person()))
                : Optional.empty();
    }

    /// How long to wait, if at all.
    private Optional<Duration> wait(Allowance allowance, RateLimitSettings.Rate rate) {
        var probe = buckets.get(allowance, unused -> bucket(rate)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private static Bucket bucket(RateLimitSettings.Rate rate) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.requests()).refillGreedy(rate.requests(), rate.within()))
                .build();
    }

    private static Optional<String> subject(SecurityIdentity login) {
        return login != null && login.getPrincipal() instanceof JsonWebToken token
                ? Optional.of(Etags.of(String.valueOf(token.getIssuer()), String.valueOf(token.getSubject())))
                : Optional.empty();
    }

    private static String address(RoutingContext routing) {
        return Network.of(routing.request().remoteAddress());
    }

    private static HttpProblem tooMany(Duration wait) {
        return Problems.retryable(
                429,
                "too-many-requests",
                "Too many requests",
                "More requests came from here than this service answers; see Retry-After. If this may be an emergency,"
                        + " call your local emergency number.",
                wait.plusSeconds(1));
    }

    private record Allowance(String rule, String whose) {}
}
