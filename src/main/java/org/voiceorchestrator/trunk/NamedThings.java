package org.voiceorchestrator.trunk;

import java.util.List;
import org.voiceorchestrator.database.Conditions;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Listing;

/// What the lists of trunks, nodes and pools share: each thing has a name, and is in use or not. Their table is `t`.
final class NamedThings {
    static final Listing LISTING = Listing.orderedBy("-created_at")
            .bool("is_active")
            .orderingByTime("created_at", "t.created_at")
            .ordering("name", "t.name")
            .idColumn("t.id");

    private NamedThings() {}

    static Conditions conditions(ListRequest request) {
        Conditions conditions = new Conditions();
        request.filter("is_active")
                .ifPresent(active -> conditions.add("t.is_active = :active", "active", Boolean.valueOf(active)));
        if (!request.search().isEmpty()) {
            conditions.search(request.search(), List.of("t.name"));
        }
        return conditions;
    }
}
