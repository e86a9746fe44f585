package org.scapula.planner.event;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Finds out where an address leads, each time anew, and lets nobody go where they may not: what a name meant
/// yesterday says nothing of today.
@Singleton
class Targets {

    private final Vertx vertx;
    private final TargetRules rules;

    Targets(Vertx vertx, WebhookSettings settings) {
        this.vertx = vertx;
        this.rules = new TargetRules(settings.allowedPrivate().orElse(Set.of()));
    }

    /// The machine to connect to. One of several that may not be called is enough to call none.
    Uni<InetAddress> machineOf(URI url) {
        return found(url.getHost()).map(machines -> allowed(machines, "https".equals(url.getScheme())));
    }

    /// Looking a name up takes its time, and is done beside the event loops.
    private Uni<List<InetAddress>> found(String host) {
        return Uni.createFrom()
                .completionStage(
                        () -> vertx.executeBlocking(() -> lookedUp(host), false).toCompletionStage());
    }

    private static List<InetAddress> lookedUp(String host) throws NotReached {
        try {
            return Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException nobody) {
            throw new NotReached(Failure.UNKNOWN_NAME);
        }
    }

    private InetAddress allowed(List<InetAddress> machines, boolean encrypted) {
        if (!machines.stream().allMatch(machine -> rules.mayBeCalled(machine, encrypted))) {
            throw new NotReached(Failure.NOT_ALLOWED);
        }
        return machines.stream()
                .min(Comparator.comparing(machine -> !(machine instanceof Inet4Address)))
                .orElseThrow(() -> new NotReached(Failure.UNKNOWN_NAME));
    }
}
