package org.voiceorchestrator.freeswitch;

import java.util.List;
import java.util.Map;

/// The table that `show .. as json` prints. It lags behind the calls by up to 0.2 s.
public final class EslRows {
    private EslRows() {}

    /// Each row a map from column to text; no rows when the switch says that there are none.
    public static List<Map<String, String>> parse(String json) throws EslProtocolException {
        return JsonEvents.rows(json);
    }
}
