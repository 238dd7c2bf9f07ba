package org.voiceorchestrator.simulator;

import java.util.UUID;

/// An agent's phone, and what its owner does with it on his own. May be used from any thread; every method returns
/// when the switch has done it.
public final class Softphone {
    private final SwitchTime time;
    private final Phones phones;
    private final String extension;

    Softphone(SwitchTime time, Phones phones, String extension) {
        this.time = time;
        this.phones = phones;
        this.extension = extension;
    }

    /// Ends what the phone is in; a call that only rings is declined (603).
    public void hangUp() {
        act(() -> phones.hangUp(extension));
    }

    /// Calls out without having been told to: a leg comes in to the switch, whose dialplan parks it.
    ///
    /// @return the leg's Unique-ID
    public String dial(String number) {
        var uuid = UUID.randomUUID().toString();
        act(() -> phones.dial(extension, number, uuid));
        return uuid;
    }

    /// Gives whom it talks to away without a word (REFER), to the phone that has the other extension, and hangs up
    /// when the switch has taken it.
    public void transfer(String other) {
        act(() -> phones.transfers().blind(extension, other, true));
    }

    /// As [#transfer], with a phone that leaves it to the switch to end its leg. A line stays up.
    public void transferAndStay(String other) {
        act(() -> phones.transfers().blind(extension, other, false));
    }

    /// Calls another phone to ask whether it takes a call.
    ///
    /// @return the Unique-ID of the leg that comes in to the switch
    public String consult(String other) {
        var uuid = UUID.randomUUID().toString();
        act(() -> phones.consult(extension, other, uuid));
        return uuid;
    }

    /// Gives whom it talks to to the one it has asked (REFER with Replaces), and hangs up.
    public void transferToConsulted() {
        act(() -> phones.transfers().attended(extension));
    }

    /// From now on calls to it meet 486.
    public void offHook() {
        act(() -> phones.registrations().liftHandset(extension));
    }

    public void onHook() {
        act(() -> phones.registrations().putDownHandset(extension));
    }

    public void register() {
        act(() -> phones.registrations().register(extension));
    }

    /// Signs off. Calls to it fail as to a user who is not registered; those that are up go on.
    public void unregister() {
        act(() -> phones.registrations().unregister(extension));
    }

    /// Its network is gone, and its registration has run out.
    public void expire() {
        act(() -> phones.registrations().expire(extension));
    }

    private void act(Runnable action) {
        time.ask(() -> {
            action.run();
            return true;
        });
    }
}
