package org.voiceorchestrator.lead;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.ListRequest.Count;

/// Which leads stand on a page. What is not searched is counted by the counters and read from the heads of the groups
/// that the filters leave. Belongs into one snapshot, so that counters and leads agree.
@Singleton
final class LeadPages {
    private final LeadCounters counters;
    private final LeadWalk walk;
    private final LeadSearches searches;

    LeadPages(LeadCounters counters, LeadWalk walk, LeadSearches searches) {
        this.counters = counters;
        this.walk = walk;
        this.searches = searches;
    }

    /// @param ids in the order of the list, one more than the page holds where others follow
    record Chosen(List<Long> ids, Count count) {}

    /// @param confinedTo the agent in whose campaigns leads may be seen; empty: all
    Chosen choose(ListRequest request, Optional<Long> confinedTo) {
        List<LeadGroup> groups = counters.groups(request, confinedTo);
        if (groups.isEmpty()) {
            return new Chosen(List.of(), Count.exactly(0));
        }
        if (!request.search().isEmpty()) {
            return searches.choose(request, confinedTo, groups);
        }
        long count = groups.stream().mapToLong(LeadGroup::leads).sum();
        return new Chosen(inOrder(groups, request), Count.exactly(count));
    }

    /// Where segments come first, those that lie wholly before the page are skipped by their count.
    private List<Long> inOrder(List<LeadGroup> groups, ListRequest request) {
        LeadOrder order = new LeadOrder(request);
        if (!order.segmentFirst()) {
            return walk.page(groups, order, request.limit(), request.offset());
        }
        List<Long> ids = new ArrayList<>();
        long offset = request.offset();
        for (List<LeadGroup> segment : bySegment(groups, order)) {
            long leads = segment.stream().mapToLong(LeadGroup::leads).sum();
            if (offset < leads && ids.size() < request.limit()) {
                ids.addAll(walk.page(segment, order, request.limit() - ids.size(), offset));
            }
            offset = Math.max(0, offset - leads);
        }
        return ids;
    }

    static List<List<LeadGroup>> bySegment(List<LeadGroup> groups, LeadOrder order) {
        TreeMap<Segment, List<LeadGroup>> segments = groups.stream()
                .collect(Collectors.groupingBy(
                        LeadGroup::segment, () -> new TreeMap<>(order.bySegment()), Collectors.toList()));
        return List.copyOf(segments.values());
    }
}
