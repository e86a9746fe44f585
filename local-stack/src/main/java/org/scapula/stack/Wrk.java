package org.scapula.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// Asks one address after the other as fast as answers come, over some connections, from a core of its own.
final class Wrk {

    static final int CALLERS = 16;

    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ([0-9.]+)(s|m)");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    private static final String SCRIPT = """
            local requests, at = {}, 0
            function init()
              for path in io.lines("%s") do requests[#requests + 1] = wrk.format("GET", path) end
            end
            function request()
              at = at %% #requests + 1
              return requests[at]
            end
            """;

    private Wrk() {}

    record Load(long requests, double seconds) {}

    /// The addresses, kept so that a script can read them.
    static Path script(Path directory, String name, List<String> paths) throws IOException {
        Files.createDirectories(directory);
        var list = Files.write(directory.resolve(name + ".paths"), paths);
        return Files.writeString(directory.resolve(name + ".lua"), SCRIPT.formatted(list));
    }

    static Load run(URI address, Path script, Duration length, int core) throws IOException, InterruptedException {
        var wrk = new ProcessBuilder(
                        "taskset",
                        "-c",
                        String.valueOf(core),
                        "wrk",
                        "--threads",
                        "1",
                        "--connections",
                        String.valueOf(CALLERS),
                        "--timeout",
                        "20s",
                        "--duration",
                        length.toSeconds() + "s",
                        "--script",
                        script.toString(),
                        address.toString())
                .redirectErrorStream(true)
                .start();
        var words = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var requests = REQUESTS.matcher(words);
        if (wrk.waitFor() != 0 || !requests.find() || words.contains("Socket errors")) {
            throw new CannotStart("wrk did not do its work: " + words);
        }
        var refused = REFUSED.matcher(words);
        if (refused.find()) {
            throw new CannotStart(refused.group(1) + " answers of " + script.getFileName()
                    + " were refusals, so there is nothing to report.");
        }
        var seconds = Double.parseDouble(requests.group(2)) * (requests.group(3).equals("m") ? 60 : 1);
        return new Load(Long.parseLong(requests.group(1)), seconds);
    }
}
