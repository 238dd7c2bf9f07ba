package org.voiceorchestrator.jobs;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final String LAST = "SELECT started_at FROM job_runs WHERE job = :job";
    private static final String FINISH = """
            UPDATE job_runs
            SET finished_at = :now, outcome = :outcome
            WHERE job = :job AND ran_by = :me
            """;

    private final Database database;
    private final Clock clock;
    private final String me = "process " + ProcessHandle.current().pid();
    private final CountDownLatch stopped = new CountDownLatch(1);

    JobRunner(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Runs the jobs, each at its interval, until [#stop].
    public void start(List<Job> jobs) {
        Thread.ofVirtual().name("jobs").start(() -> run(jobs));
    }

    public void stop() {
        stopped.countDown();
    }

    private void run(List<Job> jobs) {
        Map<Job, Instant> due = new HashMap<>();
        try {
            do {
                for (Job job : jobs) {
                    Instant now = clock.instant();
                    if (!now.isBefore(due.getOrDefault(job, now))) {
                        runIfDue(job, now);
                        due.put(job, nextRun(job).orElse(now));
                    }
                }
            } while (!stopped.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// When it is due again, whoever ran it last. Nobody runs it before, so nobody needs to be asked until then.
    ///
    /// @return empty while the database cannot say
    private Optional<Instant> nextRun(Job job) {
        try {
            return database.sql(LAST)
                    .with("job", job.name())
                    .first(row -> row.instant("started_at").plus(job.every()));
        } catch (RuntimeException e) {
            LOG.debug("when job {} is due is not known now", job.name(), e);
            return Optional.empty();
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
            if (stopped.getCount() > 0) {
                LOG.error("job {} failed; it is tried again in {}", job.name(), job.every(), e);
            }
            return false;
        }
    }
}
