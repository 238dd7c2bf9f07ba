package org.voiceorchestrator.freeswitch;

import java.util.Optional;

/// What a frame says: everything the switch sends is one of these.
public sealed interface EslMessage {
    /// The greeting: nothing but a password is heard now.
    record AuthRequest() implements EslMessage {}

    /// To every command but `api`, and to a forbidden `api` too.
    record CommandReply(String text, Optional<String> jobUuid) implements EslMessage {
        public boolean ok() {
            return text.startsWith("+OK");
        }
    }

    /// What an `api` command printed, whole: whether a line break ends it depends on the command.
    record ApiResponse(String output) implements EslMessage {}

    record Event(EslEvent event) implements EslMessage {}

    /// The switch is about to close this connection.
    record DisconnectNotice(String text) implements EslMessage {}

    /// The switch's access list does not have us; it closes at once.
    record RudeRejection(String text) implements EslMessage {}

    record LogData(EslFrame frame) implements EslMessage {}

    /// A kind of frame from a later version: to be passed over.
    record Unknown(String contentType) implements EslMessage {}

    static EslMessage from(EslFrame frame) throws EslProtocolException {
        return switch (frame.contentType()) {
            case "auth/request" -> new AuthRequest();
            case "command/reply" -> new CommandReply(frame.header("Reply-Text").orElse(""), frame.header("Job-UUID"));
            case "api/response" -> new ApiResponse(frame.text());
            case PlainEvents.CONTENT_TYPE, JsonEvents.CONTENT_TYPE -> new Event(EslEvent.from(frame));
            case "text/disconnect-notice" -> new DisconnectNotice(frame.text());
            case "text/rude-rejection" -> new RudeRejection(frame.text());
            case "log/data" -> new LogData(frame);
            case String other -> new Unknown(other);
        };
    }
}
