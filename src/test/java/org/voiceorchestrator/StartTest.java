package org.voiceorchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceorchestrator.testkit.DialerProcess;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;

/// What the first start makes, and what no start accepts.
class StartTest {
    @TempDir
    private Path data;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dialer.jwt-secret | hunter2 | DIALER_JWT_SECRET is too short",
                "dialer.admin-password | hunter2 | DIALER_ADMIN_PASSWORD is too short",
                "dialer.time-zone | Asia/Lahorre | DIALER_TIME_ZONE: \"Asia/Lahorre\" is no time zone",
                "dialer.region | QQ | DIALER_REGION: \"QQ\" is no country",
                "dialer.data-dir | /dev/null/data | DIALER_DATA_DIR: the folder",
                "freeswitch.host | switch.example | FREESWITCH_PASSWORD is missing: FREESWITCH_HOST is set",
                "freeswitch.port | many | FREESWITCH_PORT must be a number from 1 to 65535",
                "dialer.trunk.lines | 0 | dialer.trunk.lines must be at least 1",
                "dialer.dialing.lease | 1ms | dialer.dialing.lease must be at least 1s",
                "database.url | mysql://u:hunter2@localhost/x | DATABASE_URL is not an address of a PostgreSQL",
                "database.url | not even an address hunter2 | DATABASE_URL is not an address of a PostgreSQL",
                "database.url | postgresql://u:hunter2@localhost:1/x | DATABASE_URL: the PostgreSQL at postgresql://localhost:1/x",
                "database.url | postgresql://u:hunter2@nowhere.invalid/x | DATABASE_URL: the PostgreSQL at"
            })
    void aWrongSettingIsNamedAndItsSecretIsNot(String property, String value, String complaint) {
        Map<String, Object> settings = settings();
        settings.put(property, value);
        assertThat(refusal(settings))
                .contains("Voice Orchestrator cannot start. " + complaint)
                .doesNotContain("hunter2", "\tat ", "Exception");
    }

    @Test
    void aDatabaseThatDoesNotKnowUsIsNotWaitedFor() {
        Map<String, Object> settings = settings();
        settings.put("database.patience", "1h");
        settings.put("database.url", TestDatabase.fresh().replaceFirst("/test_[0-9_]+", "/no_such_database"));
        assertThat(refusal(settings)).contains("DATABASE_URL: the PostgreSQL at", "no_such_database");
    }

    @Test
    void aDamagedKeyIsNotUsed() throws IOException {
        Files.writeString(data.resolve("jwt-secret"), "");
        assertThat(refusal(settings())).contains("jwt-secret is damaged");
    }

    @Test
    void theFirstStartMakesAKeyAndAnAdministratorAndTheSecondKeepsThem() throws IOException {
        Map<String, Object> settings = settings();
        settings.remove("dialer.admin-password");
        String said = run(settings);
        String password = Files.readString(data.resolve("admin-password")).strip();
        String key = Files.readString(data.resolve("jwt-secret"));
        assertThat(password).hasSizeGreaterThanOrEqualTo(20);
        assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThanOrEqualTo(32);
        assertThat(said).containsOnlyOnce(password).doesNotContain(key);
        for (String secret : List.of("admin-password", "jwt-secret")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(secret))))
                    .isEqualTo("rw-------");
        }
        assertThat(run(settings)).doesNotContain(password);
        assertThat(data.resolve("admin-password")).hasContent(password);
        assertThat(data.resolve("jwt-secret")).hasContent(key);
    }

    @Test
    void aPasswordForTheAdministratorCountsAtTheFirstStartOnly() {
        String database = TestDatabase.fresh();
        try (TestServer first = new TestServer().with("database.url", database).start()) {
            assertThat(first.get("/api/auth/users").at("count")).isEqualTo(1);
        }
        try (TestServer second = new TestServer()
                .with("database.url", database)
                .with("dialer.admin-password", "another password")
                .start()) {
            assertThat(second.get("/api/auth/users").at("count")).isEqualTo(1);
            assertThat(signIn(second, "another password")).isEqualTo(401);
            assertThat(signIn(second, "test-administrator")).isEqualTo(200);
            assertThat(new Given(second).text("(SELECT role FROM users)")).isEqualTo("admin");
        }
    }

    private static int signIn(TestServer server, String password) {
        return server.send("POST", "/api/auth/login", Map.of("username", "admin", "password", password), null)
                .status();
    }

    /// In a process of its own: that is what the shell sees.
    @Test
    void aRefusedStartEndsWithStatusOne() throws Exception {
        Process refused = dialer(Map.of("DIALER_JWT_SECRET", "hunter2"));
        assertThat(refused.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(refused.exitValue()).isEqualTo(1);
        assertThat(Files.readString(data.resolve("log")))
                .contains("Voice Orchestrator cannot start. DIALER_JWT_SECRET is too short")
                .doesNotContain("hunter2", "\tat ");
    }

    @Test
    void aSecondProcessOnTheSameDataFolderIsRefused() throws Exception {
        try (DialerProcess first = DialerProcess.start(data, Map.of("DIALER_DIALING_ENABLED", "false"))) {
            assertThat(first.url()).startsWith("http");
            Process second = dialer(Map.of());
            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(Files.readString(data.resolve("log")))
                    .contains("DIALER_DATA_DIR: another dialer is running on the data folder");
        }
    }

    private Process dialer(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.voiceorchestrator.Application"));
        builder.environment().put("DIALER_DATA_DIR", data.toString());
        builder.environment().put("SERVER_PORT", "-1");
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(data.resolve("log").toFile()))
                .start();
    }

    private Map<String, Object> settings() {
        return new HashMap<>(Map.of(
                "micronaut.server.port",
                -1,
                "database.url",
                TestDatabase.fresh(),
                "database.patience",
                "1s",
                "dialer.data-dir",
                data.toString(),
                "dialer.admin-password",
                "test-administrator"));
    }

    /// What is printed.
    private static String run(Map<String, Object> settings) {
        return captured(() -> {
            try (ApplicationContext context = start(settings)) {
                assertThat(context.isRunning()).isTrue();
            }
        });
    }

    private static String refusal(Map<String, Object> settings) {
        List<Integer> status = new ArrayList<>();
        String said = captured(() -> {
            try (ApplicationContext context = start(settings)) {
                throw new AssertionError("it started: " + context);
            } catch (RuntimeException e) {
                status.add(StartFailure.explain(e));
            }
        });
        assertThat(status).containsExactly(1);
        return said;
    }

    private static ApplicationContext start(Map<String, Object> settings) {
        ApplicationContext context =
                ApplicationContext.builder().properties(settings).start();
        try {
            context.getBean(EmbeddedServer.class).start();
            return context;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /// What went to standard output and standard error; warnings on the way to it left out.
    private static String captured(Runnable work) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            work.run();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
