package org.scapula.planner.fhir.face;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.scapula.edge.RefusalForm;

/// Everything that is refused under /fhir is an OperationOutcome, whoever refuses it.
@Singleton
class Outcomes implements RefusalForm {

    @ServerResponseFilter
    void say(ContainerResponseContext response, UriInfo uri) {
        if (response.getEntity() instanceof HttpProblem problem && isSpokenAt(uri.getPath())) {
            response.setEntity(of(problem), new Annotation[0], MediaType.valueOf(mediaType()));
        }
    }

    @Override
    public boolean isSpokenAt(String path) {
        return path.equals("/fhir") || path.startsWith("/fhir/");
    }

    @Override
    public String mediaType() {
        return Formats.FHIR_JSON;
    }

    @Override
    public Object of(HttpProblem problem) {
        return OperationOutcome.of(problem);
    }
}
