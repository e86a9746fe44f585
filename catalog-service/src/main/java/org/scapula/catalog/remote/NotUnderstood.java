package org.scapula.catalog.remote;

/// A neighbour answered, but not what was agreed. Nothing is guessed from such an answer.
final class NotUnderstood extends RuntimeException {

    NotUnderstood(String what) {
        super(what);
    }
}
