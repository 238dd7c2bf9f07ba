package org.voiceorchestrator.cdr;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallOutcome;

/// What becomes of the lead of a call that was lost, when it is known how the call ended. The rules are the dialer's.
public interface AfterLost {
    /// @param lead null: the call was no lead's
    /// @param initiatedAt later calls of the lead were begun after that
    /// @param lostAt when the call was given up, and the lead settled for it
    record Call(UUID id, @Nullable Long lead, Instant initiatedAt, Instant lostAt) {}

    /// Belongs into the transaction that corrects the call log.
    ///
    /// @param endedAt when the call really ended
    /// @return false when the lead is no longer where the lost call left it; then nothing was changed
    boolean settle(Call call, CallOutcome outcome, Instant endedAt, Instant now);
}
