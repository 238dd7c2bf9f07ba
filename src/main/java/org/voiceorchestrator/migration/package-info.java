/// Another dialer's campaigns and lead files become ours: a folder of files, each of which is a campaign.
///
/// Start reading at [TelecardMigrations], then [TelecardPlanner] (reads everything, writes nothing) and
/// [TelecardRun] (writes, file by file).
///
/// - Every name and every file is looked at before anything is made. One that is no good stops all of them, unless
///   whoever sends them says that bad ones are to be left out.
/// - What is in is told by the import logs, which commit with their leads: a file whose bytes were imported into its
///   campaign is not sent again, whatever became of the process that sent it. Nothing else is needed to continue.
/// - A file is verified when its rows, as counted by a reading of their own, are those of its import log, the leads
///   with that log are as many as it says, and the campaign's figures are those of its leads.
/// - One migration at a time in the whole cluster: it holds an advisory lock, which ends with its process. One that is
///   not finished while nobody holds the lock is interrupted.
///
///     checking --good--> importing --all verified--> completed
///        |                   |-----------some not--> failed
///        +--something bad--> failed
///        +-------------------+--process ended------> interrupted --run again--> checking
@NullMarked
package org.voiceorchestrator.migration;

import org.jspecify.annotations.NullMarked;
