package org.scapula.stack;

import java.net.URI;
import org.scapula.issuer.Client;

/// Whose tokens the services accept, and what the planner shows there to get its own.
record Trust(URI issuer, String plannerId, String plannerSecret) {

    static Trust in(URI issuer, Client planner) {
        return new Trust(issuer, planner.id(), planner.secret());
    }
}
