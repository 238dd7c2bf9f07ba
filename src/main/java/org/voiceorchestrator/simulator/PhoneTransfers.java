package org.voiceorchestrator.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceorchestrator.simulator.Farewell.ReceivedBye;
import org.voiceorchestrator.simulator.OriginateCommand.Application;

/// Transfers that phones make by themselves, as the real switch's sources have them (`sofia_handle_sip_i_refer`,
/// `switch_ivr_session_transfer`); nobody has recorded one. The leg of the phone is let go like any whose other side
/// is taken from it: hung up, with the cause of an ordinary end, or parked where it is told to be. Touched by the
/// switch's thread alone.
final class PhoneTransfers {
    private static final long MICROS_A_SECOND = 1_000_000;

    private final SwitchTime time;
    private final Channels channels;
    private final Endings endings;
    private final Applications applications;
    private final Bridges bridges;

    PhoneTransfers(SwitchTime time, Channels channels, Endings endings, Applications applications, Bridges bridges) {
        this.time = time;
        this.channels = channels;
        this.endings = endings;
        this.applications = applications;
        this.bridges = bridges;
    }

    void callPhone(Channel leg, String extension) {
        applications.run(leg, List.of(new Application("bridge", "user/" + extension)));
    }

    /// REFER without Replaces.
    ///
    /// @param hangsUp whether the phone ends its leg itself when it hears that it was taken
    void blind(String extension, String to, boolean hangsUp) {
        talking(extension, false).ifPresent(leg -> {
            var customer = partner(leg);
            leg.variables.putAll(Map.of(
                    "transfer_disposition",
                    "recv_replace",
                    "transfer_to",
                    "blind:" + customer.uuid,
                    "transfer_destination",
                    "blind:" + to,
                    "endpoint_disposition",
                    HangupCause.BLIND_TRANSFER.name()));
            customer.variables.put("sip_refer_to", "<sip:" + to + "@" + Registrations.DOMAIN + ">");
            endings.sendElsewhere(List.of(customer));
            moved(customer, "bl_xfer:" + to + "/default/XML");
            callPhone(customer, to);
            if (hangsUp) {
                endings.end(leg, HangupCause.NORMAL_CLEARING, new ReceivedBye());
            }
        });
    }

    /// REFER with Replaces, in the dialog with the first of the two. The leg to the second waits for two seconds
    /// more.
    void attended(String extension) {
        var leg = talking(extension, false);
        var consulting = talking(extension, true);
        if (leg.isEmpty() || consulting.isEmpty()) {
            return;
        }
        var customer = partner(leg.get());
        var third = partner(consulting.get());
        leg.get()
                .variables
                .putAll(Map.of(
                        "transfer_disposition",
                        "recv_replace",
                        "transfer_to",
                        "att:" + third.uuid,
                        "refer_uuid",
                        consulting.get().uuid));
        consulting
                .get()
                .variables
                .putAll(Map.of(
                        "transfer_disposition",
                        "replaced",
                        "endpoint_disposition",
                        HangupCause.ATTENDED_TRANSFER.name(),
                        "park_after_bridge",
                        "true",
                        "park_timeout",
                        "2:" + HangupCause.ATTENDED_TRANSFER));
        for (var one : List.of(customer, third)) {
            moved(one, "att_xfer:" + extension + "@" + Registrations.DOMAIN);
        }
        bridges.bridge(customer, third);
    }

    /// What has moved it is said of the leg; when it was bridged is not any more.
    private void moved(Channel leg, String how) {
        var source = time.micros() / MICROS_A_SECOND + ":" + leg.uuid + ":" + how;
        leg.variables.put("transfer_source", source);
        leg.variables.put("transfer_history", source);
        leg.times.bridged = 0;
    }

    private Optional<Channel> talking(String extension, boolean inbound) {
        return channels.all().stream()
                .filter(leg -> leg.endpoint.phone().equals(extension) && leg.inbound() == inbound)
                .filter(leg -> leg.bridged && !leg.ended())
                .findFirst();
    }

    private static Channel partner(Channel leg) {
        var other = leg.other;
        if (other == null) {
            throw new IllegalStateException("nobody is with " + leg.uuid);
        }
        return other;
    }
}
