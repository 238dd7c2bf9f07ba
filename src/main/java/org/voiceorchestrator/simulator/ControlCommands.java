package org.voiceorchestrator.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/// What is asked of the switch itself: `status`, `version`, `fsctl`, `sofia status gateway` and small ones.
final class ControlCommands {
    static final String VERSION = "1.10.12-release git a88d069 2024-08-02 21:02:27Z 64bit";
    private static final String OK = "+OK\n";

    private final SwitchTime time;
    private final Channels channels;
    private final Admission admission;
    private final Gateways gateways;
    private final EventBus bus;
    private final long startedMicros;
    private boolean shuttingDown;

    ControlCommands(SwitchTime time, Channels channels, Admission admission, Gateways gateways, EventBus bus) {
        this.time = time;
        this.channels = channels;
        this.admission = admission;
        this.gateways = gateways;
        this.bus = bus;
        this.startedMicros = time.micros();
    }

    void register(Map<String, ApiCommand> commands) {
        commands.put("echo", (arguments, out) -> out.accept(arguments));
        commands.put("create_uuid", (_, out) -> out.accept(UUID.randomUUID().toString()));
        commands.put("hostname", (_, out) -> out.accept("simulator"));
        commands.put("version", (_, out) -> out.accept("FreeSWITCH Version " + VERSION + "\n"));
        commands.put("status", (_, out) -> out.accept(status()));
        commands.put("uptime", (unit, out) -> out.accept(uptime(unit.strip()) + "\n"));
        commands.put(
                "global_getvar", (name, out) -> out.accept(name.strip().equals("core_uuid") ? bus.coreUuid() : ""));
        commands.put("sofia", this::sofia);
        commands.put("fsctl", this::fsctl);
    }

    private long uptime(String unit) {
        long micros = time.micros() - startedMicros;
        return switch (unit) {
            case "us" -> micros;
            case "ms" -> micros / 1000;
            default -> micros / 1_000_000;
        };
    }

    String uptimeInWords() {
        var up = Duration.ofNanos((time.micros() - startedMicros) * 1000);
        return "0 years, " + count(up.toDays(), "day") + ", " + count(up.toHoursPart(), "hour") + ", "
                + count(up.toMinutesPart(), "minute") + ", " + count(up.toSecondsPart(), "second") + ", "
                + count(up.toMillisPart(), "millisecond") + ", " + count(up.toNanosPart() / 1000 % 1000, "microsecond");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    private String status() {
        return "UP " + uptimeInWords() + "\nFreeSWITCH (Version " + VERSION + ") is ready\n"
                + channels.sessionsSinceStart() + " session(s) since startup\n"
                + channels.count() + " session(s) - peak " + channels.peak() + ", last 5min " + channels.peak() + " \n"
                + admission.lastSecond() + " session(s) per Sec out of max " + admission.perSecond() + ", peak "
                + admission.peakPerSecond() + ", last 5min " + admission.peakPerSecond() + " \n"
                + admission.maxSessions() + " session(s) max\nmin idle cpu 0.00/100.00\n"
                + "Current Stack Size/Max 240K/240K\n";
    }

    private void sofia(String arguments, Consumer<String> out) {
        var words = List.of(arguments.strip().split(" +"));
        boolean known = words.size() == 3 && words.subList(0, 2).equals(List.of("status", "gateway"));
        out.accept(known ? gateways.status(words.get(2)) : "-ERR only 'sofia status gateway <name>' is known here\n");
    }

    private void fsctl(String arguments, Consumer<String> out) {
        var words = List.of(arguments.strip().split(" +"));
        var value = words.size() > 1 ? words.get(1) : "";
        out.accept(
                switch (words.getFirst()) {
                    case "pause" -> pause(true);
                    case "resume" -> pause(false);
                    case "pause_check" -> Boolean.toString(admission.outboundPaused());
                    case "shutdown" -> shutdown(value);
                    case "shutdown_check" -> Boolean.toString(shuttingDown);
                    case "sps" -> perSecond(value);
                    case "last_sps" -> "+OK last sessions per second: " + admission.lastSecond() + "\n";
                    case "max_sessions" -> maxSessions(value);
                    default -> "-ERR\n";
                });
    }

    private String pause(boolean paused) {
        admission.pauseOutbound(paused);
        return OK;
    }

    /// Elegant: new calls are still let in, and the end never comes by itself.
    private String shutdown(String how) {
        return switch (how) {
            case "elegant" -> {
                shuttingDown = true;
                yield OK;
            }
            case "cancel" -> {
                shuttingDown = false;
                yield OK;
            }
            default -> "-ERR\n";
        };
    }

    private String perSecond(String value) {
        if (value.matches("[0-9]{1,6}")) {
            admission.perSecond(Integer.parseInt(value));
        }
        return "+OK sessions per second: " + admission.perSecond() + "\n";
    }

    private String maxSessions(String value) {
        if (value.matches("[0-9]{1,6}")) {
            admission.maxSessions(Integer.parseInt(value));
        }
        return "+OK max sessions: " + admission.maxSessions() + "\n";
    }

    void heartbeat() {
        bus.publish("HEARTBEAT", headers -> {
            headers.put("Event-Info", "System Ready");
            headers.put("Up-Time", uptimeInWords());
            headers.put("FreeSWITCH-Version", VERSION);
            headers.put("Uptime-msec", Long.toString(uptime("ms")));
            headers.put("Session-Count", Integer.toString(channels.count()));
            headers.put("Max-Sessions", Integer.toString(admission.maxSessions()));
            headers.put("Session-Per-Sec", Integer.toString(admission.tokensLeft()));
            headers.put("Session-Per-Sec-Last", Integer.toString(admission.lastSecond()));
            headers.put("Session-Per-Sec-Max", Integer.toString(admission.peakPerSecond()));
            headers.put("Session-Per-Sec-FiveMin", Integer.toString(admission.peakPerSecond()));
            headers.put("Session-Since-Startup", Long.toString(channels.sessionsSinceStart()));
            headers.put("Session-Peak-Max", Integer.toString(channels.peak()));
            headers.put("Session-Peak-FiveMin", Integer.toString(channels.peak()));
            headers.put("Idle-CPU", "100.000000");
        });
    }
}
