package org.scapula.catalog.content;

import java.util.List;

/// Content that contradicts itself is not served: which file, and why, a line each.
public final class ContentBroken extends RuntimeException {

    ContentBroken(List<String> complaints) {
        super("The content of the catalogue is refused:\n" + String.join("\n", complaints));
    }
}
