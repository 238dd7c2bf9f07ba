package org.voiceorchestrator.freeswitch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Pattern;

/// One command as it is written to the socket.
///
/// @param name for messages and logs: never holds an argument
/// @param api true when the switch answers with its output instead of a reply
record WireCommand(String name, String line, List<EslHeader> headers, boolean api) {
    private static final Pattern EVENT = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,127}");
    private static final Pattern FILTERED = Pattern.compile("[A-Za-z0-9_.:+-]{1,256}");

    WireCommand {
        CommandText.oneLine(name, line);
        headers = List.copyOf(headers);
    }

    static WireCommand auth(String password) {
        return plain("auth", "auth " + password);
    }

    static WireCommand events(List<String> names) {
        names.forEach(name -> CommandText.matching(EVENT, "event name", name));
        return plain("event", "event plain " + String.join(" ", names));
    }

    static WireCommand noEvents() {
        return plain("noevents", "noevents");
    }

    /// Once there is one filter every event that matches none is hidden, BACKGROUND_JOB and HEARTBEAT too.
    static WireCommand filter(String header, String value) {
        return plain(
                "filter",
                "filter " + CommandText.matching(HEADER, "header name", header) + " "
                        + CommandText.matching(FILTERED, "filter value", value));
    }

    static WireCommand exit() {
        return plain("exit", "exit");
    }

    static WireCommand api(EslCommand command) {
        return new WireCommand("api " + command, "api " + command.text(), List.of(), true);
    }

    static WireCommand bgapi(EslCommand command, String jobUuid) {
        return new WireCommand(
                "bgapi " + command,
                "bgapi " + command.text(),
                List.of(new EslHeader("Job-UUID", CommandText.id("job uuid", jobUuid))),
                false);
    }

    private static WireCommand plain(String name, String line) {
        return new WireCommand(name, line, List.of(), false);
    }

    byte[] encode() {
        var text = new StringBuilder(line).append('\n');
        headers.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append('\n'));
        return text.append('\n').toString().getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
