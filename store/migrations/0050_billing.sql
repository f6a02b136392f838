-- Quotes, carts, orders with their lines and legs, what was bought, refunds, and offline recharges.
-- A quote is the only source of an order's amounts. price_fen is before the coupon, coupon_fen what the
-- seller's coupon pays of it.
CREATE TABLE quote (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    seller_id   BIGINT  NOT NULL,
    kind        TEXT    NOT NULL CHECK (kind = 'new' OR kind = 'renew' OR kind = 'change'),
    resource_id BIGINT  NOT NULL,  -- of renew and change
    old_end_ms  BIGINT  NOT NULL CHECK (old_end_ms BETWEEN 0 AND 9999999999999),
    price_fen   BIGINT  NOT NULL CHECK (price_fen BETWEEN 0 AND 100000000000000),
    coupon_id   BIGINT  NOT NULL,
    coupon_fen  BIGINT  NOT NULL CHECK (coupon_fen BETWEEN 0 AND 100000000000000),
    back_fen    BIGINT  NOT NULL CHECK (back_fen BETWEEN 0 AND 100000000000000),  -- of change: given back
    approval_id BIGINT  NOT NULL,  -- of a price under cost
    expires_ms  BIGINT  NOT NULL CHECK (expires_ms BETWEEN 1 AND 9999999999999),
    state       TEXT    NOT NULL CHECK (state IN ('open', 'used')),
    created_by  BIGINT  NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE INDEX quote_org ON quote (org_id, id);
CREATE INDEX quote_seller ON quote (seller_id, id);
CREATE INDEX quote_open ON quote (expires_ms) WHERE state = 'open';
-- every line with its legs, as it was found; and why its price is what it is, for people
CREATE TABLE quote_body (
    quote_id    INTEGER NOT NULL PRIMARY KEY,
    body        TEXT    NOT NULL,
    why         TEXT    NOT NULL
);

CREATE TABLE cart_line (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    user_id     BIGINT  NOT NULL,
    sku_id      BIGINT  NOT NULL,
    cycle       TEXT    NOT NULL CHECK (cycle = 'once' OR cycle = 'hour' OR cycle = 'month' OR cycle = 'year' OR cycle = 'usage'),
    periods     BIGINT  NOT NULL CHECK (periods BETWEEN 1 AND 120),
    quantity    BIGINT  NOT NULL CHECK (quantity BETWEEN 1 AND 20),
    alias       TEXT    NOT NULL,
    ssh_key     TEXT    NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE INDEX cart_line_org ON cart_line (org_id, id);

CREATE TABLE orders (
    id            INTEGER NOT NULL PRIMARY KEY,
    org_id        BIGINT  NOT NULL,
    seller_id     BIGINT  NOT NULL,
    quote_id      BIGINT  NOT NULL,
    kind          TEXT    NOT NULL CHECK (kind = 'new' OR kind = 'renew' OR kind = 'change'),
    price_fen     BIGINT  NOT NULL CHECK (price_fen BETWEEN 0 AND 100000000000000),
    coupon_fen    BIGINT  NOT NULL CHECK (coupon_fen BETWEEN 0 AND 100000000000000),
    user_id       BIGINT  NOT NULL,  -- 0: by itself
    staff_id      BIGINT  NOT NULL,  -- the seller's people it is counted for
    department_id BIGINT  NOT NULL,
    created_ms    BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE INDEX orders_org ON orders (org_id, id);
CREATE INDEX orders_seller ON orders (seller_id, id);

-- one a unit, so that each opens, fails, is paid and refunded by itself; of what was used one a bill, of order 0
CREATE TABLE order_line (
    id            INTEGER NOT NULL PRIMARY KEY,
    order_id      BIGINT  NOT NULL,
    org_id        BIGINT  NOT NULL,
    seller_id     BIGINT  NOT NULL,
    sku_id        BIGINT  NOT NULL,
    product_id    BIGINT  NOT NULL,
    resource_id   BIGINT  NOT NULL,
    job_id        BIGINT  NOT NULL,
    cycle         TEXT    NOT NULL CHECK (cycle = 'once' OR cycle = 'hour' OR cycle = 'month' OR cycle = 'year' OR cycle = 'usage'),
    periods       BIGINT  NOT NULL CHECK (periods BETWEEN 1 AND 120),
    units_milli   BIGINT  NOT NULL CHECK (units_milli >= 0),  -- thousandths of cycles, or of what was used; 0: not known yet
    price_fen     BIGINT  NOT NULL CHECK (price_fen BETWEEN 0 AND 100000000000000),
    coupon_fen    BIGINT  NOT NULL CHECK (coupon_fen BETWEEN 0 AND 100000000000000),
    coupon_id     BIGINT  NOT NULL,
    replaces_id   BIGINT  NOT NULL,  -- of a change: the resource it takes the place of, else 0
    by_refund_fen BIGINT  NOT NULL CHECK (by_refund_fen BETWEEN 0 AND 100000000000000),  -- paid by what that one gives back
    from_ms       BIGINT  NOT NULL CHECK (from_ms BETWEEN 0 AND 9999999999999),  -- what it paid for, half open
    to_ms         BIGINT  NOT NULL CHECK (to_ms BETWEEN 0 AND 9999999999999),    -- 0: without end
    state         TEXT    NOT NULL CHECK (state = 'held' OR state = 'due' OR state = 'active' OR state = 'released'),
    back_fen      BIGINT  NOT NULL CHECK (back_fen BETWEEN 0 AND 100000000000000),  -- refunded of it
    reason        TEXT    NOT NULL,
    created_ms    BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    ended_ms      BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999),
    CHECK (coupon_fen + by_refund_fen <= price_fen)
);
CREATE INDEX order_line_order ON order_line (order_id);
CREATE INDEX order_line_due ON order_line (org_id, id) WHERE state = 'due';
CREATE INDEX order_line_change ON order_line (replaces_id) WHERE state = 'held' AND replaces_id > 0;
CREATE INDEX order_line_resource ON order_line (resource_id);

-- the chain as it was when the price was found; idx 0 is the edge from the supplier
CREATE TABLE order_leg (
    line_id       BIGINT NOT NULL,
    idx           BIGINT NOT NULL CHECK (idx BETWEEN 0 AND 8),
    seller_id     BIGINT NOT NULL,
    buyer_id      BIGINT NOT NULL,
    agreement_id  BIGINT NOT NULL,
    item_id       BIGINT NOT NULL,
    mode          TEXT   NOT NULL CHECK (mode = 'discount' OR mode = 'floor' OR mode = 'rebate'),
    transfer_fen  BIGINT NOT NULL CHECK (transfer_fen BETWEEN 0 AND 100000000000000),  -- of a principal
    commission_bp BIGINT NOT NULL CHECK (commission_bp BETWEEN 0 AND 10000),           -- of an agent
    refund_policy TEXT   NOT NULL CHECK (refund_policy = 'prorata' OR refund_policy = 'none' OR refund_policy = 'days'),
    refund_days   BIGINT NOT NULL CHECK (refund_days BETWEEN 0 AND 3650),
    PRIMARY KEY (line_id, idx)
) WITHOUT ROWID;
CREATE INDEX order_leg_buyer ON order_leg (buyer_id, line_id);
CREATE INDEX order_leg_supplier ON order_leg (seller_id, line_id) WHERE idx = 0;

-- what promotions took off a line: of their budgets held, used or given back as the line goes
CREATE TABLE order_promotion (
    line_id       BIGINT NOT NULL,
    promotion_id  BIGINT NOT NULL,
    off_fen       BIGINT NOT NULL CHECK (off_fen BETWEEN 1 AND 100000000000000),
    PRIMARY KEY (line_id, promotion_id)
) WITHOUT ROWID;

CREATE TABLE order_placement (
    line_id     INTEGER NOT NULL PRIMARY KEY,
    body        TEXT    NOT NULL
);

CREATE TABLE resource (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    seller_id   BIGINT  NOT NULL,
    sku_id      BIGINT  NOT NULL,
    slot_id     BIGINT  NOT NULL,
    device_id   BIGINT  NOT NULL,
    room_id     BIGINT  NOT NULL,
    alias       TEXT    NOT NULL CHECK (length(alias) BETWEEN 1 AND 60),
    cycle       TEXT    NOT NULL CHECK (cycle = 'once' OR cycle = 'hour' OR cycle = 'month' OR cycle = 'year' OR cycle = 'usage'),
    state       TEXT    NOT NULL
        CHECK (state = 'opening' OR state = 'active' OR state = 'suspended' OR state = 'closing' OR state = 'closed' OR state = 'failed'),
    auto_renew  BIGINT  NOT NULL CHECK (auto_renew BETWEEN 0 AND 1),
    start_ms    BIGINT  NOT NULL CHECK (start_ms BETWEEN 0 AND 9999999999999),
    end_ms      BIGINT  NOT NULL CHECK (end_ms BETWEEN 0 AND 9999999999999),   -- 0: without end
    next_ms     BIGINT  NOT NULL CHECK (next_ms BETWEEN 0 AND 9999999999999),  -- 0: nothing comes by itself
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE INDEX resource_org ON resource (org_id, id);
CREATE INDEX resource_next ON resource (next_ms) WHERE state IN ('active', 'suspended') AND next_ms > 0;

-- how the customer's terminals reach it: as the driver brought it back or the technician typed it
CREATE TABLE resource_access (
    resource_id INTEGER NOT NULL PRIMARY KEY,
    driver      TEXT    NOT NULL,
    access      TEXT    NOT NULL,
    sealed      TEXT    NOT NULL,
    ssh_key     TEXT    NOT NULL
);

-- what is given back of a line: found when it is asked for, paid when the thing is really closed
CREATE TABLE refund (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    seller_id   BIGINT  NOT NULL,
    line_id     BIGINT  NOT NULL,
    resource_id BIGINT  NOT NULL,
    order_id    BIGINT  NOT NULL,  -- the change it is part of, else 0
    used_s      BIGINT  NOT NULL CHECK (used_s BETWEEN 0 AND 9999999999),
    total_s     BIGINT  NOT NULL CHECK (total_s BETWEEN 1 AND 9999999999),
    price_fen   BIGINT  NOT NULL CHECK (price_fen BETWEEN 0 AND 100000000000000),   -- of the line
    kept_fen    BIGINT  NOT NULL CHECK (kept_fen BETWEEN 0 AND 100000000000000),    -- of that price
    back_fen    BIGINT  NOT NULL CHECK (back_fen BETWEEN 0 AND 100000000000000),    -- to the customer's balance
    state       TEXT    NOT NULL CHECK (state = 'waiting' OR state = 'done' OR state = 'dropped'),
    reason      TEXT    NOT NULL,
    created_by  BIGINT  NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    ended_ms    BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999)
);
CREATE UNIQUE INDEX refund_line ON refund (line_id) WHERE state <> 'dropped';
CREATE INDEX refund_org ON refund (org_id, id);
CREATE INDEX refund_seller ON refund (seller_id, id);
CREATE INDEX refund_waiting ON refund (resource_id) WHERE state = 'waiting';
CREATE INDEX refund_change ON refund (order_id) WHERE order_id > 0;

CREATE TABLE recharge (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    customer_id BIGINT  NOT NULL,
    amount_fen  BIGINT  NOT NULL CHECK (amount_fen BETWEEN 1 AND 100000000000),
    payer       TEXT    NOT NULL,
    memo        TEXT    NOT NULL,
    state       TEXT    NOT NULL CHECK (state = 'waiting' OR state = 'confirmed' OR state = 'rejected'),
    reason      TEXT    NOT NULL,
    created_by  BIGINT  NOT NULL,
    decided_by  BIGINT  NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    decided_ms  BIGINT  NOT NULL CHECK (decided_ms BETWEEN 0 AND 9999999999999)
);
CREATE INDEX recharge_org ON recharge (org_id, id);
CREATE INDEX recharge_customer ON recharge (customer_id, id);
