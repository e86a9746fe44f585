package org.scapula.clinic;

import java.util.Optional;

/// One way to talk to the clinic: its address, who may come in, and its words.
interface Face {

    /// Says no in its own words when whoever asks may not come in.
    boolean letsIn(Talk talk);

    void answer(Talk talk);

    void refuse(Talk talk, Refusal refusal);

    /// The time that is about to be booked, if that is what is asked.
    Optional<Book.Free> aboutToBook(Talk talk);

    /// The time that a visit is about to be moved to, where nothing but us looks whether it is free.
    default Optional<Book.Free> aboutToMove(Talk talk) {
        return Optional.empty();
    }
}
