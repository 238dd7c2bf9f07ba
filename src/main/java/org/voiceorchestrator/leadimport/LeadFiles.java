package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.leadimport.LeadFileReader.Opening;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;

/// Opens the files of orders: as the uploader says, else as he said of an earlier one, else as it looks.
@Singleton
final class LeadFiles {
    private final PhoneNumberNormalizer phones;
    private final ColumnMemory memory;

    LeadFiles(PhoneNumberNormalizer phones, ColumnMemory memory) {
        this.phones = phones;
        this.memory = memory;
    }

    /// @throws FieldErrors when the file as a whole cannot be used
    Opening.Opened open(ImportOrder order, ImportCampaigns.Target campaign) throws IOException {
        Map<String, String> remembered = memory.recall(order.uploadedBy());
        return switch (LeadFileReader.open(
                order.file().content(), order.choices(), remembered, phones, campaign.allowedRegions())) {
            case Opening.Refused(var messages) -> throw new FieldErrors(Map.of("csv_file", messages));
            case Opening.Opened opened -> opened;
        };
    }

    /// A file that turned out to be damaged behind its first rows is refused as one is at the start.
    static FieldErrors unusable(DamagedFile file) {
        return new FieldErrors("csv_file", file.getMessage());
    }

    /// What the uploader says of this file's columns goes for his next ones.
    void remember(ImportOrder order, ColumnMapping mapping, Instant now) {
        if (!order.choices().mapping().isEmpty()) {
            memory.remember(order.uploadedBy(), mapping.toRemember(), now);
        }
    }
}
