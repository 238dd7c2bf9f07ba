package org.voiceorchestrator.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The dialer as a process of its own, which can be killed.
public final class DialerProcess implements AutoCloseable {
    private final Process process;
    private final String url;

    private DialerProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /// Starts it on any port and waits until it is ready.
    public static DialerProcess start(Path dataFolder, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.voiceorchestrator.Application",
                "serve"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("DIALER_") || name.startsWith("DATABASE_"));
        Map<String, String> settings = new HashMap<>();
        settings.put("SERVER_PORT", "0");
        settings.put("DIALER_DATA_DIR", dataFolder.toString());
        settings.put("DIALER_ADMIN_PASSWORD", "test-administrator");
        settings.putAll(environment);
        builder.environment().putAll(settings);
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(dataFolder.resolve("log").toFile()));
        try {
            Process process = builder.start();
            return new DialerProcess(process, awaitReady(process, dataFolder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String awaitReady(Process process, Path dataFolder) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("Ready: ")) {
                return line.split(" ", -1)[1];
            }
        }
        throw new IllegalStateException(
                "the process ended before it was ready: " + Files.readString(dataFolder.resolve("log")));
    }

    public String url() {
        return url;
    }

    /// Lets it live for so long.
    public void liveFor(long millis) {
        try {
            if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the process ended by itself, exit status " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// As `kill -9`.
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// As `kill -STOP`: it stands still until [#goOn].
    public void pause() {
        signal("STOP");
    }

    /// As `kill -CONT`.
    public void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill -" + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// As `kill`: it may finish.
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
