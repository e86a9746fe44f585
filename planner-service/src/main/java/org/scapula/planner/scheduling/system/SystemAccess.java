package org.scapula.planner.scheduling.system;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// How one clinic's system is reached and how its words map to ours.
public record SystemAccess(
        SystemKind kind,
        URI address,
        String contact,
        Optional<String> key,
        Optional<Client> client,
        Map<String, String> visitTypes,
        ZoneId zone,
        Optional<String> patientSystem,
        Optional<String> place,
        Map<String, URI> feeds,
        Optional<String> referrals) {

    public SystemAccess {
        visitTypes = Map.copyOf(visitTypes);
        feeds = Map.copyOf(feeds);
    }

    /// Who we are to a system that wants signed logins: the private key is a JWK.
    public record Client(String id, String privateKey, String scope) {

        @Override
        public String toString() {
            return "Client " + id;
        }
    }

    @Override
    public String toString() {
        return kind + " at " + address;
    }

    /// The clinic's own code for a kind of visit.
    public String codeOf(String visitType) {
        return Optional.ofNullable(visitTypes.get(visitType))
                .orElseThrow(() -> new Refused(Refused.Why.UNKNOWN_VISIT_TYPE));
    }

    /// Where the clinic's people read why somebody is sent to them.
    public Optional<String> referral(UUID request) {
        return referrals.map(before -> before + request);
    }

    public URI feedOf(String practitioner) {
        return Optional.ofNullable(feeds.get(practitioner)).orElseThrow(() -> new NotOffered(Capability.FEEDS));
    }

    public List<Capability> feedsIfAny() {
        return feeds.isEmpty() ? List.of() : List.of(Capability.FEEDS);
    }
}
