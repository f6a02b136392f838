-- Approvals: who must agree to what as data of each organisation, and what was asked for with its content's digest.
CREATE TABLE approval_flow (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    kind        TEXT    NOT NULL,
    channel     TEXT    NOT NULL,
    updated_by  BIGINT  NOT NULL,
    updated_ms  BIGINT  NOT NULL CHECK (updated_ms BETWEEN 1 AND 9999999999999)
);
CREATE UNIQUE INDEX approval_flow_kind ON approval_flow (org_id, kind);

-- a level applies from an amount on; those with one of its roles decide, or its people when it has no role
CREATE TABLE approval_level (
    flow_id     BIGINT  NOT NULL,
    level       BIGINT  NOT NULL CHECK (level BETWEEN 1 AND 5),
    min_fen     BIGINT  NOT NULL CHECK (min_fen BETWEEN 0 AND 9000000000000000),
    role_bits   BIGINT  NOT NULL CHECK (role_bits BETWEEN 0 AND 31),
    need        BIGINT  NOT NULL CHECK (need BETWEEN 1 AND 10),
    PRIMARY KEY (flow_id, level)
) WITHOUT ROWID;
CREATE TABLE approval_level_person (
    flow_id     BIGINT  NOT NULL,
    level       BIGINT  NOT NULL CHECK (level BETWEEN 1 AND 5),
    user_id     BIGINT  NOT NULL,
    PRIMARY KEY (flow_id, level, user_id)
) WITHOUT ROWID;

CREATE TABLE approval (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    kind        TEXT    NOT NULL,
    object      TEXT    NOT NULL,
    object_id   BIGINT  NOT NULL,
    amount_fen  BIGINT  NOT NULL CHECK (amount_fen BETWEEN 0 AND 9000000000000000),
    title_zh    TEXT    NOT NULL CHECK (length(title_zh) BETWEEN 1 AND 300),
    title_en    TEXT    NOT NULL CHECK (length(title_en) BETWEEN 1 AND 300),
    digest      TEXT    NOT NULL CHECK (length(digest) = 64),
    channel     TEXT    NOT NULL,
    state       TEXT    NOT NULL CHECK (state = 'waiting' OR state = 'approved' OR state = 'rejected' OR state = 'withdrawn' OR state = 'expired'),
    level       BIGINT  NOT NULL CHECK (level BETWEEN 0 AND 5), -- that is being decided; 0: the rules asked nobody
    reason      TEXT    NOT NULL,
    asker_id    BIGINT  NOT NULL,
    expires_ms  BIGINT  NOT NULL CHECK (expires_ms BETWEEN 1 AND 9999999999999),
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    ended_ms    BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999)
);
CREATE INDEX approval_org ON approval (org_id, id);
CREATE INDEX approval_asker ON approval (asker_id, id);
CREATE INDEX approval_waiting ON approval (org_id, id) WHERE state = 'waiting';
-- the same content is not asked for twice at once
CREATE UNIQUE INDEX approval_once ON approval (org_id, object_id, kind, digest) WHERE state = 'waiting';

CREATE TABLE approval_payload (
    approval_id INTEGER NOT NULL PRIMARY KEY,
    payload     TEXT    NOT NULL
);

-- the levels that apply to one approval, as they were when it was asked for
CREATE TABLE approval_step (
    approval_id BIGINT  NOT NULL,
    level       BIGINT  NOT NULL CHECK (level BETWEEN 1 AND 5),
    role_bits   BIGINT  NOT NULL CHECK (role_bits BETWEEN 0 AND 31),
    need        BIGINT  NOT NULL CHECK (need BETWEEN 1 AND 10),
    PRIMARY KEY (approval_id, level)
) WITHOUT ROWID;
CREATE TABLE approval_decider (
    approval_id BIGINT  NOT NULL,
    level       BIGINT  NOT NULL CHECK (level BETWEEN 1 AND 5),
    user_id     BIGINT  NOT NULL,
    PRIMARY KEY (approval_id, level, user_id)
) WITHOUT ROWID;

CREATE TABLE approval_decision (
    id          INTEGER NOT NULL PRIMARY KEY,
    approval_id BIGINT  NOT NULL,
    level       BIGINT  NOT NULL CHECK (level BETWEEN 1 AND 5),
    user_id     BIGINT  NOT NULL,
    agreed      BIGINT  NOT NULL CHECK (agreed BETWEEN 0 AND 1),
    reason      TEXT    NOT NULL,
    digest      TEXT    NOT NULL CHECK (length(digest) = 64), -- of what he saw
    at_ms       BIGINT  NOT NULL CHECK (at_ms BETWEEN 1 AND 9999999999999)
);
CREATE UNIQUE INDEX approval_decision_once ON approval_decision (approval_id, level, user_id);
