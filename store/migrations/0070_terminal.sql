-- Terminals: who was let in to what, by a ticket that works once.
CREATE TABLE terminal (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    user_id     BIGINT  NOT NULL,
    session_id  BIGINT  NOT NULL,
    resource_id BIGINT  NOT NULL,
    room_id     BIGINT  NOT NULL,
    kind        TEXT    NOT NULL CHECK (kind IN ('shell', 'console')),
    state       TEXT    NOT NULL CHECK (state = 'waiting' OR state = 'open' OR state = 'ended'),
    ticket_hash TEXT    NOT NULL CHECK (length(ticket_hash) = 64),
    expires_ms  BIGINT  NOT NULL CHECK (expires_ms BETWEEN 1 AND 9999999999999),
    opened_ms   BIGINT  NOT NULL CHECK (opened_ms BETWEEN 0 AND 9999999999999),
    ended_ms    BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999),
    reason      TEXT    NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE UNIQUE INDEX terminal_ticket ON terminal (ticket_hash);
CREATE INDEX terminal_org ON terminal (org_id, id);
CREATE INDEX terminal_unused ON terminal (expires_ms) WHERE state = 'waiting';
CREATE INDEX terminal_open ON terminal (resource_id) WHERE state <> 'ended';
CREATE INDEX terminal_old ON terminal (created_ms) WHERE state = 'ended';

CREATE TABLE live_ticket (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    user_id     BIGINT  NOT NULL,
    session_id  BIGINT  NOT NULL,
    ticket_hash TEXT    NOT NULL CHECK (length(ticket_hash) = 64),
    expires_ms  BIGINT  NOT NULL CHECK (expires_ms BETWEEN 1 AND 9999999999999),
    used_ms     BIGINT  NOT NULL CHECK (used_ms BETWEEN 0 AND 9999999999999)
);
CREATE UNIQUE INDEX live_ticket_hash ON live_ticket (ticket_hash);
CREATE INDEX live_ticket_old ON live_ticket (expires_ms);
