package org.voiceorchestrator.simulator;

import java.util.concurrent.TimeUnit;

/// Whether one more channel may be made: pause, max-sessions, sessions-per-second.
final class Admission {
    private final SwitchTime time;
    private final Channels channels;
    private int maxSessions;
    private int perSecond;
    private boolean outboundPaused;
    private long second = Long.MIN_VALUE;
    private int admittedThisSecond;
    /// A new rate holds from the next second on.
    private int allowedThisSecond;
    private int lastSecond;
    private int peakPerSecond;

    Admission(SwitchTime time, Channels channels, SimulatedSwitchConfig config) {
        this.time = time;
        this.channels = channels;
        this.maxSessions = config.maxSessions();
        this.perSecond = config.sessionsPerSecond();
    }

    boolean admit() {
        turnTheClock();
        if (outboundPaused || channels.count() >= maxSessions || admittedThisSecond >= allowedThisSecond) {
            return false;
        }
        admittedThisSecond++;
        peakPerSecond = Math.max(peakPerSecond, admittedThisSecond);
        return true;
    }

    private void turnTheClock() {
        long now = TimeUnit.MICROSECONDS.toSeconds(time.micros());
        if (now != second) {
            lastSecond = now == second + 1 ? admittedThisSecond : 0;
            second = now;
            admittedThisSecond = 0;
            // a limit of N admits N-1: so does the real switch
            allowedThisSecond = perSecond - 1;
        }
    }

    void pauseOutbound(boolean paused) {
        outboundPaused = paused;
    }

    boolean outboundPaused() {
        return outboundPaused;
    }

    int maxSessions() {
        return maxSessions;
    }

    void maxSessions(int newMaxSessions) {
        maxSessions = newMaxSessions;
    }

    int perSecond() {
        return perSecond;
    }

    void perSecond(int newPerSecond) {
        perSecond = newPerSecond;
    }

    int lastSecond() {
        turnTheClock();
        return lastSecond;
    }

    int peakPerSecond() {
        return peakPerSecond;
    }

    int tokensLeft() {
        turnTheClock();
        return perSecond - admittedThisSecond;
    }
}
