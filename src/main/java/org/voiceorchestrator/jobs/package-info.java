/// Work that is to be done once an interval in the whole cluster, however many processes run.
///
/// - A [Job] has a name, an interval and something to do. The composition root lists them.
/// - The row of `job_runs` decides: whoever moves its `started_at` forward runs the job. A process that dies in the
///   middle leaves a row that the next interval takes up again.
/// - A job must be safe to run twice: a process that was paused may still be at it.
@NullMarked
package org.voiceorchestrator.jobs;

import org.jspecify.annotations.NullMarked;
