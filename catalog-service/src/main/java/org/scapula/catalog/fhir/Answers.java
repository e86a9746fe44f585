package org.scapula.catalog.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.edge.Etags;

/// How resources are sent. That of a single one has the tag that FHIR asks for, W/"version id"; since a version id
/// names
/// one content in one language, it is as good as a strong one.
@ApplicationScoped
class Answers {

    private final FhirSettings settings;

    Answers(FhirSettings settings) {
        this.settings = settings;
    }

    Addresses addresses(UriInfo uri) {
        return Addresses.of(uri, settings.baseUrl());
    }

    Response resource(Written written, Request request) {
        return tagged(new EntityTag(written.versionId(), true), written.json(), request);
    }

    /// Does not depend on the reader's language.
    Response version(Written written, Request request, MediaType type) {
        return as(
                Response.fromResponse(resource(written, request))
                        .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                        .build(),
                type);
    }

    Response page(String bundle, Request request) {
        return tagged(new EntityTag(Etags.of("Bundle", bundle)), bundle, request);
    }

    /// What is the same for everybody.
    Response document(String json, Request request, MediaType type) {
        return as(tagged(new EntityTag(Etags.of("document", json)), json, request), type);
    }

    static Response as(Response answer, MediaType type) {
        var dependsOn = Stream.of(answer.getHeaderString(HttpHeaders.VARY), HttpHeaders.ACCEPT)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        var typed = Response.fromResponse(answer).header(HttpHeaders.VARY, null).header(HttpHeaders.VARY, dependsOn);
        return answer.hasEntity() ? typed.type(type).build() : typed.build();
    }

    private static Response tagged(EntityTag tag, String json, Request request) {
        var response =
                Etags.unchanged(tag, request).orElseGet(() -> Response.ok(json.getBytes(StandardCharsets.UTF_8)));
        var revalidate = new CacheControl();
        revalidate.setNoCache(true);
        revalidate.setNoTransform(false);
        return response.tag(tag).cacheControl(revalidate).build();
    }
}
