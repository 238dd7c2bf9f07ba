package org.voiceorchestrator.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// Trunks, nodes and caller ID pools over HTTP.
class TrunkContractTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String DIALER = "/api/dialer/";
    private final Given given = new Given(server);

    private static Answer made(String path, Map<String, ?> body) {
        Answer answer = server.post(DIALER + path, body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer;
    }

    @Test
    void aTrunkHasDefaultsAndIsReadBack() {
        Answer created = made("trunks/", Map.of("name", "Main", "gateway", "carrier-1"));
        assertThat(created.json())
                .containsEntry("name", "Main")
                .containsEntry("gateway", "carrier-1")
                .containsEntry("node", null)
                .containsEntry("lines", 60)
                .containsEntry("calls_per_second", 10)
                .containsEntry("prefix", "")
                .containsEntry("strip", 0)
                .containsEntry("caller_id", "")
                .containsEntry("weight", 1)
                .containsEntry("priority", 0)
                .containsEntry("is_active", true)
                .hasSize(14);
        Map<String, Object> changed = new HashMap<>(created.json());
        changed.putAll(Map.of("lines", 5, "prefix", "0", "strip", 2, "caller_id", "+9221111", "priority", 3));
        assertThat(server.put(DIALER + "trunks/" + created.id(), changed).json())
                .isEqualTo(changed);
        assertThat(server.patch(DIALER + "trunks/" + created.id(), Map.of("is_active", false))
                        .at("lines"))
                .isEqualTo(5);
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(server.post(DIALER + "trunks/", Map.of()).json()).containsOnlyKeys("name", "gateway");
        assertThat(server.post(
                                DIALER + "trunks/",
                                Map.of(
                                        "name",
                                        "x",
                                        "gateway",
                                        "a b",
                                        "node",
                                        777,
                                        "lines",
                                        0,
                                        "prefix",
                                        "a",
                                        "strip",
                                        9,
                                        "caller_id",
                                        "Ann",
                                        "weight",
                                        0))
                        .json())
                .containsOnlyKeys("gateway", "node", "lines", "prefix", "strip", "caller_id", "weight");
        assertThat(server.post(
                                DIALER + "nodes/",
                                Map.of("name", "x", "host", "a b", "port", 0, "password_variable", "p"))
                        .json())
                .containsOnlyKeys("host", "port", "password_variable");
        assertThat(server.post(
                                DIALER + "caller-id-pools/",
                                Map.of(
                                        "name",
                                        "x",
                                        "strategy",
                                        "chance",
                                        "numbers",
                                        List.of(
                                                Map.of("number", "9221111"),
                                                Map.of("number", "9221111", "weight", 0, "prefix", "x"))))
                        .json())
                .isEqualTo(Map.of(
                        "strategy", List.of("\"chance\" is not a valid choice."),
                        "numbers",
                                List.of(
                                        "[1].prefix: Enter the digits that numbers begin with, with the country code.",
                                        "[1].weight: Ensure this value is from 1 to 1000.",
                                        "[1].number: A number is there only once.")));
        assertThat(server.post(DIALER + "caller-id-pools/", Map.of("name", "x", "numbers", List.of()))
                        .json())
                .isEqualTo(Map.of("numbers", List.of("Give at least one number.")));
    }

    @Test
    void nodesShowWhichProcessesAreConnectedWithThem() {
        long node = made("nodes/", Map.of("name", "sw9", "host", "10.0.0.9")).id();
        server.database().sql("""
                        WITH worker AS (
                            INSERT INTO workers (id, host, process_id, started_at, heartbeat_at)
                            VALUES (gen_random_uuid(), 'dialer1 boot pid:[1]', 7, '2026-02-09', '2026-02-09T07:00:00Z')
                            RETURNING id
                        )
                        INSERT INTO switch_links (worker_id, node_id, state, since, error)
                        SELECT id, node, state, '2026-02-09T06:00:00Z', error
                        FROM worker, (VALUES (:node, 'away', 'refused'), (0, 'connected', '')) AS s (node, state, error)
                        """).with("node", node).update();
        Map<String, Object> link = new HashMap<>(Map.of(
                "host", "dialer1",
                "process_id", 7,
                "heard_at", "2026-02-09T07:00:00Z",
                "state", "away",
                "since", "2026-02-09T06:00:00Z",
                "error", "refused"));
        assertThat(server.get(DIALER + "nodes/" + node).at("links")).isEqualTo(List.of(link));
        assertThat(server.get(DIALER + "nodes/?search=sw9").at("results.0.links"))
                .isEqualTo(List.of(link));
        link.putAll(Map.of("state", "connected", "error", ""));
        assertThat(server.get(DIALER + "nodes/default/").json()).isEqualTo(Map.of("links", List.of(link)));
    }

    @Test
    void aNodeNamesWhereItsPasswordIsAndNeverTakesOne() {
        Answer node = made("nodes/", Map.of("name", "sw1", "host", "10.0.0.7", "password_variable", "SW1_PASSWORD"));
        assertThat(node.json())
                .containsEntry("port", 8021)
                .containsEntry("password_variable", "SW1_PASSWORD")
                .containsEntry("lines", null)
                .containsEntry("calls_per_second", null)
                .containsEntry("links", List.of())
                .hasSize(11);
        assertThat(server.patch(DIALER + "nodes/" + node.id(), Map.of("lines", 500, "calls_per_second", 30))
                        .json())
                .containsEntry("lines", 500)
                .containsEntry("calls_per_second", 30)
                .containsEntry("port", 8021);
        assertThat(server.patch(DIALER + "nodes/" + node.id(), Map.of("lines", 0, "calls_per_second", 0))
                        .json())
                .containsOnlyKeys("lines", "calls_per_second");
        assertThat(server.patch(DIALER + "nodes/" + node.id(), Map.of("password", "ClueCon"))
                        .json())
                .containsOnlyKeys("password");
    }

    @Test
    void whatOthersNameStaysUntilTheyNameAnother() {
        long node = made("nodes/", Map.of("name", "sw2", "host", "sw2.example")).id();
        long trunk = made("trunks/", Map.of("name", "On sw2", "gateway", "g", "node", node))
                .id();
        long second = made("trunks/", Map.of("name", "Second", "gateway", "g")).id();
        long pool = made("caller-id-pools/", Map.of("name", "Lahore", "numbers", List.of(Map.of("number", "924211"))))
                .id();
        String campaign = DIALER + "campaigns/" + given.campaign();
        Answer changed = server.patch(campaign, Map.of("trunks", List.of(second, trunk), "caller_id_pool", pool));
        assertThat(changed.at("trunks")).isEqualTo(List.of((int) second, (int) trunk));
        assertThat(server.get(DIALER + "caller-id-pools/" + pool).at("campaigns"))
                .isEqualTo(1);
        for (String path : List.of("nodes/" + node, "trunks/" + trunk, "caller-id-pools/" + pool)) {
            assertThat(server.delete(DIALER + path).status()).as(path).isEqualTo(409);
        }
        Map<String, Object> none = new HashMap<>(Map.of("trunks", List.of()));
        none.put("caller_id_pool", null);
        server.patch(campaign, none);
        for (String path : List.of("trunks/" + trunk, "nodes/" + node, "caller-id-pools/" + pool)) {
            assertThat(server.delete(DIALER + path).status()).as(path).isEqualTo(204);
        }
        assertThat(given.number("SELECT count(*) FROM audit_log WHERE entity = 'trunk' AND action = 'delete'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"trunks, trunk", "nodes, node", "caller-id-pools, caller id pool"})
    void namesAreThereOnceAndListsAreFilteredSearchedAndOrdered(String path, String what) {
        Map<String, Object> body = new HashMap<>(Map.of("gateway", "g", "host", "h"));
        body.put("numbers", List.of(Map.of("number", "9221111")));
        for (String name : List.of("Listed B", "Listed A")) {
            body.put("name", name);
            made(path + "/", body);
        }
        assertThat(server.post(DIALER + path, body).json())
                .isEqualTo(Map.of("name", List.of(what + " with this name already exists.")));
        Answer page = server.get(DIALER + path + "/?search=listed&ordering=name&is_active=true&page_size=1");
        assertThat(page.at("count")).isEqualTo(2);
        assertThat(page.at("results.0.name")).isEqualTo("Listed A");
        assertThat(server.get(String.valueOf(page.at("next"))).at("results.0.name"))
                .isEqualTo("Listed B");
    }

    @Test
    void whileThereAreNoTrunksTheOneInTheSettingsIsInUse() {
        Trunk configured = Trunk.configured("carrier", 60, 10, "", "");
        try (TestServer fresh = new TestServer().start()) {
            Trunks trunks = fresh.bean(Trunks.class);
            assertThat(trunks.inUse(configured)).containsExactly(configured);
            long node = fresh.post(DIALER + "nodes", Map.of("name", "n", "host", "h", "is_active", false))
                    .id();
            fresh.post(DIALER + "trunks", Map.of("name", "idle", "gateway", "g", "is_active", false));
            fresh.post(DIALER + "trunks", Map.of("name", "of idle node", "gateway", "g", "node", node));
            assertThat(trunks.inUse(configured)).isEmpty();
            fresh.post(DIALER + "trunks", Map.of("name", "second", "gateway", "g", "priority", 2));
            fresh.post(DIALER + "trunks", Map.of("name", "first", "gateway", "g", "priority", 1));
            assertThat(trunks.inUse(configured)).extracting(Trunk::name).containsExactly("first", "second");
            assertThat(fresh.bean(Nodes.class).active()).isEmpty();
            assertThat(fresh.bean(CallerIdPools.class).inUse()).isEmpty();
        }
    }
}
