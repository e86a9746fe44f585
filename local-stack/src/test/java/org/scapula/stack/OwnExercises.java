package org.scapula.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Set;
import java.util.UUID;

/// Exercises of a clinic's own, in the state in which something can be tried with them; what one attempt changes is not
/// missed by the next.
record OwnExercises(Api editor, Api admin, URI catalog) {

    private static final Set<String> REVIEWED =
            Set.of("POST /exercises/{idOrSlug}/draft/return", "POST /exercises/{idOrSlug}/draft/publication");

    private static final Set<String> PUBLISHED = Set.of(
            "POST /exercises/{idOrSlug}/draft",
            "PUT /exercises/{idOrSlug}/retirement",
            "DELETE /exercises/{idOrSlug}/retirement");

    static boolean isNeededFor(String operation) {
        return operation.contains("/{idOrSlug}/draft") || operation.contains("/{idOrSlug}/retirement");
    }

    static String newSlug() {
        return "own-" + UUID.randomUUID();
    }

    /// By its id, which is nobody else's; written by somebody other than who will try to publish it.
    String neededFor(String operation, String role) throws InterruptedException {
        var author = role.equals("editor") ? admin : editor;
        var draft = begun(author);
        if (REVIEWED.contains(operation) || PUBLISHED.contains(operation)) {
            act(author, draft, "submission");
        }
        if (PUBLISHED.contains(operation)) {
            act(role.equals("editor") ? editor : admin, draft, "publication");
        }
        return draft;
    }

    /// One that is surely without fault: of the product, under another name.
    private String begun(Api author) throws InterruptedException {
        var shipped = author.get(catalog.resolve("/exercises/scapular-squeeze/versions/1"))
                .orFail(200)
                .body()
                .path("document");
        var own = shipped.<ObjectNode>deepCopy();
        own.remove("number");
        own.put("slug", newSlug());
        own.putArray("progressTo");
        own.putArray("regressTo");
        return author.post(catalog.resolve("/exercises"), own)
                .orFail(201)
                .body()
                .path("draft")
                .path("exercise")
                .asText();
    }

    private void act(Api who, String draft, String act) throws InterruptedException {
        var unused = who.send(HttpRequest.newBuilder(catalog.resolve("/exercises/" + draft + "/draft/" + act))
                        .header("If-Match", "*")
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .orFail(200)
                .body();
    }
}
