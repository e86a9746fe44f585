package org.scapula.planner.remote;

import io.quarkus.oidc.token.propagation.common.AccessToken;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

@RegisterRestClient(configKey = "catalog-records")
@AccessToken
interface CatalogRecordsApi extends RecordsApi {}
