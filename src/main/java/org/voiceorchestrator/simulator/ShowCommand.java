package org.voiceorchestrator.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// `show channels|calls|bridged_calls|registrations [count] [as json]`. The real one answers from a database that is
/// up to 180 ms late; this one is always up to date.
final class ShowCommand implements ApiCommand {
    private static final List<String> COLUMNS = List.of("""
            uuid direction created created_epoch name state cid_name cid_num ip_addr dest application application_data
            dialplan context hostname presence_id callstate callee_name callee_num callee_direction call_uuid""".split("\\s+"));

    private final Channels channels;

    ShowCommand(Channels channels) {
        this.channels = channels;
    }

    @Override
    public void run(String arguments, Consumer<String> out) {
        var words = List.of(arguments.strip().split(" +"));
        boolean json = words.size() > 2
                && words.subList(words.size() - 2, words.size()).equals(List.of("as", "json"));
        boolean count = words.contains("count");
        var rows = rows(words.getFirst());
        if (rows == null) {
            out.accept("-USAGE: codec|endpoint|application|api|dialplan|file|timer|calls [count]|channels"
                    + " [count|like <match string>]|calls|detailed_calls|bridged_calls|detailed_bridged_calls|aliases"
                    + "|complete|chat|management|modules|nat_map|say|interfaces|interface_types|tasks|limits|status\n");
        } else if (count) {
            out.accept(json ? "{\"row_count\":" + rows.size() + ",\"rows\":[]}" : total(rows));
        } else {
            out.accept(json ? json(rows) : table(rows));
        }
    }

    private @Nullable List<Map<String, String>> rows(String what) {
        return switch (what) {
            case "channels" ->
                channels.view().stream().map(ShowCommand::channel).toList();
            case "calls", "detailed_calls" ->
                channels.view().stream()
                        .filter(leg -> leg.answered() && !(leg.bridged && !leg.bridgeOwner))
                        .map(ShowCommand::call)
                        .toList();
            case "bridged_calls", "detailed_bridged_calls" ->
                channels.view().stream()
                        .filter(leg -> leg.bridged && leg.bridgeOwner)
                        .map(ShowCommand::call)
                        .toList();
            case "registrations" -> List.of();
            default -> null;
        };
    }

    private static Map<String, String> channel(Channel leg) {
        var row = new LinkedHashMap<String, String>();
        var application = leg.application;
        var values = Map.ofEntries(
                Map.entry("uuid", leg.uuid),
                Map.entry("direction", leg.direction()),
                Map.entry("created", SwitchTime.instant(leg.times.created).toString()),
                Map.entry("created_epoch", Long.toString(leg.times.created / 1_000_000)),
                Map.entry("name", leg.endpoint.channelName()),
                Map.entry("state", leg.state.name()),
                Map.entry("cid_name", leg.callerName()),
                Map.entry("cid_num", leg.callerNumber()),
                Map.entry("dest", leg.endpoint.callee()),
                Map.entry("application", application == null ? "" : application.name()),
                Map.entry("application_data", application == null ? "" : application.arguments()),
                Map.entry("context", "default"),
                Map.entry("hostname", "simulator"),
                Map.entry("callstate", leg.callState.name()),
                Map.entry("callee_num", leg.endpoint.callee()),
                Map.entry("call_uuid", leg.originator == null ? leg.uuid : leg.originator.uuid));
        for (var column : COLUMNS) {
            row.put(column, values.getOrDefault(column, ""));
        }
        return row;
    }

    private static Map<String, String> call(Channel leg) {
        var row = channel(leg);
        var other = leg.bridged ? leg.other : null;
        for (var column : COLUMNS) {
            row.put("b_" + column, "");
        }
        if (other != null) {
            channel(other).forEach((column, value) -> row.put("b_" + column, value));
        }
        return row;
    }

    private static String total(List<Map<String, String>> rows) {
        return "\n" + rows.size() + " total.\n";
    }

    private static String table(List<Map<String, String>> rows) {
        if (rows.isEmpty()) {
            return total(rows);
        }
        var text = new StringBuilder(String.join(",", rows.getFirst().keySet())).append('\n');
        rows.forEach(row -> text.append(String.join(",", row.values())).append('\n'));
        return text.append(total(rows)).toString();
    }

    /// Nothing to show has a form of its own.
    private static String json(List<Map<String, String>> rows) {
        if (rows.isEmpty()) {
            return "{\"row_count\": 0}\n";
        }
        var objects = new ArrayList<String>();
        for (var row : rows) {
            var members = new ArrayList<String>();
            row.forEach((name, value) -> members.add("\"" + name + "\":\"" + escaped(value) + "\""));
            objects.add("{" + String.join(",", members) + "}");
        }
        return "{\"row_count\":" + rows.size() + ",\"rows\":[" + String.join(",", objects) + "]}";
    }

    private static String escaped(String value) {
        var text = new StringBuilder(value.length());
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
        return text.toString();
    }
}
