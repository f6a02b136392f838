-- What every turn needs: replies kept for repeated keys, effects to carry out, the journal of changes.
CREATE TABLE idempotency (
    id          INTEGER NOT NULL PRIMARY KEY,
    scope       BIGINT  NOT NULL,
    idem_key    TEXT    NOT NULL CHECK (length(idem_key) BETWEEN 16 AND 64),
    op          TEXT    NOT NULL,
    body_hash   TEXT    NOT NULL CHECK (length(body_hash) = 64),
    reply       TEXT    NOT NULL,
    money       BIGINT  NOT NULL CHECK (money BETWEEN 0 AND 1), -- kept for ever
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE UNIQUE INDEX idempotency_key ON idempotency (scope, idem_key);
CREATE INDEX idempotency_old ON idempotency (created_ms) WHERE money = 0;

CREATE TABLE outbox (
    id          INTEGER NOT NULL PRIMARY KEY,
    topic       TEXT    NOT NULL,
    effect_key  TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    state       TEXT    NOT NULL CHECK (state = 'due' OR state = 'done' OR state = 'dead'),
    due_ms      BIGINT  NOT NULL CHECK (due_ms BETWEEN 0 AND 9999999999999),
    tries       BIGINT  NOT NULL CHECK (tries BETWEEN 0 AND 1000),
    reason      TEXT    NOT NULL
);
CREATE UNIQUE INDEX outbox_key ON outbox (topic, effect_key);
CREATE INDEX outbox_due ON outbox (due_ms) WHERE state = 'due';
CREATE INDEX outbox_done ON outbox (due_ms) WHERE state = 'done';

CREATE TABLE change_log (
    id          INTEGER NOT NULL PRIMARY KEY,
    at_ms       BIGINT  NOT NULL CHECK (at_ms BETWEEN 1 AND 9999999999999),
    org_id      BIGINT  NOT NULL,
    object      TEXT    NOT NULL,
    object_id   BIGINT  NOT NULL,
    verb        TEXT    NOT NULL,
    detail      TEXT    NOT NULL,
    user_id     BIGINT  NOT NULL,
    agent_id    BIGINT  NOT NULL,
    actor       TEXT    NOT NULL,
    request_id  TEXT    NOT NULL
);
CREATE INDEX change_log_object ON change_log (object_id, id);
