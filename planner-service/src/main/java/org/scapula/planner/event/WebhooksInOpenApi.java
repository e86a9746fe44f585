package org.scapula.planner.event;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// What receivers are sent, in the same document as what may be asked.
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class WebhooksInOpenApi implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        for (var type : EventType.values()) {
            document.addWebhook(type.toString(), OASFactory.createPathItem().POST(told(type)));
        }
    }

    private static Operation told(EventType type) {
        return OASFactory.createOperation()
                .summary(type.meaning())
                .description("Sent at least once, in no promised order. Check the signature before you believe it, by"
                        + " Standard Webhooks 1.0, over the very bytes of the body; then read what there is to know at"
                        + " `subject`.")
                .operationId("told-" + type.toString().replace('.', '-'))
                .tags(List.of("Webhooks"))
                // Generators of clients take it for something that can be asked; this leaves it to those who read.
                .addExtension("x-internal", true)
                .parameters(headers())
                .requestBody(OASFactory.createRequestBody()
                        .required(true)
                        .content(OASFactory.createContent()
                                .addMediaType(
                                        "application/json",
                                        OASFactory.createMediaType()
                                                .schema(OASFactory.createSchema()
                                                        .ref("#/components/schemas/Event")))))
                .responses(OASFactory.createAPIResponses()
                        .addAPIResponse(
                                "2XX", OASFactory.createAPIResponse().description("Taken; it is not sent again."))
                        .addAPIResponse("410", OASFactory.createAPIResponse().description("The webhook is stopped."))
                        .addAPIResponse(
                                "default",
                                OASFactory.createAPIResponse()
                                        .description("Sent again, ever less often, for three days. Retry-After in"
                                                + " seconds is respected, up to six hours.")));
    }

    private static List<Parameter> headers() {
        return Stream.of(
                        header(
                                StandardWebhook.ID,
                                "The event's id, the same at every attempt: what was taken once need not be again.",
                                "019ab3c1-55aa-7d10-9e21-7a3b5c6d7e8f"),
                        header(
                                StandardWebhook.TIMESTAMP,
                                "When this attempt was signed, in seconds since 1970.",
                                "1795339800"),
                        header(
                                StandardWebhook.SIGNATURE,
                                "`v1,` and the HMAC-SHA256 of id, timestamp and body with a dot between, in Base64; more"
                                        + " than one, with a blank between, while a secret is being renewed.",
                                "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="))
                .toList();
    }

    private static Parameter header(String name, String description, String example) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .required(true)
                .description(description)
                .schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .addExample(example));
    }
}
