package org.voiceorchestrator.campaign;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.Fields;

/// How a campaign dials.
///
/// @param mode who decides when the next lead is called
/// @param callsPerAgent in a power campaign: calls in the air for each agent who is free, 1 to 10
/// @param abandonLimit in a predictive campaign: abandoned calls in a hundred that a person answered, over the day and
/// over 30 days
/// @param ringSeconds how long a customer's phone may ring, 15 to 120; null: as long as the setting says
/// @param agentConnection how an agent is reached
/// @param abandonedMessage the path, as the switch has it, of a sound for whom no agent can take; empty: none
/// @param broadcastMessage the path, as the switch has it, of what people hear in a broadcast campaign
/// @param broadcastKeys what keys do that people press in a broadcast campaign; a key is one of 0-9, * and #
/// @param first whose phone rings first; where it was never said, the agent's in preview campaigns, else the
/// customer's. The agent's only where the agent of a call is known beforehand: in preview and progressive campaigns
@Serdeable
public record DialingRules(
        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        DialingMode mode,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        double callsPerAgent,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        double abandonLimit,

        @Nullable Integer ringSeconds,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        AgentConnection agentConnection,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String abandonedMessage,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String broadcastMessage,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        Map<String, BroadcastKey> broadcastKeys,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        FirstCalled first) {
    static final DialingRules DEFAULT = new DialingRules(
            DialingMode.PROGRESSIVE, 1.5, 3, null, AgentConnection.RING, "", "", Map.of(), FirstCalled.CUSTOMER);

    private static final List<String> FIELDS = List.of(
            "mode",
            "calls_per_agent",
            "abandon_limit",
            "ring_seconds",
            "agent_connection",
            "abandoned_message",
            "broadcast_message",
            "broadcast_keys",
            "first");

    /// The switch takes commas, quotes and dollars for its own.
    private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9_./-]{0,200}");

    private static final Pattern KEY = Pattern.compile("[0-9*#]");

    /// A campaign's `broadcast_keys` as a column of that name: of each key the key and what it does, as `1agent`.
    public static final String KEYS = """
            ARRAY(SELECT k.key || k.value
                  FROM jsonb_each_text(c.broadcast_keys) AS k
                  ORDER BY k.key) AS broadcast_keys
            """;

    static DialingRules of(Row row) {
        return new DialingRules(
                row.constant("mode", DialingMode.class),
                Double.parseDouble(row.text("calls_per_agent")),
                Double.parseDouble(row.text("abandon_limit")),
                row.integerOrNull("ring_seconds"),
                row.constant("agent_connection", AgentConnection.class),
                row.text("abandoned_message"),
                row.text("broadcast_message"),
                keys(row),
                row.constant("dial_first", FirstCalled.class));
    }

    /// The column as [#KEYS] has it.
    public static Map<String, BroadcastKey> keys(Row row) {
        Map<String, BroadcastKey> keys = new TreeMap<>();
        row.texts("broadcast_keys")
                .forEach(one -> keys.put(
                        one.substring(0, 1),
                        BroadcastKey.named(one.substring(1)).orElseThrow()));
        return keys;
    }

    private static Map<String, BroadcastKey> keys(Fields rules, Map<String, BroadcastKey> unsent) {
        Fields.Field<Map<String, ?>> sent = rules.object("broadcast_keys");
        Map<String, BroadcastKey> keys = new TreeMap<>();
        sent.orElse(Map.of()).forEach((key, value) -> {
            Optional<BroadcastKey> action = BroadcastKey.named(value);
            if (!KEY.matcher(key).matches() || action.isEmpty()) {
                rules.reject(
                        "broadcast_keys",
                        "Give keys (0-9, * or #) one of: agent, do_not_call, repeat; such as {\"1\": \"agent\"}.");
            } else {
                keys.put(key, action.get());
            }
        });
        return sent.sent() ? keys : unsent;
    }

    /// What is sent as `dialing`; fields that are not sent stay as they are.
    static DialingRules read(Fields fields, DialingRules unsent) {
        Map<String, ?> sent = fields.object("dialing").orElse(Map.of());
        Fields rules = Fields.of(sent);
        DialingMode mode = rules.choice("mode", DialingMode.class).orElse(unsent.mode());
        DialingRules read = new DialingRules(
                mode,
                decimal(rules, sent, "calls_per_agent", 1, 10, unsent.callsPerAgent()),
                decimal(rules, sent, "abandon_limit", 0, 50, unsent.abandonLimit()),
                rules.integerOrNull("ring_seconds", 15, 120).orNull(unsent.ringSeconds()),
                rules.choice("agent_connection", AgentConnection.class).orElse(unsent.agentConnection()),
                sound(rules, "abandoned_message", unsent.abandonedMessage()),
                sound(rules, "broadcast_message", unsent.broadcastMessage()),
                keys(rules, unsent.broadcastKeys()),
                first(rules, mode, unsent));
        sent.keySet().stream()
                .filter(key -> !FIELDS.contains(key))
                .forEach(key -> rules.reject(key, "is not one of: " + String.join(", ", FIELDS) + "."));
        if (read.mode() == DialingMode.BROADCAST && read.broadcastMessage().isEmpty()) {
            rules.reject("broadcast_message", "Say what people are to hear: the path of a sound.");
        }
        if (read.agentConnection() == AgentConnection.LINE && !read.connectsAgents()) {
            rules.reject(
                    "agent_connection",
                    "Lines that stay up are for progressive, power and predictive campaigns, and for broadcasts with a"
                            + " key for an agent: choose \"ring\".");
        }
        refuse(fields, rules);
        return read;
    }

    Map<String, Object> keyNames() {
        Map<String, Object> names = new TreeMap<>();
        broadcastKeys.forEach((key, action) -> names.put(key, Names.of(action)));
        return names;
    }

    private boolean connectsAgents() {
        return mode.connectsAgents()
                || (mode == DialingMode.BROADCAST && broadcastKeys.containsValue(BroadcastKey.AGENT));
    }

    private static double decimal(
            Fields rules, Map<String, ?> sent, String name, double least, double most, double unsent) {
        Object value = sent.get(name);
        if (!sent.containsKey(name)) {
            return unsent;
        }
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return Math.round(number.doubleValue() * 100) / 100.0;
        }
        rules.reject(name, "Enter a number from %s to %s.".formatted(plain(least), plain(most)));
        return unsent;
    }

    private static String plain(double number) {
        return String.valueOf((long) number);
    }

    private static String sound(Fields rules, String name, String unsent) {
        String path = rules.text(name, 200).orElse(unsent);
        if (!SOUND.matcher(path).matches() || path.contains("..")) {
            rules.reject(name, "Enter the path of a sound: letters, digits, _ . / and - only.");
        }
        return path;
    }

    private static FirstCalled first(Fields rules, DialingMode mode, DialingRules unsent) {
        FirstCalled usual = mode == DialingMode.PREVIEW ? FirstCalled.AGENT : FirstCalled.CUSTOMER;
        FirstCalled first =
                rules.choice("first", FirstCalled.class).orElse(mode == unsent.mode() ? unsent.first() : usual);
        if (first == FirstCalled.AGENT && mode != DialingMode.PREVIEW && mode != DialingMode.PROGRESSIVE) {
            rules.reject(
                    "first",
                    "In this mode the agent of a call is not known beforehand: only the customer can be first.");
        }
        return first;
    }

    private static void refuse(Fields fields, Fields rules) {
        try {
            rules.refuseErrors();
        } catch (FieldErrors e) {
            e.errors()
                    .forEach((key, messages) ->
                            messages.forEach(message -> fields.reject("dialing", key + ": " + message)));
        }
    }
}
