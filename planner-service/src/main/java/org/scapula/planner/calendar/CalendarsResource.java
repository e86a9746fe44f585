package org.scapula.planner.calendar;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.scapula.edge.Etags;

/// What calendar programs read. They know no logins: the address itself is the key.
@Path("/v1/calendars/{token}.ics")
@Tag(name = "Calendars")
public class CalendarsResource {

    private static final String MEDIA_TYPE = "text/calendar; charset=utf-8";

    private final Calendars calendars;
    private final RoutingContext routing;

    CalendarsResource(Calendars calendars, RoutingContext routing) {
        this.calendars = calendars;
        this.routing = routing;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "getCalendar",
            summary = "Read a calendar",
            description =
                    "iCalendar (RFC 5545, RFC 7986), for calendar programs to subscribe to. Titles tell nothing but"
                            + " that there are exercises or an appointment. Exercises are entries of a whole day: a plan"
                            + " knows no hour. What is moved keeps its UID and gets a higher SEQUENCE; what is cancelled says so."
                            + " It reaches four weeks back.")
    @APIResponse(
            responseCode = "200",
            description = "The calendar at the moment.",
            content =
                    @Content(
                            mediaType = "text/calendar",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            examples =
                                                    "BEGIN:VCALENDAR\r\nPRODID:-//Scapula//Scapula planner//EN\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    @APIResponse(
            responseCode = "404",
            description = "`not-found`: there is no such calendar, or it was revoked; nobody can tell which.")
    public Uni<Response> read(
            @Parameter(
                            description = "What only those know whom it was told.",
                            schema = @Schema(examples = "vJ3l0m0cXq2aEo3rYt1s9b8uWk5hNf7dPz6gCi4xQwE"))
                    @RestPath
                    String token,
            @Context Request request) {
        return calendars
                .read(
                        new FeedToken(token),
                        routing.request().remoteAddress().hostAddress(),
                        tag -> Etags.unchanged(tag, request).isEmpty())
                .map(written -> answer(written, request));
    }

    /// Whether it is news the tag alone decides: what vanishes altogether, because somebody was erased, has no date.
    private static Response answer(Calendars.Written written, Request request) {
        return Etags.unchanged(written.tag(), request)
                .orElseGet(() -> Response.ok(written.text().getBytes(StandardCharsets.UTF_8), MEDIA_TYPE))
                .tag(new EntityTag(written.tag()))
                .lastModified(Date.from(written.changedAt()))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }
}
