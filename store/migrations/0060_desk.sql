-- What a person must do in a machine room, and what people are told.
CREATE TABLE work_order (
    id            INTEGER NOT NULL PRIMARY KEY,
    org_id        BIGINT  NOT NULL,
    job_id        BIGINT  NOT NULL,
    kind          TEXT    NOT NULL CHECK (kind = 'open' OR kind = 'close' OR kind = 'fix'),
    device_id     BIGINT  NOT NULL,
    room_id       BIGINT  NOT NULL,
    resource_id   BIGINT  NOT NULL,
    alias         TEXT    NOT NULL,
    reason        TEXT    NOT NULL,
    state         TEXT    NOT NULL
        CHECK (state = 'open' OR state = 'accepted' OR state = 'verifying' OR state = 'returned' OR state = 'done' OR state = 'canceled'),
    assignee_id   BIGINT  NOT NULL,
    check_job_id  BIGINT  NOT NULL,
    due_ms        BIGINT  NOT NULL CHECK (due_ms BETWEEN 1 AND 9999999999999),
    form          TEXT    NOT NULL,
    sealed        TEXT    NOT NULL,
    result        TEXT    NOT NULL,
    created_ms    BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    ended_ms      BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999)
);
CREATE INDEX work_order_job ON work_order (job_id);
CREATE INDEX work_order_check ON work_order (check_job_id) WHERE check_job_id <> 0;
CREATE INDEX work_order_open ON work_order (due_ms) WHERE state NOT IN ('done', 'canceled');

CREATE TABLE message (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    user_id     BIGINT  NOT NULL, -- of one person only, or 0
    role_bits   BIGINT  NOT NULL CHECK (role_bits BETWEEN 0 AND 31), -- of people with one of these roles only, or 0
    kind        TEXT    NOT NULL,
    object      TEXT    NOT NULL,
    object_id   BIGINT  NOT NULL,
    text_zh     TEXT    NOT NULL,
    text_en     TEXT    NOT NULL,
    notice_key  TEXT    NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE UNIQUE INDEX message_key ON message (notice_key);
CREATE INDEX message_org ON message (org_id, id);

-- what a user has read: everything up to a message, and single ones behind it
CREATE TABLE message_mark (
    user_id     BIGINT  NOT NULL,
    org_id      BIGINT  NOT NULL,
    until_id    BIGINT  NOT NULL,
    PRIMARY KEY (user_id, org_id)
) WITHOUT ROWID;
CREATE TABLE message_read (
    message_id  BIGINT  NOT NULL,
    user_id     BIGINT  NOT NULL,
    PRIMARY KEY (message_id, user_id)
) WITHOUT ROWID;
