package org.voiceorchestrator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

class AgentContractTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String AGENTS = "/api/dialer/agents/";
    private final Given given = new Given(server);

    @Test
    void aNewAgentHasEveryFieldOfTheContract() {
        Answer created = server.post(AGENTS, Map.of("agent_id", "AgentAhmed", "extension", "101"));
        assertThat(created.status()).isEqualTo(201);
        Map<String, Object> agent = created.json();
        assertThat(agent)
                .containsEntry("agent_id", "AgentAhmed")
                .containsEntry("extension", "101")
                .containsEntry("phone_number", "")
                .containsEntry("email", "")
                .containsEntry("status", "offline")
                .containsEntry("is_active", true)
                .containsEntry("max_concurrent_calls", 1)
                .containsEntry("created_at", "2026-02-09T07:00:00Z")
                .containsEntry("updated_at", "2026-02-09T07:00:00Z")
                .containsEntry("status_reason", "")
                .containsEntry("status_since", "2026-02-09T07:00:00Z")
                .containsEntry("wrap_up_seconds", 0)
                .containsEntry("live_calls", 0)
                .containsEntry("line", null)
                .containsKey("id")
                .hasSize(15);
        assertThat(server.get(AGENTS + created.id()).json()).isEqualTo(agent);
        assertThat(server.get("/api/dialer/agents/" + created.id() + "/").json())
                .isEqualTo(agent);
    }

    @Test
    void missingAndWrongFieldsAreNamedAllAtOnce() {
        assertThat(server.post(AGENTS, Map.of()).json())
                .isEqualTo(Map.of(
                        "agent_id", List.of("This field is required."),
                        "extension", List.of("This field is required.")));
        Answer wrong = server.post(
                AGENTS,
                Map.of(
                        "agent_id", "Agent Ahmed",
                        "extension", "10/1",
                        "email", "nobody",
                        "status", "asleep",
                        "max_concurrent_calls", 0,
                        "is_active", "perhaps"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json())
                .containsOnlyKeys("agent_id", "extension", "email", "status", "max_concurrent_calls", "is_active")
                .containsEntry("status", List.of("\"asleep\" is not a valid choice."))
                .containsEntry("email", List.of("Enter a valid email address."));
    }

    @Test
    void anAgentIdIsThereOnce() {
        given.agent("AgentTwice");
        Answer second = server.post(AGENTS, Map.of("agent_id", "AgentTwice", "extension", "102"));
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.json()).isEqualTo(Map.of("agent_id", List.of("agent with this agent_id already exists.")));
        assertThat(server.patch(AGENTS + given.agent(), Map.of("agent_id", "AgentTwice"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"0300-1234567, 923001234567", "101, 101", "desk 7, desk 7"})
    void aPublicNumberIsBroughtToOneFormAndAnyOtherIsKept(String sent, String stored) {
        long id = given.agent();
        assertThat(server.patch(AGENTS + id, Map.of("phone_number", sent)).json())
                .containsEntry("phone_number", stored);
    }

    @Test
    void putReplacesAndPatchChangesWhatIsSent() {
        long id = server.post(
                        AGENTS,
                        Map.of(
                                "agent_id", Given.freshAgentName(),
                                "extension", "101",
                                "email", "a@example.com",
                                "status", "available",
                                "max_concurrent_calls", 3))
                .id();
        assertThat(server.patch(AGENTS + id + "/", Map.of("extension", "205")).json())
                .containsEntry("extension", "205")
                .containsEntry("email", "a@example.com")
                .containsEntry("max_concurrent_calls", 3);
        assertThat(server.put(AGENTS + id, Map.of("extension", "206")).json())
                .isEqualTo(Map.of("agent_id", List.of("This field is required.")));
        String name = Given.freshAgentName();
        assertThat(server.put(AGENTS + id + "/", Map.of("agent_id", name, "extension", "207"))
                        .json())
                .containsEntry("agent_id", name)
                .containsEntry("extension", "207")
                .containsEntry("email", "")
                .containsEntry("max_concurrent_calls", 1)
                .containsEntry("status", "available");
    }

    @Test
    void whatIsReadCanBePutBack() {
        long id = given.agent();
        Map<String, Object> agent = server.get(AGENTS + id).json();
        assertThat(server.put(AGENTS + id, agent).json()).isEqualTo(agent);
    }

    @ParameterizedTest
    @EnumSource(AgentStatus.class)
    void anyStatusCanBeWritten(AgentStatus status) {
        long id = given.agent();
        assertThat(server.patch(AGENTS + id, Map.of("status", Names.of(status))).json())
                .containsEntry("status", Names.of(status));
    }

    @Test
    void aLiveCallShowsInTheStatusAndInTheFilter() {
        long agent = given.agent();
        server.patch(AGENTS + agent, Map.of("status", "available"));
        UUID call = given.call(given.lead(given.campaign(agent)), "ringing");
        assertThat(server.get(AGENTS + agent).json())
                .containsEntry("status", "reserved")
                .containsEntry("live_calls", 1);
        server.database()
                .sql("UPDATE call_logs SET status = 'answered', bridged_at = initiated_at WHERE call_id = :call")
                .with("call", call)
                .update();
        assertThat(server.get(AGENTS + "?status=on_call&search="
                                + server.get(AGENTS + agent).at("agent_id"))
                        .at("results.0.id"))
                .isEqualTo((int) agent);
        // what is shown because of a call must not be stored: it would outlive the call
        server.put(AGENTS + agent, server.get(AGENTS + agent).json());
        server.database()
                .sql("UPDATE call_logs SET status = 'completed', ended_at = bridged_at WHERE call_id = :call")
                .with("call", call)
                .update();
        assertThat(server.get(AGENTS + agent).json()).containsEntry("status", "available");
    }

    @Test
    void writingAStatusEndsWrapUp() {
        long agent = given.agent();
        server.patch(AGENTS + agent, Map.of("status", "available"));
        server.database()
                .sql("UPDATE agents SET wrap_up_until = now() + interval '1 hour' WHERE id = :id")
                .with("id", agent)
                .update();
        assertThat(server.get(AGENTS + agent).json()).containsEntry("status", "wrap_up");
        assertThat(server.patch(AGENTS + agent, Map.of("status", "available")).json())
                .containsEntry("status", "available");
    }

    @Test
    void agentsWithoutCampaignsAreDeletedOthersAreNot() {
        long idle = given.agent();
        assertThat(server.delete(AGENTS + idle + "/").status()).isEqualTo(204);
        assertThat(server.get(AGENTS + idle).status()).isEqualTo(404);
        assertThat(server.delete(AGENTS + idle).json()).isEqualTo(Map.of("detail", "Not found."));
        long busy = given.agent();
        given.campaign(busy);
        Answer refused = server.delete(AGENTS + busy);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json()).containsOnlyKeys("error");
    }

    @Test
    void anAgentsUserSeesItsOwnAgentAndMayChangeItsStatusOnly() {
        long own = given.agent();
        long other = given.agent();
        String token = server.tokenOfAgent(own);
        assertThat(server.send("GET", AGENTS, null, token).at("count")).isEqualTo(1);
        assertThat(server.send("GET", AGENTS + own, null, token).status()).isEqualTo(200);
        assertThat(server.send("GET", AGENTS + other, null, token).status()).isEqualTo(404);
        assertThat(server.send("PATCH", AGENTS + own, Map.of("status", "on_break"), token)
                        .json())
                .containsEntry("status", "on_break");
        assertThat(server.send("PATCH", AGENTS + other, Map.of("status", "on_break"), token)
                        .status())
                .isEqualTo(404);
        assertThat(server.send("PATCH", AGENTS + own, Map.of("extension", "1", "status", "offline"), token)
                        .status())
                .isEqualTo(403);
        assertThat(server.send("PUT", AGENTS + own, Map.of("status", "offline"), token)
                        .status())
                .isEqualTo(403);
        assertThat(server.get(AGENTS + own).json()).containsEntry("status", "on_break");
        assertThat(server.send("GET", AGENTS, null, server.token("agent")).at("count"))
                .isEqualTo(0);
    }

    @Test
    void aDesktopThatIsNotHeardOfGoesOfflineAndOthersStay() {
        long withDesktop = given.agent();
        long withoutDesktop = given.agent();
        server.post(
                "/api/auth/users",
                Map.of("username", "desk", "password", "a long password", "role", "agent", "agent", withDesktop));
        String token = server.tokenOfAgent(withDesktop);
        AgentPresence presence = server.bean(AgentPresence.class);
        for (long agent : new long[] {withDesktop, withoutDesktop}) {
            server.patch(AGENTS + agent, Map.of("status", "available"));
        }
        server.clock().forward(Duration.ofMinutes(9));
        server.send("GET", AGENTS, null, token);
        server.clock().forward(Duration.ofMinutes(9));
        assertThat(presence.offlineIfSilent(server.clock().instant())).isZero();
        server.clock().forward(Duration.ofMinutes(1));
        assertThat(presence.offlineIfSilent(server.clock().instant())).isEqualTo(1);
        assertThat(presence.offlineIfSilent(server.clock().instant())).isZero();
        assertThat(server.get(AGENTS + withDesktop).json())
                .containsEntry("status", "offline")
                .containsEntry("status_reason", "not heard of for 10 minutes");
        assertThat(server.get(AGENTS + withoutDesktop).json()).containsEntry("status", "available");
        server.clock().set(TestServer.START);
    }

    @Test
    void whoChangedWhatIsWrittenDown() {
        long agent = given.agent();
        server.patch(AGENTS + agent, Map.of("extension", "300"));
        assertThat(given.text("SELECT string_agg(username || ' ' || action, ', ' ORDER BY id) FROM audit_log"
                        + " WHERE entity = 'agent' AND entity_id = '" + agent + "'"))
                .isEqualTo("test-admin create, test-admin update");
    }

    @Test
    void orderingAndFiltersAreCheckedAndSearchFinds() {
        long agent = server.post(AGENTS, Map.of("agent_id", "Searched_1", "extension", "77001", "is_active", false))
                .id();
        assertThat(server.get(AGENTS + "?search=searched_").at("results.0.id")).isEqualTo((int) agent);
        assertThat(server.get(AGENTS + "?search=7700&is_active=false").at("count"))
                .isEqualTo(1);
        assertThat(server.get(AGENTS + "?search=7700&is_active=true").at("count"))
                .isEqualTo(0);
        assertThat(server.get(AGENTS + "?search=%25").at("count")).isEqualTo(0);
        assertThat(server.get(AGENTS + "?search=%00").status()).isEqualTo(400);
        assertThat(server.get(AGENTS + "?ordering=agent_id,-created_at").status())
                .isEqualTo(200);
        assertThat(server.get(AGENTS + "?ordering=email").json()).containsOnlyKeys("ordering");
        assertThat(server.get(AGENTS + "?status=asleep").json()).containsOnlyKeys("status");
        assertThat(server.get(AGENTS + "?is_active=perhaps").status()).isEqualTo(400);
    }
}
