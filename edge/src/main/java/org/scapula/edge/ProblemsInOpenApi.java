package org.scapula.edge;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/// Says once, for every operation of a service, how it refuses: what a caller must be ready for stands in the document.
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ProblemsInOpenApi implements OASFilter {

    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String FHIR_JSON = "application/fhir+json";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String FHIR = "/fhir/";
    private static final String SEARCH = "/_search";

    private static final String NO_TOKEN = "`unauthenticated`: no token, or one that is not accepted here.";
    private static final String BAD_TOKEN = "`unauthenticated`: a token was sent that is not accepted here.";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        // The extension's own shapes: no answer of ours has them.
        List.of("HttpProblem", "HttpValidationProblem", "Violation").forEach(document.getComponents()::removeSchema);
        document.getComponents().addSchema("FieldError", fieldError()).addSchema("Problem", problem());
        document.getPaths().getPathItems().forEach((address, path) -> {
            if (address.endsWith(SEARCH)) {
                askAsInTheAddress(
                        path.getPOST(),
                        document.getPaths()
                                .getPathItem(address.substring(0, address.length() - SEARCH.length()))
                                .getGET());
            }
            complete(path);
            if (address.startsWith(FHIR)) {
                sayItAsOutcomes(document, path);
            }
        });
        document.getComponents().getSchemas().forEach(ProblemsInOpenApi::giveExample);
    }

    /// Where a schema is a plain value, its example needs no author.
    private static void giveExample(String name, Schema schema) {
        var hasOne = schema.getExample() != null
                || (schema.getExamples() != null && !schema.getExamples().isEmpty());
        if (!hasOne
                && schema.getEnumeration() != null
                && !schema.getEnumeration().isEmpty()) {
            schema.addExample(schema.getEnumeration().getFirst());
        } else if (!hasOne && "uuid".equals(schema.getFormat())) {
            schema.addExample("019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27");
        }
    }

    /// A form may ask exactly what an address may.
    private static void askAsInTheAddress(Operation search, Operation inAddress) {
        var form = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("The parameters of the search; none asks for everything.")
                .additionalPropertiesBoolean(false);
        inAddress.getParameters().stream()
                .filter(parameter -> parameter.getIn() == Parameter.In.QUERY)
                .forEach(parameter -> form.addProperty(parameter.getName(), field(parameter)));
        search.getRequestBody().getContent().getMediaType(FORM).schema(form);
    }

    private static Schema field(Parameter parameter) {
        var given = parameter.getSchema();
        return OASFactory.createSchema()
                .type(given.getType())
                .format(given.getFormat())
                .items(given.getItems())
                .minimum(given.getMinimum())
                .defaultValue(given.getDefaultValue())
                .description(parameter.getDescription());
    }

    private static void complete(PathItem path) {
        path.getOperations().values().forEach(operation -> complete(operation, path));
    }

    private static void complete(Operation operation, PathItem path) {
        sayWhoIsRefused(operation);
        problemsOf(operation, path).forEach((status, problem) -> {
            if (operation.getResponses().getAPIResponse(status) == null) {
                operation.getResponses().addAPIResponse(status, problem);
            }
        });
        sayItAsProblems(operation);
        sayTheAnswerFirst(operation);
    }

    /// Generated clients ask for the form of what they read first.
    private static void sayTheAnswerFirst(Operation operation) {
        operation
                .getResponses()
                .setAPIResponses(new TreeMap<>(operation.getResponses().getAPIResponses()));
    }

    /// The framework knows where a token is needed, and says "Not Authorized"; what an operation says itself stays.
    private static void sayWhoIsRefused(Operation operation) {
        Map.of("401", NO_TOKEN, "403", "`forbidden`: the token is accepted, but whoever carries it may not do this.")
                .forEach((status, description) -> {
                    var said = operation.getResponses().getAPIResponse(status);
                    if (said != null && !String.valueOf(said.getDescription()).contains("`")) {
                        said.setDescription(description);
                    }
                });
    }

    /// Whatever shape the framework thinks a refusal has, ours is this one.
    private static void sayItAsProblems(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.matches("[45].*")) {
                response.setContent(response("").getContent());
            }
        });
    }

    /// Whoever speaks FHIR understands no problems; the codes are the same.
    private static void sayItAsOutcomes(OpenAPI document, PathItem path) {
        document.getComponents().addSchema("OperationOutcome", outcome());
        path.getOperations()
                .values()
                .forEach(operation -> operation.getResponses().getAPIResponses().forEach((status, response) -> {
                    if (status.matches("[45].*")) {
                        response.setContent(content(FHIR_JSON, "OperationOutcome"));
                    } else if (response.getContent() != null
                            && response.getContent().hasMediaType(FHIR_JSON)) {
                        // The same under its other name, for whoever asks so.
                        response.getContent()
                                .addMediaType(JSON, response.getContent().getMediaType(FHIR_JSON));
                    }
                }));
    }

    private static Schema outcome() {
        var details = new TreeMap<String, Object>(Map.of(
                "coding",
                List.of(new TreeMap<>(Map.of("system", "urn:scapula:problem", "code", "not-found"))),
                "text",
                "Not found"));
        var issues = List.of(new TreeMap<String, Object>(Map.of(
                "severity", "error", "code", "not-found", "details", details, "diagnostics", "It is not there.")));
        return object("Why a request was refused, as FHIR R4 says it (hl7.org/fhir/R4/operationoutcome.html). Match on"
                        + " the code of the system urn:scapula:problem, which is stable.")
                .addProperty("resourceType", text("Always this.", "OperationOutcome"))
                .addProperty(
                        "issue",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .description("What is wrong; a refused parameter is named in `location`.")
                                .items(object("One thing that is wrong."))
                                .addExample(issues))
                .addRequired("resourceType")
                .addRequired("issue")
                .addExample(new TreeMap<>(Map.of("resourceType", "OperationOutcome", "issue", issues)));
    }

    private static Map<String, APIResponse> problemsOf(Operation operation, PathItem path) {
        var problems = new TreeMap<String, APIResponse>();
        var forms = forms(operation);
        if (forms.isEmpty() || forms.contains(FORM)) {
            problems.put(
                    "400", response("`invalid-parameter` or `unknown-parameter`: the parameter is named in errors."));
        } else {
            problems.put("400", response("`malformed-json`: the body is not JSON. `unknown-parameter`: see errors."));
            problems.put(
                    "422",
                    response("`invalid-field`: a field is unknown, missing, of the wrong type or out of range."));
        }
        if (!forms.isEmpty()) {
            problems.put("408", response("`request-timeout`: the body did not come in time."));
            problems.put("413", response("`body-too-large`: the body is larger than the service reads."));
            problems.put(
                    "415", response("`unsupported-media-type`: the body is not " + String.join(" or ", forms) + "."));
        }
        Optional.ofNullable(operation.getSecurity())
                .filter(ways -> !ways.isEmpty())
                .ifPresent(ways -> problems.put("401", response(isOptional(ways) ? BAD_TOKEN : NO_TOKEN)));
        problems.put("429", retryable("`too-many-requests`: more than this caller may ask; see Retry-After."));
        if (operation.getResponses().getAPIResponse("304") != null) {
            problems.put("412", response("`stale`: it is not the one of If-Match any more; read it again."));
        }
        if (isForOne(operation, path)) {
            problems.put("404", response("`not-found`: there is no such thing."));
        }
        problems.put(
                "500", response("`internal-error`: something broke on our side; nothing was answered in its place."));
        problems.put(
                "503", retryable("`unavailable`: the database or a neighbour cannot be reached; see Retry-After."));
        return problems;
    }

    /// In which forms it takes a body; none where it takes no body.
    private static Set<String> forms(Operation operation) {
        return Optional.ofNullable(operation.getRequestBody())
                .map(RequestBody::getContent)
                .map(Content::getMediaTypes)
                .map(Map::keySet)
                .map(TreeSet::new)
                .orElseGet(TreeSet::new);
    }

    /// Whoever shows nothing is answered, too.
    private static boolean isOptional(List<SecurityRequirement> ways) {
        return ways.stream()
                .anyMatch(way -> way.getSchemes() == null || way.getSchemes().isEmpty());
    }

    private static boolean isForOne(Operation operation, PathItem path) {
        return Stream.of(operation.getParameters(), path.getParameters())
                .filter(parameters -> parameters != null)
                .flatMap(List::stream)
                .anyMatch(parameter -> parameter.getIn() == Parameter.In.PATH);
    }

    private static APIResponse retryable(String description) {
        return response(description)
                .addHeader(
                        "Retry-After",
                        OASFactory.createHeader()
                                .description("Seconds to wait.")
                                .schema(OASFactory.createSchema()
                                        .addType(Schema.SchemaType.INTEGER)
                                        .addExample(5)));
    }

    private static APIResponse response(String description) {
        return OASFactory.createAPIResponse().description(description).content(content(PROBLEM_JSON, "Problem"));
    }

    private static Content content(String mediaType, String schema) {
        return OASFactory.createContent()
                .addMediaType(
                        mediaType,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("#/components/schemas/" + schema)));
    }

    private static Schema problem() {
        return object("Why a request was refused (RFC 9457). Match on `type`, which is stable; `title` and `detail` are"
                        + " words for people. Some types carry further fields; the operation says which.")
                .addProperty("type", text("A stable URN.", "urn:scapula:problem:invalid-field"))
                .addProperty("title", text("The kind of refusal in words.", "A field is not valid"))
                .addProperty("status", number("The HTTP status again.", 422))
                .addProperty(
                        "detail", text("What happened, for a person at a clinic.", "See errors. Nothing was stored."))
                .addProperty("instance", text("The address that was called.", "/plans"))
                .addProperty(
                        "traceId",
                        text(
                                "Under which the request is found in the logs; tell it to whoever is to help.",
                                "4bf92f3577b34da6a3ce929d0e0e4736"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .description("Which fields or parameters, and which rule.")
                                .items(OASFactory.createSchema().ref("#/components/schemas/FieldError"))
                                .addExample(List.of(fieldErrorExample())))
                .addRequired("type")
                .addRequired("title")
                .addRequired("status")
                .addExample(new TreeMap<>(Map.of(
                        "type",
                        "urn:scapula:problem:invalid-field",
                        "title",
                        "A field is not valid",
                        "status",
                        422,
                        "detail",
                        "The request was understood, but not accepted: see errors. Nothing was stored.",
                        "errors",
                        List.of(fieldErrorExample()))));
    }

    private static Schema fieldError() {
        return object("One thing that is wrong with a request.")
                .addProperty(
                        "pointer",
                        text("JSON pointer (RFC 6901) into the body, or the name of a parameter.", "/answers/age"))
                .addProperty(
                        "code",
                        text(
                                "The rule: malformed, unknown-field, wrong-type, required, out-of-range, unknown-value or"
                                        + " duplicate.",
                                "out-of-range"))
                .addProperty("detail", text("The rule in words.", "must be between 0 and 120"))
                .addRequired("pointer")
                .addRequired("code")
                .addRequired("detail")
                .addExample(fieldErrorExample());
    }

    private static Map<String, Object> fieldErrorExample() {
        return new TreeMap<>(
                Map.of("pointer", "/answers/age", "code", "out-of-range", "detail", "must be between 0 and 120"));
    }

    private static Schema object(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).description(description);
    }

    private static Schema text(String description, String example) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.STRING)
                .description(description)
                .addExample(example);
    }

    private static Schema number(String description, int example) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.INTEGER)
                .description(description)
                .addExample(example);
    }
}
