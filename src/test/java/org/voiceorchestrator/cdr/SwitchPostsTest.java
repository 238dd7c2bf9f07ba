package org.voiceorchestrator.cdr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceorchestrator.simulator.CdrPosting;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.simulator.SimulatedSwitchConfig;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// From the switch to the call log, over real sockets: a call that was lost while nobody was connected.
class SwitchPostsTest {
    private static final String PASSWORD = "a long password";

    @RegisterExtension
    static final TestServer server = new TestServer()
            .withSystemClock()
            .with("dialer.cdr.user", "freeswitch")
            .with("dialer.cdr.password", PASSWORD);

    @ParameterizedTest
    @EnumSource
    void callThatEndedUnheardIsCorrectedByItsRecord(CdrPosting.Format format) throws IOException {
        Given given = new Given(server);
        UUID call = given.call(given.lead(given.campaign()), "lost");
        CdrPosting posting = new CdrPosting(
                URI.create(server.url() + "/api/telephony/cdr/"),
                format,
                "freeswitch",
                PASSWORD,
                3,
                Duration.ofMillis(100));
        try (SimulatedSwitch simulated = SimulatedSwitch.start(SimulatedSwitchConfig.of(Scenario.carrierSuffixes())
                .withTimeScale(20)
                .withCdrs(posting))) {
            place(simulated, call);

            Await.until("the call log is corrected", () -> status(call).equals("busy"));
        }
        assertThat(server.bean(Cdrs.class).find(call).orElseThrow().hangupCause())
                .isEqualTo("USER_BUSY");
    }

    private static String status(UUID call) {
        return String.valueOf(server.get("/api/dialer/call-logs/" + call).at("status"));
    }

    /// Gives the command, and is gone.
    private static void place(SimulatedSwitch simulated, UUID call) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulated.port());
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            socket.getOutputStream()
                    .write(("auth ClueCon\n\nbgapi originate {origination_uuid=" + call
                                    + ",ignore_early_media=true}sofia/gateway/carrier/5550002 &park()\n\n")
                            .getBytes(UTF_8));
            String line = in.readLine();
            while (line != null && !line.startsWith("Job-UUID")) {
                line = in.readLine();
            }
            assertThat(line).isNotNull();
        }
    }
}
