-- Invitations: a link that lets somebody join, or bring an organisation of his own. The token itself is shown once and not kept.
CREATE TABLE invitation (
    id            INTEGER NOT NULL PRIMARY KEY,
    org_id        BIGINT  NOT NULL, -- that invites
    kind          TEXT    NOT NULL CHECK (kind = 'member' OR kind = 'distributor' OR kind = 'customer'),
    token_hash    TEXT    NOT NULL CHECK (length(token_hash) = 64),
    role_bits     BIGINT  NOT NULL CHECK (role_bits BETWEEN 0 AND 31),
    department_id BIGINT  NOT NULL,
    note          TEXT    NOT NULL,
    user_id       BIGINT  NOT NULL, -- who invites
    state         TEXT    NOT NULL CHECK (state = 'waiting' OR state = 'accepted' OR state = 'revoked'),
    tries         BIGINT  NOT NULL CHECK (tries BETWEEN 0 AND 1000), -- that were refused
    accepted_by   BIGINT  NOT NULL,
    accepted_org  BIGINT  NOT NULL,
    expires_ms    BIGINT  NOT NULL CHECK (expires_ms BETWEEN 1 AND 9999999999999),
    created_ms    BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    ended_ms      BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999)
);
CREATE UNIQUE INDEX invitation_token ON invitation (token_hash);
CREATE INDEX invitation_org ON invitation (org_id, id);
