package org.scapula.catalog.figure;

/// A figure that cannot be read is not served: which file, which field, and why.
public final class FigureBroken extends RuntimeException {

    FigureBroken(String file, String field, String reason) {
        super(file + ": " + (field.isEmpty() ? "the file" : field) + " " + reason);
    }

    /// File, field and reason in one sentence.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
