package org.scapula.triage.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scapula.edge.FieldError;
import org.scapula.triage.rules.Disposition;

/// What a clinician may say of a judgement: anything more urgent at any time; anything milder by name and with a reason
/// (clinical brief 1.5).
final class ClinicianRules {

    private ClinicianRules() {}

    /// Milder than what holds; or just as mild, where that is milder than what we said.
    static boolean someoneMustAnswerFor(Disposition wanted, Disposition given, Disposition held) {
        return held.outranks(wanted) || (held == wanted && given.outranks(wanted));
    }

    static List<FieldError> complaints(NewReview wanted, Disposition given, Disposition held) {
        var complaints = new ArrayList<FieldError>();
        unreadable("/name", wanted.name()).ifPresent(complaints::add);
        unreadable("/reason", wanted.reason()).ifPresent(complaints::add);
        if (someoneMustAnswerFor(wanted.disposition(), given, held)) {
            missing("/name", wanted.name(), "must say who answers for a milder disposition")
                    .ifPresent(complaints::add);
            missing("/reason", wanted.reason(), "must say why a milder disposition is enough")
                    .ifPresent(complaints::add);
        }
        return complaints;
    }

    private static Optional<FieldError> missing(String pointer, Optional<String> given, String rule) {
        return given.filter(text -> !text.isBlank()).isPresent()
                ? Optional.empty()
                : Optional.of(new FieldError(pointer, "required", rule));
    }

    private static Optional<FieldError> unreadable(String pointer, Optional<String> given) {
        return given.filter(text -> !Sheet.isText(text))
                .map(_ -> new FieldError(
                        pointer, "malformed", "must not contain control characters or halves of characters"));
    }
}
