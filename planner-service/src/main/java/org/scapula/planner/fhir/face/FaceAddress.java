package org.scapula.planner.fhir.face;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/// Where the FHIR face is, as the operator says or as the caller has called.
@ApplicationScoped
public class FaceAddress {

    private final FaceSettings settings;

    FaceAddress(FaceSettings settings) {
        this.settings = settings;
    }

    public URI of(UriInfo uri) {
        return Asked.base(settings.baseUrl(), uri);
    }
}
