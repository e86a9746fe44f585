package org.scapula.planner.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can happen that other systems are told of. The names are for ever: systems match on them.
public enum EventType {
    @JsonProperty("booking-request.created")
    BOOKING_REQUEST_CREATED("A triage result needs a visit, and somebody is to book it."),
    @JsonProperty("booking-request.offered")
    BOOKING_REQUEST_OFFERED("Free times were found for a booking request."),
    @JsonProperty("booking-request.held")
    BOOKING_REQUEST_HELD("A time is held for a booking request, and will be free again if nobody books it."),
    @JsonProperty("booking-request.booked")
    BOOKING_REQUEST_BOOKED("A visit is booked, and not confirmed yet."),
    @JsonProperty("booking-request.confirmed")
    BOOKING_REQUEST_CONFIRMED("A booked visit is confirmed."),
    @JsonProperty("booking-request.moved")
    BOOKING_REQUEST_MOVED("A booked visit has another time."),
    @JsonProperty("booking-request.cancelled")
    BOOKING_REQUEST_CANCELLED("A booked visit, or the request for one, is cancelled."),
    @JsonProperty("booking-request.declined")
    BOOKING_REQUEST_DECLINED("The clinic cannot take a booking request; it is back on the work list."),
    @JsonProperty("booking-request.changed")
    BOOKING_REQUEST_CHANGED("Something else of a booking request is different: read it again."),
    @JsonProperty("booking-request.no-show")
    BOOKING_REQUEST_NO_SHOW("Nobody came to a booked visit; the request is back on the work list."),
    @JsonProperty("booking-request.fulfilled")
    BOOKING_REQUEST_FULFILLED("The visit took place."),
    @JsonProperty("booking-request.expired")
    BOOKING_REQUEST_EXPIRED("The time within which a booking request was to be booked is over."),
    @JsonProperty("booking-request.attention")
    BOOKING_REQUEST_ATTENTION("A booking request needs a person of the clinic now."),
    @JsonProperty("plan.created")
    PLAN_CREATED("A plan was made, the first, the next week's or an edited one."),
    @JsonProperty("plan.frozen")
    PLAN_FROZEN("Somebody must not go on with a plan until they have been assessed anew."),
    @JsonProperty("plan.review-due")
    PLAN_REVIEW_DUE("A visit took place, and the plan is to be looked at again."),
    @JsonProperty("emergency.raised")
    EMERGENCY_RAISED("A triage result is an emergency: a person of the clinic must act now. No visit is booked.");

    /// While a version takes the place of another, replicas of the one tell of what only the other knows.
    static final String NAMED =
            "What happened: an EventType, or one that is invented later. Pass over what you do not" + " know.";

    static final String PATTERN = "^[a-z-]+\\.[a-z-]+$";

    private final String meaning;

    EventType(String meaning) {
        this.meaning = meaning;
    }

    /// As it is sent: `booking-request.no-show`.
    @Override
    public String toString() {
        var words = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return words.startsWith("booking-request-")
                ? "booking-request." + words.substring("booking-request-".length())
                : words.replaceFirst("-", ".");
    }

    String meaning() {
        return meaning;
    }

    /// Empty where only a later version has a word for it.
    static Optional<EventType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.toString().equals(name))
                .findFirst();
    }
}
