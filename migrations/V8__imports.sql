-- Imports that can be watched, cancelled, taken back, and told from one another.

ALTER TABLE import_logs
    -- How far the import has come; written once a second or so by a connection of its own, as what the import itself
    -- writes cannot be seen before it is committed.
    ADD COLUMN stage         text   NOT NULL DEFAULT 'done',
    ADD COLUMN rows_read     bigint NOT NULL DEFAULT 0,
    ADD COLUMN rows_imported bigint NOT NULL DEFAULT 0,
    ADD COLUMN bytes_read    bigint NOT NULL DEFAULT 0,
    -- Set while the import runs, by any process; whoever runs it looks here and stops.
    ADD COLUMN cancelled_by  text,
    ADD COLUMN undone_at     timestamptz,
    ADD COLUMN undone_by     text,
    ADD COLUMN removed_leads bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT import_logs_stage CHECK (stage IN ('reading', 'storing', 'done')),
    ADD CONSTRAINT import_logs_undone CHECK ((undone_at IS NULL) = (undone_by IS NULL)),
    ADD CONSTRAINT import_logs_cancelled CHECK
        (cancelled_by IS NULL OR status IN ('pending', 'processing', 'failed'));
ALTER TABLE import_logs ALTER COLUMN stage SET DEFAULT 'reading';
UPDATE import_logs
SET rows_read = total_rows,
    rows_imported = successful_imports,
    bytes_read = CASE WHEN completed_at IS NULL THEN 0 ELSE file_size_bytes END,
    stage = CASE WHEN completed_at IS NULL THEN 'reading' ELSE 'done' END;

-- The same bytes in the same campaign.
CREATE INDEX import_logs_same_file ON import_logs (campaign_id, sha256, id);

-- What the number, or another cell, was probably meant to be; empty where nobody can tell.
ALTER TABLE import_rejects ADD COLUMN suggestion text NOT NULL DEFAULT '';

-- What somebody said a column of his files holds, for the next file that has it.
CREATE TABLE import_mappings (
    username    text        NOT NULL,
    -- In small letters, without blanks and punctuation.
    column_name text        NOT NULL,
    target      text        NOT NULL,
    used_at     timestamptz NOT NULL,
    PRIMARY KEY (username, column_name)
);
