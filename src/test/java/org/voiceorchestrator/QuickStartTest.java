package org.voiceorchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.DialerProcess;

/// The quick start of the README, run as it stands there against a server started as it says.
class QuickStartTest {
    private static final Pattern SCRIPT = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @Test
    void theLinesOfTheReadmeDoWhatTheySay(@TempDir Path data) throws Exception {
        try (DialerProcess server = DialerProcess.start(data, Map.of("DIALER_ADMIN_PASSWORD", ""))) {
            String output = run(quickStart(), server.url(), data);
            assertThat(output)
                    .contains("\"summary\":\"Processed 14 rows. Successful: 14, Failed: 0, Skipped: 0\"")
                    .contains("\"message\":\"Campaign activated\"")
                    .contains("\"total_leads\":14")
                    .contains("\"count\":");
            String again = quickStart().replaceAll("(?s)# an agent on extension.*# watch", "CAMPAIGN=1\n# watch");
            Await.until("calls end and figures move", () -> completed(run(again, server.url(), data)) >= 1);
        }
    }

    private static String quickStart() throws IOException {
        Matcher script = SCRIPT.matcher(Files.readString(Path.of("README.md")));
        assertThat(script.find()).isTrue();
        return script.group(1);
    }

    private static int completed(String output) {
        Matcher figure = Pattern.compile("\"completed_calls\":(\\d+)").matcher(output);
        assertThat(figure.find()).isTrue();
        return Integer.parseInt(figure.group(1));
    }

    private static String run(String script, String url, Path data) {
        try {
            ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script);
            builder.environment().putAll(Map.of("URL", url, "DIALER_DATA_DIR", data.toString()));
            builder.redirectErrorStream(true);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        } catch (IOException e) {
            throw new IllegalStateException("bash and curl are needed for this test: install them", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
