package org.scapula.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;

/// Processor time so far, in ticks of the kernel: of the processes that serve (with all they started), of whoever asks
/// them (this process), of all busy processes together, and of the clock.
record ProcessorTicks(long served, long asked, long busy, long all) {

    /// From here: its own time as user and in the kernel, and the same two of children that have ended.
    private static final int USER_TIME = 11;

    private static final int TIMES = 4;
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int FIELDS = 8;

    static ProcessorTicks of(long... serving) {
        var total = Arrays.stream(read(Path.of("/proc/stat"))
                        .lines()
                        .findFirst()
                        .orElseThrow()
                        .split("\\s+"))
                .skip(1)
                .limit(FIELDS)
                .mapToLong(Long::parseLong)
                .toArray();
        return new ProcessorTicks(
                LongStream.of(serving).map(ProcessorTicks::ofTree).sum(),
                of(ProcessHandle.current()),
                LongStream.of(total).sum() - total[IDLE] - total[IO_WAIT],
                LongStream.of(total).sum());
    }

    ProcessorTicks minus(ProcessorTicks before) {
        return new ProcessorTicks(served - before.served, asked - before.asked, busy - before.busy, all - before.all);
    }

    double shareOfOthers() {
        return (double) (busy - served - asked) / all;
    }

    /// Of the threads of a process whose names hold these words.
    static long ofThreads(long process, String named) {
        try (var threads = Files.list(Path.of("/proc", String.valueOf(process), "task"))) {
            return threads.map(thread -> thread.resolve("stat"))
                    .filter(Files::exists)
                    .map(ProcessorTicks::read)
                    .filter(stat -> stat.substring(0, stat.lastIndexOf(')')).contains(named))
                    .mapToLong(ProcessorTicks::spent)
                    .sum();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static long ofTree(long root) {
        var process = ProcessHandle.of(root).orElseThrow();
        return of(process) + process.descendants().mapToLong(ProcessorTicks::of).sum();
    }

    /// What ended children took counts for who started them: a backend of the database that is gone was still the
    /// database's.
    private static long of(ProcessHandle process) {
        var file = Path.of("/proc", String.valueOf(process.pid()), "stat");
        if (!Files.exists(file)) {
            return 0;
        }
        return spent(read(file));
    }

    /// Fields are counted from behind the name, which may hold anything.
    private static long spent(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Arrays.stream(fields, USER_TIME, USER_TIME + TIMES)
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
