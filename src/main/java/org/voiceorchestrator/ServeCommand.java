package org.voiceorchestrator;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.voiceorchestrator.database.DatabaseInUse;
import org.voiceorchestrator.dialing.DialingSettings;
import org.voiceorchestrator.telephony.SwitchAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the dialer until it is stopped.
@Command(
        name = "serve",
        description = "Run the dialer until it is stopped (this is what happens when no command is given).",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--demo", description = "On an empty database, make agents, campaigns and leads to look at.")
    private boolean demo;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, Object> properties = demo ? Map.of("dialer.demo", "true") : Map.of();
        ApplicationContext context =
                ApplicationContext.builder().properties(properties).start();
        EmbeddedServer server = context.getBean(EmbeddedServer.class);
        CountDownLatch stopping = new CountDownLatch(1);
        Thread stop = new Thread(() -> {
            stopping.countDown();
            server.stop();
            context.close();
        });
        stop.setName("stop");
        Runtime.getRuntime().addShutdownHook(stop);
        server.start();
        System.out.println("Ready: " + server.getURL() + " | "
                + context.getBean(DatabaseInUse.class).description() + " | " + switchInUse(context));
        stopping.await();
        return 0;
    }

    private static String switchInUse(ApplicationContext context) {
        return context.getBean(DialingSettings.class).enabled()
                ? context.getBean(SwitchAddress.class).description()
                : "no dialing";
    }
}
