package org.voiceorchestrator.lead;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Ordering;

/// How a list of leads is ordered: always by time and id in a group of one segment and status, and before or behind
/// the time perhaps by segment.
final class LeadOrder {
    private final ListRequest request;
    private final Ordering time;
    private final Optional<Ordering> segment;

    LeadOrder(ListRequest request) {
        this.request = request;
        this.time =
                request.ordering().stream().filter(Ordering::byTime).findFirst().orElseThrow();
        this.segment =
                request.ordering().stream().filter(term -> !term.byTime()).findFirst();
    }

    /// Where a page begins in a group: behind a lead of this time and id.
    ///
    /// @param at as SQL reads it
    record Bound(String at, long id) {}

    /// Whether all leads of a segment come before those of the next.
    boolean segmentFirst() {
        return request.ordering().getFirst().equals(segment.orElse(null));
    }

    /// Whether leads of one time are parted by segment: then a group is ordered as the list is only by itself.
    boolean segmentWithin() {
        return segment.isPresent() && !segmentFirst();
    }

    boolean newestFirst() {
        return time.descending();
    }

    /// The order within a group.
    String inGroup() {
        return newestFirst() ? "created_at DESC, id DESC" : "created_at, id";
    }

    /// The order of the whole list.
    String everywhere() {
        return request.orderBy();
    }

    Comparator<Segment> bySegment() {
        Comparator<Segment> byName = Comparator.comparing(Names::of);
        return segment.filter(Ordering::descending).isPresent() ? byName.reversed() : byName;
    }

    /// Where the page begins in a group of this segment; nothing where all of it lies before the cursor.
    Optional<Bound> bound(Segment of) {
        if (request.cursor().isEmpty()) {
            return Optional.of(new Bound(newestFirst() ? "infinity" : "-infinity", first()));
        }
        List<Object> values = request.cursor().get().values();
        int compared = segment.map(term ->
                        compare(of, (String) values.get(request.ordering().indexOf(term))))
                .orElse(0);
        if (segmentFirst() && compared != 0) {
            return compared < 0
                    ? Optional.empty()
                    : Optional.of(new Bound(newestFirst() ? "infinity" : "-infinity", first()));
        }
        // of the cursor's moment, a later segment lies behind it wholly, and an earlier one not at all
        long id = compared == 0 ? request.cursor().get().id() : compared > 0 ? first() : last();
        Instant at = (Instant) values.get(request.ordering().indexOf(time));
        return Optional.of(new Bound(at.toString(), id));
    }

    private int compare(Segment one, String other) {
        int byName = Names.of(one).compareTo(other);
        return segment.orElseThrow().descending() ? -byName : byName;
    }

    private long first() {
        return newestFirst() ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    private long last() {
        return newestFirst() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
