package org.voiceorchestrator.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;

/// The record of a leg as the real switch writes it (`switch_ivr_generate_json_cdr` and its sister for XML): values
/// of variables are URL-encoded, the call flow holds the caller and the times in microseconds.
final class CdrText {
    private static final JsonFactory JSON = new JsonFactory();

    private CdrText() {}

    static String json(Channel leg, String coreUuid) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("core-uuid", coreUuid);
            json.writeStringField("switchname", "simulator");
            object(json, "channel_data", channelData(leg));
            object(json, "callStats", Map.of());
            object(json, "variables", variables(leg));
            json.writeArrayFieldStart("callflow");
            json.writeStartObject();
            json.writeStringField("dialplan", "XML");
            json.writeStringField("profile_index", "1");
            object(json, "caller_profile", profile(leg));
            object(json, "times", times(leg));
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void object(JsonGenerator json, String name, Map<String, String> members) throws IOException {
        json.writeObjectFieldStart(name);
        for (var member : members.entrySet()) {
            json.writeStringField(member.getKey(), member.getValue());
        }
        json.writeEndObject();
    }

    static String xml(Channel leg, String coreUuid) {
        var text = new StringBuilder("<?xml version=\"1.0\"?>\n<cdr core-uuid=\"")
                .append(escaped(coreUuid))
                .append("\" switchname=\"simulator\">\n");
        elements(text, "channel_data", channelData(leg));
        text.append("  <call-stats/>\n");
        elements(text, "variables", variables(leg));
        text.append("  <app_log/>\n  <callflow dialplan=\"XML\" profile_index=\"1\">\n");
        elements(text, "caller_profile", profile(leg));
        elements(text, "times", times(leg));
        return text.append("  </callflow>\n</cdr>\n").toString();
    }

    private static void elements(StringBuilder text, String name, Map<String, String> members) {
        text.append("  <").append(name).append(">\n");
        members.forEach((member, value) -> {
            if (member.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
                text.append("    <").append(member).append('>').append(escaped(value));
                text.append("</").append(member).append(">\n");
            }
        });
        text.append("  </").append(name).append(">\n");
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static Map<String, String> channelData(Channel leg) {
        var data = new LinkedHashMap<String, String>();
        data.put("state", leg.state.name());
        data.put("direction", leg.direction());
        data.put("state_number", Integer.toString(leg.state.number));
        data.put("flags", "0=1;1=1");
        data.put("caps", "1=1;2=1;3=1");
        return data;
    }

    private static Map<String, String> variables(Channel leg) {
        var all = new LinkedHashMap<String, String>();
        all.put("direction", leg.direction());
        all.put("uuid", leg.uuid);
        all.put("session_id", Long.toString(leg.sessionId));
        all.put("channel_name", leg.endpoint.channelName());
        all.put("call_uuid", leg.originator == null ? leg.uuid : leg.originator.uuid);
        all.putAll(leg.variables);
        var partner = leg.variable("last_bridge_to");
        if (!partner.isEmpty()) {
            all.put("bridge_uuid", partner);
        }
        all.replaceAll((_, value) -> URLEncoder.encode(value, UTF_8).replace("+", "%20"));
        return all;
    }

    private static Map<String, String> profile(Channel leg) {
        var profile = new LinkedHashMap<String, String>();
        profile.put("username", "");
        profile.put("dialplan", "");
        profile.put("caller_id_name", leg.callerName());
        profile.put("ani", leg.callerNumber());
        profile.put("aniii", "");
        profile.put("caller_id_number", leg.callerNumber());
        profile.put("network_addr", "");
        profile.put("rdnis", "");
        profile.put("destination_number", leg.endpoint.callee());
        profile.put("uuid", leg.uuid);
        profile.put("source", leg.inbound() ? "mod_sofia" : "src/switch_ivr_originate.c");
        profile.put("context", "default");
        profile.put("chan_name", leg.endpoint.channelName());
        return profile;
    }

    private static Map<String, String> times(Channel leg) {
        var times = new LinkedHashMap<String, String>();
        times.put("created_time", Long.toString(leg.times.created));
        times.put("profile_created_time", Long.toString(leg.times.created));
        times.put("progress_time", Long.toString(leg.times.progress));
        times.put("progress_media_time", Long.toString(leg.times.progressMedia));
        times.put("answered_time", Long.toString(leg.times.answered));
        times.put("bridged_time", Long.toString(leg.times.bridged));
        times.put("last_hold_time", "0");
        times.put("hold_accum_time", "0");
        times.put("hangup_time", Long.toString(leg.times.hangup));
        times.put("resurrect_time", "0");
        times.put("transfer_time", "0");
        return times;
    }
}
