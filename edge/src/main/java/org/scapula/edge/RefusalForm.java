package org.scapula.edge;

import io.quarkiverse.resteasy.problem.HttpProblem;

/// How a part of a service that keeps to another standard says no. The refusal is the same, only its form differs.
public interface RefusalForm {

    boolean isSpokenAt(String path);

    String mediaType();

    Object of(HttpProblem problem);
}
