package org.voiceorchestrator.migration;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.voiceorchestrator.campaign.CampaignNames;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.database.Names;

/// The name of a lead file of Telecard: `{AgentId}-{Segment}-{YYYYMMDD}.csv`, which without its ending is the
/// campaign's id; a further campaign of that day has `-2`, `-3`.. behind it. Agent ids may have hyphens, so it is read
/// from the right.
sealed interface TelecardName {
    record Good(String campaignId, String agentId, Segment segment, LocalDate date) implements TelecardName {}

    /// @param problem a sentence for people, that says what to do
    record Bad(String problem) implements TelecardName {}

    Pattern SHAPE = Pattern.compile("(?<agent>.+)-(?<segment>[^-]+)-(?<date>[0-9]{8})(?:-(?:[2-9]|[1-9][0-9]{1,5}))?");
    Pattern AGENT_ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    String ENDING = ".csv";

    static TelecardName parse(String filename) {
        if (!filename.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
            return new Bad("The file is no .csv; save it as CSV UTF-8 under the same name.");
        }
        String campaignId = filename.substring(0, filename.length() - ENDING.length());
        Matcher parts = SHAPE.matcher(campaignId);
        if (!parts.matches()) {
            return new Bad("The name is not {AgentId}-{Segment}-{YYYYMMDD}.csv, as AgentAhmed-Follow_Up-20260209.csv.");
        }
        if (!AGENT_ID.matcher(parts.group("agent")).matches()) {
            return new Bad(
                    "The agent id in the name must have at most 64 letters, digits, underscores, dots and hyphens.");
        }
        Optional<Segment> segment = segment(parts.group("segment"));
        if (segment.isEmpty()) {
            return new Bad(
                    "The segment in the name, \"" + parts.group("segment") + "\", is none of: " + segments() + ".");
        }
        try {
            LocalDate date = LocalDate.parse(parts.group("date"), DateTimeFormatter.BASIC_ISO_DATE);
            return new Good(campaignId, parts.group("agent"), segment.get(), date);
        } catch (DateTimeException e) {
            return new Bad(
                    "The date in the name, " + parts.group("date") + ", is no day; it must be written YYYYMMDD.");
        }
    }

    /// Whether a file that is no CSV has the name of one: it would be missed.
    static boolean looksLikeOne(String filename) {
        int dot = filename.lastIndexOf('.');
        return parse((dot < 0 ? filename : filename.substring(0, dot)) + ENDING) instanceof Good;
    }

    private static Optional<Segment> segment(String written) {
        return Arrays.stream(Segment.values())
                .filter(segment -> Names.of(segment).equals(written.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static String segments() {
        return Arrays.stream(Segment.values()).map(CampaignNames::inTitleCase).collect(Collectors.joining(", "));
    }
}
