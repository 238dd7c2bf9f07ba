package org.voiceorchestrator.http;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.uri.UriBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A list as asked for, checked.
///
/// @param self absolute address of the list, without parameters
/// @param parameters all that came with the request, to be kept in the links
/// @param page from 1
/// @param search empty when nothing is searched
/// @param orderBy SQL made of known columns only, ending in `id`, so that pages never overlap
/// @param filters those that were given, by name
public record ListRequest(
        URI self,
        Map<String, List<String>> parameters,
        int page,
        int pageSize,
        String search,
        String orderBy,
        Map<String, String> filters) {

    public Optional<String> filter(String name) {
        return Optional.ofNullable(filters.get(name));
    }

    public long offset() {
        return (page - 1L) * pageSize;
    }

    /// @param count how many there are on all pages
    /// @throws Detail 404 for a page past the end
    public <T> Page<T> page(long count, List<T> results) {
        if (page > 1 && offset() >= count) {
            throw invalidPage();
        }
        return new Page<>(
                count, offset() + pageSize < count ? link(page + 1) : null, page > 1 ? link(page - 1) : null, results);
    }

    static Detail invalidPage() {
        return new Detail(HttpStatus.NOT_FOUND, "Invalid page.");
    }

    private @Nullable String link(int to) {
        UriBuilder link = UriBuilder.of(self);
        parameters.forEach((name, values) -> {
            if (!name.equals("page")) {
                link.queryParam(name, values.toArray());
            }
        });
        return link.queryParam("page", to).build().toString();
    }
}
