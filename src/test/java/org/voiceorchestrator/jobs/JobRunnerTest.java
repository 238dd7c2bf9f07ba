package org.voiceorchestrator.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.TestServer;

/// Each job once an interval, in whichever process.
class JobRunnerTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestServer server = new TestServer().start();
    private final JobRunner runner = server.bean(JobRunner.class);
    private final AtomicInteger hourly = new AtomicInteger();
    private final AtomicInteger minutely = new AtomicInteger();

    @AfterEach
    void stop() {
        runner.stop();
        server.close();
    }

    private Job hourlyJob() {
        return new Job("hourly", HOUR, _ -> "run " + hourly.incrementAndGet());
    }

    private Job minutelyJob() {
        return new Job("minutely", Duration.ofMinutes(1), _ -> "run " + minutely.incrementAndGet());
    }

    private void anotherProcessRan(String job, Instant when) {
        server.database().sql("""
                        INSERT INTO job_runs (job, started_at, ran_by)
                        VALUES (:job, :now, 'another')
                        ON CONFLICT (job) DO UPDATE SET started_at = excluded.started_at
                        """).with("job", job).with("now", when).update();
    }

    private void passes(Duration time) {
        server.clock().forward(time);
        int before = minutely.get();
        Await.until("the jobs are looked at", () -> minutely.get() > before);
    }

    @Test
    void aJobRunsAtTheStartAndWheneverItsIntervalIsOver() {
        runner.start(List.of(hourlyJob(), minutelyJob()));
        Await.until("both run", () -> hourly.get() == 1 && minutely.get() == 1);
        passes(Duration.ofMinutes(59));
        assertThat(hourly).hasValue(1);
        passes(Duration.ofMinutes(2));
        Await.until("the hour is over", () -> hourly.get() == 2);
    }

    @Test
    void whatAnotherProcessHasRunIsNotDueBeforeItsIntervalIsOver() {
        Instant now = server.clock().instant();
        anotherProcessRan("hourly", now.minus(HOUR.dividedBy(2)));
        runner.start(List.of(hourlyJob(), minutelyJob()));
        Await.until("the other one runs", () -> minutely.get() == 1);
        assertThat(hourly).hasValue(0);
        anotherProcessRan("hourly", now.plus(HOUR.dividedBy(2)));
        passes(Duration.ofMinutes(31));
        assertThat(hourly).hasValue(0);
        passes(HOUR);
        Await.until("its interval is over", () -> hourly.get() == 1);
    }

    @Test
    void aJobThatFailsIsTriedAgainAfterItsInterval() {
        Job failing = new Job("failing", HOUR, _ -> {
            throw new IllegalStateException("run " + hourly.incrementAndGet());
        });
        runner.start(List.of(failing, minutelyJob()));
        Await.until("both are tried", () -> hourly.get() == 1 && minutely.get() == 1);
        passes(Duration.ofMinutes(59));
        assertThat(hourly).hasValue(1);
        passes(Duration.ofMinutes(2));
        Await.until("it is tried again", () -> hourly.get() == 2);
    }
}
