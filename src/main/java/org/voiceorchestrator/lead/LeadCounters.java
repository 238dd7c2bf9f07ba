package org.voiceorchestrator.lead;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.database.Conditions;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.ListRequest;

/// How many leads there are, from the counters that triggers keep: exact, and the same work however many there are.
@Singleton
final class LeadCounters {
    private static final String SUMS = """
            sum(pending_leads) AS pending, sum(dialing_leads) AS dialing, sum(marked_leads) AS called,
            sum(skipped_leads) AS skipped, sum(completed_leads) AS completed, sum(failed_leads) AS failed,
            sum(do_not_call_leads) AS do_not_call
            """;

    private final Database database;

    LeadCounters(Database database) {
        this.database = database;
    }

    /// The groups that a list's filters leave, without those that have no lead.
    List<LeadGroup> groups(ListRequest request, Optional<Long> confinedTo) {
        Optional<String> segment = request.filter("segment");
        Optional<String> status = request.filter("status");
        return allGroups(request, confinedTo).stream()
                .filter(group -> group.leads() > 0)
                .filter(group -> segment.isEmpty() || segment.get().equals(Names.of(group.segment())))
                .filter(group -> status.isEmpty() || status.get().equals(Names.of(group.status())))
                .toList();
    }

    private List<LeadGroup> allGroups(ListRequest request, Optional<Long> confinedTo) {
        if (request.filter("campaign").isEmpty() && confinedTo.isEmpty()) {
            return flat(database.sql("SELECT segment, " + SUMS + "FROM lead_totals GROUP BY segment")
                    .list(row -> groups(row, null)));
        }
        Conditions conditions = ofCampaigns(request, confinedTo).add("segment <> ''");
        return flat(database.sql("SELECT campaign_id, segment, " + SUMS + "FROM campaign_figures " + conditions.where()
                        + " GROUP BY campaign_id, segment")
                .with(conditions.values())
                .list(row -> groups(row, row.bigint("campaign_id"))));
    }

    /// On `campaign_id`, which leads and figures both have.
    static Conditions ofCampaigns(ListRequest request, Optional<Long> confinedTo) {
        Conditions conditions = new Conditions();
        confinedTo.ifPresent(agent ->
                conditions.add("campaign_id IN (SELECT id FROM campaigns WHERE agent_id = :own)", "own", agent));
        request.filter("campaign").ifPresent(campaign -> {
            if (campaign.matches("[0-9]{1,18}")) {
                conditions.add("campaign_id = :campaign", "campaign", Long.valueOf(campaign));
            } else {
                conditions.add(
                        "campaign_id = (SELECT id FROM campaigns WHERE campaign_id = :campaign)", "campaign", campaign);
            }
        });
        return conditions;
    }

    private static List<LeadGroup> groups(Row row, @Nullable Long campaign) {
        Segment segment = row.constant("segment", Segment.class);
        List<LeadGroup> groups = new ArrayList<>();
        for (LeadStatus status : LeadStatus.values()) {
            groups.add(new LeadGroup(campaign, segment, status, row.bigint(Names.of(status))));
        }
        return groups;
    }

    private static List<LeadGroup> flat(List<List<LeadGroup>> groups) {
        return groups.stream().flatMap(List::stream).toList();
    }
}
