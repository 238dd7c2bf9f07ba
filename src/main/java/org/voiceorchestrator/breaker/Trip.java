package org.voiceorchestrator.breaker;

/// By what a breaker opened.
///
/// @param failures so many calls failed
/// @param ofCalls of so many; 0: in a row
record Trip(int failures, int ofCalls) {
    static Trip inARow(int failures) {
        return new Trip(failures, 0);
    }

    static Trip ofTheLast(Recent recent) {
        return new Trip(recent.failures(), recent.calls());
    }

    String inWords() {
        if (ofCalls > 0) {
            return failures + " of the last " + ofCalls + " calls failed";
        }
        return failures > 0 ? failures + " calls failed in a row" : "calls failed in a row";
    }
}
