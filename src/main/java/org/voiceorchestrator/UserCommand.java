package org.voiceorchestrator;

import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.security.UserAdministration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Users, from the command line.
@Command(
        name = "user",
        description = "Users.",
        mixinStandardHelpOptions = true,
        subcommands = {UserCommand.Add.class})
final class UserCommand {

    @Command(name = "add", description = "Add a user who can sign in.", mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "NAME", description = "The name to sign in with.")
        private String name = "";

        @Option(names = "--role", required = true, description = "admin, supervisor, agent, viewer or service.")
        private String role = "";

        @Option(
                names = "--password",
                required = true,
                interactive = true,
                arity = "0..1",
                description = "At least 10 characters; asked for when left out.")
        private char[] password = {};

        @Option(names = "--agent", description = "The id of the agent that this user is.")
        private @Nullable Long agent;

        @Override
        public Integer call() {
            Map<String, Object> fields =
                    new HashMap<>(Map.of("username", name, "role", role, "password", new String(password)));
            if (agent != null) {
                fields.put("agent", agent);
            }
            try (ApplicationContext context = ApplicationContext.run()) {
                context.getBean(UserAdministration.class).add(fields);
                System.out.println("User " + name + " can sign in as " + role + ".");
                return 0;
            } catch (FieldErrors e) {
                e.errors().forEach((field, messages) -> System.err.println(field + ": " + String.join(" ", messages)));
                return 1;
            }
        }
    }
}
