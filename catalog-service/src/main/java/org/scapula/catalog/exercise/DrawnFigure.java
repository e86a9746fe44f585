package org.scapula.catalog.exercise;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.scapula.edge.Etags;

/// A drawing as it is sent.
record DrawnFigure(String etag, byte[] svg) {

    static DrawnFigure of(String svg) {
        return new DrawnFigure(Etags.of("figure", svg), svg.getBytes(StandardCharsets.UTF_8));
    }

    Response answer(Request request, HttpHeaders headers) {
        return Etags.answer(tagOf(headers), request, svg);
    }

    /// It is compressed on its way; other bytes have another tag.
    private String tagOf(HttpHeaders headers) {
        var accepted = headers.getRequestHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted.stream().anyMatch(encodings -> encodings.contains("gzip")) ? etag + "-gzip" : etag;
    }
}
