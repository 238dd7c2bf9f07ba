package org.voiceorchestrator.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.freeswitch.EslAddress;
import org.voiceorchestrator.freeswitch.EslClient;
import org.voiceorchestrator.freeswitch.EslCommand;
import org.voiceorchestrator.freeswitch.EslEvent;
import org.voiceorchestrator.freeswitch.EslListener;
import org.voiceorchestrator.freeswitch.EslSession;
import org.voiceorchestrator.freeswitch.EslSettings;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.simulator.SimulatedSwitchConfig;
import org.voiceorchestrator.testkit.Await;

/// An agent's leg that cannot be connected with the customer.
class AgentLegTest {
    private SimulatedSwitch simulated;
    private EslClient client;

    @BeforeEach
    void connect() throws Exception {
        simulated = SimulatedSwitch.start(SimulatedSwitchConfig.of(Scenario.always(CallBehaviour.refuses(486))));
        client = EslClient.start(
                EslSettings.of(new EslAddress("127.0.0.1", simulated.port(), "ClueCon")), new Indifferent());
        Await.until("the switch is there", () -> exists(UUID.randomUUID()).equals("false"));
    }

    @AfterEach
    void close() {
        client.close();
        simulated.close();
    }

    @Test
    void isNoFailureOfTheAgentWhereTheCustomerHasLeft() {
        AgentLeg leg = AgentLeg.ofCall(rung().toString(), UUID.randomUUID().toString(), client);
        assertThat(leg.connect()).isEmpty();
    }

    @Test
    void isOneWhereTheCustomerIsThere() {
        AgentLeg leg = AgentLeg.ofCall(UUID.randomUUID().toString(), rung().toString(), client);
        assertThat(leg.connect()).contains("-ERR Invalid uuid");
    }

    private UUID rung() {
        UUID leg = UUID.randomUUID();
        AgentLeg.ofCall(leg.toString(), "", client).ring("101", Duration.ofSeconds(20));
        Await.until("it rings", () -> exists(leg).equals("true"));
        return leg;
    }

    private String exists(UUID channel) {
        return Asked.to(client, EslCommand.uuidExists(channel.toString())) instanceof Asked.Answer<String>(String said)
                ? said.strip()
                : "";
    }

    private static final class Indifferent implements EslListener {
        @Override
        public void onUp(EslSession session) {
            // nothing is waited for
        }

        @Override
        public void onEvent(EslEvent event) {
            // nothing is waited for
        }

        @Override
        public void onDown(String reason) {
            // nothing is waited for
        }
    }
}
