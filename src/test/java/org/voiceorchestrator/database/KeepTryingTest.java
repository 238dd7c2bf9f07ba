package org.voiceorchestrator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.testkit.TestServer;

/// What cannot be written down is tried again for as long as that can help.
class KeepTryingTest {
    private static TestServer server;
    private static Database database;

    private final AtomicInteger tries = new AtomicInteger();

    @BeforeAll
    static void start() {
        server = new TestServer().start();
        database = server.database();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void fail(String state) {
        database.sql("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '" + state + "'; END $$")
                .update();
    }

    private boolean done(int failures, Runnable failure) throws InterruptedException {
        return KeepTrying.untilDone(
                "a test",
                () -> {
                    if (tries.incrementAndGet() <= failures) {
                        failure.run();
                    }
                },
                1,
                1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "40001", "40P01", "53100", "53200", "53300", "55P03", "57014", "57P01", "57P03", "58030",
                "25006"
            })
    void whatPassesByItselfIsTriedUntilItHas(String state) throws Exception {
        assertThat(done(20, () -> fail(state))).isTrue();
        assertThat(tries.get()).isEqualTo(21);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22021", "23502", "23503", "23505", "23514", "42703", "42P01", "P0001", "XX000"})
    void whatWouldFailForEverIsGivenUp(String state) throws Exception {
        assertThat(done(100, () -> fail(state))).isFalse();
        assertThat(tries.get()).isEqualTo(6);
    }

    @Test
    void aBugIsGivenUp() throws Exception {
        assertThat(done(100, () -> {
                    throw new IllegalArgumentException("a bug");
                }))
                .isFalse();
        assertThat(tries.get()).isEqualTo(6);
    }

    @Test
    void onlyFailuresInARowCount() throws Exception {
        assertThat(done(40, () -> fail(tries.get() % 5 == 0 ? "53300" : "23514")))
                .isTrue();
        assertThat(tries.get()).isEqualTo(41);
    }

    @Test
    void aConstraintThatIsHeldAgainstTheWholeTransactionIsNoFailureThatPasses() {
        database.sql("CREATE TABLE trying (id integer PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)")
                .update();
        DatabaseException refused = catchThrowableOfType(
                DatabaseException.class,
                () -> database.inTransaction(() -> {
                    database.sql("INSERT INTO trying VALUES (1), (1)").update();
                }));
        assertThat(refused.mayPass()).isFalse();
    }

    @Test
    void aDatabaseThatCannotBeReachedComesBack() {
        assertThat(DatabaseException.away(new IllegalStateException("no connection"))
                        .mayPass())
                .isTrue();
    }
}
