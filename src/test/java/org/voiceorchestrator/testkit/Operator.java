package org.voiceorchestrator.testkit;

import java.util.List;
import java.util.Optional;
import org.voiceorchestrator.freeswitch.EslAddress;
import org.voiceorchestrator.freeswitch.EslClient;
import org.voiceorchestrator.freeswitch.EslCommand;
import org.voiceorchestrator.freeswitch.EslEvent;
import org.voiceorchestrator.freeswitch.EslException;
import org.voiceorchestrator.freeswitch.EslListener;
import org.voiceorchestrator.freeswitch.EslProtocolException;
import org.voiceorchestrator.freeswitch.EslSession;
import org.voiceorchestrator.freeswitch.EslSettings;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.SimulatedSwitch;

/// Somebody else at the switch, who hangs up calls there or puts them on hold.
public final class Operator implements AutoCloseable, EslListener {
    private final SimulatedSwitch simulated;
    private final EslClient client;

    public Operator(SimulatedSwitch simulated) {
        this.simulated = simulated;
        this.client = EslClient.start(EslSettings.of(new EslAddress("127.0.0.1", simulated.port(), "ClueCon")), this);
    }

    /// Everybody who is on the line hangs up.
    public void hangUpAll() {
        Await.until("the operator is connected", client::isReady);
        simulated.liveCalls().forEach(call -> hangUp(call.uuid()));
        Await.until("all have hung up", () -> simulated.liveCalls().isEmpty());
    }

    /// As the phone of this leg would, whose owner presses its key.
    public void hold(String uuid, boolean onHold) {
        Await.until("the operator is connected", client::isReady);
        tell(onHold ? EslCommand.uuidHold(uuid) : EslCommand.uuidUnhold(uuid));
    }

    /// Joins two legs, and waits until they are.
    public void bridge(String one, String other) {
        Await.until("the operator is connected", client::isReady);
        tell(EslCommand.uuidBridge(one, other));
        Await.until("they are joined", () -> partner(one).equals(Optional.of(other)));
    }

    private Optional<String> partner(String uuid) {
        try {
            return EslEvent.fromJson(client.api(EslCommand.uuidDump(uuid))).header("variable_signal_bond");
        } catch (EslException | EslProtocolException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Everybody but the agents hangs up; agents' lines may stay up.
    public void hangUpCustomers() {
        Await.until("the operator is connected", client::isReady);
        List<PlacedCall> customers =
                simulated.liveCalls().stream().filter(call -> !call.toAgent()).toList();
        customers.forEach(call -> hangUp(call.uuid()));
        Await.until(
                "they have hung up",
                () -> simulated.liveCalls().stream()
                        .noneMatch(call -> customers.stream()
                                .anyMatch(customer -> customer.uuid().equals(call.uuid()))));
    }

    private void hangUp(String uuid) {
        tell(EslCommand.uuidKill(uuid, "NORMAL_CLEARING"));
    }

    private void tell(EslCommand command) {
        try {
            client.api(command);
        } catch (EslException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onUp(EslSession session) {
        // nothing to be done
    }

    @Override
    public void onEvent(EslEvent event) {
        // nothing to be done
    }

    @Override
    public void onDown(String reason) {
        // it comes back by itself
    }

    @Override
    public void close() {
        client.close();
    }
}
