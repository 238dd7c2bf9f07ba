package org.voiceorchestrator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Transfers that an agent's phone makes by itself, as the real switch's sources have them.
class PhoneTransferTest {
    private static final String LINE = "originate {origination_uuid=agent,park_after_bridge=true}user/101 &park()";
    private static final String CUSTOMER =
            "originate {origination_uuid=cust,ignore_early_media=true}sofia/gateway/carrier/5550015 &park()";

    private static SimulatedSwitch fast() {
        return SimulatedSwitch.start(
                SimulatedSwitchConfig.of(Scenario.carrierSuffixes()).withTimeScale(20));
    }

    private static void talkOnLine(RawClient client) throws Exception {
        client.awaitJob(client.bgapi(LINE));
        client.awaitJob(client.bgapi(CUSTOMER));
        client.api("uuid_bridge cust agent");
        client.awaitEvent("CHANNEL_BRIDGE", "cust");
    }

    @Test
    void blindTransferSendsTheCustomerToTheOtherPhoneAndEndsTheLegAsUsual() throws Exception {
        try (var simulated = fast();
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi("originate {origination_uuid=cust}sofia/gateway/carrier/5550015"
                    + " &bridge({origination_uuid=agent}user/101)"));
            client.awaitEvent("CHANNEL_BRIDGE", "cust");

            simulated.phone("101").transfer("107");

            assertThat(client.awaitEvent("CHANNEL_HANGUP_COMPLETE", "agent"))
                    .containsEntry("Hangup-Cause", "NORMAL_CLEARING")
                    .containsEntry("variable_endpoint_disposition", "BLIND_TRANSFER")
                    .containsEntry("variable_transfer_disposition", "recv_replace")
                    .containsEntry("variable_transfer_to", "blind:cust");
            var joined = client.awaitEvent(
                    "CHANNEL_BRIDGE",
                    event -> "CHANNEL_BRIDGE".equals(event.get("Event-Name"))
                            && !"agent".equals(event.get("Bridge-B-Unique-ID")));
            assertThat(joined).containsEntry("Unique-ID", "cust");
            assertThat(joined.get("variable_transfer_source")).contains(":bl_xfer:107/default/XML");
            assertThat(client.api("uuid_exists cust")).isEqualTo("true");
        }
    }

    @Test
    void lineIsParkedUntilItsPhoneHangsUp() throws Exception {
        try (var simulated = fast();
                var client = RawClient.login(simulated, "plain ALL")) {
            talkOnLine(client);
            simulated.phone("101").transferAndStay("107");
            client.awaitEvent(
                    "the park",
                    event -> "CHANNEL_PARK".equals(event.get("Event-Name"))
                            && "agent".equals(event.get("Unique-ID"))
                            && "BLIND_TRANSFER".equals(event.get("variable_endpoint_disposition")));
            assertThat(client.api("uuid_exists agent")).isEqualTo("true");

            simulated.phone("101").hangUp();

            assertThat(client.awaitEvent("CHANNEL_HANGUP_COMPLETE", "agent"))
                    .containsEntry("variable_sip_hangup_disposition", "recv_bye");
            assertThat(client.api("uuid_exists cust")).isEqualTo("true");
        }
    }

    @Test
    void attendedTransferJoinsTheTwoOthersAndTheAskingLegWaitsForItsEnd() throws Exception {
        try (var simulated = fast();
                var client = RawClient.login(simulated, "plain ALL")) {
            talkOnLine(client);
            var asking = simulated.phone("101").consult("107");
            client.awaitEvent("CHANNEL_BRIDGE", asking);

            simulated.phone("101").transferToConsulted();

            assertThat(client.awaitEvent("CHANNEL_HANGUP_COMPLETE", asking))
                    .containsEntry("Hangup-Cause", "ATTENDED_TRANSFER")
                    .containsEntry("variable_endpoint_disposition", "ATTENDED_TRANSFER");
            assertThat(client.api("uuid_getvar cust transfer_source")).contains(":att_xfer:");
            assertThat(client.api("uuid_getvar agent transfer_to")).startsWith("att:");
        }
    }
}
