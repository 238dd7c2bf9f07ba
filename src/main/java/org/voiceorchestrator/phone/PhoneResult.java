package org.voiceorchestrator.phone;

/// What became of a text that should be a phone number.
public sealed interface PhoneResult {
    record Normalized(PhoneNumber number) implements PhoneResult {}

    record Refused(PhoneRefusal reason) implements PhoneResult {
        public String code() {
            return reason.code();
        }

        public String message() {
            return reason.message();
        }
    }
}
