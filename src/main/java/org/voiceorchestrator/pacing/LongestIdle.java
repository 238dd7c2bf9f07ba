package org.voiceorchestrator.pacing;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Whom a call goes to: of the agents with room for one more, the one who has been without a call for longest.
public final class LongestIdle {
    private static final Comparator<Candidate> FIRST = Comparator.comparingInt(Candidate::calls)
            .thenComparing(Candidate::idleSince)
            .thenComparingLong(Candidate::agent);

    private LongestIdle() {}

    /// An agent of the campaign who is available.
    ///
    /// @param calls that they have now, those being put through to them included
    /// @param capacity how many they may have at once
    /// @param idleSince the end of their last call or wrap-up, or the time they became available
    public record Candidate(long agent, int calls, int capacity, Instant idleSince) {
        public Candidate {
            if (calls < 0 || capacity < 0) {
                throw new IllegalArgumentException("calls and capacity must not be negative");
            }
        }

        boolean hasRoom() {
            return calls < capacity;
        }
    }

    /// Agents without any call come first; of equals, the one with the lower id, so that any two processes agree.
    /// Empty: nobody has room.
    public static Optional<Candidate> of(Collection<Candidate> agents) {
        return agents.stream().filter(Candidate::hasRoom).min(FIRST);
    }
}
