-- What is sold, by whom, at what list price, and on what terms between neighbours of the selling chain.
-- Unit prices are µfen (1e-6 fen) of one cycle or one unit, so that a core-hour and a machine-year are one column.
CREATE TABLE product (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    supplier_id BIGINT  NOT NULL,
    kind        TEXT    NOT NULL CHECK (kind = 'hpc' OR kind = 'ai' OR kind = 'vm' OR kind = 'line' OR kind = 'device'),
    name        TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    summary     TEXT    NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('on', 'off')),
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE INDEX product_supplier ON product (supplier_id);

-- a kind's attributes as JSON Schema; the newest version checks what is written next
CREATE TABLE attr_schema (
    kind        TEXT    NOT NULL CHECK (kind = 'hpc' OR kind = 'ai' OR kind = 'vm' OR kind = 'line' OR kind = 'device'),
    version     BIGINT  NOT NULL CHECK (version BETWEEN 1 AND 1000000),
    body        TEXT    NOT NULL CHECK (length(body) BETWEEN 2 AND 16384),
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 0 AND 9999999999999),
    PRIMARY KEY (kind, version)
) WITHOUT ROWID;

CREATE TABLE sku (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    product_id  BIGINT  NOT NULL,
    name        TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    spec        TEXT    NOT NULL,
    driver      TEXT    NOT NULL CHECK (driver = 'libvirt' OR driver = 'manual' OR driver = 'sim'),
    unit        TEXT    NOT NULL CHECK (length(unit) BETWEEN 0 AND 24),  -- of cycle usage
    ready_s     BIGINT  NOT NULL CHECK (ready_s BETWEEN 0 AND 604800),
    state       TEXT    NOT NULL CHECK (state IN ('on', 'off')),
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE INDEX sku_product ON sku (product_id);

-- an SKU is offered for the cycles that it has a price for
CREATE TABLE list_price (
    id          INTEGER NOT NULL PRIMARY KEY,
    sku_id      BIGINT  NOT NULL,
    cycle       TEXT    NOT NULL CHECK (cycle = 'once' OR cycle = 'hour' OR cycle = 'month' OR cycle = 'year' OR cycle = 'usage'),
    price_ufen  BIGINT  NOT NULL CHECK (price_ufen BETWEEN 0 AND 100000000000000000),  -- 0: no longer offered
    from_ms     BIGINT  NOT NULL CHECK (from_ms BETWEEN 0 AND 9999999999999),
    created_by  BIGINT  NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE UNIQUE INDEX list_price_from ON list_price (sku_id, cycle, from_ms);

-- one row a version of the terms on an edge; root_id joins the versions
CREATE TABLE agreement (
    id            INTEGER NOT NULL PRIMARY KEY,
    root_id       BIGINT  NOT NULL,
    version       BIGINT  NOT NULL CHECK (version BETWEEN 1 AND 1000000),
    seller_id     BIGINT  NOT NULL,
    buyer_id      BIGINT  NOT NULL,
    kind          TEXT    NOT NULL CHECK (kind = 'virtual' OR kind = 'supply' OR kind = 'distribution'),
    title         TEXT    NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
    state         TEXT    NOT NULL CHECK (state = 'draft' OR state = 'signed' OR state = 'active' OR state = 'winding' OR state = 'ended'),
    settle_cycle  TEXT    NOT NULL CHECK (settle_cycle = 'day' OR settle_cycle = 'week' OR settle_cycle = 'month' OR settle_cycle = 'quarter'),
    settle_day    BIGINT  NOT NULL CHECK (settle_day BETWEEN 0 AND 31),
    refund_policy TEXT    NOT NULL CHECK (refund_policy = 'prorata' OR refund_policy = 'none' OR refund_policy = 'days'),
    refund_days   BIGINT  NOT NULL CHECK (refund_days BETWEEN 0 AND 3650),
    wind_policy   TEXT    NOT NULL CHECK (wind_policy IN ('renew', 'expire')),
    valid_from_ms BIGINT  NOT NULL CHECK (valid_from_ms BETWEEN 0 AND 9999999999999),
    valid_to_ms   BIGINT  NOT NULL CHECK (valid_to_ms BETWEEN 0 AND 9999999999999),  -- 0: until it is ended
    text_hash     TEXT    NOT NULL,  -- of the text that was signed
    reason        TEXT    NOT NULL,  -- of winding down or ending
    approval_id   BIGINT  NOT NULL,
    drafted_by    BIGINT  NOT NULL,
    signed_by     BIGINT  NOT NULL,
    signed_ms     BIGINT  NOT NULL CHECK (signed_ms BETWEEN 0 AND 9999999999999),
    active_ms     BIGINT  NOT NULL CHECK (active_ms BETWEEN 0 AND 9999999999999),
    winding_ms    BIGINT  NOT NULL CHECK (winding_ms BETWEEN 0 AND 9999999999999),
    ended_ms      BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999),
    created_ms    BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE UNIQUE INDEX agreement_version ON agreement (root_id, version);
CREATE UNIQUE INDEX agreement_in_force ON agreement (buyer_id, seller_id) WHERE state IN ('active', 'winding');
CREATE INDEX agreement_buyer ON agreement (buyer_id, id);
CREATE INDEX agreement_seller ON agreement (seller_id, id);
CREATE INDEX agreement_begins ON agreement (valid_from_ms) WHERE state = 'signed';
CREATE INDEX agreement_ends ON agreement (valid_to_ms) WHERE state IN ('active', 'winding') AND valid_to_ms > 0;

-- the contract itself: a text, or a file in base64
CREATE TABLE agreement_text (
    agreement_id INTEGER NOT NULL PRIMARY KEY,
    name         TEXT    NOT NULL CHECK (length(name) BETWEEN 0 AND 120),
    media        TEXT    NOT NULL CHECK (length(media) BETWEEN 1 AND 80),
    body         TEXT    NOT NULL,
    hash         TEXT    NOT NULL CHECK (length(hash) = 64)
);

-- what the buyer pays, by the most specific line: sku, product, kind, all; a line for a cycle before one for any
CREATE TABLE agreement_item (
    id           INTEGER NOT NULL PRIMARY KEY,
    agreement_id BIGINT  NOT NULL,
    scope        TEXT    NOT NULL CHECK (scope = 'sku' OR scope = 'product' OR scope = 'kind' OR scope = 'all'),
    ref_id       BIGINT  NOT NULL,
    ref_kind     TEXT    NOT NULL,
    cycle        TEXT    NOT NULL CHECK (cycle = '' OR cycle = 'once' OR cycle = 'hour' OR cycle = 'month' OR cycle = 'year' OR cycle = 'usage'),
    mode         TEXT    NOT NULL CHECK (mode = 'discount' OR mode = 'rebate' OR mode = 'floor' OR mode = 'excluded'),
    rate_bp      BIGINT  NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),  -- of discount and rebate
    floor_ufen   BIGINT  NOT NULL CHECK (floor_ufen BETWEEN 0 AND 100000000000000000),
    cap_ufen     BIGINT  NOT NULL CHECK (cap_ufen BETWEEN 0 AND 100000000000000000)  -- 0: none
);
CREATE UNIQUE INDEX agreement_item_line ON agreement_item (agreement_id, scope, ref_id, ref_kind, cycle);

-- what a seller asks of everybody below, and what it does not show
CREATE TABLE sale_price (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    sku_id      BIGINT  NOT NULL,
    cycle       TEXT    NOT NULL CHECK (cycle = 'once' OR cycle = 'hour' OR cycle = 'month' OR cycle = 'year' OR cycle = 'usage'),
    price_ufen  BIGINT  NOT NULL CHECK (price_ufen BETWEEN 0 AND 100000000000000000),  -- 0: the list price again
    from_ms     BIGINT  NOT NULL CHECK (from_ms BETWEEN 0 AND 9999999999999),
    created_by  BIGINT  NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE UNIQUE INDEX sale_price_from ON sale_price (org_id, sku_id, cycle, from_ms);

CREATE TABLE unshown (
    org_id      BIGINT  NOT NULL,
    product_id  BIGINT  NOT NULL,
    PRIMARY KEY (org_id, product_id)
) WITHOUT ROWID;
