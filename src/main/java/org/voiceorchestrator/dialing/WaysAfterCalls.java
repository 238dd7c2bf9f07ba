package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.voiceorchestrator.breaker.Breakers;
import org.voiceorchestrator.breaker.Lesson;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.database.Database;

/// What calls teach of the way they went: whether their campaign and their trunk may have more of them. While nothing
/// fails and nothing has, it costs nothing.
@Singleton
final class WaysAfterCalls {
    private final Database database;
    private final Breakers breakers;
    private final Clock clock;

    WaysAfterCalls(Database database, Breakers breakers, Clock clock) {
        this.database = database;
        this.breakers = breakers;
        this.clock = clock;
    }

    /// Belongs into the transaction that has closed the calls.
    void settle(List<ClosedCall> closed) {
        List<Breakers.Call> heard = closed.stream()
                .sorted(Comparator.comparing(call -> call.how().at()))
                .map(call -> heard(
                        call.call(),
                        call.way(),
                        lesson(call.how().outcome(), call.way().reached())))
                .toList();
        boolean watched = closed.stream().anyMatch(call -> call.way().watched());
        if (watched || heard.stream().anyMatch(call -> call.heard().lesson() instanceof Lesson.Failed)) {
            breakers.hear(heard, clock.instant());
        }
    }

    /// Phones ring, or people have answered.
    void ring(Map<UUID, CallWay> calls) {
        if (calls.values().stream().anyMatch(CallWay::watched)) {
            List<Breakers.Call> heard = calls.entrySet().stream()
                    .map(call -> heard(
                            call.getKey(),
                            call.getValue(),
                            new Lesson.GotThrough(!call.getValue().first())))
                    .toList();
            database.inTransaction(() -> breakers.hear(heard, clock.instant()));
        }
    }

    private static Breakers.Call heard(UUID call, CallWay way, Lesson lesson) {
        return new Breakers.Call(way.campaign(), way.trunk(), new Lesson.Of(call, way.begun(), lesson));
    }

    /// @param reached whether the call has been heard of before
    static Lesson lesson(CallOutcome outcome, boolean reached) {
        return switch (outcome) {
            case CallOutcome.NotPlaced notPlaced ->
                notPlaced.asked()
                        ? new Lesson.Failed(notPlaced.cause().isEmpty() ? notPlaced.remark() : notPlaced.cause())
                        : new Lesson.Nothing();
            case CallOutcome.Failed failed ->
                failed.ofTheTrunk() ? new Lesson.Failed(failed.cause()) : new Lesson.GotThrough(reached);
            case CallOutcome.Answered _,
                    CallOutcome.Abandoned _,
                    CallOutcome.Busy _,
                    CallOutcome.NoAnswer _,
                    CallOutcome.InvalidNumber _ -> new Lesson.GotThrough(reached);
            case CallOutcome.Cancelled _, CallOutcome.NotBegun _, CallOutcome.Lost _ -> new Lesson.Nothing();
        };
    }
}
