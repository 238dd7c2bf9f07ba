package org.voiceorchestrator.simulator;

/// Where a leg goes to.
sealed interface Endpoint {
    record Gateway(String gateway, String number) implements Endpoint {}

    /// `sofia/external/number@host`: past the gateways.
    record Direct(String profile, String number) implements Endpoint {}

    record User(String extension, String domain) implements Endpoint {}

    /// A leg that a phone made: from the extension, to what was dialed on it.
    record Inbound(String extension, String number) implements Endpoint {}

    /// Answers at once; for measuring a switch.
    record Null(String name) implements Endpoint {}

    /// Nothing can be placed there.
    record Impossible(HangupCause cause) implements Endpoint {}

    static Endpoint parse(String address) {
        if (address.isEmpty() || address.contains("|") || address.contains(",") || address.contains(":_:")) {
            // several addresses at a time are beyond this switch
            return new Impossible(HangupCause.DESTINATION_OUT_OF_ORDER);
        }
        var parts = address.split("/", 4);
        return switch (parts[0]) {
            case "sofia" -> sofia(parts);
            case "user" -> user(parts.length > 1 ? parts[1] : "");
            case "null" -> new Null(parts.length > 1 ? parts[1] : "");
            default -> new Impossible(HangupCause.CHAN_NOT_IMPLEMENTED);
        };
    }

    private static Endpoint sofia(String[] parts) {
        if (parts.length == 4 && parts[1].equals("gateway")) {
            return new Gateway(parts[2], parts[3]);
        }
        if (parts.length < 3 || !(parts[1].equals("internal") || parts[1].equals("external"))) {
            return new Impossible(HangupCause.INVALID_PROFILE);
        }
        return new Direct(parts[1], beforeAt(parts[2]));
    }

    private static Endpoint user(String address) {
        int at = address.indexOf('@');
        return new User(beforeAt(address), at < 0 ? Registrations.DOMAIN : address.substring(at + 1));
    }

    private static String beforeAt(String address) {
        int at = address.indexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }

    /// The number or extension that is called.
    default String callee() {
        return switch (this) {
            case Gateway gateway -> gateway.number();
            case Direct direct -> direct.number();
            case User user -> user.extension();
            case Inbound inbound -> inbound.number();
            case Null(String name) -> name;
            case Impossible _ -> "";
        };
    }

    default String channelName() {
        return switch (this) {
            case Gateway gateway -> "sofia/external/" + gateway.number();
            case Direct(String profile, String number) -> "sofia/" + profile + "/" + number;
            case User(String extension, String domain) -> "sofia/internal/" + extension + "@" + domain;
            case Inbound inbound -> "sofia/internal/" + inbound.extension() + "@" + Registrations.DOMAIN;
            case Null(String name) -> "null/" + name;
            case Impossible _ -> "N/A";
        };
    }

    /// As [PlacedCall#gateway] has it.
    default String label() {
        return switch (this) {
            case Gateway gateway -> gateway.gateway();
            case Direct direct -> direct.profile();
            case User _ -> "user";
            case Inbound _ -> "inbound";
            case Null _ -> "null";
            case Impossible _ -> "";
        };
    }

    /// The extension whose phone is at this end; empty where it is no agent's.
    default String phone() {
        return switch (this) {
            case User user -> user.extension();
            case Inbound inbound -> inbound.extension();
            case Gateway _, Direct _, Null _, Impossible _ -> "";
        };
    }
}
