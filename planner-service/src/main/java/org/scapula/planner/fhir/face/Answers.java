package org.scapula.planner.fhir.face;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.scapula.edge.Etags;

/// How resources are sent: with the tag that FHIR asks for, and for this caller only.
@ApplicationScoped
class Answers {

    private final ObjectMapper json;

    Answers(ObjectMapper json) {
        this.json = json;
    }

    Written written(Object resource, Optional<Instant> lastUpdated) {
        return Written.of(json, resource, lastUpdated);
    }

    Response one(Written written, Request request, MediaType form) {
        return tagged(new EntityTag(written.versionId(), true), written.resource(), request, form);
    }

    /// What is the same for everybody.
    Response document(String text, Request request, MediaType form) {
        var tag = new EntityTag(Etags.of("document", text));
        var answer = Etags.unchanged(tag, request)
                .orElseGet(
                        () -> Response.ok(text.getBytes(StandardCharsets.UTF_8)).type(form));
        return answer.tag(tag)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    /// The total is said only where it is known for nothing: when the page is everything.
    Response page(Asked asked, int count, List<Written> shown, Optional<String> next, List<OperationOutcome> hints) {
        var links = new ArrayList<Bundle.Link>();
        links.add(new Bundle.Link("self", asked.search(count, asked.once("cursor"))));
        next.map(cursor -> new Bundle.Link("next", asked.search(count, Optional.of(cursor))))
                .ifPresent(links::add);
        var entries = new ArrayList<Bundle.Entry>();
        shown.forEach(written -> entries.add(new Bundle.Entry(
                Optional.of(asked.address(written.id())), written.resource(), new Bundle.Search("match"))));
        hints.forEach(hint -> entries.add(
                new Bundle.Entry(Optional.of(nameless(hint)), json.valueToTree(hint), new Bundle.Search("outcome"))));
        var all = next.isEmpty() && asked.once("cursor").isEmpty();
        var bundle = Bundle.of(all ? Optional.of(shown.size()) : Optional.empty(), links, entries);
        return Response.ok(bytes(json.valueToTree(bundle)))
                .type(asked.form())
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION + ", " + HttpHeaders.ACCEPT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /// It has no address: it is of this page only.
    private static String nameless(OperationOutcome hint) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(hint.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Response tagged(EntityTag tag, JsonNode resource, Request request, MediaType form) {
        var answer = Etags.unchanged(tag, request)
                .orElseGet(() -> Response.ok(bytes(resource)).type(form));
        return answer.tag(tag)
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION + ", " + HttpHeaders.ACCEPT)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private byte[] bytes(JsonNode resource) {
        try {
            return json.writeValueAsBytes(resource);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }
}
