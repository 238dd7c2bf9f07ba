package org.voiceorchestrator.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.voiceorchestrator.simulator.Channel.CallState;
import org.voiceorchestrator.simulator.OriginateCommand.Application;

/// The commands that change what a leg that is talking or waiting does: `uuid_transfer`, `uuid_broadcast`,
/// `uuid_break`, `uuid_hold`.
final class TalkCommands {
    /// They only leave a message for the leg, which looks at it with its next sound.
    private static final Duration NEXT_SOUND = Duration.ofMillis(20);

    private static final String NO_SUCH_CHANNEL = "-ERR No such channel!\n";
    private static final String OK = "+OK\n";

    private final SwitchTime time;
    private final Channels channels;
    private final Endings endings;
    private final Applications applications;
    private final ChannelEvents events;

    TalkCommands(SwitchTime time, Channels channels, Endings endings, Applications applications, ChannelEvents events) {
        this.time = time;
        this.channels = channels;
        this.endings = endings;
        this.applications = applications;
        this.events = events;
    }

    void register(Map<String, ApiCommand> commands) {
        commands.put("uuid_transfer", this::transfer);
        commands.put("uuid_broadcast", this::broadcast);
        commands.put("uuid_break", this::stopSound);
        commands.put("uuid_hold", this::hold);
    }

    /// `<uuid> [-bleg|-both] <dest-exten> [<dialplan>] [<context>]`
    private void transfer(String arguments, Consumer<String> out) {
        var words = OriginateCommand.words(arguments);
        var which = words.size() > 1 && words.get(1).startsWith("-") ? words.get(1) : "";
        int at = which.isEmpty() ? 1 : 2;
        if (words.size() <= at) {
            out.accept("-USAGE: <uuid> [-bleg|-both] <dest-exten> [<dialplan>] [<context>]\n");
            return;
        }
        var leg = channels.find(words.getFirst());
        if (leg.isEmpty()) {
            out.accept(NO_SUCH_CHANNEL);
            return;
        }
        var inline = words.size() > at + 1 && words.get(at + 1).equalsIgnoreCase("inline");
        // a bare extension has no name: there is no dialplan to find it in
        var plan = inline ? Application.inline(words.get(at)) : List.of(new Application("", words.get(at)));
        var legs = chosen(leg.get(), which);
        if (!legs.getFirst().connected) {
            out.accept("-ERR\n");
            return;
        }
        out.accept(OK);
        time.after(NEXT_SOUND, () -> {
            endings.sendElsewhere(legs);
            legs.forEach(one -> applications.run(one, plan));
        });
    }

    private static List<Channel> chosen(Channel leg, String which) {
        var partner = Optional.ofNullable(leg.bridged ? leg.other : null);
        return switch (which) {
            case "-bleg" -> List.of(partner.orElse(leg));
            case "-both" -> {
                var both = new ArrayList<Channel>();
                partner.ifPresent(both::add);
                both.add(leg);
                yield both;
            }
            default -> List.of(leg);
        };
    }

    /// `<uuid> <path> [aleg|bleg|both]`; the path may be `application::arguments`.
    private void broadcast(String arguments, Consumer<String> out) {
        var words = OriginateCommand.words(arguments);
        if (words.size() < 2) {
            out.accept("-USAGE: <uuid> <path> [aleg|bleg|holdb|both]\n");
            return;
        }
        var leg = channels.find(words.getFirst());
        out.accept(leg.isPresent() ? "+OK Message sent\n" : "-ERR invalid uuid\n");
        var whom = words.size() > 2 ? words.get(2) : "aleg";
        var path = words.get(1);
        var application = path.contains("::") ? Application.ofLine(path) : new Application("playback", path);
        leg.ifPresent(found -> time.after(NEXT_SOUND, () -> {
            var other = found.bridged ? found.other : null;
            if (!whom.equals("bleg")) {
                applications.runWithin(found, application);
            }
            if (other != null && (whom.equals("bleg") || whom.equals("both"))) {
                applications.runWithin(other, application);
            }
        }));
    }

    private void stopSound(String arguments, Consumer<String> out) {
        var words = OriginateCommand.words(arguments);
        if (words.isEmpty()) {
            out.accept("-USAGE: <uuid> [all]\n");
            return;
        }
        var leg = channels.find(words.getFirst());
        // the real one prints nothing where it worked
        out.accept(leg.isPresent() ? "" : NO_SUCH_CHANNEL);
        leg.ifPresent(found -> time.after(NEXT_SOUND, () -> endings.cutSoundOff(found)));
    }

    /// `[off|toggle] <uuid> [<display>]`
    private void hold(String arguments, Consumer<String> out) {
        var words = OriginateCommand.words(arguments);
        boolean off = !words.isEmpty() && words.getFirst().equals("off");
        boolean toggle = !words.isEmpty() && words.getFirst().equals("toggle");
        int at = off || toggle ? 1 : 0;
        if (words.size() <= at) {
            out.accept("-USAGE: [off|toggle] <uuid> [<display>]\n");
            return;
        }
        var leg = channels.find(words.get(at)).filter(found -> found.answered() && !found.ended());
        out.accept(leg.isPresent() ? "+OK Success\n" : "-ERR Operation failed\n");
        leg.ifPresent(found -> hold(found, toggle ? found.callState != CallState.HELD : !off));
    }

    private void hold(Channel leg, boolean held) {
        leg.callState = held ? CallState.HELD : CallState.UNHELD;
        events.tell(held ? "CHANNEL_HOLD" : "CHANNEL_UNHOLD", leg);
    }
}
