package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.TestServer;

/// What the columns of a file mean, remembered.
class ColumnMemoryTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private final ColumnMemory memory = server.bean(ColumnMemory.class);

    @Test
    void whatWasSaidLastIsRemembered() {
        List<String> header = List.of("Naam", "Contact No", "Tries");
        assertThat(memory.recall("ali", header)).isEmpty();
        memory.remember("ali", header, Map.of("Naam", "name"), TestServer.START);
        memory.remember("ali", header, Map.of("Naam", "name", "Contact No", "number"), TestServer.START);
        assertThat(memory.recall("ali", header)).contains(Map.of("Naam", "name", "Contact No", "number"));
    }

    @Test
    void letterCaseAndBlanksMakeNoOtherHeaderButOrderDoes() {
        memory.remember("sana", List.of("Phone", "Full  Name"), Map.of("Phone", "number"), TestServer.START);
        assertThat(memory.recall("sana", List.of(" phone ", "FULL NAME"))).isPresent();
        assertThat(memory.recall("sana", List.of("Full Name", "Phone"))).isEmpty();
        assertThat(memory.recall("sana", List.of("PhoneFull Name"))).isEmpty();
    }

    @Test
    void everybodyRemembersForHimself() {
        memory.remember("umar", List.of("contact"), Map.of("contact", "number"), TestServer.START);
        assertThat(memory.recall("hina", List.of("contact"))).isEmpty();
    }

    @Test
    void saidManyTimesAtOnceItIsRememberedOnce() {
        List<String> header = List.of("a", "b");
        AtOnce.run(8, () -> {
            memory.remember("zain", header, Map.of("a", "number"), TestServer.START);
            return true;
        });
        assertThat(memory.recall("zain", header)).contains(Map.of("a", "number"));
    }
}
