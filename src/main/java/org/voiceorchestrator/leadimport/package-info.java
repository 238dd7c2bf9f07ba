/// A file of leads becomes leads, or nothing of it does.
///
/// Start reading at [LeadImporter]. [LeadFileReader] turns the bytes of a CSV or a workbook into rows and knows no
/// database; it never fails for what is in a file, it refuses the file or rejects rows. `StagedRows` knows no files.
///
/// - A row is a result, not an exception: Accepted or Rejected with a code, a sentence, and its cells as they were.
/// - Memory does not grow with the file: lines, records and cells are bounded, and one row is held at a time.
/// - Leads, rejected rows and the closing of the log are one transaction. An open log whose advisory lock nobody holds
///   belongs to a dead process and is closed as failed by the [ImportSweeper]; nothing of its file is there.
/// - Beside a running import [WatchedImport] writes once a second how far it is and looks whether it was cancelled;
///   both stand in the log, so any process may ask ([ImportEvents]) or cancel ([ImportCancellation]).
/// - [ImportPreviewer] tells what an import would do and writes nothing. [ImportUndo] takes back the leads that nobody
///   has called or changed; the log stays and says so.
/// - Imports into one campaign merge one after another, under an advisory lock of the campaign.
///
///     pending --begin--> processing --all rows in--> completed
///        |                   |--------some in------> partial
///        +------broke off----+--none in, broke off-> failed
@NullMarked
package org.voiceorchestrator.leadimport;

import org.jspecify.annotations.NullMarked;
