package org.voiceorchestrator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.freeswitch.EslEvent;
import org.voiceorchestrator.freeswitch.EventEncoder;

/// The quick way of writing events says what the plain one says.
class EventEncoderTest {
    private final EventEncoder encoder = new EventEncoder();

    @Property
    void writesWhatTheEventItselfWouldWrite(@ForAll @Size(max = 30) List<String> values, @ForAll String body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Event-Name", "CUSTOM");
        for (int i = 0; i < values.size(); i++) {
            headers.put("variable_ü" + i, values.get(i));
        }

        var quick = encoder.plainFrame(headers, body);

        assertThat(quick).isEqualTo(EslEvent.of(headers, body).toPlainFrame().encode());
    }

    @Test
    void longEventMakesRoomForItself() {
        var headers = Map.of("Event-Name", "CUSTOM", "long", "x y".repeat(50_000));

        assertThat(encoder.plainFrame(headers, "body"))
                .isEqualTo(EslEvent.of(headers, "body").toPlainFrame().encode());
    }

    @Test
    void nameThatWouldForgeAHeaderIsRefused() {
        assertThatThrownBy(() -> encoder.plainFrame(Map.of("a\nb", "c"), ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> encoder.plainFrame(Map.of("a:b", "c"), ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> encoder.plainFrame(Map.of("", "c"), "")).isInstanceOf(IllegalArgumentException.class);
    }
}
