package org.voiceorchestrator;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The process and its command line. Exit status: 0, 1 (failed), 2 (wrong usage).
@Command(
        name = "voice-orchestrator",
        description = "An outbound dialer: lead lists become calls over FreeSWITCH, calls become figures.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            UserCommand.class,
            AuditCommand.class,
            MigrateCommand.class,
            SimulateCommand.class
        })
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        CommandLine commandLine = new CommandLine(new Application());
        commandLine.setExecutionExceptionHandler((e, _, _) -> StartFailure.explain(e));
        System.exit(commandLine.execute(servingByDefault(commandLine, args)));
    }

    /// Options alone are those of `serve`.
    private static String[] servingByDefault(CommandLine commandLine, String[] args) {
        boolean ownOption = args.length == 1 && commandLine.getCommandSpec().findOption(args[0]) != null;
        if (ownOption || (args.length > 0 && !args[0].startsWith("-"))) {
            return args;
        }
        String[] serve = new String[args.length + 1];
        serve[0] = "serve";
        System.arraycopy(args, 0, serve, 1, args.length);
        return serve;
    }
}
