package org.voiceorchestrator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// What an agent's phone does by itself, as the switch tells of it.
class SoftphoneTest {
    private static final String CALL = "originate {origination_uuid=agent}user/101 &park()";

    private static SimulatedSwitch fast() {
        return SimulatedSwitch.start(
                SimulatedSwitchConfig.of(Scenario.carrierSuffixes()).withTimeScale(20));
    }

    private static Map<String, String> custom(RawClient client, String subclass) throws InterruptedException {
        return client.awaitEvent(subclass, event -> subclass.equals(event.get("Event-Subclass")));
    }

    @Test
    void agentWhoHangsUpEndsTheBridge() throws Exception {
        try (var simulated = fast();
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi("originate {origination_uuid=cust}sofia/gateway/carrier/5550009"
                    + " &bridge({origination_uuid=agent}user/101)"));
            client.awaitEvent("CHANNEL_BRIDGE", "cust");

            simulated.phone("101").hangUp();

            client.awaitEvent("CHANNEL_DESTROY", "cust");
            assertThat(client.awaitEvent("CHANNEL_HANGUP_COMPLETE", "agent"))
                    .containsEntry("variable_sip_hangup_disposition", "recv_bye");
            assertThat(client.awaitEvent("CHANNEL_HANGUP_COMPLETE", "cust"))
                    .containsEntry("variable_sip_hangup_disposition", "send_bye");
        }
    }

    @Test
    void ringingPhoneIsDeclined() throws Exception {
        try (var simulated = fast();
                var client = RawClient.login(simulated, "plain ALL")) {
            var job = client.bgapi(CALL.replace("101", "104"));
            client.awaitEvent("CHANNEL_PROGRESS", "agent");

            simulated.phone("104").hangUp();

            assertThat(client.awaitJob(job)).isEqualTo("-ERR CALL_REJECTED\n");
        }
    }

    @Test
    void phoneOffTheHookIsBusyUntilItIsPutDown() throws Exception {
        try (var simulated = fast();
                var client = RawClient.login(simulated, "plain ALL")) {
            simulated.phone("101").offHook();
            assertThat(client.awaitJob(client.bgapi(CALL))).isEqualTo("-ERR USER_BUSY\n");

            simulated.phone("101").onHook();
            assertThat(client.awaitJob(client.bgapi(CALL))).isEqualTo("+OK agent\n");
        }
    }

    @Test
    void phoneThatSignedOffCantBeCalledUntilItIsBack() throws Exception {
        try (var simulated = fast();
                var client = RawClient.login(simulated, "plain ALL")) {
            simulated.phone("101").unregister();
            assertThat(custom(client, "sofia::unregister")).containsEntry("from-user", "101");
            assertThat(client.awaitJob(client.bgapi(CALL))).isEqualTo("-ERR USER_NOT_REGISTERED\n");

            simulated.phone("101").register();
            assertThat(custom(client, "sofia::register"))
                    .containsEntry("from-user", "101")
                    .containsEntry("status", "Registered(UDP)")
                    .containsEntry("expires", "60");
            assertThat(client.awaitJob(client.bgapi(CALL))).isEqualTo("+OK agent\n");
        }
    }

    @Test
    void registrationThatRunsOutNamesTheUserAndLeavesTheCallUp() throws Exception {
        try (var simulated = fast();
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi(CALL));

            simulated.phone("101").expire();

            assertThat(custom(client, "sofia::expire")).containsEntry("user", "101");
            assertThat(client.api("uuid_exists agent")).isEqualTo("true");
        }
    }

    @Test
    void callThatAnAgentMakesComesInAndWaitsUnanswered() throws Exception {
        try (var simulated = fast();
                var client = RawClient.login(simulated, "plain ALL")) {
            var uuid = simulated.phone("101").dial("923001234567");

            assertThat(client.awaitEvent("CHANNEL_PARK", uuid))
                    .containsEntry("Call-Direction", "inbound")
                    .containsEntry("Caller-Caller-ID-Number", "101")
                    .containsEntry("Caller-Destination-Number", "923001234567")
                    .containsEntry("Answer-State", "ringing");
            assertThat(client.awaitJob(client.bgapi(CALL))).isEqualTo("-ERR USER_BUSY\n");

            client.api("uuid_transfer " + uuid
                    + " 'bridge:{origination_uuid=out}sofia/gateway/carrier/923001230000' inline");
            assertThat(client.awaitEvent("CHANNEL_BRIDGE", uuid)).containsEntry("Bridge-B-Unique-ID", "out");
            assertThat(client.eventNames(uuid)).containsSubsequence("CHANNEL_ANSWER", "CHANNEL_BRIDGE");

            simulated.phone("101").hangUp();
            client.awaitEvent("CHANNEL_DESTROY", "out");
        }
    }

    @Test
    void callThatWasNotTakenIsRefusedOrGivenUp() throws Exception {
        try (var simulated = fast();
                var client = RawClient.login(simulated, "plain ALL")) {
            var refused = simulated.phone("101").dial("999");
            client.awaitEvent("CHANNEL_PARK", refused);
            client.api("uuid_kill " + refused + " CALL_REJECTED");
            assertThat(client.awaitEvent("CHANNEL_DESTROY", refused)).containsEntry("Hangup-Cause", "CALL_REJECTED");

            var givenUp = simulated.phone("101").dial("999");
            client.awaitEvent("CHANNEL_PARK", givenUp);
            simulated.phone("101").hangUp();
            assertThat(client.awaitEvent("CHANNEL_HANGUP_COMPLETE", givenUp))
                    .containsEntry("Hangup-Cause", "ORIGINATOR_CANCEL")
                    .containsEntry("variable_sip_hangup_disposition", "recv_cancel");
        }
    }
}
