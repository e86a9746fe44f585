package org.scapula.planner.remote;

import io.quarkus.oidc.token.propagation.common.AccessToken;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

@RegisterRestClient(configKey = "triage-records")
@AccessToken
interface TriageRecordsApi extends RecordsApi {}
