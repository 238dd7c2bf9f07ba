package org.voiceorchestrator.campaign;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.voiceorchestrator.database.Names;

/// How the system names campaigns: `AgentAhmed-Follow_Up-20260209`, and `-2`, `-3`.. behind it for further ones of
/// that day.
public final class CampaignNames {
    private CampaignNames() {}

    public static String first(String agentName, Segment segment, LocalDate day) {
        return agentName + "-" + inTitleCase(segment) + "-" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    static String numbered(String first, int number) {
        return number == 1 ? first : first + "-" + number;
    }

    /// As it stands in names: `Follow_Up`.
    public static String inTitleCase(Segment segment) {
        return Arrays.stream(Names.of(segment).split("_", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining("_"));
    }
}
