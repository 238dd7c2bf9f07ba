package org.voiceorchestrator.leadimport;

import io.micronaut.http.multipart.CompletedFileUpload;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.Fields;

/// The form with which a lead file is sent.
record UploadForm(
        String campaign,
        Segment segment,
        DuplicateScope duplicates,
        ReadingChoices choices,
        CompletedFileUpload file,
        boolean async) {
    /// How the file is to be read, as it is written in the form.
    record Reading(
            @Nullable String encoding,
            @Nullable String delimiter,
            @Nullable String sheet,
            @Nullable String mapping) {}

    /// @throws FieldErrors for what is missing or wrong; then the file is let go
    static UploadForm read(
            @Nullable String campaignId,
            @Nullable String segment,
            @Nullable String duplicates,
            Reading reading,
            @Nullable CompletedFileUpload file,
            String async) {
        Map<String, Object> sent = new HashMap<>(Map.of("async", async));
        if (campaignId != null) {
            sent.put("campaign_id", campaignId);
        }
        if (segment != null) {
            sent.put("segment", segment.strip().toLowerCase(Locale.ROOT));
        }
        Fields fields = Fields.of(sent);
        String campaign = fields.filledText("campaign_id", 200).required(null, "");
        Segment chosen = fields.choice("segment", Segment.class).required(null, Segment.FOLLOW_UP);
        boolean inBackground = fields.bool("async").orElse(false);
        DuplicateScope scope = scope(fields, duplicates);
        ReadingChoices choices = choices(fields, reading);
        if (file == null || file.getFilename().isEmpty()) {
            fields.reject("csv_file", "This field is required.");
        }
        try {
            fields.refuseErrors();
        } catch (FieldErrors e) {
            if (file != null) {
                file.discard();
            }
            throw e;
        }
        return new UploadForm(campaign, chosen, scope, choices, Objects.requireNonNull(file), inBackground);
    }

    ImportOrder order(LeadFile stored, String uploadedBy) {
        return new ImportOrder(campaign, segment, stored, uploadedBy, duplicates, choices);
    }

    private static ReadingChoices choices(Fields fields, Reading reading) {
        try {
            return ReadingChoices.parse(reading.encoding, reading.delimiter, reading.sheet, reading.mapping);
        } catch (FieldErrors e) {
            e.errors().forEach((field, messages) -> messages.forEach(message -> fields.reject(field, message)));
            return ReadingChoices.none();
        }
    }

    private static DuplicateScope scope(Fields fields, @Nullable String duplicates) {
        if (duplicates == null || duplicates.isBlank()) {
            return new DuplicateScope.Campaign();
        }
        try {
            return DuplicateScope.parse(duplicates.strip().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            fields.reject("duplicates", String.valueOf(e.getMessage()));
            return new DuplicateScope.Campaign();
        }
    }
}
