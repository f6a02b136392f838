-- Places, devices and how they are reached, what is sold of them, the rooms' agents, and their work.
CREATE TABLE region (
    id INTEGER NOT NULL PRIMARY KEY, org_id BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    created_ms BIGINT NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE TABLE room (
    id INTEGER NOT NULL PRIMARY KEY, org_id BIGINT NOT NULL, region_id BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60), address TEXT NOT NULL,
    created_ms BIGINT NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE TABLE rack (
    id INTEGER NOT NULL PRIMARY KEY, org_id BIGINT NOT NULL, room_id BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    height_u BIGINT NOT NULL CHECK (height_u BETWEEN 1 AND 60),
    created_ms BIGINT NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE TABLE device_model (
    id INTEGER NOT NULL PRIMARY KEY, org_id BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    kind TEXT NOT NULL CHECK (kind = 'server' OR kind = 'hypervisor' OR kind = 'pdu' OR kind = 'switch'),
    attrs TEXT NOT NULL, height_u BIGINT NOT NULL CHECK (height_u BETWEEN 1 AND 60),
    created_ms BIGINT NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE TABLE device (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    asset_tag   TEXT    NOT NULL CHECK (length(asset_tag) BETWEEN 1 AND 64),
    serial      TEXT    NOT NULL,
    model_id    BIGINT  NOT NULL,
    room_id     BIGINT  NOT NULL,
    rack_id     BIGINT  NOT NULL,
    u           BIGINT  NOT NULL CHECK (u BETWEEN 0 AND 60),
    attrs       TEXT    NOT NULL,
    stage       TEXT    NOT NULL
        CHECK (stage = 'draft' OR stage = 'verified' OR stage = 'free' OR stage = 'held' OR stage = 'opening' OR stage = 'in_use'
        OR stage = 'closing' OR stage = 'retired'),
    flags       BIGINT  NOT NULL CHECK (flags BETWEEN 0 AND 31),
    flag_reason TEXT    NOT NULL,
    observed    TEXT    NOT NULL,
    observed_ms BIGINT  NOT NULL CHECK (observed_ms BETWEEN 0 AND 9999999999999),
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE UNIQUE INDEX device_tag ON device (org_id, asset_tag);
CREATE TABLE endpoint (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    device_id   BIGINT  NOT NULL,
    driver      TEXT    NOT NULL CHECK (driver = 'libvirt' OR driver = 'ssh' OR driver = 'manual' OR driver = 'sim'),
    target      TEXT    NOT NULL,
    secret      TEXT    NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE UNIQUE INDEX endpoint_device ON endpoint (device_id, driver);

-- loading: how much of a device is sold as an SKU; free counts its free slots
CREATE TABLE loading (
    sku_id      BIGINT  NOT NULL,
    device_id   BIGINT  NOT NULL,
    total       BIGINT  NOT NULL CHECK (total BETWEEN 0 AND 1000000),
    free        BIGINT  NOT NULL CHECK (free BETWEEN 0 AND 1000000),
    PRIMARY KEY (sku_id, device_id)
);
CREATE TABLE slot (
    id          INTEGER NOT NULL PRIMARY KEY,
    sku_id      BIGINT  NOT NULL,
    device_id   BIGINT  NOT NULL,
    n           BIGINT  NOT NULL CHECK (n BETWEEN 1 AND 1000000),
    stage       TEXT    NOT NULL CHECK (stage = 'free' OR stage = 'held' OR stage = 'opening' OR stage = 'in_use' OR stage = 'closing' OR stage = 'retired'),
    resource_id BIGINT  NOT NULL,
    since_ms    BIGINT  NOT NULL CHECK (since_ms BETWEEN 0 AND 9999999999999)
);
CREATE INDEX slot_free ON slot (sku_id, device_id) WHERE stage = 'free';
CREATE INDEX slot_device ON slot (device_id, n);
CREATE INDEX loading_device ON loading (device_id);

CREATE TABLE agent (
    id              INTEGER NOT NULL PRIMARY KEY,
    org_id          BIGINT  NOT NULL,
    room_id         BIGINT  NOT NULL,
    name            TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    code_hash       TEXT    NOT NULL,
    code_expires_ms BIGINT  NOT NULL CHECK (code_expires_ms BETWEEN 0 AND 9999999999999),
    key_hex         TEXT    NOT NULL,
    fingerprint     TEXT    NOT NULL,
    state           TEXT    NOT NULL CHECK (state = 'waiting' OR state = 'enrolled' OR state = 'revoked'),
    link            TEXT    NOT NULL CHECK (link = 'never' OR link = 'online' OR link = 'late' OR link = 'lost'),
    version         TEXT    NOT NULL,
    seen_ms         BIGINT  NOT NULL CHECK (seen_ms BETWEEN 0 AND 9999999999999),
    created_ms      BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE INDEX agent_room ON agent (room_id);

CREATE TABLE job (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    room_id     BIGINT  NOT NULL,
    agent_id    BIGINT  NOT NULL,
    device_id   BIGINT  NOT NULL,
    slot_id     BIGINT  NOT NULL,
    resource_id BIGINT  NOT NULL,
    verb        TEXT    NOT NULL
        CHECK (verb = 'open' OR verb = 'close' OR verb = 'suspend' OR verb = 'resume' OR verb = 'verify' OR verb = 'observe'
        OR verb = 'power_on' OR verb = 'power_off'),
    driver      TEXT    NOT NULL,
    phase       TEXT    NOT NULL
        CHECK (phase = 'queued' OR phase = 'running' OR phase = 'waiting' OR phase = 'held' OR phase = 'done' OR phase = 'failed'
        OR phase = 'unknown'),
    attempt     BIGINT  NOT NULL CHECK (attempt BETWEEN 0 AND 1000000),
    epoch       BIGINT  NOT NULL CHECK (epoch BETWEEN 0 AND 1000000),
    accepted    BIGINT  NOT NULL CHECK (accepted BETWEEN 0 AND 1),
    lost        BIGINT  NOT NULL CHECK (lost BETWEEN 0 AND 1),
    lease_ms    BIGINT  NOT NULL CHECK (lease_ms BETWEEN 0 AND 9999999999999),
    next_ms     BIGINT  NOT NULL CHECK (next_ms BETWEEN 0 AND 9999999999999),
    deadline_ms BIGINT  NOT NULL CHECK (deadline_ms BETWEEN 0 AND 9999999999999),
    on_deadline TEXT    NOT NULL CHECK (on_deadline = 'degrade' OR on_deadline = 'give_up' OR on_deadline = 'remind' OR on_deadline = ''),
    reason      TEXT    NOT NULL,
    text        TEXT    NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    ended_ms    BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999),
    -- until then an attempt that was sent and not answered may still act on its device: what comes after it
    -- on the same resource, above all closing it, waits
    busy_ms     BIGINT  NOT NULL CHECK (busy_ms BETWEEN 0 AND 9999999999999),
    -- stuck for ever cannot be stored
    CHECK (phase IN ('done', 'failed') OR (deadline_ms BETWEEN 1 AND 9999999999999 AND on_deadline <> ''))
);
CREATE INDEX job_next ON job (next_ms) WHERE (phase = 'queued' OR phase = 'waiting' OR phase = 'unknown');
CREATE INDEX job_room ON job (room_id, next_ms) WHERE (phase = 'queued' OR phase = 'waiting' OR phase = 'unknown');
CREATE INDEX job_deadline ON job (deadline_ms) WHERE phase NOT IN ('done', 'failed');
CREATE INDEX job_running ON job (agent_id) WHERE phase = 'running';
CREATE INDEX job_lease ON job (lease_ms) WHERE phase = 'running';
CREATE INDEX job_unaccepted ON job (next_ms) WHERE phase = 'running' AND accepted = 0;
CREATE INDEX job_resource ON job (resource_id);
CREATE INDEX job_device ON job (device_id) WHERE device_id <> 0;

-- what a job says and brings back, apart from the hot row
CREATE TABLE job_body (
    job_id      INTEGER NOT NULL PRIMARY KEY,
    endpoint_id BIGINT  NOT NULL,
    target      TEXT    NOT NULL,
    sealed      TEXT    NOT NULL,
    spec        TEXT    NOT NULL,
    ticket      TEXT    NOT NULL,
    result      TEXT    NOT NULL
);
CREATE TABLE job_log (
    id          INTEGER NOT NULL PRIMARY KEY,
    job_id      BIGINT  NOT NULL,
    at_ms       BIGINT  NOT NULL CHECK (at_ms BETWEEN 1 AND 9999999999999),
    text        TEXT    NOT NULL
);
CREATE INDEX job_log_job ON job_log (job_id, id);

-- one row: how often a controller has started on this database; agents refuse a lower number
CREATE TABLE controller (
    id          INTEGER NOT NULL PRIMARY KEY CHECK (id BETWEEN 1 AND 1),
    epoch       BIGINT  NOT NULL CHECK (epoch BETWEEN 1 AND 9999999999999)
);
