package org.voiceorchestrator.jobs;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.Database;

/// Runs the jobs that are due, those that no other process has run in their interval.
@Singleton
public final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final long LOOK_EVERY_MILLIS = 1000;

    private static final String TAKE = """
            INSERT INTO job_runs AS j (job, started_at, ran_by)
            VALUES (:job, :now, :me)
            ON CONFLICT (job) DO UPDATE
            SET started_at = excluded.started_at, finished_at = NULL, ran_by = excluded.ran_by, outcome = ''
            WHERE j.started_at <= :last
            """;
    private static final String FINISH = """
            UPDATE job_runs
            SET finished_at = :now, outcome = :outcome
            WHERE job = :job AND ran_by = :me
            """;

    private final Database database;
    private final Clock clock;
    private final String me = "process " + ProcessHandle.current().pid();
    private volatile boolean stopped;

    JobRunner(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Runs the jobs, each at its interval, until [#stop].
    public void start(List<Job> jobs) {
        Thread.ofVirtual().name("jobs").start(() -> run(jobs));
    }

    public void stop() {
        stopped = true;
    }

    private void run(List<Job> jobs) {
        try {
            while (!stopped) {
                jobs.forEach(job -> runIfDue(job, clock.instant()));
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Runs the job if its interval has passed since anybody last ran it. A job that fails is logged and tried again
    /// after its interval.
    ///
    /// @return whether it was this process's turn
    public boolean runIfDue(Job job, Instant now) {
        try {
            boolean mine = database.sql(TAKE)
                            .with("job", job.name())
                            .with("now", now)
                            .with("last", now.minus(job.every()))
                            .with("me", me)
                            .update()
                    == 1;
            if (mine) {
                String outcome = job.work().apply(now);
                database.sql(FINISH)
                        .with("job", job.name())
                        .with("now", clock.instant())
                        .with("outcome", outcome)
                        .with("me", me)
                        .update();
            }
            return mine;
        } catch (RuntimeException e) {
            if (!stopped) {
                LOG.error("job {} failed; it is tried again in {}", job.name(), job.every(), e);
            }
            return false;
        }
    }
}
