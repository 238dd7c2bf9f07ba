package org.voiceorchestrator;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.voiceorchestrator.campaign.CampaignActivated;
import org.voiceorchestrator.dialing.DialingSettings;
import org.voiceorchestrator.dialing.DialingWorker;
import org.voiceorchestrator.dialing.LineKeeper;
import org.voiceorchestrator.jobs.JobRunner;

/// Starts what works on its own, and stops it before anything that it needs is gone.
@Singleton
final class Lifecycle {
    private final DialingSettings dialing;
    private final BeanProvider<DialingWorker> worker;
    private final BeanProvider<LineKeeper> lines;
    private final JobRunner jobs;
    private final Schedule schedule;
    private final BeanProvider<DemoData> demoData;
    private final boolean demo;
    private final boolean realSwitch;

    Lifecycle(
            DialingSettings dialing,
            BeanProvider<DialingWorker> worker,
            BeanProvider<LineKeeper> lines,
            JobRunner jobs,
            Schedule schedule,
            BeanProvider<DemoData> demoData,
            @Property(name = "dialer.demo", defaultValue = "false") boolean demo,
            @Property(name = "freeswitch.host", defaultValue = "") String realSwitch) {
        this.dialing = dialing;
        this.worker = worker;
        this.lines = lines;
        this.jobs = jobs;
        this.schedule = schedule;
        this.demoData = demoData;
        this.demo = demo;
        this.realSwitch = !realSwitch.isBlank();
    }

    @EventListener
    void start(ServerStartupEvent ignored) {
        if (demo) {
            demoData.get().makeWhereThereIsNothing(!realSwitch);
        }
        if (dialing.enabled()) {
            worker.get().start();
            lines.get().start();
            jobs.start(schedule.jobs());
        }
    }

    @EventListener
    void wake(CampaignActivated ignored) {
        if (dialing.enabled()) {
            worker.get().wake();
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        jobs.stop();
        if (dialing.enabled()) {
            worker.get().stop();
            lines.get().stop();
        }
    }
}
