package org.scapula.planner.scheduling;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An answer as it is sent, and sent again to whoever asks the same once more.
record Answer(int status, String body, Optional<String> etag, Optional<String> location) {

    private static final String PROBLEM = "application/problem+json";

    Response sent() {
        var response = Response.status(status)
                .entity(body.getBytes(StandardCharsets.UTF_8))
                .type(status >= 400 ? PROBLEM : MediaType.APPLICATION_JSON);
        etag.ifPresent(tag -> response.tag(new EntityTag(tag)));
        location.ifPresent(where -> response.header(HttpHeaders.LOCATION, where));
        return response.build();
    }
}
