package org.voiceorchestrator.simulator;

import java.net.URI;
import java.time.Duration;

/// Where and how the records of ended legs are posted, as in the settings of mod_json_cdr and mod_xml_cdr.
///
/// @param user empty: without authentication
/// @param retries after the first attempt; every answer but 2xx is a failure
/// @param delay until the next attempt, on the clock of the wall
public record CdrPosting(URI url, Format format, String user, String password, int retries, Duration delay) {
    public enum Format {
        /// mod_json_cdr with `encode` false: the JSON itself.
        JSON,
        /// mod_json_cdr with `encode` true: a form with the field `cdr`.
        JSON_FORM,
        /// mod_xml_cdr with `encode` textxml: the XML itself.
        XML,
        /// mod_xml_cdr with `encode` true.
        XML_FORM
    }

    /// The password stays out of logs.
    @Override
    public String toString() {
        return "CdrPosting[" + format + " to " + url + "]";
    }
}
