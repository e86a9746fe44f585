package org.scapula.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Keeps what services have logged beyond the end of a test, for `WholeSuiteLogsIT` to read.
final class KeptLogs {

    private KeptLogs() {}

    static void of(String test, Path home) throws IOException {
        try (var files = Files.walk(home)) {
            for (var log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                var kept = Path.of("target", "logs", test).resolve(home.relativize(log));
                Files.createDirectories(kept.getParent());
                Files.copy(log, kept, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
