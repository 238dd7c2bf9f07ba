package org.voiceorchestrator.simulation;

/// An agent of the simulation; times in milliseconds since the day began.
final class SimulatedAgent {
    enum State {
        FREE,
        CONNECTING,
        TALKING,
        WRAPPING_UP,
        ON_BREAK;

        boolean isBusy() {
            return this == CONNECTING || this == TALKING || this == WRAPPING_UP;
        }
    }

    private final int id;
    private State state = State.FREE;
    private long since;
    private boolean wantsBreak;

    SimulatedAgent(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }

    State state() {
        return state;
    }

    long since() {
        return since;
    }

    boolean wantsBreak() {
        return wantsBreak;
    }

    void becomes(State next, long now) {
        state = next;
        since = now;
        if (next == State.ON_BREAK) {
            wantsBreak = false;
        }
    }

    void askForBreak() {
        wantsBreak = true;
    }
}
