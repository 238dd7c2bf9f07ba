package org.voiceorchestrator.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/// Leads that are due: first those to be called again, then those never called, in their order.
final class LeadQueue {
    private final CampaignDay day;
    private final PriorityQueue<Again> again =
            new PriorityQueue<>(Comparator.comparingLong(Again::at).thenComparingInt(Again::lead));
    private int next;

    private record Again(long at, int lead, int attempt) {}

    LeadQueue(CampaignDay day) {
        this.day = day;
    }

    boolean isDue(long now) {
        return next < day.leads() || isDueAgain(now);
    }

    /// The next one; only while one [is due][#isDue].
    Call next(long now) {
        if (isDueAgain(now)) {
            Again first = again.remove();
            return new Call(first.lead, first.attempt + 1, now);
        }
        Call call = new Call(next, 1, now);
        next++;
        return call;
    }

    void ended(Call call, boolean abandoned, long now) {
        CampaignDay.Retries retries = day.retries();
        switch (call.fate().ending()) {
            case ANSWERED -> {
                if (abandoned) {
                    later(call, now + retries.abandoned().toMillis());
                }
            }
            case BUSY -> later(call, now + retries.busy().toMillis());
            case NO_ANSWER -> later(call, now + retries.noAnswer().toMillis());
            case INVALID -> {}
        }
    }

    int neverCalled() {
        return day.leads() - next;
    }

    private boolean isDueAgain(long now) {
        Again first = again.peek();
        return first != null && first.at <= now;
    }

    private void later(Call call, long at) {
        if (call.attempt() < day.retries().attempts()) {
            again.add(new Again(at, call.lead(), call.attempt()));
        }
    }
}
