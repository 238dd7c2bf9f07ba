package org.voiceorchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceorchestrator.agent.AgentLineState;
import org.voiceorchestrator.agent.AgentStatus;
import org.voiceorchestrator.breaker.Breakers;
import org.voiceorchestrator.call.CallAction;
import org.voiceorchestrator.call.CallActionState;
import org.voiceorchestrator.call.CallDirection;
import org.voiceorchestrator.call.CallSource;
import org.voiceorchestrator.call.CallStatus;
import org.voiceorchestrator.campaign.AgentConnection;
import org.voiceorchestrator.campaign.CampaignStatus;
import org.voiceorchestrator.campaign.DialingMode;
import org.voiceorchestrator.campaign.FirstCalled;
import org.voiceorchestrator.campaign.LeadSequence;
import org.voiceorchestrator.campaign.RetryEnding;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.cdr.Cdr;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.donotcall.DoNotCallSource;
import org.voiceorchestrator.donotcall.LedgerEvent;
import org.voiceorchestrator.lead.CustomerSegment;
import org.voiceorchestrator.lead.LeadStatus;
import org.voiceorchestrator.leadimport.ImportStage;
import org.voiceorchestrator.leadimport.ImportStatus;
import org.voiceorchestrator.migration.MigrationFileStatus;
import org.voiceorchestrator.migration.MigrationStatus;
import org.voiceorchestrator.security.Role;
import org.voiceorchestrator.testkit.TestServer;
import org.voiceorchestrator.trunk.PoolStrategy;
import org.voiceorchestrator.trunk.SwitchLinkState;

/// A closed set is the same in Java, in JSON and in the database.
class EnumsTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final Pattern LITERAL = Pattern.compile("'([a-z_]*)'");

    static Stream<Arguments> sets() {
        return Stream.of(
                Arguments.of("agents_status", AgentStatus.class),
                Arguments.of("campaigns_status", CampaignStatus.class),
                Arguments.of("campaigns_segment", Segment.class),
                Arguments.of("campaigns_mode", DialingMode.class),
                Arguments.of("switch_links_state", SwitchLinkState.class),
                Arguments.of("campaigns_dial_first", FirstCalled.class),
                Arguments.of("call_logs_source", CallSource.class),
                Arguments.of("call_actions_action", CallAction.class),
                Arguments.of("call_actions_state", CallActionState.class),
                Arguments.of("campaigns_agent_connection", AgentConnection.class),
                Arguments.of("agent_lines_state", AgentLineState.class),
                Arguments.of("campaigns_lead_order", LeadSequence.class),
                Arguments.of("retry_rules_ending", RetryEnding.class),
                Arguments.of("caller_id_pools_strategy", PoolStrategy.class),
                Arguments.of("leads_segment", Segment.class),
                Arguments.of("leads_status", LeadStatus.class),
                Arguments.of("leads_customer_segment", CustomerSegment.class),
                Arguments.of("call_logs_status", CallStatus.class),
                Arguments.of("call_logs_direction", CallDirection.class),
                Arguments.of("import_logs_status", ImportStatus.class),
                Arguments.of("migrations_status", MigrationStatus.class),
                Arguments.of("migration_files_status", MigrationFileStatus.class),
                Arguments.of("do_not_call_entries_source", DoNotCallSource.class),
                Arguments.of("do_not_call_ledger_source", DoNotCallSource.class),
                Arguments.of("do_not_call_ledger_event", LedgerEvent.class),
                Arguments.of("import_logs_stage", ImportStage.class),
                Arguments.of("cdrs_leg", Cdr.Leg.class),
                Arguments.of("breakers_scope", Breakers.Scope.class),
                Arguments.of("users_role", Role.class));
    }

    @ParameterizedTest
    @MethodSource("sets")
    <E extends Enum<E>> void theDatabaseAllowsExactlyTheConstants(String constraint, Class<E> type) {
        Set<String> allowed = literals(constraint);
        // a lead may have no customer segment
        allowed.remove("");
        assertThat(allowed)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(type.getEnumConstants()).map(Names::of).toList());
    }

    @ParameterizedTest
    @MethodSource("sets")
    <E extends Enum<E>> void jsonWritesAndReadsTheSameNames(String constraint, Class<E> type) throws IOException {
        JsonMapper json = server.bean(JsonMapper.class);
        for (E constant : type.getEnumConstants()) {
            if (type != Role.class && type != CustomerSegment.class) {
                assertThat(json.writeValueAsString(constant)).isEqualTo("\"" + Names.of(constant) + "\"");
                assertThat(json.readValue("\"" + Names.of(constant) + "\"", Argument.of(type)))
                        .isEqualTo(constant);
            }
        }
    }

    @Test
    void everyClosedSetOfTheDatabaseHasAnEnum() {
        Set<String> known = sets().map(set -> (String) set.get()[0]).collect(Collectors.toCollection(TreeSet::new));
        Set<String> constraints = new TreeSet<>(server.database().sql("""
                        SELECT conname
                        FROM pg_constraint
                        WHERE contype = 'c'
                          AND connamespace = 'public'::regnamespace
                          AND pg_get_constraintdef(oid) ~ '^CHECK \\(\\([a-z_]+ = ANY \\(ARRAY\\['
                        """).list(row -> row.text("conname")));
        assertThat(constraints).isEqualTo(known);
    }

    @Test
    void retryDelaysOfJavaAreTheDefaultsOfTheDatabase() {
        var defaults = server.database().sql("""
                        SELECT column_name || '=' || coalesce(column_default, 'never') AS it
                        FROM information_schema.columns
                        WHERE table_name = 'campaigns' AND column_name LIKE 'retry%'
                        """).list(row -> row.text("it"));
        var java = org.voiceorchestrator.campaign.RetryDelays.DEFAULT;
        assertThat(defaults)
                .containsExactlyInAnyOrder(
                        "retry_busy=" + java.busy(),
                        "retry_no_answer=" + java.noAnswer(),
                        "retry_failed=" + java.failed(),
                        "retry_abandoned=" + java.abandoned(),
                        "retry_lost=" + (java.lost() == null ? "never" : java.lost()));
    }

    private static Set<String> literals(String constraint) {
        String definition = server.database()
                .sql("SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = :name")
                .with("name", constraint)
                .one(row -> row.text("definition"));
        Set<String> literals = new TreeSet<>();
        LITERAL.matcher(definition).results().forEach(found -> literals.add(found.group(1)));
        return literals;
    }
}
