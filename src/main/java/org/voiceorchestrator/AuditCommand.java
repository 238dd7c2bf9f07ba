package org.voiceorchestrator;

import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.concurrent.Callable;
import org.voiceorchestrator.call.CallAudit;
import picocli.CommandLine.Command;

/// Proves, from the command line, that the logs are in order.
@Command(
        name = "audit",
        description = "Prove from the logs what the dialer promises.",
        mixinStandardHelpOptions = true,
        subcommands = {AuditCommand.Calls.class})
final class AuditCommand {

    @Command(
            name = "calls",
            description =
                    "No number called twice at a time, no lead stuck, figures equal to the logs. Exit status 1 if not.",
            mixinStandardHelpOptions = true)
    static final class Calls implements Callable<Integer> {
        @Override
        public Integer call() {
            try (ApplicationContext context = ApplicationContext.run()) {
                List<CallAudit.Finding> findings =
                        context.getBean(CallAudit.class).findings();
                findings.forEach(Calls::print);
                return findings.stream().allMatch(CallAudit.Finding::kept) ? 0 : 1;
            }
        }

        private static void print(CallAudit.Finding finding) {
            System.out.println((finding.kept() ? "kept    " : "BROKEN  ") + finding.promise());
            finding.violations().forEach(violation -> System.out.println("        " + violation));
        }
    }
}
