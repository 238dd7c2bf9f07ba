package org.voiceorchestrator.leadimport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// What an import is doing.
@Serdeable
public enum ImportStage {
    /// The file is being read.
    @JsonProperty("reading")
    READING,
    /// The file has been read to its end; its last rows are being made leads.
    @JsonProperty("storing")
    STORING,
    /// Nothing any more, however it ended.
    @JsonProperty("done")
    DONE
}
