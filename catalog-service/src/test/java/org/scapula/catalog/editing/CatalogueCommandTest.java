package org.scapula.catalog.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scapula.catalog.editing.Editors.exercise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scapula.catalog.CatalogTest;
import org.scapula.issuer.Claims;
import org.scapula.test.Tokens;

/// The command for the whole catalogue: a process of its own, which may be killed at any moment.
@CatalogTest
class CatalogueCommandTest {

    private static final int EXERCISES = 60;

    private static final ConcurrentHashMap<Long, String> SAID = new ConcurrentHashMap<>();

    @TempDir
    Path home = Path.of("");

    private final Editors own = new Editors();

    @Test
    void anImportThatIsKilledAndRepeatedBringsEverythingOnce() throws Exception {
        var file = home.resolve("catalogue.jsonl");
        Files.write(file, lines(), StandardCharsets.UTF_8);
        var progress = home.resolve("catalogue.jsonl.progress");
        var earlier = home.resolve("earlier");

        for (var part = 1; part <= 3; part++) {
            var running = command("import", file, "--batch", "3").start();
            awaitOffset(progress, Files.size(file) * part / 5, running);
            if (part == 1) {
                Files.copy(progress, earlier);
            }
            running.destroyForcibly();
            assertThat(running.waitFor()).isEqualTo(128 + 9);
        }
        assertThat(imported()).isBetween(EXERCISES / 5, EXERCISES - 1);
        // As if it had been killed after the service had taken lines and before that was noted.
        Files.copy(earlier, progress, StandardCopyOption.REPLACE_EXISTING);

        var last = command("import", file, "--batch", "3").start();

        assertThat(last.waitFor()).as(said(last)).isZero();
        assertThat(imported()).isEqualTo(EXERCISES);
        assertThat(progress).doesNotExist();
        var exported = exported();
        assertThat(exported.stream().map(line -> line.path("slug").asText()).toList())
                .doesNotHaveDuplicates()
                .hasSize(EXERCISES);
        assertThat(exported).allMatch(line -> line.path("version").asInt() == 1);
        assertThat(exported).extracting(line -> line.path("state").asText()).containsOnly("PUBLISHED");
        assertThat(acts("exercise.import")).isEqualTo(EXERCISES);

        var again = command("import", file).start();

        assertThat(again.waitFor()).as(said(again)).isZero();
        assertThat(said(again)).contains(EXERCISES + " unchanged");
        assertThat(acts("exercise.import")).isEqualTo(EXERCISES);
    }

    @Test
    void whatIsExportedCanBeImportedElsewhere() throws Exception {
        own.shelves(exercise("wall-angel"));
        var file = home.resolve("north.jsonl");

        var out = command("export", file).start();

        assertThat(out.waitFor()).as(said(out)).isZero();
        assertThat(Files.readAllLines(file).getLast()).startsWith("{\"type\":\"END\"");
        assertThat(home.resolve("north.jsonl.part")).doesNotExist();
        var elsewhere = new CatalogueCommandTest();
        elsewhere.home = home;
        var in = elsewhere.command("import", file).start();
        assertThat(in.waitFor()).as(said(in)).isZero();
        assertThat(elsewhere.imported()).isOne();
    }

    @Test
    void whatIsRefusedIsWrittenDownAndAChangedFileIsNotMistaken() throws Exception {
        var file = home.resolve("broken.jsonl");
        Files.write(file, List.of(line(exercise("good")), line(exercise("bad").put("level", 9)), "nonsense"));

        var first = command("import", file).start();

        assertThat(first.waitFor()).isOne();
        assertThat(Files.readAllLines(home.resolve("broken.jsonl.refused"))).hasSize(2);
        Files.writeString(home.resolve("broken.jsonl.progress"), "hash=x\noffset=7\nlater=\n");
        assertThat(command("import", file).start().waitFor()).isEqualTo(2);
        assertThat(command("import", file, "--again").start().waitFor()).isOne();
        assertThat(imported()).isOne();
    }

    /// Each leads to the next and back, across all batches; none can be published before the others.
    private static List<String> lines() {
        return IntStream.range(0, EXERCISES)
                .mapToObj(number -> {
                    var each = exercise("e-%02d".formatted(number));
                    if (number >= EXERCISES - 6 && number < EXERCISES - 1) {
                        each.putArray("progressTo").add("e-%02d".formatted(number + 1));
                    }
                    if (number > EXERCISES - 6) {
                        each.putArray("regressTo").add("e-%02d".formatted(number - 1));
                    }
                    return line(each);
                })
                .toList();
    }

    private static String line(ObjectNode document) {
        var line = Editors.JSON.createObjectNode();
        line.put("type", "EXERCISE").put("origin", "CLINIC").put("state", "PUBLISHED");
        line.set("document", document);
        return line.toString();
    }

    private ProcessBuilder command(String verb, Path file, String... options) throws IOException {
        var token = home.resolve("token-" + own.clinic.id());
        Files.writeString(token, Tokens.of(Claims.of("admin", own.clinic.id())));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "src/command/Catalogue.java",
                verb,
                file.toString(),
                "--at",
                "http://localhost:" + RestAssured.port,
                "--token-file",
                token.toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static void awaitOffset(Path progress, long offset, Process running)
            throws IOException, InterruptedException {
        while (offsetIn(progress) < offset) {
            assertThat(running.isAlive()).as(said(running, offset)).isTrue();
            Thread.sleep(5);
        }
    }

    private static String said(Process running, long offset) {
        return "still running before " + offset + ": " + running;
    }

    private static long offsetIn(Path progress) throws IOException {
        if (!Files.exists(progress)) {
            return 0;
        }
        var kept = new Properties();
        try (var in = Files.newBufferedReader(progress)) {
            kept.load(in);
        }
        return Long.parseLong(kept.getProperty("offset", "0"));
    }

    private static String said(Process ended) {
        return SAID.computeIfAbsent(ended.pid(), _ -> {
            try {
                return new String(ended.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private int imported() {
        return exported().size();
    }

    private List<ObjectNode> exported() {
        return own.editor()
                .get("/catalogue")
                .asString()
                .lines()
                .map(Editors::parsed)
                .filter(line -> line.path("type").asText().equals("EXERCISE")
                        && line.path("origin").asText().equals("CLINIC"))
                .collect(Collectors.toList());
    }

    private long acts(String name) {
        return own.admin()
                .get("/audit?limit=200&act=" + name)
                .jsonPath()
                .getList("entries")
                .size();
    }
}
