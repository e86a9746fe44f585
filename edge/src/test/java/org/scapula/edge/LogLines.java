package org.scapula.edge;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/// Hears what a category logs while it is open, at the category's own level or at one given.
final class LogLines extends Handler implements AutoCloseable {

    private final List<ExtLogRecord> heard = new CopyOnWriteArrayList<>();
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
        return heard;
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
