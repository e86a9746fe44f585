package org.scapula.edge.settings;

import io.quarkus.runtime.LaunchMode;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A secret that is one: in production a blank, short or well-known one stops the start, before anything is connected.
/// The secret itself is never repeated.
@Constraint(validatedBy = Secret.Check.class)
@Target({ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Secret {

    String message() default
            "must be a secret of at least 16 characters that nobody knows (not blank, not a well-known"
                    + " one); local-stack/new-secrets makes them";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// What products ship, guides print and people type.
    class Check implements ConstraintValidator<Secret, Optional<String>> {

        private static final int LEAST = 16;

        private static final List<String> WELL_KNOWN = List.of(
                "admin",
                "password",
                "passwort",
                "postgres",
                "keycloak",
                "scapula",
                "secret",
                "changeit",
                "changeme",
                "change-me",
                "change_me",
                "default",
                "example",
                "qwerty",
                "letmein",
                "123456");

        @Override
        public boolean isValid(Optional<String> secret, ConstraintValidatorContext context) {
            return LaunchMode.current() != LaunchMode.NORMAL || isSecret(secret.orElse(""));
        }

        /// A well-known word does not become a secret by being repeated or by a number at its end.
        static boolean isSecret(String secret) {
            var rest = secret.toLowerCase(Locale.ROOT);
            for (var word : WELL_KNOWN) {
                rest = rest.replace(word, "");
            }
            return secret.length() >= LEAST && rest.chars().distinct().count() >= 6;
        }
    }
}
