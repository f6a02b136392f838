-- What a seller grants: prices of single customers, promotions with a budget, coupons, invitation codes and
-- whom they brought. All of it is the seller's own; what it costs is never more than its budget, because a
-- promotion's and a coupon's row holds what orders in the making may still take.
CREATE TABLE customer_price (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    customer_id BIGINT  NOT NULL,
    scope       TEXT    NOT NULL CHECK (scope = 'sku' OR scope = 'product' OR scope = 'kind' OR scope = 'all'),
    ref_id      BIGINT  NOT NULL,
    ref_kind    TEXT    NOT NULL,
    cycle       TEXT    NOT NULL CHECK (cycle = '' OR cycle = 'once' OR cycle = 'hour' OR cycle = 'month' OR cycle = 'year' OR cycle = 'usage'),
    kind        TEXT    NOT NULL CHECK (kind IN ('price', 'discount')),
    price_ufen  BIGINT  NOT NULL CHECK (price_ufen BETWEEN 0 AND 100000000000000000),
    rate_bp     BIGINT  NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
    under_cost  BIGINT  NOT NULL CHECK (under_cost BETWEEN 0 AND 1),  -- may be below the seller's own cost
    from_ms     BIGINT  NOT NULL CHECK (from_ms BETWEEN 0 AND 9999999999999),
    to_ms       BIGINT  NOT NULL CHECK (to_ms BETWEEN 0 AND 9999999999999),  -- 0: until it is ended
    state       TEXT    NOT NULL CHECK (state = 'waiting' OR state = 'active' OR state = 'ended' OR state = 'rejected'),
    approval_id BIGINT  NOT NULL,
    note        TEXT    NOT NULL,
    created_by  BIGINT  NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE INDEX customer_price_of ON customer_price (customer_id, state);
CREATE INDEX customer_price_org ON customer_price (org_id, id);

CREATE TABLE promotion (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    name        TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    scope       TEXT    NOT NULL CHECK (scope = 'sku' OR scope = 'product' OR scope = 'kind' OR scope = 'all'),
    ref_id      BIGINT  NOT NULL,
    ref_kind    TEXT    NOT NULL,
    cycle       TEXT    NOT NULL CHECK (cycle = '' OR cycle = 'once' OR cycle = 'month' OR cycle = 'year'),
    kind        TEXT    NOT NULL CHECK (kind = 'discount' OR kind = 'reduce' OR kind = 'price'),
    rate_bp     BIGINT  NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
    amount_fen  BIGINT  NOT NULL CHECK (amount_fen BETWEEN 0 AND 100000000000),  -- reduce: off a unit; price: of a cycle
    stack_group TEXT    NOT NULL CHECK (length(stack_group) BETWEEN 0 AND 24),   -- one of a group counts
    first_order BIGINT  NOT NULL CHECK (first_order BETWEEN 0 AND 1),
    invited     BIGINT  NOT NULL CHECK (invited BETWEEN 0 AND 1),  -- only who came by a code of it
    budget_fen  BIGINT  NOT NULL CHECK (budget_fen BETWEEN 0 AND 100000000000000),  -- 0: without
    held_fen    BIGINT  NOT NULL CHECK (held_fen BETWEEN 0 AND 100000000000000),
    used_fen    BIGINT  NOT NULL CHECK (used_fen BETWEEN 0 AND 100000000000000),
    from_ms     BIGINT  NOT NULL CHECK (from_ms BETWEEN 0 AND 9999999999999),
    to_ms       BIGINT  NOT NULL CHECK (to_ms BETWEEN 1 AND 9999999999999),
    state       TEXT    NOT NULL CHECK (state = 'on' OR state = 'paused' OR state = 'ended'),
    created_by  BIGINT  NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    CHECK (budget_fen = 0 OR held_fen + used_fen <= budget_fen)
);
CREATE INDEX promotion_org ON promotion (org_id, state, id);

CREATE TABLE coupon (
    id           INTEGER NOT NULL PRIMARY KEY,
    org_id       BIGINT  NOT NULL,
    name         TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    code         TEXT    NOT NULL CHECK (length(code) BETWEEN 4 AND 32),
    scope        TEXT    NOT NULL CHECK (scope = 'sku' OR scope = 'product' OR scope = 'kind' OR scope = 'all'),
    ref_id       BIGINT  NOT NULL,
    ref_kind     TEXT    NOT NULL,
    kind         TEXT    NOT NULL CHECK (kind IN ('amount', 'percent')),
    amount_fen   BIGINT  NOT NULL CHECK (amount_fen BETWEEN 0 AND 100000000000),  -- percent: at most; 0: any
    rate_bp      BIGINT  NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),            -- what is taken off
    min_fen      BIGINT  NOT NULL CHECK (min_fen BETWEEN 0 AND 100000000000000),
    customer_id  BIGINT  NOT NULL,  -- 0: anybody of the seller's
    uses_max     BIGINT  NOT NULL CHECK (uses_max BETWEEN 1 AND 1000000),
    each_max     BIGINT  NOT NULL CHECK (each_max BETWEEN 1 AND 1000),
    uses_n       BIGINT  NOT NULL CHECK (uses_n BETWEEN 0 AND 1000000),
    budget_fen   BIGINT  NOT NULL CHECK (budget_fen BETWEEN 0 AND 100000000000000),
    held_fen     BIGINT  NOT NULL CHECK (held_fen BETWEEN 0 AND 100000000000000),
    used_fen     BIGINT  NOT NULL CHECK (used_fen BETWEEN 0 AND 100000000000000),
    from_ms      BIGINT  NOT NULL CHECK (from_ms BETWEEN 0 AND 9999999999999),
    to_ms        BIGINT  NOT NULL CHECK (to_ms BETWEEN 1 AND 9999999999999),
    state        TEXT    NOT NULL CHECK (state = 'on' OR state = 'paused' OR state = 'ended'),
    created_by   BIGINT  NOT NULL,
    created_ms   BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    CHECK (uses_n <= uses_max),
    CHECK (budget_fen = 0 OR held_fen + used_fen <= budget_fen)
);
CREATE UNIQUE INDEX coupon_code ON coupon (org_id, code);

-- one row an order that uses a coupon
CREATE TABLE coupon_use (
    order_id    INTEGER NOT NULL PRIMARY KEY,
    coupon_id   BIGINT  NOT NULL,
    customer_id BIGINT  NOT NULL,
    coupon_fen  BIGINT  NOT NULL CHECK (coupon_fen BETWEEN 1 AND 100000000000000),
    lines_n     BIGINT  NOT NULL CHECK (lines_n BETWEEN 0 AND 1000),  -- not given back
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE INDEX coupon_use_of ON coupon_use (coupon_id, customer_id);

CREATE TABLE invite_code (
    id           INTEGER NOT NULL PRIMARY KEY,
    org_id       BIGINT  NOT NULL,
    name         TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    code         TEXT    NOT NULL CHECK (length(code) BETWEEN 6 AND 32),
    promotion_id BIGINT  NOT NULL,
    staff_id     BIGINT  NOT NULL,  -- whose customers they become
    quota        BIGINT  NOT NULL CHECK (quota BETWEEN 1 AND 1000000),
    used_n       BIGINT  NOT NULL CHECK (used_n BETWEEN 0 AND 1000000),
    days         BIGINT  NOT NULL CHECK (days BETWEEN 1 AND 3650),  -- how long a customer counts as brought by it
    from_ms      BIGINT  NOT NULL CHECK (from_ms BETWEEN 0 AND 9999999999999),
    to_ms        BIGINT  NOT NULL CHECK (to_ms BETWEEN 1 AND 9999999999999),
    state        TEXT    NOT NULL CHECK (state = 'on' OR state = 'paused' OR state = 'ended'),
    created_by   BIGINT  NOT NULL,
    created_ms   BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    CHECK (used_n <= quota)
);
CREATE UNIQUE INDEX invite_code_code ON invite_code (code);
CREATE INDEX invite_code_org ON invite_code (org_id, id);

CREATE TABLE attribution (
    customer_id  INTEGER NOT NULL PRIMARY KEY,
    org_id       BIGINT  NOT NULL,
    code_id      BIGINT  NOT NULL,
    promotion_id BIGINT  NOT NULL,
    staff_id     BIGINT  NOT NULL,
    at_ms        BIGINT  NOT NULL CHECK (at_ms BETWEEN 1 AND 9999999999999),
    until_ms     BIGINT  NOT NULL CHECK (until_ms BETWEEN 1 AND 9999999999999)
);
CREATE INDEX attribution_code ON attribution (code_id);
