package org.voiceorchestrator.simulator;

import java.util.Map;

/// How a leg ended on the SIP side, and the channel variables that tell of it.
sealed interface Farewell {
    /// The far end hung up.
    record ReceivedBye() implements Farewell {}

    /// We hung up.
    record SentBye() implements Farewell {}

    /// We gave up before an answer.
    record SentCancel() implements Farewell {}

    /// The far end called us and gave up before we answered.
    record ReceivedCancel() implements Farewell {}

    /// The far end refused.
    record Refused(int sipStatus) implements Farewell {}

    default Map<String, String> variables() {
        return switch (this) {
            case ReceivedBye _ ->
                Map.of(
                        "sip_hangup_disposition", "recv_bye",
                        "sip_term_status", "200",
                        "proto_specific_hangup_cause", "sip:200",
                        "sip_term_cause", "16");
            case SentBye _ -> Map.of("sip_hangup_disposition", "send_bye");
            case SentCancel _ ->
                Map.of(
                        "sip_hangup_disposition", "send_cancel",
                        "sip_invite_failure_status", "487",
                        "sip_invite_failure_phrase", "CANCEL");
            case ReceivedCancel _ ->
                Map.of("sip_hangup_disposition", "recv_cancel", "sip_term_status", "487", "sip_term_cause", "487");
            case Refused(int status) -> refused(status);
        };
    }

    private static Map<String, String> refused(int sipStatus) {
        int code = HangupCause.ofSip(sipStatus).code();
        if (sipStatus < 400) {
            // a redirection that is not followed never shows its own status
            return Map.of(
                    "sip_hangup_disposition", "recv_refuse",
                    "sip_term_status", "900",
                    "proto_specific_hangup_cause", "sip:900",
                    "sip_term_cause", Integer.toString(code));
        }
        int shown = sipStatus == 401 ? 403 : sipStatus;
        return Map.of(
                "sip_hangup_disposition", "recv_refuse",
                "sip_invite_failure_status", Integer.toString(shown),
                "sip_invite_failure_phrase", phrase(shown),
                "sip_term_status", Integer.toString(shown),
                "proto_specific_hangup_cause", "sip:" + shown,
                "sip_term_cause", Integer.toString(code));
    }

    private static String phrase(int sipStatus) {
        return switch (sipStatus) {
            case 402 -> "Payment Required";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 410 -> "Gone";
            case 480 -> "Temporarily Unavailable";
            case 484 -> "Address Incomplete";
            case 486 -> "Busy Here";
            case 487 -> "Request Terminated";
            case 488 -> "Not Acceptable Here";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Time-out";
            case 600 -> "Busy Everywhere";
            case 603 -> "Decline";
            case 604 -> "Does Not Exist Anywhere";
            case 607 -> "Unwanted";
            default -> "Failure";
        };
    }
}
