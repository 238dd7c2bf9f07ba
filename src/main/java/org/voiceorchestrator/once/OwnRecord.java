package org.voiceorchestrator.once;

import java.util.Optional;

/// A key whose request leads to a record that its room keeps anyway (an import log, say), which tells what became of
/// it.
public final class OwnRecord {
    private final Keys keys;
    private final KeyedRequest request;
    private final String fingerprint;
    private final Optional<Long> earlier;

    OwnRecord(Keys keys, KeyedRequest request, String fingerprint, Optional<Long> earlier) {
        this.keys = keys;
        this.request = request;
        this.fingerprint = fingerprint;
        this.earlier = earlier;
    }

    /// The record that the same request led to before.
    public Optional<Long> earlier() {
        return earlier;
    }

    /// From now on the request has led to this record. Belongs into the transaction that makes it.
    ///
    /// @throws Overtaken when the same request has led to another one since [#earlier] was looked up
    public void becomes(long record) {
        if (!keys.record(request, fingerprint, earlier.orElse(null), record)) {
            throw new Overtaken();
        }
    }

    /// The same request, sent a second time, was faster.
    public static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Overtaken() {
            super("the same request was faster");
        }
    }
}
