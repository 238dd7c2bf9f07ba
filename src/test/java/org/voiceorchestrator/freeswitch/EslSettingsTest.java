package org.voiceorchestrator.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EslSettingsTest {
    private static final EslAddress ADDRESS = new EslAddress("127.0.0.1", 8021, "secret");

    @Test
    void theDefaultsListenToWhatADialerNeeds() {
        var settings = EslSettings.of(ADDRESS);
        assertThat(settings.subscriptions()).contains("CHANNEL_ANSWER", "CHANNEL_HANGUP_COMPLETE", "BACKGROUND_JOB");
        assertThat(settings.timeouts()).isEqualTo(EslTimeouts.DEFAULT);
    }

    @Test
    void anAddressThatCantBeOneIsRefusedByName() {
        assertThatThrownBy(() -> new EslAddress(" ", 8021, "x")).hasMessageContaining("host");
        assertThatThrownBy(() -> new EslAddress("h", 0, "x")).hasMessageContaining("port");
        assertThatThrownBy(() -> new EslAddress("h", 65_536, "x")).hasMessageContaining("port");
        assertThatThrownBy(() -> new EslAddress("h", 8021, "")).hasMessageContaining("password");
    }

    @Test
    void theClientCantLiveWithoutItsOwnEventsNorWithoutRoom() {
        var lacking = List.of("CHANNEL_ANSWER", "HEARTBEAT");
        assertThatThrownBy(() -> new EslSettings(ADDRESS, EslTimeouts.DEFAULT, lacking, 1, 1))
                .hasMessageContaining("BACKGROUND_JOB");
        assertThatThrownBy(() -> new EslSettings(ADDRESS, EslTimeouts.DEFAULT, EslSettings.CALLS, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EslTimeouts.DEFAULT.withReply(Duration.ZERO)).hasMessageContaining("reply");
    }
}
