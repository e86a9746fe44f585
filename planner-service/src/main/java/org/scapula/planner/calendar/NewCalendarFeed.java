package org.scapula.planner.calendar;

import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.FieldError;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.PatientReference;

/// The wish for a calendar to subscribe to.
@Schema(
        description =
                "The wish for a calendar to subscribe to. A patient asks for their own and need not say so; whoever"
                        + " acts for the clinic names either a patient or a practitioner.",
        examples = NewCalendarFeed.EXAMPLE)
public record NewCalendarFeed(
        @Schema(description = "The clinic's opaque reference.", pattern = PatientReference.PATTERN, examples = "p-4711")
        Optional<String> patient,

        @Schema(
                description = "The reference of a practitioner in the clinic's scheduling system.",
                examples = "practitioner-7")
        Optional<
                        @Pattern(
                                regexp = PRACTITIONER,
                                message =
                                        "must be the clinic's opaque reference: 1 to 100 of letters, digits and . _ : / | -")
                        String>
                practitioner,

        @Schema(description = "What its titles are written in; English where nothing is said.")
        Optional<FeedLanguage> language) {

    static final String EXAMPLE = "{\"patient\": \"p-4711\", \"language\": \"de\"}";

    static final String PRACTITIONER = "[A-Za-z0-9][A-Za-z0-9._:/|-]{0,99}";

    List<FieldError> errorsFor(Caller caller) {
        var errors = new ArrayList<FieldError>();
        caller.patient()
                .ifPresentOrElse(
                        own -> {
                            patient.filter(named -> !named.equals(own))
                                    .ifPresent(other -> errors.add(new FieldError(
                                            "/patient",
                                            "unknown-value",
                                            "is not your own reference; it can be left out")));
                            practitioner.ifPresent(any -> errors.add(new FieldError(
                                    "/practitioner", "unknown-value", "is for the clinic; your calendar is your own")));
                        },
                        () -> {
                            if (patient.isEmpty() && practitioner.isEmpty()) {
                                errors.add(new FieldError(
                                        "/patient", "required", "must say whose calendar it is, or practitioner must"));
                            }
                            if (patient.isPresent() && practitioner.isPresent()) {
                                errors.add(new FieldError(
                                        "/practitioner", "not-together", "does not go with patient: choose one"));
                            }
                            patient.filter(reference -> !PatientReference.isOpaque(reference))
                                    .ifPresent(name ->
                                            errors.add(new FieldError("/patient", "malformed", PatientReference.RULE)));
                        });
        return errors;
    }

    Whose whose(Caller caller) {
        return new Whose(caller.patient().or(() -> patient), practitioner);
    }

    FeedLanguage spoken() {
        return language.orElse(FeedLanguage.EN);
    }
}
