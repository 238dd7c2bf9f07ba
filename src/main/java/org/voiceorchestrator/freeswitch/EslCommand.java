package org.voiceorchestrator.freeswitch;

import java.time.Duration;
import java.util.regex.Pattern;

/// A command that the switch can be given by `api` or `bgapi`. Its text is made here and nowhere else: every argument
/// is held against what it may be made of, and one that isn't is refused with an [IllegalArgumentException].
///
/// `originate` belongs to `bgapi`: by `api` it would stop the whole connection until somebody answers.
public final class EslCommand {
    private static final Pattern CAUSE = Pattern.compile("[A-Z][A-Z0-9_]{1,63}");

    private final String text;

    private EslCommand(String text) {
        this.text = CommandText.oneLine("command", text);
    }

    public static EslCommand originate(Originate call) {
        return new EslCommand("originate " + call.text());
    }

    /// Answers `true` or `false`.
    public static EslCommand uuidExists(String uuid) {
        return new EslCommand("uuid_exists " + CommandText.id("uuid", uuid));
    }

    /// Answers with all headers and variables of a channel, for [EslEvent#fromJson].
    public static EslCommand uuidDump(String uuid) {
        return new EslCommand("uuid_dump " + CommandText.id("uuid", uuid) + " json");
    }

    /// Hangs up, also while it rings. A cause that the switch doesn't know becomes NORMAL_CLEARING there.
    public static EslCommand uuidKill(String uuid, String cause) {
        return new EslCommand(
                "uuid_kill " + CommandText.id("uuid", uuid) + " " + CommandText.matching(CAUSE, "hangup cause", cause));
    }

    /// Its `+OK` means "queued": CHANNEL_BRIDGE tells that it happened. Both legs must have been answered; on a
    /// ringing one the switch kills both.
    public static EslCommand uuidBridge(String uuid, String otherUuid) {
        return new EslCommand(
                "uuid_bridge " + CommandText.id("uuid", uuid) + " " + CommandText.id("other uuid", otherUuid));
    }

    /// The phone behind this leg is told that it is on hold, and whom it talks to hears music.
    public static EslCommand uuidHold(String uuid) {
        return new EslCommand("uuid_hold " + CommandText.id("uuid", uuid));
    }

    public static EslCommand uuidUnhold(String uuid) {
        return new EslCommand("uuid_hold off " + CommandText.id("uuid", uuid));
    }

    /// When the other side of a bridged leg goes, it waits for so long instead of being hung up.
    public static EslCommand stayWhenLeft(String uuid, long seconds) {
        return new EslCommand("uuid_setvar_multi " + CommandText.id("uuid", uuid)
                + " park_after_bridge=true;hangup_after_bridge=false;park_timeout=" + seconds);
    }

    /// Undoes [#stayWhenLeft].
    public static EslCommand endWhenLeft(String uuid) {
        return new EslCommand("uuid_setvar_multi " + CommandText.id("uuid", uuid)
                + " park_after_bridge=;hangup_after_bridge=true;park_timeout=");
    }

    /// It hears a sound, and then it is over.
    public static EslCommand sayAndHangUp(String uuid, String sound) {
        return new EslCommand("uuid_transfer " + CommandText.id("uuid", uuid) + " 'playback:" + CommandText.sound(sound)
                + ",hangup:NORMAL_CLEARING' inline");
    }

    /// It hears a sound and a silence in which a key can be pressed, and then it is over.
    public static EslCommand sayPauseAndHangUp(String uuid, String sound, Duration pause) {
        return new EslCommand("uuid_transfer " + CommandText.id("uuid", uuid) + " 'playback:"
                + CommandText.soundAndPause(sound, pause) + ",hangup:NORMAL_CLEARING' inline");
    }

    /// Whatever it hears or does, from now on it waits.
    public static EslCommand park(String uuid) {
        return new EslCommand("uuid_transfer " + CommandText.id("uuid", uuid) + " park inline");
    }

    /// For [EslRows].
    public static EslCommand showChannels() {
        return new EslCommand("show channels as json");
    }

    public static EslCommand status() {
        return new EslCommand("status");
    }

    String text() {
        return text;
    }

    /// The command's name alone: the rest holds people's numbers.
    @Override
    public String toString() {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }
}
