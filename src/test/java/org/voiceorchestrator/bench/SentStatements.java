package org.voiceorchestrator.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the PostgreSQL driver sends, as it says in its own log: each statement with the values that it was sent with,
/// written as literals.
final class SentStatements extends Handler {
    private static final Logger DRIVER = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");
    private static final Pattern PARSE =
            Pattern.compile(" FE=> Parse\\(stmt=(\\S+?),query=\"(.*)\",oids=\\{.*}\\)", Pattern.DOTALL);
    private static final Pattern BIND =
            Pattern.compile(" FE=> Bind\\(stmt=(\\S+?),portal=\\S+?(,.*)?\\)", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile(",\\$(\\d+)=<(.*?)>,type=[^,)]+", Pattern.DOTALL);

    private final Map<String, String> prepared = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();

    /// @param values those of `$1`, `$2`, .., as literals
    record Sent(String text, List<String> values) {}

    /// Statements are known by what they were prepared with: to be listened to from the first connection on.
    void listen() {
        DRIVER.setUseParentHandlers(false);
        DRIVER.setLevel(Level.FINEST);
        DRIVER.addHandler(this);
    }

    /// What was sent since the last time.
    synchronized List<Sent> take() {
        List<Sent> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    @Override
    public synchronized void publish(LogRecord record) {
        String message = record.getMessage();
        Matcher parse = PARSE.matcher(message);
        if (parse.matches()) {
            prepared.put(parse.group(1), parse.group(2));
        }
        Matcher bind = BIND.matcher(message);
        if (bind.matches()) {
            sent.add(new Sent(prepared.getOrDefault(bind.group(1), ""), values(bind.group(2))));
        }
    }

    private static List<String> values(String listed) {
        List<String> values = new ArrayList<>();
        Matcher value = VALUE.matcher(listed == null ? "" : listed);
        while (value.find()) {
            values.add(value.group(2));
        }
        return values;
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        DRIVER.removeHandler(this);
        DRIVER.setLevel(Level.INFO);
    }
}
