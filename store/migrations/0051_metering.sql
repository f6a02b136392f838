-- What is paid for as it is used: usage by the hour, the price each hour was used at, and bills that round
-- once and hand on what is left over. Hours count from 1970; units are thousandths; nfen are 1e-9 fen.

CREATE TABLE meter (
    resource_id INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    seller_id   BIGINT  NOT NULL,
    cycle       TEXT    NOT NULL CHECK (cycle IN ('hour', 'usage')),
    start_ms    BIGINT  NOT NULL CHECK (start_ms BETWEEN 1 AND 9999999999999),
    stop_ms     BIGINT  NOT NULL CHECK (stop_ms BETWEEN 0 AND 9999999999999),    -- 0: it goes on
    since_ms    BIGINT  NOT NULL CHECK (since_ms BETWEEN 0 AND 9999999999999),   -- time is counted until then; 0: it stands still
    run_ms      BIGINT  NOT NULL CHECK (run_ms BETWEEN 0 AND 9999999999999),     -- time counted in all
    billed_ms   BIGINT  NOT NULL CHECK (billed_ms BETWEEN 1 AND 9999999999999),  -- hours before were billed; what comes for them is late
    next_ms     BIGINT  NOT NULL CHECK (next_ms BETWEEN 0 AND 9999999999999),    -- 0: nothing waits
    told_ms     BIGINT  NOT NULL CHECK (told_ms BETWEEN 0 AND 9999999999999)     -- its seller was told that it has no price
);
CREATE INDEX meter_next ON meter (next_ms) WHERE next_ms > 0;
CREATE INDEX meter_org ON meter (org_id, resource_id);

-- the same fact sent twice is counted once, for ever
CREATE TABLE meter_event (
    source_id   BIGINT NOT NULL,  -- the organisation that measures
    event_id    TEXT   NOT NULL CHECK (length(event_id) BETWEEN 1 AND 80),
    resource_id BIGINT NOT NULL,
    at_ms       BIGINT NOT NULL CHECK (at_ms BETWEEN 1 AND 9999999999999),
    units_milli BIGINT NOT NULL CHECK (units_milli BETWEEN 1 AND 1000000000000),
    received_ms BIGINT NOT NULL CHECK (received_ms BETWEEN 1 AND 9999999999999),
    PRIMARY KEY (source_id, event_id)
) WITHOUT ROWID;

-- what a unit costs from an hour on, never changed afterwards
CREATE TABLE rate (
    id          INTEGER NOT NULL PRIMARY KEY,
    resource_id BIGINT  NOT NULL,
    from_hour   BIGINT  NOT NULL CHECK (from_hour BETWEEN 0 AND 2777777777),
    list_ufen   BIGINT  NOT NULL CHECK (list_ufen BETWEEN 0 AND 100000000000000000),
    unit_ufen   BIGINT  NOT NULL CHECK (unit_ufen BETWEEN 0 AND 100000000000000000),
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    UNIQUE (resource_id, from_hour)
);
CREATE TABLE rate_leg (
    rate_id       BIGINT NOT NULL,
    idx           BIGINT NOT NULL CHECK (idx BETWEEN 0 AND 8),
    seller_id     BIGINT NOT NULL,
    buyer_id      BIGINT NOT NULL,
    agreement_id  BIGINT NOT NULL,
    item_id       BIGINT NOT NULL,
    version       BIGINT NOT NULL,
    mode          TEXT   NOT NULL CHECK (mode = 'discount' OR mode = 'floor' OR mode = 'rebate'),
    unit_ufen     BIGINT NOT NULL CHECK (unit_ufen BETWEEN 0 AND 100000000000000000),
    commission_bp BIGINT NOT NULL CHECK (commission_bp BETWEEN 0 AND 10000),
    refund_policy TEXT   NOT NULL CHECK (refund_policy = 'prorata' OR refund_policy = 'none' OR refund_policy = 'days'),
    refund_days   BIGINT NOT NULL CHECK (refund_days BETWEEN 0 AND 3650),
    PRIMARY KEY (rate_id, idx)
) WITHOUT ROWID;

CREATE TABLE usage_hour (
    resource_id  BIGINT NOT NULL,
    hour         BIGINT NOT NULL CHECK (hour BETWEEN 0 AND 2777777777),
    org_id       BIGINT NOT NULL,
    seller_id    BIGINT NOT NULL,
    rate_id      BIGINT NOT NULL,
    units_milli  BIGINT NOT NULL CHECK (units_milli BETWEEN 0 AND 1000000000000000),
    billed_milli BIGINT NOT NULL CHECK (billed_milli BETWEEN 0 AND units_milli),
    PRIMARY KEY (resource_id, hour)
) WITHOUT ROWID;
CREATE INDEX usage_hour_open ON usage_hour (org_id, seller_id) WHERE units_milli > billed_milli;

-- one rate's units of one resource; id is its order line's
CREATE TABLE bill (
    id             INTEGER NOT NULL PRIMARY KEY,
    org_id         BIGINT  NOT NULL,
    seller_id      BIGINT  NOT NULL,
    resource_id    BIGINT  NOT NULL,
    rate_id        BIGINT  NOT NULL,
    from_ms        BIGINT  NOT NULL CHECK (from_ms BETWEEN 0 AND 9999999999999),
    to_ms          BIGINT  NOT NULL CHECK (to_ms BETWEEN 1 AND 9999999999999),
    units_milli    BIGINT  NOT NULL CHECK (units_milli BETWEEN 1 AND 9000000000000000000),
    late_milli     BIGINT  NOT NULL CHECK (late_milli BETWEEN 0 AND units_milli),  -- of hours that were billed before
    unit_ufen      BIGINT  NOT NULL CHECK (unit_ufen BETWEEN 0 AND 100000000000000000),
    carry_in_nfen  BIGINT  NOT NULL CHECK (carry_in_nfen BETWEEN -500000000 AND 499999999),
    carry_out_nfen BIGINT  NOT NULL CHECK (carry_out_nfen BETWEEN -500000000 AND 499999999),
    amount_fen     BIGINT  NOT NULL CHECK (amount_fen BETWEEN 0 AND 100000000000000),
    created_ms     BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE INDEX bill_org ON bill (org_id, id);
CREATE INDEX bill_seller ON bill (seller_id, id);

-- what the last bill left over, of the customer (buyer_id is the customer) and of every principal's edge
CREATE TABLE meter_carry (
    resource_id BIGINT NOT NULL,
    buyer_id    BIGINT NOT NULL,
    nfen        BIGINT NOT NULL CHECK (nfen BETWEEN -500000000 AND 499999999),
    PRIMARY KEY (resource_id, buyer_id)
) WITHOUT ROWID;

-- a customer that pays for what it uses, as its seller looks after its balance
CREATE TABLE meter_account (
    org_id    INTEGER NOT NULL PRIMARY KEY,
    seller_id BIGINT  NOT NULL,
    short_ms  BIGINT  NOT NULL CHECK (short_ms BETWEEN 0 AND 9999999999999),   -- the balance is used up since; 0: it is not
    warned_ms BIGINT  NOT NULL CHECK (warned_ms BETWEEN 0 AND 9999999999999),
    next_ms   BIGINT  NOT NULL CHECK (next_ms BETWEEN 0 AND 9999999999999)
);
CREATE INDEX meter_account_next ON meter_account (next_ms) WHERE next_ms > 0;

CREATE TABLE meter_policy (
    org_id      INTEGER NOT NULL PRIMARY KEY,
    warn_hours  BIGINT  NOT NULL CHECK (warn_hours BETWEEN 1 AND 720),
    grace_hours BIGINT  NOT NULL CHECK (grace_hours BETWEEN 0 AND 720)
);
