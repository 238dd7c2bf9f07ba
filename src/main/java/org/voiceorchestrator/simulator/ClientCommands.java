package org.voiceorchestrator.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.voiceorchestrator.freeswitch.EslFrame;
import org.voiceorchestrator.freeswitch.EslHeader;
import org.voiceorchestrator.freeswitch.EslRequest;
import org.voiceorchestrator.simulator.Subscriptions.Format;

/// What a connected client may say.
final class ClientCommands {
    private static final String NOT_FOUND = "-ERR command not found";
    private static final String NO_KEYWORDS = "-ERR no keywords supplied";

    private final SwitchTime time;
    private final EventBus bus;
    private final Map<String, ApiCommand> commands;
    private final String password;

    ClientCommands(SwitchTime time, EventBus bus, Map<String, ApiCommand> commands, String password) {
        this.time = time;
        this.bus = bus;
        this.commands = commands;
        this.password = password;
    }

    void handle(ClientSession session, EslRequest request) {
        if (session.leaving() || session.mustWait(request)) {
            return;
        }
        if (session.authenticated()) {
            obey(session, request);
        } else {
            authenticate(session, request);
        }
    }

    private void authenticate(ClientSession session, EslRequest request) {
        var verb = request.verb();
        if (!List.of("auth", "userauth").contains(verb) || request.argument().isEmpty()) {
            reply(session, NOT_FOUND);
        } else if (verb.equals("auth") && isPassword(request.argument())) {
            session.authenticate();
            reply(session, "+OK accepted");
        } else {
            // there are no users here; one try a connection
            reply(session, "-ERR invalid");
            session.say(ClientSession.GOODBYE);
        }
    }

    private boolean isPassword(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    }

    private void obey(ClientSession session, EslRequest request) {
        switch (request.verb().toLowerCase(Locale.ROOT)) {
            case "api" -> api(session, request);
            case "bgapi" -> bgapi(session, request);
            case "event" -> reply(session, event(session, request.argument()));
            case "nixevent" ->
                reply(
                        session,
                        session.subscriptions().unsubscribe(words(request.argument()))
                                ? "+OK events nixed"
                                : NO_KEYWORDS);
            case "noevents" ->
                reply(
                        session,
                        session.subscriptions().unsubscribeAll()
                                ? "+OK no longer listening for events"
                                : "-ERR not listening for events");
            case "filter" -> reply(session, filter(session, request.argument()));
            case "sendevent" -> sendEvent(session, request);
            case "sendmsg" -> reply(session, "-ERR invalid session id [" + request.argument() + "]");
            case "linger", "nolinger" -> reply(session, "-ERR not controlling a session");
            case "divert_events" -> reply(session, "-ERR not controlling a session.");
            case "log" -> reply(session, log(session, request.argument()));
            case "nolog" -> reply(session, session.logging(false) ? "+OK no longer logging" : "-ERR not loging");
            case "exit" -> {
                reply(session, "+OK bye");
                session.leave();
            }
            default -> reply(session, NOT_FOUND);
        }
    }

    private static void reply(ClientSession session, String text, EslHeader... more) {
        session.send(EslFrame.commandReply(text, more));
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
    }

    /// Runs in the connection's own time: until it has printed, the connection does nothing else.
    private void api(ClientSession session, EslRequest request) {
        if (!request.line().contains(" ")) {
            reply(session, NOT_FOUND);
            return;
        }
        session.hold();
        execute(request.argument(), output -> {
            session.send(EslFrame.apiResponse(output));
            session.release();
            tellApi(request.argument());
            time.run(() -> catchUp(session));
        });
    }

    private void catchUp(ClientSession session) {
        for (var next = session.nextWaiting(); next != null && !session.leaving(); next = session.nextWaiting()) {
            obey(session, next);
        }
    }

    private void bgapi(ClientSession session, EslRequest request) {
        if (request.argument().isEmpty()) {
            reply(session, NOT_FOUND);
            return;
        }
        var job = request.header("Job-UUID").orElseGet(() -> UUID.randomUUID().toString());
        reply(session, "+OK Job-UUID: " + job, new EslHeader("Job-UUID", job));
        session.jobStarted();
        execute(request.argument(), output -> {
            tellApi(request.argument());
            tellJob(job, request.argument(), output);
            session.jobEnded();
        });
    }

    private void execute(String line, Consumer<String> out) {
        int space = line.indexOf(' ');
        var name = space < 0 ? line : line.substring(0, space);
        var command = commands.get(name.toLowerCase(Locale.ROOT));
        if (command == null) {
            out.accept("-ERR " + name + " Command not found!\n");
        } else {
            command.run(
                    space < 0 ? "" : line.substring(space + 1),
                    output -> out.accept(output.isEmpty() ? "-ERR no reply\n" : output));
        }
    }

    private void tellApi(String line) {
        int space = line.indexOf(' ');
        bus.publish("API", headers -> {
            headers.put("API-Command", space < 0 ? line : line.substring(0, space));
            if (space >= 0) {
                headers.put("API-Command-Argument", line.substring(space + 1));
            }
        });
    }

    private void tellJob(String job, String line, String output) {
        int space = line.indexOf(' ');
        bus.publish(
                "BACKGROUND_JOB",
                headers -> {
                    headers.put("Job-UUID", job);
                    headers.put("Job-Command", space < 0 ? line : line.substring(0, space));
                    if (space >= 0) {
                        headers.put("Job-Command-Arg", line.substring(space + 1));
                    }
                },
                output);
    }

    private String event(ClientSession session, String argument) {
        var words = words(argument);
        var subscriptions = session.subscriptions();
        var first = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
        if (first.equals("xml")) {
            return "-ERR xml is not spoken here";
        }
        boolean named = first.equals("plain") || first.equals("json");
        if (!subscriptions.subscribe(named ? words.subList(1, words.size()) : words)) {
            return NO_KEYWORDS;
        }
        if (named) {
            subscriptions.format(Format.valueOf(first.toUpperCase(Locale.ROOT)));
        }
        return "+OK event listener enabled " + subscriptions.format().name().toLowerCase(Locale.ROOT);
    }

    private static String filter(ClientSession session, String argument) {
        var words = words(argument);
        if (words.isEmpty()) {
            return NOT_FOUND;
        }
        if (words.getFirst().equals("delete") && words.size() > 1) {
            var value = String.join(" ", words.subList(2, words.size()));
            session.subscriptions().deleteFilter(words.get(1), value);
            return "+OK filter deleted. [" + words.get(1) + "][" + value + "]";
        }
        var rest = words.getFirst().equals("add") ? words.subList(1, words.size()) : words;
        if (rest.size() < 2) {
            return "-ERR invalid syntax";
        }
        var value = String.join(" ", rest.subList(1, rest.size()));
        session.subscriptions().addFilter(rest.getFirst(), value);
        return "+OK filter added. [" + rest.getFirst() + "]=[" + value + "]";
    }

    private static String log(ClientSession session, String level) {
        var levels = List.of("console", "alert", "crit", "err", "warning", "notice", "info", "debug");
        int number = level.matches("[0-7]") ? Integer.parseInt(level) : levels.indexOf(level);
        if (number < 0) {
            return "-ERR invalid log level";
        }
        session.logging(true);
        return "+OK log level " + level + " [" + number + "]";
    }

    private void sendEvent(ClientSession session, EslRequest request) {
        var uuid = UUID.randomUUID().toString();
        reply(session, "+OK " + uuid);
        var name = request.argument().isEmpty() ? "CUSTOM" : request.argument();
        bus.publish(
                name,
                headers -> {
                    request.headers().forEach(header -> headers.put(header.name(), header.value()));
                    headers.remove("Content-Length");
                    headers.put("Event-UUID", uuid);
                },
                request.body());
    }
}
