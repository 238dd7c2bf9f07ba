package org.voiceorchestrator.leadimport;

import org.voiceorchestrator.leadimport.FileFormat.Found;

/// A file's encoding, how many bytes its byte order mark takes, and where that is known from.
record CsvEncoding(TextEncoding encoding, int markLength, Found found) {}
