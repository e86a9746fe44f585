package org.scapula.clinic;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// How the clinic's system is today. What a mood takes back it takes back after so many times, or never.
final class Moods {

    enum Mood {
        FINE,
        /// Takes longer than whoever asks should wait.
        SLOW,
        /// Answers 503.
        DOWN,
        /// Somebody on the way answers 404 in its place.
        ASTRAY,
        /// Closes every connection without a word, and does nothing.
        DEAF,
        /// Somebody takes the time between the look and the booking.
        DOUBLE_BOOKING,
        /// Says yes only later.
        LATE_CONFIRMATION,
        /// Does what it is told, and closes the connection instead of an answer.
        LOST_ANSWERS,
        /// Puts an order off, closes the connection, and does it before it next says what is free.
        LATE_ORDERS,
        /// Lets two into the same time, as systems do that check nothing.
        CARELESS,
        /// The same, and of what it tells it does not say since when it is so.
        UNDATED,
        /// Refuses to say what changed.
        SILENT_ON_CHANGES,
        /// Carries out an order to book once more, as where somebody on the way sends it again.
        TWICE;

        boolean isBlind() {
            return this == CARELESS || this == UNDATED;
        }
    }

    static final Duration SLOWNESS = Duration.ofSeconds(3);

    private Mood mood = Mood.FINE;
    private int left = Integer.MAX_VALUE;
    private boolean ofOrdersOnly;
    private final Map<Mood, Integer> orders = new EnumMap<>(Mood.class);

    /// @param ofOrders only whoever orders a visit is treated so; everybody else finds it well
    synchronized void become(Mood next, int times, boolean ofOrders) {
        mood = next;
        left = times;
        ofOrdersOnly = ofOrders;
    }

    /// An order for a visit has come; whether it was treated as the mood is, the mood's times say.
    synchronized void meetsOrder() {
        orders.merge(mood, 1, Integer::sum);
    }

    /// How many orders for a visit have come in each mood.
    synchronized Map<Mood, Integer> orders() {
        return Map.copyOf(orders);
    }

    synchronized Mood now() {
        return mood;
    }

    /// Whether it is in that mood for what is asked just now.
    synchronized boolean takes(Mood which, boolean isOrder) {
        if (mood != which || ofOrdersOnly && !isOrder) {
            return false;
        }
        left--;
        if (left <= 0) {
            mood = Mood.FINE;
            left = Integer.MAX_VALUE;
        }
        return true;
    }
}
