package org.scapula.edge;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/// Hears what a category logs while it is open, at the category's own level or at one given.
final class LogLines extends Handler implements AutoCloseable {

    private final BlockingQueue<ExtLogRecord> heard = new LinkedBlockingQueue<>();
    private final Logger category;
    private final Level before;

    private LogLines(Logger category) {
        this.category = category;
        this.before = category.getLevel();
        category.addHandler(this);
    }

    static LogLines of(String category) {
        return new LogLines(Logger.getLogger(category));
    }

    LogLines from(Level level) {
        category.setLevel(level);
        return this;
    }

    List<ExtLogRecord> heard() {
        return List.copyOf(heard);
    }

    /// The next line, which may come only after the answer.
    ExtLogRecord next() throws InterruptedException {
        return Objects.requireNonNull(heard.poll(5, TimeUnit.SECONDS), "no line in five seconds");
    }

    @Override
    public void publish(LogRecord line) {
        var copy = ExtLogRecord.wrap(line);
        copy.copyMdc();
        heard.add(copy);
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        category.removeHandler(this);
        category.setLevel(before);
    }
}
