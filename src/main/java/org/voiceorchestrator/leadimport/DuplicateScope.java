package org.voiceorchestrator.leadimport;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a number must not be already, for its row to become a lead. The campaign itself counts in all of them.
public sealed interface DuplicateScope {
    /// In no other campaign.
    record Campaign() implements DuplicateScope {}

    /// In any campaign that is active.
    record ActiveCampaigns() implements DuplicateScope {}

    /// In any campaign, among the leads made in so many days before the import.
    record LastDays(int days) implements DuplicateScope {
        public LastDays {
            if (days < 1 || days > MOST_DAYS) {
                throw new IllegalArgumentException("Ensure the days are from 1 to " + MOST_DAYS + ".");
            }
        }
    }

    int MOST_DAYS = 365;

    Pattern LAST_DAYS = Pattern.compile("days:([0-9]{1,9})");

    /// `campaign`, `active_campaigns` or `days:30`.
    ///
    /// @throws IllegalArgumentException with a sentence for the person who wrote it
    static DuplicateScope parse(String text) {
        Matcher days = LAST_DAYS.matcher(text);
        if (days.matches()) {
            return new LastDays(Integer.parseInt(days.group(1)));
        }
        return switch (text) {
            case "campaign" -> new Campaign();
            case "active_campaigns" -> new ActiveCampaigns();
            default ->
                throw new IllegalArgumentException("\"" + text
                        + "\" is not a valid choice. Choose campaign, active_campaigns, or days:N with N from"
                        + " 1 to " + MOST_DAYS + ".");
        };
    }

    /// Whether other campaigns count at all.
    default boolean countsOthers() {
        return switch (this) {
            case Campaign campaign -> false;
            case ActiveCampaigns campaigns -> true;
            case LastDays days -> true;
        };
    }

    /// In SQL: which leads `l` of other campaigns `c` have the number already. `:since` is [#since].
    default String condition() {
        return switch (this) {
            // told of in a preview
            case Campaign campaign -> "c.status = 'active'";
            case ActiveCampaigns campaigns -> "c.status = 'active'";
            case LastDays days -> "l.created_at >= :since";
        };
    }

    /// Leads made before this do not count, where their age counts.
    default Instant since(Instant now) {
        return switch (this) {
            case Campaign campaign -> now;
            case ActiveCampaigns campaigns -> now;
            case LastDays(int days) -> now.minus(Duration.ofDays(days));
        };
    }

    /// As it is written in a form.
    default String written() {
        return switch (this) {
            case Campaign campaign -> "campaign";
            case ActiveCampaigns campaigns -> "active_campaigns";
            case LastDays(int days) -> "days:" + days;
        };
    }
}
