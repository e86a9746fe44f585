package org.scapula.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Same inputs and versions, same plan, byte for byte: in another process, where sets and maps that promise no order
/// have another one, and on a machine that writes figures in its own way and lives in another zone.
class SamePlanAnywhereTest {

    private static final String PEOPLE = "300";

    @Test
    void theSamePeopleHaveTheSamePlansInEveryProcess(@TempDir Path directory) throws Exception {
        var here = started(directory.resolve("here"), List.of("-Duser.language=en", "-Duser.timezone=UTC"));
        var elsewhere = started(
                directory.resolve("elsewhere"),
                List.of("-Duser.language=ar", "-Duser.country=EG", "-Duser.timezone=Pacific/Auckland"));

        assertThat(List.of(ended(here), ended(elsewhere))).containsOnly(0);
        var plans = Files.readAllLines(directory.resolve("here"));
        assertThat(Files.readAllLines(directory.resolve("elsewhere"))).isEqualTo(plans);
        assertThat(plans).filteredOn(line -> line.contains(" plan ")).hasSizeGreaterThan(100);
        assertThat(plans).hasSize(Integer.parseInt(PEOPLE));
    }

    private static int ended(Process process) throws InterruptedException {
        try {
            return process.waitFor(2, TimeUnit.MINUTES) ? process.exitValue() : -1;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process started(Path says, List<String> options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=" + StandardCharsets.UTF_8));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PlansInThisJvm.class.getName(), PEOPLE));
        return new ProcessBuilder(command)
                .redirectOutput(says.toFile())
                .redirectError(says.resolveSibling(says.getFileName() + ".err").toFile())
                .start();
    }
}
