/// A file of leads becomes leads, or nothing of it does.
///
/// [CsvLeadReader] turns bytes into rows and knows no database; it never fails for what is in a file, it refuses the
/// file or rejects rows.
///
/// - A row is a result, not an exception: Accepted or Rejected with a code, a sentence, and its cells as they were.
/// - Memory does not grow with the file: lines, records and cells are bounded, and one row is held at a time.
@NullMarked
package org.voiceorchestrator.leadimport;

import org.jspecify.annotations.NullMarked;
