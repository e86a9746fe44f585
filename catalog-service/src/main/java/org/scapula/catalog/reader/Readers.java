package org.scapula.catalog.reader;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
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

    /// A token that is no good is refused and not passed over: another catalogue would show what the clinic hides.
    public Uni<Reader> reader() {
        if (!request.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            return Uni.createFrom().item(new Reader(openClinic, language()));
        }
        var wanted = language();
        return identities.getDeferredIdentity().map(identity -> new Reader(clinicOf(identity), wanted));
    }

    /// For what no clinic changes.
    public Language language() {
        return languages.wantedBy(request.request().headers().get(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /// The answer says in which language it is, and what it depends on.
    public Response.ResponseBuilder spoken(Response.ResponseBuilder answer, Reader reader) {
        return spoken(answer, reader.language(), "Accept-Language, Authorization");
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
