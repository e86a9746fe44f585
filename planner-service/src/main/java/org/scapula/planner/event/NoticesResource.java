package org.scapula.planner.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.planner.event.Notices.Source;
import org.scapula.planner.event.StandardWebhook.Verdict;

/// Where systems say what changed. Nobody here has a token of a person: a message is believed for its
/// signature or its secret, and then no more than that something is to be read again.
@Path("/v1/notices/{source}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
public class NoticesResource {

    private static final String NOT_BELIEVED =
            "`unauthenticated`: the source is not known, the signature or the secret is not its own, or"
                    + " webhook-timestamp is more than five minutes off. Which of them is not told.";
    private static final String HEARD = "Heard, now or before. It will be read again at the system.";
    private static final String BEARER = "Bearer ";
    private static final String FHIR = "application/fhir+json";

    private final Notices notices;
    private final ObjectMapper json;
    private final Clock clock;

    NoticesResource(Notices notices, ObjectMapper json, Clock clock) {
        this.notices = notices;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @PermitAll
    @Consumes({MediaType.APPLICATION_JSON, FHIR})
    @Operation(
            operationId = "sendNotice",
            summary = "Say that something changed",
            description =
                    "Signed by Standard Webhooks 1.0 with the secret of the source; or, as a rest-hook of a FHIR server"
                            + " cannot sign, with the header `Authorization: Bearer` and that secret. Of the body only"
                            + " type and id are read: of a resource (`resourceType`, `id`), of the `data` of an event"
                            + " (`type`, `id`), or of the entries of a FHIR bundle; of the notifications of topic-based"
                            + " subscriptions (also of their backport to R4) what is in focus, so their payload is id-only or"
                            + " full-resource. 200 things at most; what cannot all be marked is refused whole. The same"
                            + " webhook-id counts once.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = NewNotice.class)),
                @Content(mediaType = FHIR, schema = @Schema(implementation = NewNotice.class))
            })
    @APIResponse(responseCode = "204", description = HEARD)
    @APIResponse(responseCode = "401", description = NOT_BELIEVED)
    @APIResponse(responseCode = "422", description = "`invalid-field`: it does not say what changed.")
    public Uni<Response> hear(
            UUID source,
            @Parameter(description = "The same for the same message, however often it is sent.")
                    @RestHeader(StandardWebhook.ID)
                    Optional<String> id,
            @Parameter(description = "When it was signed, in seconds since 1970.")
                    @RestHeader(StandardWebhook.TIMESTAMP)
                    Optional<String> timestamp,
            @Parameter(description = "`v1,` and the signature; several with a blank between.")
                    @RestHeader(StandardWebhook.SIGNATURE)
                    Optional<String> signature,
            @Parameter(hidden = true) @RestHeader("Authorization") Optional<String> authorization,
            byte[] body) {
        var message = id.filter(it -> it.length() <= 200).orElse("");
        return notices.source(source)
                .map(found -> believed(found.filter(it -> shows(it, authorization)
                        || StandardWebhook.judge(
                                        message,
                                        timestamp.orElse(""),
                                        signature.orElse(""),
                                        body,
                                        it.secrets(),
                                        clock.instant())
                                == Verdict.GENUINE)))
                .chain(believed -> notices.hear(believed, message, changed(body)))
                .map(heard -> Response.noContent().build());
    }

    @PUT
    @PermitAll
    @Path("/{type}/{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "sendFhirNotice",
            summary = "Say that a FHIR resource changed",
            description =
                    "As a rest-hook subscription of a FHIR R4 server does, with the header `Authorization: Bearer` and"
                            + " the secret of the source. The body is not read.")
    @RequestBody(content = @Content(mediaType = FHIR, schema = @Schema(implementation = NewNotice.class)))
    @APIResponse(responseCode = "204", description = HEARD)
    @APIResponse(responseCode = "401", description = NOT_BELIEVED)
    @APIResponse(responseCode = "422", description = "`invalid-field`: that is no type or no id.")
    public Uni<Response> hearOfResource(
            UUID source,
            @Parameter(description = "The type of a FHIR resource.") String type,
            @Parameter(description = "Its id at the system.") String id,
            @Parameter(hidden = true) @RestHeader("Authorization") Optional<String> authorization,
            byte[] ignored) {
        return notices.source(source)
                .map(found -> believed(found.filter(it -> shows(it, authorization))))
                .chain(believed -> notices.hear(
                        believed, "", List.of(Changed.of(type, id).orElseThrow(NoticesResource::saysNothing))))
                .map(heard -> Response.noContent().build());
    }

    private static Source believed(Optional<Source> source) {
        return source.orElseThrow(Problems::unauthenticated);
    }

    private static boolean shows(Source source, Optional<String> authorization) {
        return authorization
                .filter(it -> it.startsWith(BEARER))
                .map(it -> it.substring(BEARER.length()))
                .filter(secret -> isOneOf(source.secrets(), secret))
                .isPresent();
    }

    private static boolean isOneOf(List<byte[]> secrets, String shown) {
        var theirs = shown.getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                        .map(secret -> StandardWebhook.shown(secret).getBytes(StandardCharsets.UTF_8))
                        .filter(ours -> MessageDigest.isEqual(ours, theirs))
                        .count()
                > 0;
    }

    private List<Changed> changed(byte[] body) {
        try {
            var message = json.readTree(body);
            var changed = Changed.in(message);
            if (Changed.leavesOut(message)) {
                throw refused(
                        "required",
                        "every entry must say by type and id what changed; the payload of a"
                                + " subscription must be id-only or full-resource");
            }
            if (changed.size() > Changed.MOST) {
                throw refused("out-of-range", "must name " + Changed.MOST + " things at most; send several");
            }
            if (changed.isEmpty() && !Changed.isSignOfLife(message)) {
                throw saysNothing();
            }
            return changed;
        } catch (JsonProcessingException malformed) {
            throw new BadRequestException(malformed);
        } catch (IOException inMemory) {
            throw new BadRequestException(inMemory);
        }
    }

    private static HttpProblem refused(String code, String detail) {
        return Problems.invalid(new FieldError("/entry", code, detail));
    }

    private static HttpProblem saysNothing() {
        return Problems.invalid(
                new FieldError("/resourceType", "required", "must be the type of what changed"),
                new FieldError("/id", "required", "must be the id of what changed"));
    }
}
