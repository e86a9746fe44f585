package org.scapula.catalog.reader;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.scapula.catalog.content.Language;
import org.scapula.catalog.shipped.Shipped;
import org.scapula.edge.Problems;

/// Reads off a request whose catalogue it asks for, and in which language.
@ApplicationScoped
public class Readers {

    private static final String CONTENT_LANGUAGE = HttpHeaders.CONTENT_LANGUAGE.toString();
    private static final String VARY = HttpHeaders.VARY.toString();

    /// What an answer depends on that is not the same for all clinics.
    public static final String VARY_OF_READERS = "Accept-Language, Authorization";

    private static final Pattern CLINIC = Pattern.compile("[a-z0-9-]{1,40}");

    private final CurrentIdentityAssociation identities;
    private final RoutingContext request;
    private final Languages languages;
    private final String openClinic;

    Readers(
            CurrentIdentityAssociation identities,
            RoutingContext request,
            Shipped shipped,
            @ConfigProperty(name = "scapula.catalog.open-clinic") Optional<String> openClinic) {
        this.identities = identities;
        this.request = request;
        this.languages = new Languages(shipped.languages());
        this.openClinic = openClinic.orElse(Reader.SHIPPED);
    }

    /// What is read by whoever asks. A token that is no good is refused and not passed over: another catalogue would
    /// show what the clinic hides.
    public <T> Uni<T> reading(Function<Reader, Uni<T>> read) {
        var asked = request.request();
        return openly(asked)
                .map(read)
                .orElseGet(() -> identities
                        .getDeferredIdentity()
                        .chain(identity -> read.apply(new Reader(clinicOf(identity), language(asked)))));
    }

    /// Who reads without a token; empty where one is shown, and has to be looked at.
    public Optional<Reader> openly(HttpServerRequest asked) {
        return asked.headers().contains(HttpHeaders.AUTHORIZATION)
                ? Optional.empty()
                : Optional.of(new Reader(openClinic, language(asked)));
    }

    /// For what no clinic changes.
    public Language language() {
        return language(request.request());
    }

    private Language language(HttpServerRequest asked) {
        return languages.wantedBy(asked.headers().get(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /// The answer says in which language it is, and what it depends on.
    public Response.ResponseBuilder spoken(Response.ResponseBuilder answer, Reader reader) {
        return spoken(answer, reader.language(), VARY_OF_READERS);
    }

    public Response spoken(Response answer, Reader reader) {
        return spoken(Response.fromResponse(answer), reader).build();
    }

    public Response spoken(Response answer, Language language) {
        return spoken(Response.fromResponse(answer), language, "Accept-Language")
                .build();
    }

    private static Response.ResponseBuilder spoken(
            Response.ResponseBuilder answer, Language language, String dependsOn) {
        return answer.header(CONTENT_LANGUAGE, language.tag()).header(VARY, dependsOn);
    }

    /// A service of ours that asks in its own name belongs to no clinic.
    private String clinicOf(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw Problems.unauthenticated();
        }
        return token.getClaim("clinic") instanceof String clinic
                        && CLINIC.matcher(clinic).matches()
                ? clinic
                : openClinic;
    }
}
