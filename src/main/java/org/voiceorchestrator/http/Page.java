package org.voiceorchestrator.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param count how many there are on all pages
/// @param next absolute address of the next page, null on the last
/// @param previous absolute address of the page before, null on the first, and where a cursor was given
/// @param countIsExact false: there are too many to be counted for a page, and `count` is an estimate
/// @param nextCursor to be given as `cursor` for what follows this page, however deep; null on the last
@Serdeable
public record Page<T>(
        long count,
        @Nullable String next,
        @Nullable String previous,
        List<T> results,
        boolean countIsExact,
        @Nullable String nextCursor) {}
