package org.voiceorchestrator.simulator;

import java.util.Optional;

/// Why a channel ended, in the switch's words. Codes above 127 are the switch's own; Q.850 knows them as 16.
enum HangupCause {
    UNALLOCATED_NUMBER(1),
    NO_ROUTE_DESTINATION(3),
    NORMAL_CLEARING(16),
    USER_BUSY(17),
    NO_USER_RESPONSE(18),
    NO_ANSWER(19),
    SUBSCRIBER_ABSENT(20),
    CALL_REJECTED(21),
    NUMBER_CHANGED(22),
    EXCHANGE_ROUTING_ERROR(25),
    DESTINATION_OUT_OF_ORDER(27),
    INVALID_NUMBER_FORMAT(28),
    NORMAL_UNSPECIFIED(31),
    NETWORK_OUT_OF_ORDER(38),
    NORMAL_TEMPORARY_FAILURE(41),
    SERVICE_UNAVAILABLE(63),
    CHAN_NOT_IMPLEMENTED(66),
    SERVICE_NOT_IMPLEMENTED(79),
    INCOMPATIBLE_DESTINATION(88),
    RECOVERY_ON_TIMER_EXPIRE(102),
    INTERWORKING(127),
    ORIGINATOR_CANCEL(487),
    SYSTEM_SHUTDOWN(501),
    MANAGER_REQUEST(503),
    ALLOTTED_TIMEOUT(602),
    USER_NOT_REGISTERED(606),
    PROGRESS_TIMEOUT(607),
    INVALID_GATEWAY(608),
    GATEWAY_DOWN(609),
    INVALID_PROFILE(611),
    BLIND_TRANSFER(800),
    ATTENDED_TRANSFER(801),
    UNWANTED(819);

    private static final int LAST_OF_Q850 = 127;

    private final int code;

    HangupCause(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    int q850() {
        return code > LAST_OF_Q850 ? NORMAL_CLEARING.code : code;
    }

    /// By name or code.
    static Optional<HangupCause> of(String text) {
        for (var cause : values()) {
            if (cause.name().equalsIgnoreCase(text)
                    || Integer.toString(cause.code).equals(text)) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    static HangupCause ofSip(int status) {
        return switch (status) {
            case 401, 402, 403, 407, 603, 608 -> CALL_REJECTED;
            case 607 -> UNWANTED;
            case 404 -> UNALLOCATED_NUMBER;
            case 485, 604 -> NO_ROUTE_DESTINATION;
            case 408, 504 -> RECOVERY_ON_TIMER_EXPIRE;
            case 410 -> NUMBER_CHANGED;
            case 413, 414, 416, 420, 421, 423, 505, 513 -> INTERWORKING;
            case 480 -> NO_USER_RESPONSE;
            case 400, 481, 500, 503 -> NORMAL_TEMPORARY_FAILURE;
            case 486, 600 -> USER_BUSY;
            case 484 -> INVALID_NUMBER_FORMAT;
            case 488, 606 -> INCOMPATIBLE_DESTINATION;
            case 502 -> NETWORK_OUT_OF_ORDER;
            case 405 -> SERVICE_UNAVAILABLE;
            case 406, 415, 501 -> SERVICE_NOT_IMPLEMENTED;
            case 482, 483 -> EXCHANGE_ROUTING_ERROR;
            case 487 -> ORIGINATOR_CANCEL;
            default -> NORMAL_UNSPECIFIED;
        };
    }
}
