package org.voiceorchestrator;

import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.concurrent.Callable;
import org.voiceorchestrator.call.CallAudit;
import org.voiceorchestrator.call.FiguresMender;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
                    "No number called twice at a time, no lead stuck, no call at a forbidden time, figures equal to the"
                            + " logs. Exit status 1 if not.",
            mixinStandardHelpOptions = true)
    static final class Calls implements Callable<Integer> {
        @Option(
                names = "--mend",
                description = "First make the figures equal to what they count, and say what was wrong. Nothing else is"
                        + " ever changed; while it counts, whoever changes leads or calls waits.")
        private boolean mend;

        @Override
        public Integer call() {
            try (ApplicationContext context = ApplicationContext.run()) {
                if (mend) {
                    mend(context.getBean(FiguresMender.class));
                }
                List<CallAudit.Finding> findings =
                        context.getBean(CallAudit.class).findings();
                findings.forEach(Calls::print);
                return findings.stream().allMatch(CallAudit.Finding::kept) ? 0 : 1;
            }
        }

        private static void mend(FiguresMender mender) {
            List<String> changes = mender.mend();
            changes.forEach(change -> System.out.println("mended  " + change));
            if (changes.isEmpty()) {
                System.out.println("mended  nothing: all figures were right");
            }
        }

        private static void print(CallAudit.Finding finding) {
            System.out.println((finding.kept() ? "kept    " : "BROKEN  ") + finding.promise());
            finding.violations().forEach(violation -> System.out.println("        " + violation));
        }
    }
}
