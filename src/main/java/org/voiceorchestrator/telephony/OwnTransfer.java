package org.voiceorchestrator.telephony;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.freeswitch.EslEvent;

/// A transfer that somebody makes with the keys of their own phone (SIP REFER), as the switch tells of it: nobody
/// asks us, and no event says "transferred".
///
/// Read in FreeSWITCH's sources (`sofia_handle_sip_i_refer`, `switch_ivr_session_transfer`, `switch_ivr_uuid_bridge`,
/// `audio_bridge_on_exchange_media`), not recorded:
///
/// - The phone's leg gets `transfer_disposition` (`recv_replace`, or `replaced` where the other leg of that phone
///   asked) and, blind or by the other leg, `endpoint_disposition`. Its cause is BLIND_TRANSFER or ATTENDED_TRANSFER
///   in some ways only; in most it is NORMAL_CLEARING. A leg with `park_after_bridge` is parked instead, until the
///   phone hangs up. All this is said of a leg before it is certain that it is done, and stays on a line for the
///   customers to come.
/// - The customer's leg loses its bond (`signal_bond`) with the phone's before that one ends, and has another one
///   once it talks again. What has moved it stands in `transfer_source`.
final class OwnTransfer {
    private static final Set<String> TRANSFERS = Set.of("BLIND_TRANSFER", "ATTENDED_TRANSFER");
    private static final Set<String> ASKED = Set.of("recv_replace", "replaced");

    /// `1763715600:uuid:bl_xfer:102/default/XML`; what we do ourselves with a customer who waits is `inline`.
    private static final Pattern SOURCE = Pattern.compile("([0-9]{1,12}):[^:]*:(?:att_xfer:.*|bl_xfer:.*(?<!/inline))");

    private OwnTransfer() {}

    /// Whether what is said of one of two legs that part tells of a transfer.
    static boolean isSaidOf(Inbox.Heard heard) {
        EslEvent leg = heard.event();
        return is(leg.header("Hangup-Cause"), TRANSFERS)
                || is(leg.variable("endpoint_disposition"), TRANSFERS)
                || is(leg.variable("transfer_disposition"), ASKED)
                || moved(heard).isPresent();
    }

    private static boolean is(Optional<String> value, Set<String> these) {
        return value.filter(these::contains).isPresent();
    }

    /// Whether a customer is on the line, and not with this leg any more, by a transfer.
    ///
    /// @param customer how their channel stands
    /// @param said when the two were heard to part by one; null: it was not heard
    /// @return since when
    static Optional<Instant> away(Inbox.Heard customer, String leg, @Nullable Instant said) {
        EslEvent channel = customer.event();
        if (channel.header("Hangup-Cause").isPresent()
                || channel.variable("signal_bond").equals(Optional.of(leg))) {
            return Optional.empty();
        }
        return Optional.ofNullable(said).or(() -> moved(customer));
    }

    /// When the switch moved a customer whom we did not.
    private static Optional<Instant> moved(Inbox.Heard customer) {
        EslEvent channel = customer.event();
        Matcher source = SOURCE.matcher(channel.variable("transfer_source").orElse(""));
        if (source.matches()) {
            return Optional.of(customer.ours(Instant.ofEpochSecond(Long.parseLong(source.group(1)))));
        }
        boolean referred = channel.variable("sip_refer_to").isPresent()
                || channel.variable("att_xfer_kill_uuid").isPresent();
        return referred ? Optional.of(customer.at()) : Optional.empty();
    }
}
