package org.voiceorchestrator.migration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// On which extensions agents that have to be made will answer. Nobody's phone rings by a guess: an agent that is not
/// listed gets one only where a first free one is given.
///
/// @param listed by agent_id
/// @param first the number from which on further agents get those that nobody has; null: they get none
public record Extensions(
        Map<String, String> listed, @Nullable Integer first) {
    public static final int LOWEST = 1;
    public static final int HIGHEST = 999_999_999;

    private static final Pattern EXTENSION = Pattern.compile("[0-9A-Za-z_.-]{1,32}");
    private static final List<String> HEADER = List.of("agent_id", "extension");

    public Extensions {
        listed = Map.copyOf(listed);
        if (first != null && (first < LOWEST || first > HIGHEST)) {
            throw new IllegalArgumentException("The first extension must be from " + LOWEST + " to " + HIGHEST + ".");
        }
    }

    /// Lines of `agent_id,extension`, with or without a header; blank ones are passed over.
    ///
    /// @throws IllegalArgumentException with a sentence that names the line
    public static Extensions read(List<String> lines, @Nullable Integer first) {
        Map<String, String> listed = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replace("\uFEFF", "").strip();
            List<String> cells = List.of(line.split("\\s*[,;\t]\\s*", -1));
            if (line.isEmpty() || (i == 0 && cells.equals(HEADER))) {
                continue;
            }
            if (cells.size() != 2
                    || !TelecardName.AGENT_ID.matcher(cells.get(0)).matches()
                    || !EXTENSION.matcher(cells.get(1)).matches()) {
                throw new IllegalArgumentException(
                        "Line " + (i + 1) + " is not agent_id,extension, as AgentAhmed,101.");
            }
            String before = listed.put(cells.get(0), cells.get(1));
            if (before != null && !before.equals(cells.get(1))) {
                throw new IllegalArgumentException(
                        "Line " + (i + 1) + ": " + cells.get(0) + " has another extension above.");
            }
        }
        return new Extensions(listed, first);
    }

    /// Gives out extensions, each number once.
    Dispenser dispenser(Set<String> taken) {
        return new Dispenser(taken);
    }

    final class Dispenser {
        private final Set<String> taken;
        private final Map<String, String> given = new HashMap<>();
        private long next = first == null ? 0 : first;

        private Dispenser(Set<String> taken) {
            this.taken = new HashSet<>(taken);
            this.taken.addAll(listed.values());
        }

        /// The same one each time the same agent is asked for; none when there is none to give.
        Optional<String> forAgent(String agentId) {
            return Optional.ofNullable(given.computeIfAbsent(agentId, this::fresh));
        }

        private @Nullable String fresh(String agentId) {
            String chosen = listed.get(agentId);
            if (chosen != null || first == null) {
                return chosen;
            }
            while (!taken.add(Long.toString(next))) {
                next++;
            }
            return Long.toString(next);
        }
    }
}
