package org.voiceorchestrator.simulator;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a simulated switch is set up.
///
/// @param port 0 takes any free one
/// @param seed decides what is left to chance: random calls, and the order of events where a real switch has none
/// @param timeScale how much faster than the wall's the switch's clock runs: at 60 a minute passes in a second
/// @param maxSessions live channels at one time
/// @param sessionsPerSecond as the real one: N admits N-1 new channels in a second of the switch's clock
/// @param gateways the known ones; any other is refused with INVALID_GATEWAY
/// @param cdrs where the record of every leg that ends is posted to; null: nowhere
/// @param recordings recordings below this directory are written as files that can be listened to; null: none is
public record SimulatedSwitchConfig(
        int port,
        String password,
        long seed,
        double timeScale,
        int maxSessions,
        int sessionsPerSecond,
        Set<String> gateways,
        Scenario scenario,
        @Nullable CdrPosting cdrs,
        @Nullable Path recordings) {
    private static final int PLENTY = 100_000;

    public SimulatedSwitchConfig {
        gateways = Set.copyOf(gateways);
        check(port >= 0 && port <= 65535, "port is not between 0 and 65535");
        check(!password.isEmpty(), "password is empty");
        check(timeScale > 0 && timeScale <= 10_000, "timeScale is not between 0 and 10000");
        check(maxSessions >= 0, "maxSessions is below 0");
        check(sessionsPerSecond >= 0, "sessionsPerSecond is below 0");
    }

    /// Any port, the usual password, real time, no limit that matters, the gateway `carrier`.
    public static SimulatedSwitchConfig of(Scenario scenario) {
        return new SimulatedSwitchConfig(0, "ClueCon", 1, 1, PLENTY, PLENTY, Set.of("carrier"), scenario, null, null);
    }

    public SimulatedSwitchConfig withPort(int newPort) {
        return new SimulatedSwitchConfig(
                newPort,
                password,
                seed,
                timeScale,
                maxSessions,
                sessionsPerSecond,
                gateways,
                scenario,
                cdrs,
                recordings);
    }

    public SimulatedSwitchConfig withPassword(String newPassword) {
        return new SimulatedSwitchConfig(
                port,
                newPassword,
                seed,
                timeScale,
                maxSessions,
                sessionsPerSecond,
                gateways,
                scenario,
                cdrs,
                recordings);
    }

    public SimulatedSwitchConfig withSeed(long newSeed) {
        return new SimulatedSwitchConfig(
                port,
                password,
                newSeed,
                timeScale,
                maxSessions,
                sessionsPerSecond,
                gateways,
                scenario,
                cdrs,
                recordings);
    }

    public SimulatedSwitchConfig withTimeScale(double newTimeScale) {
        return new SimulatedSwitchConfig(
                port,
                password,
                seed,
                newTimeScale,
                maxSessions,
                sessionsPerSecond,
                gateways,
                scenario,
                cdrs,
                recordings);
    }

    public SimulatedSwitchConfig withLimits(int newMaxSessions, int newSessionsPerSecond) {
        return new SimulatedSwitchConfig(
                port,
                password,
                seed,
                timeScale,
                newMaxSessions,
                newSessionsPerSecond,
                gateways,
                scenario,
                cdrs,
                recordings);
    }

    public SimulatedSwitchConfig withGateways(String... names) {
        return new SimulatedSwitchConfig(
                port,
                password,
                seed,
                timeScale,
                maxSessions,
                sessionsPerSecond,
                Set.of(names),
                scenario,
                cdrs,
                recordings);
    }

    public SimulatedSwitchConfig withCdrs(CdrPosting posting) {
        return new SimulatedSwitchConfig(
                port,
                password,
                seed,
                timeScale,
                maxSessions,
                sessionsPerSecond,
                gateways,
                scenario,
                posting,
                recordings);
    }

    public SimulatedSwitchConfig withRecordings(Path directory) {
        return new SimulatedSwitchConfig(
                port, password, seed, timeScale, maxSessions, sessionsPerSecond, gateways, scenario, cdrs, directory);
    }

    private static void check(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException("simulated switch: " + message);
        }
    }

    /// The password stays out of logs.
    @Override
    public String toString() {
        return "SimulatedSwitchConfig[port=" + port + ", timeScale=" + timeScale + ", maxSessions=" + maxSessions
                + ", sessionsPerSecond=" + sessionsPerSecond + ", gateways=" + gateways + "]";
    }
}
