package org.scapula.planner.remote;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// What every service keeps of a person. Asked with the caller's own token: to export and to erase are acts of theirs.
@Path("/patients/{patient}/records")
@Produces(MediaType.APPLICATION_JSON)
interface RecordsApi {

    @GET
    Uni<String> everything(String patient);

    @DELETE
    Uni<String> erase(String patient);
}
