package org.voiceorchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class CursorTest {
    private static final List<Ordering> BY_NAME_AND_TIME =
            List.of(new Ordering("name", "name", false, false), new Ordering("created_at", "created_at", true, true));

    private static final List<Ordering> OTHER =
            List.of(new Ordering("name", "name", false, true), new Ordering("created_at", "created_at", true, true));

    @Property
    void aTokenGivesBackWhatItWasMadeOf(
            @ForAll String name, @ForAll @LongRange(min = 0, max = 9_000_000_000L) long second, @ForAll long id) {
        Assume.that(isText(name));
        Cursor cursor = new Cursor(List.of(name, Instant.ofEpochSecond(second, 123_456_000)), id);
        String token = cursor.token(BY_NAME_AND_TIME);
        assertThat(Cursor.parse(token, BY_NAME_AND_TIME)).contains(cursor);
        assertThat(token).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.parse(token, OTHER)).isEmpty();
    }

    @Property
    void aTokenThatWasChangedIsNone(@ForAll @IntRange(max = 60) int at, @ForAll char other) {
        String token = new Cursor(List.of("Ahmed Khan", Instant.EPOCH), 42).token(BY_NAME_AND_TIME);
        Assume.that(at < token.length() - 1 && token.charAt(at) != other);
        String changed = token.substring(0, at) + other + token.substring(at + 1);
        assertThat(Cursor.parse(changed, BY_NAME_AND_TIME)).isEmpty();
    }

    @Property
    void whateverIsSentIsACursorOrNone(@ForAll String token) {
        assertThat(Cursor.parse(token, BY_NAME_AND_TIME)).isEqualTo(Optional.empty());
    }

    private static boolean isText(String name) {
        return name.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c));
    }
}
