package org.voiceorchestrator.call;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voiceorchestrator.database.Conditions;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.ListRequest.Count;

/// How many calls a list has: from the counters that triggers keep where the filters allow it, else counted up to a
/// bound.
@Singleton
final class CallCounters {
    static final long COUNTED = 10_000;

    private final Database database;

    CallCounters(Database database) {
        this.database = database;
    }

    /// @param conditions those of the list's filters, without its cursor
    Count count(ListRequest request, Optional<Long> confinedTo, Conditions conditions, Optional<CallSearch> search) {
        Optional<String> status = request.filter("status");
        boolean counted = confinedTo.isEmpty()
                && search.isEmpty()
                && request.filter("agent").isEmpty()
                && request.filter("lead").isEmpty()
                && !status.map(CallCounters::isLive).orElse(false);
        if (counted) {
            return fromCounters(request, status);
        }
        return upToABound(conditions, search.orElse(CallSearch.ALL));
    }

    private Count fromCounters(ListRequest request, Optional<String> status) {
        // a name of a closed set
        String column = status.map(name -> Names.of(Names.parse(CallStatus.class, name)))
                        .orElse("total") + "_calls";
        Conditions campaign = new Conditions();
        request.filter("campaign").ifPresent(name -> addCampaign(campaign, name));
        String table = request.filter("campaign").isPresent() ? "campaign_figures " : "call_totals ";
        return Count.exactly(
                database.sql("SELECT coalesce(sum(" + column + "), 0) AS count FROM " + table + campaign.where())
                        .with(campaign.values())
                        .one(row -> row.bigint("count")));
    }

    /// Each of the alternatives is read no further than the bound, by the index that answers it: of all of them in one
    /// condition PostgreSQL looks up every call that meets it before it gives the first.
    private Count upToABound(Conditions conditions, CallSearch search) {
        String filters = conditions.where();
        String counted = search.alternatives().stream()
                .map(alternative -> "(SELECT id FROM call_logs " + filters + (filters.isEmpty() ? "WHERE " : " AND ")
                        + alternative + " LIMIT :bound)")
                .collect(Collectors.joining(" UNION "));
        if (counted.isEmpty()) {
            return Count.exactly(0);
        }
        long count = database.sql("SELECT count(*) FROM (" + counted + ") AS counted")
                .with(conditions.values())
                .with(search.values())
                .with("bound", COUNTED + 1)
                .one(row -> row.bigint("count"));
        return count > COUNTED ? new Count(COUNTED, false) : Count.exactly(count);
    }

    /// On `campaign_id`, which calls and figures both have.
    static void addCampaign(Conditions conditions, String campaign) {
        if (campaign.matches("[0-9]{1,18}")) {
            conditions.add("campaign_id = :campaign", "campaign", Long.valueOf(campaign));
        } else {
            conditions.add(
                    "campaign_id = (SELECT id FROM campaigns WHERE campaign_id = :campaign)", "campaign", campaign);
        }
    }

    static boolean isLive(String status) {
        return Names.parse(CallStatus.class, status).isLive();
    }
}
