-- Organisations, people, what they may in which organisation, and how they are signed in.
CREATE TABLE org (
    id          INTEGER NOT NULL PRIMARY KEY,
    kind        TEXT    NOT NULL CHECK (kind = 'platform' OR kind = 'distributor' OR kind = 'customer' OR kind = 'supplier'),
    parent_id   BIGINT  NOT NULL,
    name        TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    form        TEXT    NOT NULL CHECK (form IN ('company', 'person')),
    -- how far below the platform a seller stands; a customer is one below its seller, a supplier beside it
    level       BIGINT  NOT NULL CHECK (level BETWEEN 0 AND 9),
    own_devices BIGINT  NOT NULL CHECK (own_devices BETWEEN 0 AND 1), -- the virtual supplier
    state       TEXT    NOT NULL CHECK (state IN ('active', 'disabled')),
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE INDEX org_parent ON org (parent_id, kind);

-- every seller's line of sellers, the platform (0) to itself: what a price is found along
CREATE TABLE org_path (
    org_id      BIGINT  NOT NULL,
    idx         BIGINT  NOT NULL CHECK (idx BETWEEN 0 AND 8),
    node_id     BIGINT  NOT NULL,
    PRIMARY KEY (org_id, idx)
) WITHOUT ROWID;
CREATE INDEX org_path_node ON org_path (node_id, idx);

CREATE TABLE users (
    id            INTEGER NOT NULL PRIMARY KEY,
    login         TEXT    NOT NULL CHECK (length(login) BETWEEN 3 AND 64),
    name          TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    password_hash TEXT    NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN ('active', 'disabled')),
    created_ms    BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE UNIQUE INDEX users_login ON users (login);

-- roles: bits, 1 admin 2 finance 4 sales 8 operator 16 tech; of a customer 1 admin 2 user
CREATE TABLE membership (
    user_id     BIGINT  NOT NULL,
    org_id      BIGINT  NOT NULL,
    roles       BIGINT  NOT NULL CHECK (roles BETWEEN 0 AND 31),
    PRIMARY KEY (user_id, org_id)
);
CREATE INDEX membership_org ON membership (org_id);

CREATE TABLE session (
    id          INTEGER NOT NULL PRIMARY KEY,
    token_hash  TEXT    NOT NULL CHECK (length(token_hash) = 64),
    user_id     BIGINT  NOT NULL,
    peer        TEXT    NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    seen_ms     BIGINT  NOT NULL CHECK (seen_ms BETWEEN 1 AND 9999999999999),
    ended_ms    BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999)
);
CREATE UNIQUE INDEX session_token ON session (token_hash);
CREATE INDEX session_user ON session (user_id);
CREATE INDEX session_created ON session (created_ms);

-- wrong passwords, by digest of the login, so that names typed wrongly are not collected and a name that is
-- no user's answers alike
CREATE TABLE login_failure (
    login_hash  TEXT    NOT NULL PRIMARY KEY CHECK (length(login_hash) = 64),
    failures    BIGINT  NOT NULL CHECK (failures BETWEEN 1 AND 1000000),
    delayed_ms  BIGINT  NOT NULL CHECK (delayed_ms BETWEEN 0 AND 9999999999999),
    last_ms     BIGINT  NOT NULL CHECK (last_ms BETWEEN 1 AND 9999999999999)
) WITHOUT ROWID;
CREATE INDEX login_failure_old ON login_failure (last_ms);

CREATE TABLE api_key (
    id          INTEGER NOT NULL PRIMARY KEY,
    secret_hash TEXT    NOT NULL CHECK (length(secret_hash) = 64),
    org_id      BIGINT  NOT NULL,
    user_id     BIGINT  NOT NULL,
    name        TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    roles       BIGINT  NOT NULL CHECK (roles BETWEEN 0 AND 31),
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    ended_ms    BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999)
);
CREATE UNIQUE INDEX api_key_secret ON api_key (secret_hash);
