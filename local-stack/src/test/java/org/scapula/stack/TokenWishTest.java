package org.scapula.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenWishTest {

    @TempDir
    Path home;

    @Test
    void aRoleIsEnough() {
        var wish = TokenWish.of(List.of("clinician"), home);

        assertThat(wish.claims().roles()).containsExactly("clinician");
        assertThat(wish.claims().clinic()).contains("north");
        assertThat(wish.claims().patient()).isEmpty();
        assertThat(wish.claims().audiences()).containsExactly("scapula-catalog", "scapula-triage", "scapula-planner");
        assertThat(wish.life()).isLessThanOrEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void aPatientIsTheDemoPatientUnlessAnotherIsNamed() {
        assertThat(TokenWish.of(List.of("patient"), home).claims().patient()).contains("p-demo-1");
        assertThat(TokenWish.of(List.of("patient", "--patient", "A.7:x_1", "--clinic", "south"), home)
                        .claims())
                .satisfies(claims -> assertThat(claims.patient()).contains("A.7:x_1"))
                .satisfies(claims -> assertThat(claims.clinic()).contains("south"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nurse",
                "--minutes 5",
                "clinician --minutes 61",
                "clinician --minutes 0",
                "clinician --minutes",
                "clinician --minutes soon",
                "clinician --patient p-1",
                "clinician --clinic North",
                "patient --patient",
                "patient --patient jane-doe",
                "patient --forever"
            })
    void whatIsNotOfferedIsRefused(String arguments) {
        var said = arguments.isEmpty() ? List.<String>of() : List.of(arguments.split(" "));

        assertThatThrownBy(() -> TokenWish.of(said, home)).isInstanceOf(CannotStart.class);
    }

    @Test
    void withoutAKeyItIsSaidHowThereWillBeOne() {
        var wish = TokenWish.of(List.of("admin", "--data", home.toString()), home);

        assertThatThrownBy(wish::grant).isInstanceOf(CannotStart.class).hasMessageContaining("./run");
    }

    @ParameterizedTest
    @CsvSource({"patient", "clinician", "editor", "integrator", "admin"})
    void aTokenIsSignedInTheNameOfTheStackOfThatDirectory(String role) throws Exception {
        try (var issuer = new Seal(home).open(0, List.of())) {
            var token = TokenWish.of(List.of(role, "--minutes", "7", "--data", home.toString()), home)
                    .grant();

            JwtClaims said = new JwtConsumerBuilder()
                    .setVerificationKey(issuer.publicKey())
                    .setExpectedIssuer(issuer.address().toString())
                    .setExpectedAudience("scapula-planner")
                    .build()
                    .processToClaims(token);
            assertThat(said.getStringListClaimValue("roles")).containsExactly(role);
            assertThat(said.getExpirationTime().getValue() - said.getIssuedAt().getValue())
                    .isEqualTo(420);
        }
    }
}
