package org.scapula.planner.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.planner.event.StandardWebhook.Verdict;

/// Signatures, held against the library of those who wrote the standard.
class StandardWebhookTest {

    private static final String ID = "019ab3c1-55aa-7d10-9e21-7a3b5c6d7e8f";
    private static final String BODY = "{\"id\":\"" + ID + "\",\"words\":\"Rücken – ✓\"}";
    private static final byte[] ONE = StandardWebhook.mac(bytes("one"), bytes("secret"));
    private static final byte[] OTHER = StandardWebhook.mac(bytes("other"), bytes("secret"));

    private final Instant now = Instant.now();

    @Test
    void theLibraryVerifiesOurs() {
        var signature = ours(List.of(ONE));

        assertThatCode(() -> library(ONE).verify(BODY, headers(signature))).doesNotThrowAnyException();
        assertThatThrownBy(() -> library(OTHER).verify(BODY, headers(signature)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> library(ONE).verify(BODY + " ", headers(signature)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void whileASecretIsRenewedTheLibraryVerifiesWithEither() {
        var signature = ours(List.of(ONE, OTHER));

        assertThat(signature.split(" ")).hasSize(2);
        assertThatCode(() -> library(ONE).verify(BODY, headers(signature))).doesNotThrowAnyException();
        assertThatCode(() -> library(OTHER).verify(BODY, headers(signature))).doesNotThrowAnyException();
    }

    @Test
    void weVerifyTheLibrarys() throws Exception {
        var signature = library(ONE).sign(ID, now.getEpochSecond(), BODY);

        assertThat(judged(signature, BODY, List.of(OTHER, ONE), now)).isEqualTo(Verdict.GENUINE);
        assertThat(judged("v1,AAAA v1a,whatever " + signature, BODY, List.of(ONE), now))
                .isEqualTo(Verdict.GENUINE);
        assertThat(judged(signature, BODY, List.of(OTHER), now)).isEqualTo(Verdict.FORGED);
        assertThat(judged(signature, BODY.replace("words", "swords"), List.of(ONE), now))
                .isEqualTo(Verdict.FORGED);
    }

    @ParameterizedTest
    @CsvSource({"299, GENUINE", "-299, GENUINE", "302, OUT_OF_TIME", "-302, OUT_OF_TIME"})
    void whatIsOlderThanFiveMinutesOrFromLaterCountsForNothing(int seconds, Verdict verdict) throws Exception {
        var signature = library(ONE).sign(ID, now.getEpochSecond(), BODY);

        assertThat(judged(signature, BODY, List.of(ONE), now.plus(Duration.ofSeconds(seconds))))
                .isEqualTo(verdict);
    }

    @Test
    void theIdAndTheTimeAreSignedToo() throws Exception {
        var signature = library(ONE).sign(ID, now.getEpochSecond(), BODY);
        var later = String.valueOf(now.getEpochSecond() + 1);

        assertThat(StandardWebhook.judge(ID, later, signature, bytes(BODY), List.of(ONE), now))
                .isEqualTo(Verdict.FORGED);
        assertThat(StandardWebhook.judge(
                        "another", String.valueOf(now.getEpochSecond()), signature, bytes(BODY), List.of(ONE), now))
                .isEqualTo(Verdict.FORGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "-5", "1795339800.5", "99999999999999999999"})
    void aTimeThatIsNoneIsNoSignature(String timestamp) {
        assertThat(StandardWebhook.judge(ID, timestamp, ours(List.of(ONE)), bytes(BODY), List.of(ONE), now))
                .isEqualTo(Verdict.UNSIGNED);
    }

    @Test
    void afterTenSignaturesNobodyGoesOnTrying() throws Exception {
        var right = library(ONE).sign(ID, now.getEpochSecond(), BODY);

        assertThat(judged("v1,AAAA ".repeat(9) + right, BODY, List.of(ONE), now))
                .isEqualTo(Verdict.GENUINE);
        assertThat(judged("v1,AAAA ".repeat(10) + right, BODY, List.of(ONE), now))
                .isEqualTo(Verdict.FORGED);
    }

    private Verdict judged(String signature, String body, List<byte[]> secrets, Instant at) {
        return StandardWebhook.judge(ID, String.valueOf(now.getEpochSecond()), signature, bytes(body), secrets, at);
    }

    private String ours(List<byte[]> secrets) {
        return StandardWebhook.signature(ID, now.getEpochSecond(), bytes(BODY), secrets);
    }

    private Map<String, List<String>> headers(String signature) {
        return Map.of(
                StandardWebhook.ID, List.of(ID),
                StandardWebhook.TIMESTAMP, List.of(String.valueOf(now.getEpochSecond())),
                StandardWebhook.SIGNATURE, List.of(signature));
    }

    private static Webhook library(byte[] secret) throws Exception {
        return new Webhook(StandardWebhook.shown(secret));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
