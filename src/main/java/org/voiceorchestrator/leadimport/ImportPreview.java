package org.voiceorchestrator.leadimport;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an upload would do, said before anything is written.
///
/// @param campaignId the campaign's name for people
/// @param duplicates where else a number must not be, as it was asked for
/// @param format how the file was read
/// @param columns of the file, in its order
/// @param notes what is to be known of the columns, a sentence each
/// @param rows the first 20
/// @param counts over the whole file
/// @param sameFileAs an earlier import of the same bytes into the same campaign
@Serdeable
public record ImportPreview(
        String campaignId,
        String filename,
        long fileSizeBytes,
        String sha256,
        String duplicates,
        FileFormat format,
        List<PreviewColumn> columns,
        List<String> notes,
        List<PreviewRow> rows,
        PreviewCounts counts,
        @Nullable SameFile sameFileAs) {}
