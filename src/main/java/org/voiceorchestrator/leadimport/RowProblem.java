package org.voiceorchestrator.leadimport;

import org.voiceorchestrator.phone.PhoneResult;

/// Why a row did not become a lead. The code is stored and filtered by; the message is for the person who mends the
/// row.
record RowProblem(String code, String message) {
    static final RowProblem UNCLOSED_QUOTE =
            new RowProblem("unclosed_quote", "A quote in this row is opened and never closed");
    static final RowProblem MALFORMED_QUOTE = new RowProblem(
            "malformed_quote", "There is text behind a closing quote; a quote inside a quoted cell is written twice");
    static final RowProblem LINE_TOO_LONG = new RowProblem("line_too_long", "The row is longer than 1 MiB");
    static final RowProblem NUL_CHARACTER =
            new RowProblem("nul_character", "The row holds NUL characters; the file may be damaged");
    static final RowProblem TOO_MANY_CELLS =
            new RowProblem("too_many_cells", "The row has more cells than the header has columns");
    static final RowProblem INVALID_ATTEMPTS =
            new RowProblem("invalid_attempts", "attempts: must be a whole number from 1 to 99, or empty");
    static final RowProblem INVALID_PRIORITY = new RowProblem(
            "invalid_priority",
            "priority: must be a whole number from -99 to 99, or urgent, high, normal or low, or empty");
    static final RowProblem INVALID_CUSTOMER_SEGMENT = new RowProblem(
            "invalid_customer_segment", "customer_segment: must be micro, small, medium or large, or empty");
    static final RowProblem DUPLICATE_NUMBER = new RowProblem("duplicate_number", "Duplicate phone number in campaign");

    static RowProblem badEncoding(TextEncoding encoding) {
        return new RowProblem(
                "bad_encoding",
                "The row holds bytes that are not " + encoding.family() + "; save the file as CSV UTF-8");
    }

    static RowProblem errorValue(String column, String error) {
        return new RowProblem("error_value", column + ": the spreadsheet shows an error there (" + error + ")");
    }

    static final RowProblem ON_COMPANY_LIST = new RowProblem("do_not_call", "On the company's do-not-call list");
    static final RowProblem ON_CAMPAIGN_LIST = new RowProblem("do_not_call", "On the campaign's do-not-call list");
    /// The campaign's name follows.
    static final RowProblem IN_OTHER_CAMPAIGN =
            new RowProblem("duplicate_in_other_campaign", "The number is in campaign");

    static RowProblem invalidDate(String column) {
        return new RowProblem(
                "invalid_date", column + ": must be a date like 2026-02-09 or 09/02/2026 (day first), or empty");
    }

    static RowProblem textTooLong(String column, int longest) {
        return new RowProblem("text_too_long", column + ": must be at most " + longest + " characters long");
    }

    static RowProblem of(PhoneResult.Refused refused) {
        return new RowProblem(refused.code(), refused.message());
    }
}
