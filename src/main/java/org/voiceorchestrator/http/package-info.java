/// One way for everything that all resources share on the wire: lists, bodies, errors.
///
/// - A list is described by a [Listing], asked by a [ListRequest] and answered by a [Page].
///   Pages are named by number or by a [Cursor]; a [CountedList] reads those of a short list.
/// - What is read has an entity tag ([EntityTags]).
/// - A body is read by [Fields], which collects every complaint before it throws [FieldErrors].
/// - Errors have three shapes: 400 `{"field": ["message"]}`, `{"error": ".."}` for a rule of the domain
///   ([RuleViolation]), `{"detail": ".."}` for what HTTP itself says. A 500 tells an id, and the log tells the rest.
@NullMarked
package org.voiceorchestrator.http;

import org.jspecify.annotations.NullMarked;
