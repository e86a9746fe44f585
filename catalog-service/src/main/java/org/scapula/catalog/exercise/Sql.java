package org.scapula.catalog.exercise;

import io.vertx.mutiny.sqlclient.Tuple;

/// A statement that is put together, and the values beside it: never in it.
final class Sql {

    private String text = "";
    private final Tuple values = Tuple.tuple();

    Sql saying(String whole) {
        text = whole;
        return this;
    }

    /// The place of a value, to be written into the text.
    String put(Object value) {
        values.addValue(value);
        return "$" + values.size();
    }

    String text() {
        return text;
    }

    Tuple values() {
        return values;
    }
}
