-- Receipts on sellers' bank accounts and whose they are, payments through channels with what became of them, and
-- withdrawals of customers' balances. Money stands in the books; these rows say which receipt, payment or payout it was.
CREATE TABLE arrival (
    id             INTEGER NOT NULL PRIMARY KEY,
    org_id         BIGINT  NOT NULL,
    source         TEXT    NOT NULL CHECK (source IN ('bank', 'channel')), -- channel: paid there for nothing we know
    bank_ref       TEXT    NOT NULL CHECK (length(bank_ref) BETWEEN 1 AND 80),
    amount_fen     BIGINT  NOT NULL CHECK (amount_fen BETWEEN 1 AND 100000000000),
    payer          TEXT    NOT NULL,
    payer_account  TEXT    NOT NULL,
    memo           TEXT    NOT NULL,
    day            TEXT    NOT NULL CHECK (length(day) = 10), -- of the account's statement
    state          TEXT    NOT NULL CHECK (state = 'unclaimed' OR state = 'claimed' OR state = 'returned'),
    claim_id       BIGINT  NOT NULL, -- that is open, or that was done; 0: none
    reason         TEXT    NOT NULL,
    created_by     BIGINT  NOT NULL,
    ended_by       BIGINT  NOT NULL,
    created_ms     BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    ended_ms       BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999)
);
CREATE UNIQUE INDEX arrival_ref ON arrival (org_id, bank_ref);
CREATE INDEX arrival_org ON arrival (org_id, id);
CREATE INDEX arrival_unclaimed ON arrival (org_id) WHERE state = 'unclaimed';

-- a receipt split to the fen; asked: somebody else of finance decides; waiting: for its approval
CREATE TABLE claim (
    id           INTEGER NOT NULL PRIMARY KEY,
    org_id       BIGINT  NOT NULL,
    arrival_id   BIGINT  NOT NULL,
    amount_fen   BIGINT  NOT NULL CHECK (amount_fen BETWEEN 1 AND 100000000000),
    approval_id  BIGINT  NOT NULL,
    state        TEXT    NOT NULL CHECK (state = 'asked' OR state = 'waiting' OR state = 'done' OR state = 'rejected'),
    reason       TEXT    NOT NULL,
    created_by   BIGINT  NOT NULL,
    decided_by   BIGINT  NOT NULL,
    created_ms   BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    decided_ms   BIGINT  NOT NULL CHECK (decided_ms BETWEEN 0 AND 9999999999999)
);
CREATE UNIQUE INDEX claim_arrival ON claim (arrival_id) WHERE state <> 'rejected';
CREATE INDEX claim_org ON claim (org_id, id);
CREATE INDEX claim_approval ON claim (approval_id) WHERE approval_id > 0;
CREATE TABLE claim_part (
    claim_id     BIGINT  NOT NULL,
    n            BIGINT  NOT NULL CHECK (n BETWEEN 1 AND 50),
    customer_id  BIGINT  NOT NULL,
    recharge_id  BIGINT  NOT NULL, -- that was waiting, or that the claim made; 0: not yet
    amount_fen   BIGINT  NOT NULL CHECK (amount_fen BETWEEN 1 AND 100000000000),
    PRIMARY KEY (claim_id, n)
) WITHOUT ROWID;
-- the claim it is a part of, 0: none that is open
ALTER TABLE recharge ADD COLUMN claim_id BIGINT NOT NULL DEFAULT 0 CHECK (claim_id BETWEEN 0 AND 9223372036854775807);

-- The platform's account at a payment channel. What it has collected, paid out and taken back is kept here, so that
-- no payout can be of money that is not there.
CREATE TABLE pay_account (
    id             INTEGER NOT NULL PRIMARY KEY,
    org_id         BIGINT  NOT NULL,
    channel        TEXT    NOT NULL CHECK (length(channel) BETWEEN 1 AND 24),
    sealed         TEXT    NOT NULL,
    enabled        BIGINT  NOT NULL CHECK (enabled BETWEEN 0 AND 1),
    fee_bp         BIGINT  NOT NULL CHECK (fee_bp BETWEEN 0 AND 10000),
    collected_fen  BIGINT  NOT NULL CHECK (collected_fen BETWEEN 0 AND 9007199254740991),
    paid_out_fen   BIGINT  NOT NULL CHECK (paid_out_fen BETWEEN 0 AND 9007199254740991), -- fees too
    back_fen       BIGINT  NOT NULL CHECK (back_fen BETWEEN 0 AND 9007199254740991), -- out of what was collected
    created_ms     BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    CHECK (paid_out_fen + back_fen <= collected_fen)
);
CREATE UNIQUE INDEX pay_account_channel ON pay_account (channel);

CREATE TABLE payment (
    id            INTEGER NOT NULL PRIMARY KEY,
    org_id        BIGINT  NOT NULL, -- the customer
    seller_id     BIGINT  NOT NULL,
    channel       TEXT    NOT NULL,
    out_trade_no  TEXT    NOT NULL CHECK (length(out_trade_no) BETWEEN 1 AND 64),
    channel_no    TEXT    NOT NULL, -- the channel's number, once it was paid
    amount_fen    BIGINT  NOT NULL CHECK (amount_fen BETWEEN 1 AND 100000000000),
    paid_fen      BIGINT  NOT NULL CHECK (paid_fen BETWEEN 0 AND 100000000000), -- what the channel says it got
    quote_id      BIGINT  NOT NULL, -- what is to be bought with it; 0: nothing
    alias         TEXT    NOT NULL,
    ssh_key       TEXT    NOT NULL,
    order_id      BIGINT  NOT NULL,
    why_no_order  TEXT    NOT NULL,
    state         TEXT    NOT NULL CHECK (state = 'open' OR state = 'unknown' OR state = 'paid' OR state = 'closed'),
    tries         BIGINT  NOT NULL CHECK (tries BETWEEN 0 AND 1000),
    asked_ms      BIGINT  NOT NULL CHECK (asked_ms BETWEEN 0 AND 9999999999999), -- the channel, and not answered yet
    next_ms       BIGINT  NOT NULL CHECK (next_ms BETWEEN 0 AND 9999999999999),  -- looked at by the clock; 0: no more
    expires_ms    BIGINT  NOT NULL CHECK (expires_ms BETWEEN 1 AND 9999999999999),
    created_by    BIGINT  NOT NULL,
    created_ms    BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    ended_ms      BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999),
    CHECK ((state = 'paid') = (paid_fen > 0)),
    CHECK (state NOT IN ('open') OR next_ms > 0)
);
CREATE UNIQUE INDEX payment_trade ON payment (channel, out_trade_no);
CREATE UNIQUE INDEX payment_channel_no ON payment (channel, channel_no) WHERE channel_no <> '';
CREATE INDEX payment_org ON payment (org_id, id);
CREATE INDEX payment_seller ON payment (seller_id, id);
CREATE INDEX payment_next ON payment (next_ms) WHERE next_ms > 0;
CREATE INDEX payment_asked ON payment (channel, asked_ms) WHERE asked_ms > 0;
CREATE INDEX payment_open ON payment (org_id) WHERE state = 'open';

CREATE TABLE payout (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    channel     TEXT    NOT NULL,
    amount_fen  BIGINT  NOT NULL CHECK (amount_fen BETWEEN 1 AND 9007199254740991),
    fee_fen     BIGINT  NOT NULL CHECK (fee_fen BETWEEN 0 AND 9007199254740991),
    bank_ref    TEXT    NOT NULL CHECK (length(bank_ref) BETWEEN 1 AND 80),
    created_by  BIGINT  NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    CHECK (fee_fen <= amount_fen)
);
CREATE UNIQUE INDEX payout_ref ON payout (org_id, bank_ref);
CREATE INDEX payout_org ON payout (org_id, id);

-- money the channel has taken back: taken_fen came out of the customer's balance, lost_fen is the platform's loss;
-- what is left of amount_fen waits for a person
CREATE TABLE chargeback (
    id           INTEGER NOT NULL PRIMARY KEY,
    org_id       BIGINT  NOT NULL, -- the platform
    customer_id  BIGINT  NOT NULL,
    seller_id    BIGINT  NOT NULL,
    payment_id   BIGINT  NOT NULL,
    channel      TEXT    NOT NULL,
    channel_no   TEXT    NOT NULL CHECK (length(channel_no) BETWEEN 1 AND 80),
    amount_fen   BIGINT  NOT NULL CHECK (amount_fen BETWEEN 1 AND 100000000000),
    taken_fen    BIGINT  NOT NULL CHECK (taken_fen BETWEEN 0 AND 100000000000),
    lost_fen     BIGINT  NOT NULL CHECK (lost_fen BETWEEN 0 AND 100000000000),
    steps        BIGINT  NOT NULL CHECK (steps BETWEEN 0 AND 1000), -- vouchers so far: the next one's key
    state        TEXT    NOT NULL CHECK (state IN ('open', 'done')),
    reason       TEXT    NOT NULL,
    ended_by     BIGINT  NOT NULL,
    created_ms   BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    ended_ms     BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999),
    CHECK (taken_fen + lost_fen <= amount_fen),
    CHECK ((state = 'done') = (taken_fen + lost_fen = amount_fen))
);
CREATE UNIQUE INDEX chargeback_no ON chargeback (channel, channel_no);
CREATE INDEX chargeback_org ON chargeback (org_id, id);
CREATE INDEX chargeback_payment ON chargeback (payment_id);
CREATE INDEX chargeback_open ON chargeback (org_id) WHERE state = 'open';
CREATE INDEX chargeback_customer ON chargeback (customer_id) WHERE state = 'open';

-- what a channel said, signed, that we could not act on
CREATE TABLE pay_stray (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    channel     TEXT    NOT NULL,
    channel_no  TEXT    NOT NULL,
    why         TEXT    NOT NULL,
    event       TEXT    NOT NULL CHECK (length(event) BETWEEN 2 AND 4000),
    state       TEXT    NOT NULL CHECK (state IN ('open', 'done')),
    note        TEXT    NOT NULL,
    ended_by    BIGINT  NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    ended_ms    BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999)
);
CREATE UNIQUE INDEX pay_stray_once ON pay_stray (channel, channel_no, why);
CREATE INDEX pay_stray_org ON pay_stray (org_id, id);
CREATE INDEX pay_stray_open ON pay_stray (org_id) WHERE state = 'open';

CREATE TABLE withdrawal (
    id           INTEGER NOT NULL PRIMARY KEY,
    org_id       BIGINT  NOT NULL, -- the customer
    seller_id    BIGINT  NOT NULL,
    payer_id     BIGINT  NOT NULL, -- whose bank pays, once finance has said so; 0: not yet
    amount_fen   BIGINT  NOT NULL CHECK (amount_fen BETWEEN 1 AND 100000000000),
    holder       TEXT    NOT NULL CHECK (length(holder) BETWEEN 1 AND 120),
    bank         TEXT    NOT NULL CHECK (length(bank) BETWEEN 1 AND 120),
    account_no   TEXT    NOT NULL CHECK (length(account_no) BETWEEN 1 AND 60),
    memo         TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state = 'asked' OR state = 'approved' OR state = 'forwarded' OR
        state = 'paid' OR state = 'rejected' OR state = 'cancelled'),
    bank_ref     TEXT    NOT NULL,
    approval_id  BIGINT  NOT NULL,
    reason       TEXT    NOT NULL,
    created_by   BIGINT  NOT NULL,
    ended_by     BIGINT  NOT NULL,
    created_ms   BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    ended_ms     BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999),
    CHECK ((state = 'paid') = (bank_ref <> ''))
);
CREATE UNIQUE INDEX withdrawal_ref ON withdrawal (payer_id, bank_ref) WHERE bank_ref <> '';
CREATE INDEX withdrawal_org ON withdrawal (org_id, id);
CREATE INDEX withdrawal_seller ON withdrawal (seller_id, id);
CREATE INDEX withdrawal_payer ON withdrawal (payer_id, id) WHERE payer_id > 0;
CREATE INDEX withdrawal_open ON withdrawal (org_id) WHERE state = 'asked' OR state = 'approved' OR state = 'forwarded';
CREATE INDEX withdrawal_approval ON withdrawal (approval_id) WHERE approval_id > 0;

-- what a seller asks of its customers' withdrawals; no row: 1 fen and one at a time
CREATE TABLE withdrawal_rule (
    org_id      INTEGER NOT NULL PRIMARY KEY,
    min_fen     BIGINT  NOT NULL CHECK (min_fen BETWEEN 1 AND 100000000000),
    open_max    BIGINT  NOT NULL CHECK (open_max BETWEEN 1 AND 20),
    updated_by  BIGINT  NOT NULL,
    updated_ms  BIGINT  NOT NULL CHECK (updated_ms BETWEEN 1 AND 9999999999999)
);

-- a refund above the amount from which its seller wants it approved waits for that, too
ALTER TABLE refund ADD COLUMN approval_id BIGINT NOT NULL DEFAULT 0 CHECK (approval_id BETWEEN 0 AND 9223372036854775807);
CREATE INDEX refund_approval ON refund (approval_id) WHERE approval_id > 0;
CREATE INDEX customer_price_approval ON customer_price (approval_id) WHERE approval_id > 0;
CREATE INDEX agreement_approval ON agreement (approval_id) WHERE approval_id > 0;

INSERT INTO entry_event (event, name_zh, name_en, manual) VALUES
    ('recharge_online.stray',  '支付渠道不明款到账', 'Paid at a channel for nothing known', 0),
    ('recharge_online.return', '支付渠道不明款退回', 'Returned through a channel', 0),
    ('recharge_online.back',   '支付渠道扣回',       'Taken back by a payment channel', 0),
    ('recharge_online.loss',   '支付渠道扣回损失',   'Lost to a payment channel', 0);

-- bank: what of it is paid by the bank, because the channel holds less for us
INSERT INTO entry_template (id, book_id, event, role, mode, version, state, created_ms) VALUES
    (5201, 0, 'recharge_online.stray',  'own',    '', 1, 'draft', 0),
    (5202, 0, 'recharge_online.return', 'own',    '', 1, 'draft', 0),
    (5203, 0, 'recharge_online.back',   'sole',   '', 1, 'draft', 0),
    (5204, 0, 'recharge_online.back',   'own',    '', 1, 'draft', 0),
    (5205, 0, 'recharge_online.back',   'middle', '', 1, 'draft', 0),
    (5206, 0, 'recharge_online.back',   'top',    '', 1, 'draft', 0),
    (5207, 0, 'recharge_online.loss',   'own',    '', 1, 'draft', 0);
INSERT INTO entry_template_line (template_id, n, side, subject, party, amount) VALUES
    (5201, 1, 'D', '1012',    '',         'amount'),
    (5201, 2, 'C', '2241.99', '',         'amount'),
    (5202, 1, 'D', '2241.99', '',         'amount'),
    (5202, 2, 'C', '1012',    '',         'amount'),
    (5203, 1, 'D', '2203.01', 'customer', 'amount'),
    (5203, 2, 'C', '1012',    '',         'amount - bank'),
    (5203, 3, 'C', '1002',    '',         'bank'),
    (5204, 1, 'D', '2203.01', 'customer', 'amount'),
    (5204, 2, 'C', '1221',    'parent',   'amount'),
    (5205, 1, 'D', '2241',    'child',    'amount'),
    (5205, 2, 'C', '1221',    'parent',   'amount'),
    (5206, 1, 'D', '2241',    'child',    'amount'),
    (5206, 2, 'C', '1012',    '',         'amount - bank'),
    (5206, 3, 'C', '1002',    '',         'bank'),
    (5207, 1, 'D', '6711',    '',         'amount'),
    (5207, 2, 'C', '1012',    '',         'amount - bank'),
    (5207, 3, 'C', '1002',    '',         'bank');
UPDATE entry_template SET state = 'active' WHERE id BETWEEN 5201 AND 5207;
