package org.voiceorchestrator.donotcall;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Conditions;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.CountedList;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.phone.PhoneNumber;
import org.voiceorchestrator.phone.PhoneResult;

/// The lists as they are read.
@Singleton
final class DoNotCallEntries {
    /// Of an entry for good: behind all that end.
    private static final Instant NEVER = Instant.parse("9998-12-31T00:00:00Z");

    /// To be ordered by.
    static final String EXPIRY = "coalesce(e.expires_at, TIMESTAMPTZ '" + NEVER + "')";

    private static final String IN_FORCE = "(e.expires_at IS NULL OR e.expires_at > :now)";

    private static final String SELECT = """
            SELECT e.id, e.phone_number, CASE WHEN e.campaign_id IS NULL THEN 'company' ELSE 'campaign' END AS scope,
                   e.campaign_id AS campaign,
                   (SELECT c.campaign_name FROM campaigns AS c WHERE c.id = e.campaign_id) AS campaign_name,
                   e.source, e.reason, e.expires_at, %s AS in_force, e.created_by, e.created_at, e.updated_at
            FROM do_not_call_entries AS e
            """.formatted(IN_FORCE);

    private final Database database;
    private final AnyCountry phones;

    DoNotCallEntries(Database database, AnyCountry phones) {
        this.database = database;
        this.phones = phones;
    }

    Optional<DoNotCallEntry> find(long id, Instant now) {
        return database.sql(SELECT + "WHERE e.id = :id")
                .with("id", id)
                .with("now", now)
                .first(DoNotCallEntries::entry);
    }

    /// @param campaign whose list; null: the company's
    Optional<DoNotCallEntry> find(PhoneNumber phone, @Nullable Long campaign, Instant now) {
        return database.sql(SELECT + """
                        WHERE e.phone_number = :phone
                          AND coalesce(e.campaign_id, 0) = coalesce(:campaign::bigint, 0)
                        """)
                .with("phone", phone.digits())
                .with("campaign", campaign)
                .with("now", now)
                .first(DoNotCallEntries::entry);
    }

    /// The entries in force that keep the number from being called.
    ///
    /// @param campaign in which it would be called; null: the company's list alone is asked
    List<DoNotCallEntry> against(PhoneNumber phone, @Nullable Long campaign, Instant now) {
        return database.sql(SELECT + """
                        WHERE e.phone_number = :phone
                          AND (e.campaign_id IS NULL OR e.campaign_id = :campaign::bigint)
                          AND (e.expires_at IS NULL OR e.expires_at > :now)
                        ORDER BY e.campaign_id NULLS FIRST
                        """)
                .with("phone", phone.digits())
                .with("campaign", campaign)
                .with("now", now)
                .list(DoNotCallEntries::entry);
    }

    Page<DoNotCallEntry> list(ListRequest request, Instant now) {
        Conditions conditions = conditions(request).add("TRUE", "now", now);
        return new CountedList<>(database, SELECT, DoNotCallEntries::entry, DoNotCallEntries::orderedField)
                .page(request, conditions);
    }

    private static Object orderedField(DoNotCallEntry entry, String field) {
        return switch (field) {
            case "created_at" -> entry.createdAt();
            case "expires_at" -> Objects.requireNonNullElse(entry.expiresAt(), NEVER);
            case "id" -> entry.id();
            default -> throw new IllegalArgumentException("do-not-call entries are not ordered by " + field);
        };
    }

    private Conditions conditions(ListRequest request) {
        Conditions conditions = new Conditions();
        request.filter("campaign").ifPresent(campaign -> {
            if (campaign.matches("[0-9]{1,18}")) {
                conditions.add("e.campaign_id = :campaign", "campaign", Long.valueOf(campaign));
            } else {
                conditions.add(
                        "e.campaign_id = (SELECT id FROM campaigns WHERE campaign_id = :campaign)",
                        "campaign",
                        campaign);
            }
        });
        request.filter("scope")
                .ifPresent(scope ->
                        conditions.add("(e.campaign_id IS NULL) = :company", "company", scope.equals("company")));
        request.filter("source").ifPresent(source -> conditions.add("e.source = :source", "source", source));
        request.filter("in_force")
                .ifPresent(wanted -> conditions.add(IN_FORCE + " = :in_force", "in_force", wanted.equals("true")));
        if (!request.search().isEmpty()) {
            search(conditions, request.search());
        }
        return conditions;
    }

    /// A whole number in any written form, else part of a number or of a reason.
    private void search(Conditions conditions, String text) {
        switch (phones.read(text)) {
            case PhoneResult.Normalized(var number) ->
                conditions.add("e.phone_number = :number", "number", number.digits());
            case PhoneResult.Refused refused -> conditions.search(text, List.of("e.phone_number", "e.reason"));
        }
    }

    private static DoNotCallEntry entry(Row row) {
        String campaignName = row.textOrNull("campaign_name");
        return new DoNotCallEntry(
                row.bigint("id"),
                row.text("phone_number"),
                row.constant("scope", DoNotCallScope.class),
                row.bigintOrNull("campaign"),
                campaignName == null ? "" : campaignName,
                row.constant("source", DoNotCallSource.class),
                row.text("reason"),
                row.instantOrNull("expires_at"),
                row.bool("in_force"),
                row.text("created_by"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
