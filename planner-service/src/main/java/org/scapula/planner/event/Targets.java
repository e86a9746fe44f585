package org.scapula.planner.event;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.scapula.planner.event.Names.Share;

/// Finds out where an address leads, each time anew, and lets nobody go where they may not: what a name meant
/// yesterday says nothing of today.
@Singleton
class Targets {

    private final Names names;
    private final TargetRules rules;

    Targets(Names names, WebhookSettings settings) {
        this.names = names;
        this.rules = new TargetRules(settings.allowedPrivate().orElse(Set.of()));
    }

    /// The machine to connect to. One of several that may not be called is enough to call none.
    Uni<InetAddress> machineOf(URI url, Share share, String clinic) {
        return names.machinesOf(url.getHost(), share, clinic)
                .map(machines -> allowed(machines, "https".equals(url.getScheme())));
    }

    private InetAddress allowed(List<InetAddress> machines, boolean encrypted) {
        if (!machines.stream().allMatch(machine -> rules.mayBeCalled(machine, encrypted))) {
            throw new NotReached(Failure.NOT_ALLOWED);
        }
        return machines.stream()
                .min(Comparator.comparing(machine -> !(machine instanceof Inet4Address)))
                .orElseThrow(() -> new NotReached(Failure.NOT_ALLOWED));
    }
}
