-- Requests that carry an Idempotency-Key: who carries one out, whether it was, and what was answered.

CREATE TABLE idempotency_keys (
    username       text        NOT NULL,
    key            text        NOT NULL,
    -- The method and the path, for people.
    request        text        NOT NULL,
    -- A keyed hash of the whole request: bodies may hold passwords.
    fingerprint    text        NOT NULL,
    created_at     timestamptz NOT NULL,
    -- Who carries the request out, and until when it counts as alive without being heard of.
    holder         uuid        NOT NULL,
    held_until     timestamptz NOT NULL,
    -- Set in the transaction in which the request first changed something.
    carried_out_at timestamptz,
    status         integer,
    content_type   text,
    location       text,
    body           text,
    -- The row in which the room that answers keeps what became of it: an import log, say.
    record_id      bigint,
    PRIMARY KEY (username, key),
    CONSTRAINT idempotency_keys_answer CHECK (status IS NULL OR (status BETWEEN 100 AND 499 AND record_id IS NULL))
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
