package org.voiceorchestrator.database;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.propagation.PropagatedContextElement;
import java.util.Optional;

/// Is told of the first transaction that writes, among all that come from the request or task that carries it as an
/// element of its propagated context. That holds for the threads that the framework hands the request to, and for no
/// thread that our own code starts.
public interface FirstWrite extends PropagatedContextElement {
    /// Whether that transaction is still to come.
    boolean isAwaited();

    /// Called in that transaction, just before its commit; its statements belong to it. What it throws undoes the
    /// transaction.
    void happens();

    /// Called after that commit.
    void committed();

    static Optional<FirstWrite> awaited() {
        return PropagatedContext.find()
                .flatMap(context -> context.find(FirstWrite.class))
                .filter(FirstWrite::isAwaited);
    }
}
