package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.scapula.issuer.Issuer;
import org.scapula.issuer.SigningKey;

/// How long a clinic waits to hear what a draft of its rules would have changed (see `comparison-cost`). Every stored
/// assessment has answers of its own: most questions no, a few yes, a few open, numbers from their whole range.
final class ComparisonCost {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STORED = 100_000;
    private static final int AT_ONCE = 1_000;
    private static final int TURNS = 3;
    private static final double YES = 0.01;
    private static final double OPEN = 0.002;

    private ComparisonCost() {}

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    public static void main(String[] roots) throws IOException, InterruptedException {
        var home = Files.createTempDirectory("comparison-cost");
        try (var issuer = Issuer.start(0, SigningKey.keptIn(home.resolve("key.json")), List.of());
                var side = TriageUnderLoad.start(Path.of(roots[0]), home.resolve("triage"), issuer)) {
            side.seed();
            fill(side);
            var draft = draft(side);
            System.out.printf("%,d stored assessments; service and database on one core%n", STORED);
            for (var turn = 1; turn <= TURNS; turn++) {
                report(turn, side, compared(side, draft));
            }
        }
    }

    private record Compared(JsonNode result, double seconds, ProcessorTicks spent) {}

    private static Compared compared(TriageUnderLoad side, String draft) throws InterruptedException {
        var before = side.ticks();
        var start = System.nanoTime();
        var begun = side.clinician()
                .post(side.at("/rule-sets/" + draft + "/comparison"), Map.of())
                .orFail(202);
        var result = awaited(
                side, side.at(begun.response().headers().firstValue("Location").orElseThrow()));
        return new Compared(
                result, (System.nanoTime() - start) / 1e9, side.ticks().minus(before));
    }

    private static JsonNode awaited(TriageUnderLoad side, URI location) throws InterruptedException {
        var answer = side.clinician().get(location).orFail(200).body();
        while (answer.path("state").asText().equals("RUNNING")) {
            Thread.sleep(200);
            answer = side.clinician().get(location).orFail(200).body();
        }
        return answer;
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    private static void report(int turn, TriageUnderLoad side, Compared compared) {
        var shift = compared.result().path("shift");
        if (shift.path("judged").asInt() < STORED) {
            throw new CannotStart("The comparison did not come to its end: " + compared.result());
        }
        System.out.printf(
                Locale.ROOT,
                "  turn %d: %.1f s (%.1f s of processor time; others used %.0f %% of the machine); %d judged by both, %d more"
                        + " urgent, %d milder%n",
                turn,
                compared.seconds(),
                compared.spent().served() / TriageUnderLoad.TICKS_PER_SECOND,
                compared.spent().shareOfOthers() * 100,
                shift.path("judged").asInt(),
                shift.path("up").asInt(),
                shift.path("down").asInt());
    }

    /// The rules of the product with one that holds of more people, and less often.
    private static String draft(TriageUnderLoad side) throws InterruptedException {
        var clinician = side.clinician();
        var inForce = clinician
                .get(side.at("/rule-set"))
                .orFail(200)
                .body()
                .path("id")
                .asText();
        var rules = clinician
                .get(side.at("/rule-sets/" + inForce + "/content"))
                .orFail(200)
                .raw();
        return clinician
                .post(
                        side.at("/rule-sets"),
                        "application/yaml",
                        rules.replace("when: oneLegSwollen", "when: (oneLegSwollen && !tingling) || heightLoss"))
                .orFail(201)
                .body()
                .path("id")
                .asText();
    }

    /// What was shown stays empty: a comparison does not read it, and it is the longest of all.
    private static void fill(TriageUnderLoad side) throws IOException {
        var questions = JSON.readTree(side.get("/questionnaire"));
        var random = new Random(1);
        for (var done = 0; done < STORED; done += AT_ONCE) {
            var rows = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> "('" + asked(questions, random) + "')")
                    .collect(Collectors.joining(","));
            side.database().asOperator("""
                    insert into triage.assessment (id, clinic, patient, assessed_at, disposition, rule_set, rule_set_version,
                        rule_set_hash, decision_hash, episode, asked, shown)
                    select new.id, like_this.clinic, like_this.patient, now() - random() * interval '300 days',
                        like_this.disposition, like_this.rule_set, like_this.rule_set_version, like_this.rule_set_hash,
                        like_this.decision_hash, new.id, new.asked, '{}'
                    from (select uuidv7() as id, said.asked from (values %s) said (asked)) new,
                        (select * from triage.assessment limit 1) like_this""".formatted(rows));
        }
        side.database().asOperator("analyze triage.assessment");
    }

    private static String asked(JsonNode questions, Random random) {
        var asked = JSON.createObjectNode();
        var answers = asked.putObject("answers");
        questions
                .path("sections")
                .forEach(section -> section.path("questions").forEach(question -> answer(answers, question, random)));
        asked.put("freeText", "");
        return asked.toString().replace("'", "''");
    }

    private static void answer(ObjectNode answers, JsonNode question, Random random) {
        var id = question.path("id").asText();
        var chance = random.nextDouble();
        if (chance < OPEN) {
            answers.put(id, "unknown");
        } else if (question.path("type").asText().equals("YES_NO")) {
            answers.put(id, chance < OPEN + YES ? "yes" : "no");
        } else {
            var least = question.path("min").asInt();
            answers.put(
                    id, least + random.nextInt(Math.max(1, question.path("max").asInt() - least)));
        }
    }
}
