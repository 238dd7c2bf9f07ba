package org.voiceorchestrator.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// `originate`, `hupall` and the `uuid_` family.
final class ChannelCommands {
    private static final String NO_SUCH_CHANNEL = "-ERR No such channel!\n";
    private static final String OK = "+OK\n";

    private final Channels channels;
    private final Bridges bridges;
    private final Endings endings;
    private final Recordings recordings;
    private final EventBus bus;

    ChannelCommands(Channels channels, Bridges bridges, Endings endings, Recordings recordings, EventBus bus) {
        this.channels = channels;
        this.bridges = bridges;
        this.endings = endings;
        this.recordings = recordings;
        this.bus = bus;
    }

    void register(Map<String, ApiCommand> commands) {
        commands.put(
                "uuid_exists",
                (arguments, out) -> out.accept(Boolean.toString(find(arguments).isPresent())));
        commands.put("uuid_kill", this::kill);
        commands.put("uuid_bridge", this::bridge);
        commands.put("uuid_dump", this::dump);
        commands.put("uuid_getvar", this::getVariable);
        commands.put("uuid_setvar", this::setVariable);
        commands.put("uuid_setvar_multi", this::setVariables);
        commands.put("uuid_record", this::record);
        commands.put("hupall", this::hangUpAll);
    }

    private Optional<Channel> find(String uuid) {
        return channels.find(uuid.strip());
    }

    /// At most `most` words, the last has the rest.
    private static List<String> words(String arguments, int most) {
        var stripped = arguments.strip();
        return stripped.isEmpty() ? List.of() : List.of(stripped.split(" +", most));
    }

    private static String word(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }

    private void kill(String arguments, Consumer<String> out) {
        var words = words(arguments, 2);
        if (words.isEmpty()) {
            out.accept("-USAGE: <uuid> [cause]\n");
            return;
        }
        var leg = find(words.getFirst());
        out.accept(leg.isPresent() ? OK : NO_SUCH_CHANNEL);
        var cause = HangupCause.of(word(words, 1)).orElse(HangupCause.NORMAL_CLEARING);
        leg.ifPresent(found -> endings.kill(found, cause));
    }

    private void hangUpAll(String arguments, Consumer<String> out) {
        var cause = HangupCause.of(arguments.strip()).orElse(HangupCause.MANAGER_REQUEST);
        out.accept("+OK hangup all channels with cause " + cause + "\n");
        channels.all().forEach(leg -> endings.kill(leg, cause));
    }

    private void bridge(String arguments, Consumer<String> out) {
        var words = words(arguments, 2);
        if (words.size() < 2) {
            out.accept("-USAGE: <uuid> <other_uuid>\n");
            return;
        }
        var first = find(words.get(0));
        var second = find(words.get(1));
        if (first.isEmpty() || second.isEmpty() || first.get() == second.get()) {
            out.accept("-ERR Invalid uuid\n");
            return;
        }
        out.accept("+OK " + second.get().uuid + "\n");
        bridges.bridge(first.get(), second.get());
    }

    private void dump(String arguments, Consumer<String> out) {
        var words = words(arguments, 2);
        if (words.isEmpty()) {
            out.accept("-USAGE: <uuid> [format]\n");
            return;
        }
        var leg = find(words.getFirst());
        if (leg.isEmpty()) {
            out.accept(NO_SUCH_CHANNEL);
            return;
        }
        var data = bus.make("CHANNEL_DATA", headers -> ChannelEvents.describe(leg.get(), headers), "");
        out.accept((word(words, 1).equals("json") ? data.toJsonFrame() : data.toPlainFrame()).text());
    }

    private void getVariable(String arguments, Consumer<String> out) {
        var words = words(arguments, 2);
        if (words.size() < 2) {
            out.accept("-USAGE: <uuid> <var>\n");
            return;
        }
        out.accept(find(words.get(0))
                .map(leg -> leg.variables.getOrDefault(words.get(1), "_undef_"))
                .orElse(NO_SUCH_CHANNEL));
    }

    private void setVariable(String arguments, Consumer<String> out) {
        var words = words(arguments, 3);
        if (words.size() < 2) {
            out.accept("-USAGE: <uuid> <var> [value]\n");
            return;
        }
        var leg = find(words.get(0));
        leg.ifPresent(found -> set(found, words.get(1), word(words, 2)));
        out.accept(leg.isPresent() ? OK : NO_SUCH_CHANNEL);
    }

    /// `<uuid> a=1;b=2`
    private void setVariables(String arguments, Consumer<String> out) {
        var words = words(arguments, 2);
        if (words.size() < 2) {
            out.accept("-USAGE: <uuid> <var>=<value>;<var>=<value>...\n");
            return;
        }
        var leg = find(words.get(0));
        leg.ifPresent(found -> {
            for (var assignment : words.get(1).split(";", -1)) {
                var parts = assignment.split("=", 2);
                set(found, parts[0], parts.length > 1 ? parts[1] : "");
            }
        });
        out.accept(leg.isPresent() ? OK : NO_SUCH_CHANNEL);
    }

    private static void set(Channel leg, String name, String value) {
        if (value.isEmpty()) {
            leg.variables.remove(name);
        } else {
            leg.variables.put(name, value);
        }
    }

    private void record(String arguments, Consumer<String> out) {
        var words = words(arguments, 4);
        if (words.size() < 3) {
            out.accept(Recordings.USAGE);
            return;
        }
        var leg = find(words.get(0));
        if (leg.isEmpty()) {
            out.accept("-ERR Cannot locate session!\n");
            return;
        }
        var path = words.get(2);
        out.accept(
                switch (words.get(1)) {
                    case "start" -> recordings.start(leg.get(), path, word(words, 3));
                    case "stop" -> recordings.stop(leg.get(), path);
                    case "mask", "unmask" -> recordings.mask(leg.get(), path);
                    default -> Recordings.USAGE;
                });
    }
}
