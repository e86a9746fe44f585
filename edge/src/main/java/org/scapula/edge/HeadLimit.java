package org.scapula.edge;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// An address or headers over the limit are refused in words. Only what is over the connector's own limits, which are
/// wider, is refused without any.
@Singleton
class HeadLimit {

    private static final int COLON_BLANK_AND_END = 4;

    private final EarlyRefusals refusals;
    private final int address;
    private final int headers;

    HeadLimit(
            EarlyRefusals refusals,
            @ConfigProperty(name = "scapula.http.max-address-bytes") int address,
            @ConfigProperty(name = "scapula.http.max-header-bytes") int headers) {
        this.refusals = refusals;
        this.address = address;
        this.headers = headers;
    }

    void check(RoutingContext routing) {
        if (routing.request().uri().length() > address) {
            refusals.answerAndClose(
                    routing,
                    Problems.of(
                            414,
                            "address-too-long",
                            "The address is too long",
                            "The address is longer than the " + address + " bytes that this service reads.",
                            Map.of()));
        } else if (lengthOfHeaders(routing) > headers) {
            refusals.answerAndClose(
                    routing,
                    Problems.of(
                            431,
                            "headers-too-large",
                            "The headers are too large",
                            "The headers are larger than the " + headers + " bytes that this service reads.",
                            Map.of()));
        } else {
            routing.next();
        }
    }

    private static int lengthOfHeaders(RoutingContext routing) {
        return routing.request().headers().entries().stream()
                .mapToInt(it -> it.getKey().length() + it.getValue().length() + COLON_BLANK_AND_END)
                .sum();
    }
}
