package org.scapula.catalog.language;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.Language;
import org.scapula.catalog.content.Untranslated;
import org.scapula.catalog.reader.Readers;
import org.scapula.catalog.shipped.Shipped;
import org.scapula.edge.Etags;
import org.scapula.edge.Problems;

@Path("/languages")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Languages", description = "In which languages the catalogue speaks, and what they lack.")
class LanguagesResource {

    private final Content content;
    private final Readers readers;
    private final OwnWords ownWords;

    LanguagesResource(Shipped shipped, Readers readers, OwnWords ownWords) {
        this.content = shipped.content();
        this.readers = readers;
        this.ownWords = ownWords;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "listLanguages",
            summary = "The languages that the catalogue speaks",
            description = "Whoever sends Accept-Language is answered in the best of these; English stands in where a"
                    + " translation is missing.")
    @APIResponseSchema(value = LanguagesView.class, responseDescription = "English first.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Response all(@Context Request request) {
        var known = content.languages().stream()
                .map(language -> {
                    var missing = content.missingFrom(language).size();
                    return new LanguagesView.Known(language.tag(), language.name(), missing == 0, missing);
                })
                .toList();
        return Etags.answer(
                Etags.of("languages", content.version()), request, new LanguagesView(content.version(), known));
    }

    @GET
    @PermitAll
    @Path("/{tag}")
    // With a token it counts what the clinic's own exercises lack, too.
    @SecurityRequirementsSet
    @SecurityRequirement(name = "token")
    @Operation(
            operationId = "getLanguage",
            summary = "One language: its labels, and what it does not say yet",
            description = "For whoever shows the catalogue, and for whoever translates it.")
    @APIResponseSchema(value = LanguageView.class, responseDescription = "The language.")
    public Uni<Response> one(@RestPath @Parameter(description = "A language tag, such as de.") String tag) {
        var language = content.languages().stream()
                .filter(known -> known.tag().equalsIgnoreCase(tag))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("The catalogue does not speak this language."));
        return readers.reading(reader -> ownWords.missingFrom(reader.clinic(), language)
                .map(own -> readers.spoken(Response.ok(view(language, own)).build(), reader)));
    }

    private LanguageView view(Language language, List<Untranslated> own) {
        var missing = Stream.concat(content.missingFrom(language).stream(), own.stream())
                .toList();
        return new LanguageView(
                content.version(), language.tag(), language.name(), missing.isEmpty(), missing, language.labels());
    }
}
