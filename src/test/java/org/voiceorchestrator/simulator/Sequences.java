package org.voiceorchestrator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Two runs of one scenario, compared as far as a real switch repeats itself: the events of one leg come in one order;
/// how the legs and the jobs lie between each other is left open, save for what causes what.
final class Sequences {
    private static final Set<String> COMPARED = Set.of(
            "CHANNEL_CREATE",
            "CHANNEL_ORIGINATE",
            "CHANNEL_PROGRESS",
            "CHANNEL_PROGRESS_MEDIA",
            "CHANNEL_ANSWER",
            "CHANNEL_EXECUTE",
            "CHANNEL_PARK",
            "CHANNEL_UNPARK",
            "CHANNEL_BRIDGE",
            "CHANNEL_UNBRIDGE",
            "CHANNEL_HANGUP",
            "CHANNEL_HANGUP_COMPLETE",
            "CHANNEL_DESTROY");
    private static final List<String> SIP_ENDING = List.of(
            "variable_sip_hangup_disposition",
            "variable_sip_term_status",
            "variable_sip_term_cause",
            "variable_sip_invite_failure_status",
            "variable_sip_invite_failure_phrase",
            "variable_proto_specific_hangup_cause",
            "variable_hangup_cause",
            "variable_hangup_cause_q850");

    private Sequences() {}

    /// By the leg's own id; the replay uses the recording's ids.
    static Map<String, List<String>> ofLegs(List<Map<String, String>> events) {
        var legs = new LinkedHashMap<String, List<String>>();
        for (var event : events) {
            var name = event.getOrDefault("Event-Name", "");
            if (COMPARED.contains(name)) {
                legs.computeIfAbsent(event.getOrDefault("Unique-ID", ""), _ -> new ArrayList<>())
                        .add(described(name, event));
            }
        }
        return new TreeMap<>(legs);
    }

    private static String described(String name, Map<String, String> event) {
        var text = new StringBuilder(name)
                .append(' ')
                .append(event.get("Channel-Call-State"))
                .append(' ')
                .append(event.get("Answer-State"));
        append(text, event, "Hangup-Cause");
        append(text, event, "Bridge-A-Unique-ID");
        append(text, event, "Bridge-B-Unique-ID");
        if (name.equals("CHANNEL_EXECUTE")) {
            append(text, event, "Application");
        }
        if (name.equals("CHANNEL_HANGUP_COMPLETE")) {
            SIP_ENDING.forEach(header -> append(text, event, header));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Map<String, String> event, String header) {
        var value = event.get(header);
        if (value != null) {
            text.append(' ').append(header).append('=').append(value);
        }
    }

    static List<String> jobs(List<Map<String, String>> events) {
        return events.stream()
                .filter(event -> "BACKGROUND_JOB".equals(event.get("Event-Name"))
                        && "originate".equals(event.get("Job-Command")))
                .map(event -> event.getOrDefault("_body", ""))
                .sorted()
                .toList();
    }

    /// What no freedom touches: a job says +OK after the answer and -ERR after the hang-up, a bridge comes after both
    /// answers, the other leg is made after the bridge application began.
    static void assertCausality(List<Map<String, String>> events) {
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            var before = events.subList(0, i);
            switch (event.getOrDefault("Event-Name", "")) {
                case "BACKGROUND_JOB" -> {
                    var body = event.getOrDefault("_body", "");
                    if (body.startsWith("+OK ")) {
                        assertHappened(
                                before, "CHANNEL_ANSWER", body.substring(4).strip());
                    }
                }
                case "CHANNEL_BRIDGE" -> {
                    assertHappened(before, "CHANNEL_ANSWER", event.getOrDefault("Bridge-A-Unique-ID", ""));
                    assertHappened(before, "CHANNEL_ANSWER", event.getOrDefault("Bridge-B-Unique-ID", ""));
                }
                default -> {}
            }
        }
    }

    private static void assertHappened(List<Map<String, String>> before, String name, String uuid) {
        assertThat(before)
                .as("%s of %s", name, uuid)
                .anyMatch(event -> name.equals(event.get("Event-Name")) && uuid.equals(event.get("Unique-ID")));
    }
}
