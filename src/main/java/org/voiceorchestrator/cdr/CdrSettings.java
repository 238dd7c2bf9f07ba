package org.voiceorchestrator.cdr;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import org.voiceorchestrator.database.StartRefused;

/// How records of the switch are taken.
///
/// @param user with the password, whom FreeSWITCH posts as (`cred` of its modules); both empty: only a token of a
/// `service` user is good
/// @param keepDays so long records are kept, and lost calls corrected by them
@Context
@ConfigurationProperties("dialer.cdr")
public record CdrSettings(
        @Bindable(defaultValue = "") String user,
        @Bindable(defaultValue = "") String password,
        @Bindable(defaultValue = "7") int keepDays) {
    private static final int SHORTEST_PASSWORD = 12;

    public CdrSettings {
        if (user.isEmpty() != password.isEmpty()) {
            throw new StartRefused("DIALER_CDR_USER and DIALER_CDR_PASSWORD belong together: set both, or neither");
        }
        if (!password.isEmpty() && password.length() < SHORTEST_PASSWORD) {
            throw new StartRefused("DIALER_CDR_PASSWORD must have at least " + SHORTEST_PASSWORD + " characters");
        }
        if (user.contains(":")) {
            throw new StartRefused("DIALER_CDR_USER must not have a colon in it");
        }
        if (keepDays < 1 || keepDays > 3650) {
            throw new StartRefused("DIALER_CDR_KEEP_DAYS must be a number from 1 to 3650");
        }
    }

    boolean takesPassword() {
        return !user.isEmpty();
    }

    /// The password stays out of logs.
    @Override
    public String toString() {
        return "CdrSettings[user=" + user + ", keepDays=" + keepDays + "]";
    }
}
