package org.voiceorchestrator.donotcall;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.phone.PhoneNumber;
import org.voiceorchestrator.phone.PhoneResult;

/// What the rows of a list of numbers mean. Columns are found by the names in the first row; where that row begins
/// with a phone number itself, the file has no header and numbers only, as operators' lists come.
final class NumberRows {
    static final String NUMBER = "number";
    static final String REASON = "reason";
    static final String EXPIRES_AT = "expires_at";
    static final String CAMPAIGN = "campaign_id";
    private static final Set<String> NAMES_OF_NUMBER =
            Set.of(NUMBER, "phone", "phone_number", "mobile", "msisdn", "contact");

    private final AnyCountry phones;
    private final Expiry expiry;
    private final Map<String, Long> campaigns;
    private final Defaults defaults;
    private final Map<String, Integer> columns = new HashMap<>();

    /// What counts where a row says nothing.
    record Defaults(
            @Nullable Long campaign,
            String reason,
            @Nullable Instant expiresAt,
            Instant now) {}

    /// A row, read.
    sealed interface Read {
        record Good(
                PhoneNumber phone,
                @Nullable Long campaign,
                String reason,
                @Nullable Instant expiresAt) implements Read {}

        record Bad(String number, String code, String error) implements Read {}
    }

    /// @param campaigns ids by the names that may stand in the file
    NumberRows(AnyCountry phones, Expiry expiry, Map<String, Long> campaigns, Defaults defaults) {
        this.phones = phones;
        this.expiry = expiry;
        this.campaigns = campaigns;
        this.defaults = defaults;
    }

    /// @return whether it is a header; else it is a row like the others
    /// @throws IllegalArgumentException with what to do, where neither numbers nor their column can be found
    boolean takeHeader(List<String> cells) {
        if (!cells.isEmpty() && phones.read(cells.getFirst()) instanceof PhoneResult.Normalized) {
            columns.put(NUMBER, 0);
            return false;
        }
        Set<String> twice = new HashSet<>();
        for (int i = 0; i < cells.size(); i++) {
            String name = cells.get(i).strip().toLowerCase(Locale.ROOT).replace(' ', '_');
            String meant = NAMES_OF_NUMBER.contains(name) ? NUMBER : name;
            if (columns.putIfAbsent(meant, i) != null && !meant.isEmpty()) {
                twice.add(meant);
            }
        }
        if (!columns.containsKey(NUMBER)) {
            throw new IllegalArgumentException("CSV missing required columns: {'number'}");
        }
        twice.retainAll(Set.of(NUMBER, REASON, EXPIRES_AT, CAMPAIGN));
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException(
                    "CSV has the column '" + twice.iterator().next() + "' more than once");
        }
        return true;
    }

    Read read(NumberFile.Row row) {
        if (!row.problem().isEmpty()) {
            return new Read.Bad("", "unreadable_row", row.problem());
        }
        String number = cell(row, NUMBER);
        return switch (phones.read(number)) {
            case PhoneResult.Refused refused -> new Read.Bad(shown(number), refused.code(), refused.message());
            case PhoneResult.Normalized(var phone) -> read(row, phone, shown(number));
        };
    }

    private Read read(NumberFile.Row row, PhoneNumber phone, String number) {
        String reason = cell(row, REASON);
        if (reason.length() > WishForm.LONGEST_REASON) {
            return new Read.Bad(
                    number, "text_too_long", "reason: must be at most " + WishForm.LONGEST_REASON + " characters long");
        }
        String campaign = cell(row, CAMPAIGN);
        Optional<Long> named = Optional.ofNullable(campaigns.get(campaign));
        if (!campaign.isEmpty() && named.isEmpty()) {
            return new Read.Bad(number, "unknown_campaign", "campaign_id: there is no campaign of that name");
        }
        String until = cell(row, EXPIRES_AT);
        try {
            Instant expiresAt = until.isEmpty() ? defaults.expiresAt() : expiry.read(until, defaults.now());
            return new Read.Good(
                    phone,
                    campaign.isEmpty() ? defaults.campaign() : named.orElseThrow(),
                    reason.isEmpty() ? defaults.reason() : reason,
                    expiresAt);
        } catch (IllegalArgumentException e) {
            return new Read.Bad(number, "invalid_expiry", "expires_at: " + Expiry.WRONG);
        }
    }

    private String cell(NumberFile.Row row, String column) {
        Integer index = columns.get(column);
        return index == null || index >= row.cells().size()
                ? ""
                : row.cells().get(index).strip();
    }

    private static String shown(String number) {
        return number.length() > 100 ? number.substring(0, 100) + "…" : number;
    }
}
