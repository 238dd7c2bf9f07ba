package org.voiceorchestrator.leadimport;

import java.io.IOException;

/// A file that cannot be read for what is in it; the message is for the person who uploaded it.
public final class DamagedFile extends IOException {
    private static final long serialVersionUID = 1;

    DamagedFile(String message) {
        super(message);
    }

    DamagedFile(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    static DamagedFile workbook(Throwable cause) {
        return new DamagedFile(
                "The file looks like an Excel workbook, but it is damaged or was not sent completely"
                        + "; open it in Excel, save it again and upload that",
                cause);
    }

    static DamagedFile workbook(String detail) {
        return new DamagedFile(
                "The Excel workbook is damaged (" + detail + "); open it in Excel, save it again and upload that");
    }

    static DamagedFile tooMuch(String what) {
        return new DamagedFile("The Excel workbook " + what + "; save the list as CSV UTF-8 and upload that");
    }
}
