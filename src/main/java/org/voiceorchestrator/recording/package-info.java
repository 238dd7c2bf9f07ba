/// Recordings of calls: where they lie, who may listen, and when they go.
///
/// - The switch writes the files, we name them: `YYYY/MM/DD/<call_id>.wav` (UTC, the day the call began) under one
///   directory, which it may know by another path than we do ([RecordingSettings]).
/// - A path from the database is opened only when it lies in that directory, links resolved ([RecordingPaths]).
/// - Whoever listens from the beginning is written into the audit log. Agents hear their own calls only.
/// - A recording that is over its time is deleted before its call log forgets it: what a crash leaves between the two
///   is deleted by the next run.
@NullMarked
package org.voiceorchestrator.recording;

import org.jspecify.annotations.NullMarked;
