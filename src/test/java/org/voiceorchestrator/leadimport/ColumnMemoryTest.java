package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.TestServer;

class ColumnMemoryTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private final ColumnMemory memory = server.bean(ColumnMemory.class);

    @Test
    void whatWasSaidLastIsRemembered() {
        assertThat(memory.recall("ali")).isEmpty();
        memory.remember("ali", Map.of("kaam", "name", "nmbr", "metadata"), TestServer.START);
        memory.remember("ali", Map.of("nmbr", "number"), TestServer.START.plusSeconds(1));
        assertThat(memory.recall("ali")).isEqualTo(Map.of("kaam", "name", "nmbr", "number"));
    }

    @Test
    void letterCaseBlanksAndPunctuationMakeNoOtherColumn() {
        memory.remember("sana", Map.of("Cell  No.", "number"), TestServer.START);
        memory.remember("sana", Map.of("cell_no", "ignore"), TestServer.START);
        assertThat(memory.recall("sana")).hasSize(1).containsValue("ignore");
    }

    @Test
    void everybodyRemembersForHimself() {
        memory.remember("umar", Map.of("contact", "number"), TestServer.START);
        assertThat(memory.recall("hina")).isEmpty();
    }

    @Test
    void saidManyTimesAtOnceItIsRememberedOnce() {
        AtOnce.run(8, () -> {
            memory.remember("zain", Map.of("a", "number", "b", "name", "c", "city"), TestServer.START);
            return true;
        });
        assertThat(memory.recall("zain")).isEqualTo(Map.of("a", "number", "b", "name", "c", "city"));
    }
}
