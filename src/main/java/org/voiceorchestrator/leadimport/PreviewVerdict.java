package org.voiceorchestrator.leadimport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// What an upload would make of a row.
@Serdeable
public enum PreviewVerdict {
    /// A lead.
    @JsonProperty("new")
    NEW,
    /// Nothing: an earlier row of the file has the number.
    @JsonProperty("duplicate_in_file")
    DUPLICATE_IN_FILE,
    /// Nothing: the campaign has the number.
    @JsonProperty("duplicate_in_campaign")
    DUPLICATE_IN_CAMPAIGN,
    /// Nothing: another campaign has the number, and the upload shall leave out such rows.
    @JsonProperty("duplicate_in_other_campaigns")
    DUPLICATE_IN_OTHER_CAMPAIGNS,
    /// Nothing: the number must not be called.
    @JsonProperty("do_not_call")
    DO_NOT_CALL,
    /// Nothing: the row is no good.
    @JsonProperty("invalid")
    INVALID
}
