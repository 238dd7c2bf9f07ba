package org.voiceorchestrator.freeswitch;

import java.util.regex.Pattern;

/// Where a call goes.
///
/// In a number `|`, `,`, `:_:`, `@`, `;` and spaces would each add or re-route a call: digits, `*`, `#` and a leading
/// plus are all there is.
public sealed interface EslEndpoint {
    /// The text in a dial string.
    String text();

    /// A number behind a trunk.
    record Gateway(String gateway, String number) implements EslEndpoint {
        private static final Pattern GATEWAY = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
        private static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#]{1,32}");

        public Gateway {
            CommandText.matching(GATEWAY, "gateway", gateway);
            CommandText.matching(NUMBER, "number", number);
        }

        @Override
        public String text() {
            return "sofia/gateway/" + gateway + "/" + number;
        }
    }

    /// Somebody who registers with the switch.
    record User(String extension) implements EslEndpoint {
        private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9_.-]{1,32}");

        public User {
            CommandText.matching(EXTENSION, "extension", extension);
        }

        @Override
        public String text() {
            return "user/" + extension;
        }
    }
}
