-- Settlement between neighbours of the selling chain and with suppliers: the edges with their calendar, runs and
-- their lines, objections, suppliers' bills; and the entry templates that settling needs beside those of 0031.
-- seller_id sells to buyer_id: a supplier to the platform, a seller to the distributor below.
CREATE TABLE settle_edge (
    id         INTEGER NOT NULL PRIMARY KEY,  -- of the first agreement between the two
    seller_id  BIGINT  NOT NULL,
    buyer_id   BIGINT  NOT NULL,
    kind       TEXT    NOT NULL CHECK (kind IN ('supply', 'distribution')),
    from_ms    BIGINT  NOT NULL CHECK (from_ms BETWEEN 0 AND 9999999999999),  -- where the next period begins
    due_ms     BIGINT  NOT NULL CHECK (due_ms BETWEEN 0 AND 9999999999999),   -- when it is drawn up; 0: look
    cut_id     BIGINT  NOT NULL CHECK (cut_id BETWEEN 0 AND 9223372036854775807)  -- the buyer's last voucher taken
);
CREATE UNIQUE INDEX settle_edge_pair ON settle_edge (buyer_id, seller_id);
CREATE INDEX settle_edge_seller ON settle_edge (seller_id);
CREATE INDEX settle_edge_due ON settle_edge (due_ms);
INSERT INTO settle_edge (id, seller_id, buyer_id, kind, from_ms, due_ms, cut_id)
SELECT min(id), seller_id, buyer_id, min(CASE kind WHEN 'distribution' THEN 'distribution' ELSE 'supply' END), min(active_ms), 0, 0
FROM agreement WHERE active_ms > 0 GROUP BY seller_id, buyer_id;

-- Amounts have the sign they have in the buyer's book: goods it owes, what was collected for it, commission it is owed.
CREATE TABLE settlement (
    id              INTEGER NOT NULL PRIMARY KEY,
    edge_id         BIGINT  NOT NULL,
    seller_id       BIGINT  NOT NULL,
    buyer_id        BIGINT  NOT NULL,
    kind            TEXT    NOT NULL CHECK (kind IN ('supply', 'distribution')),
    agreement_id    BIGINT  NOT NULL,  -- the version whose calendar it follows
    from_ms         BIGINT  NOT NULL CHECK (from_ms BETWEEN 0 AND 9999999999999),
    to_ms           BIGINT  NOT NULL CHECK (to_ms BETWEEN 0 AND 9999999999999),
    cut_id          BIGINT  NOT NULL CHECK (cut_id BETWEEN 0 AND 9223372036854775807),
    lines_n         BIGINT  NOT NULL CHECK (lines_n BETWEEN 0 AND 1000000000),
    goods_fen       BIGINT  NOT NULL CHECK (goods_fen BETWEEN -9007199254740991 AND 9007199254740991),
    collected_fen   BIGINT  NOT NULL CHECK (collected_fen BETWEEN -9007199254740991 AND 9007199254740991),
    commission_fen  BIGINT  NOT NULL CHECK (commission_fen BETWEEN -9007199254740991 AND 9007199254740991),
    net_fen         BIGINT  NOT NULL CHECK (net_fen BETWEEN -9007199254740991 AND 9007199254740991),  -- above 0: the buyer pays
    state           TEXT    NOT NULL CHECK (state = 'draft' OR state = 'confirmed' OR state = 'approved' OR state = 'paid' OR state = 'closed'),
    seller_by       BIGINT  NOT NULL,  -- who confirmed for the seller; 0: nobody yet
    seller_ms       BIGINT  NOT NULL CHECK (seller_ms BETWEEN 0 AND 9999999999999),
    seller_note     TEXT    NOT NULL CHECK (length(seller_note) BETWEEN 0 AND 200),
    buyer_by        BIGINT  NOT NULL,
    buyer_ms        BIGINT  NOT NULL CHECK (buyer_ms BETWEEN 0 AND 9999999999999),
    buyer_note      TEXT    NOT NULL CHECK (length(buyer_note) BETWEEN 0 AND 200),
    approval_id     BIGINT  NOT NULL,
    bank_ref        TEXT    NOT NULL CHECK (length(bank_ref) BETWEEN 0 AND 80),
    paid_id         BIGINT  NOT NULL CHECK (paid_id BETWEEN 0 AND 9223372036854775807),  -- the buyer's voucher
    paid_by         BIGINT  NOT NULL,
    paid_ms         BIGINT  NOT NULL CHECK (paid_ms BETWEEN 0 AND 9999999999999),
    closed_by       BIGINT  NOT NULL,
    closed_ms       BIGINT  NOT NULL CHECK (closed_ms BETWEEN 0 AND 9999999999999),
    created_ms      BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    CHECK (net_fen = goods_fen - collected_fen - commission_fen),
    CHECK ((state IN ('paid', 'closed')) = (paid_ms > 0))
);
CREATE UNIQUE INDEX settlement_period ON settlement (edge_id, from_ms);
CREATE INDEX settlement_buyer ON settlement (buyer_id, id);
CREATE INDEX settlement_seller ON settlement (seller_id, id);
CREATE INDEX settlement_approved ON settlement (id) WHERE state = 'approved';
CREATE UNIQUE INDEX settlement_approval ON settlement (approval_id) WHERE approval_id > 0;

-- A voucher of the buyer's book: it stands in one run for ever, so that nothing is billed twice.
CREATE TABLE settle_line (
    id              INTEGER NOT NULL PRIMARY KEY,  -- the voucher's
    edge_id         BIGINT  NOT NULL,
    run_id          BIGINT  NOT NULL CHECK (run_id BETWEEN 0 AND 9223372036854775807),  -- 0: waits for the next run
    goods_fen       BIGINT  NOT NULL CHECK (goods_fen BETWEEN -9007199254740991 AND 9007199254740991),
    collected_fen   BIGINT  NOT NULL CHECK (collected_fen BETWEEN -9007199254740991 AND 9007199254740991),
    commission_fen  BIGINT  NOT NULL CHECK (commission_fen BETWEEN -9007199254740991 AND 9007199254740991)
);
CREATE INDEX settle_line_run ON settle_line (edge_id, run_id, id);

CREATE TABLE settle_objection (
    id          INTEGER NOT NULL PRIMARY KEY,
    run_id      BIGINT  NOT NULL,
    line_id     BIGINT  NOT NULL,
    by_id       BIGINT  NOT NULL,  -- the organisation that objects
    to_id       BIGINT  NOT NULL,  -- the one that answers
    reason      TEXT    NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
    state       TEXT    NOT NULL CHECK (state = 'open' OR state = 'accepted' OR state = 'refused' OR state = 'withdrawn'),
    how         TEXT    NOT NULL CHECK (how = '' OR how = 'next' OR how = 'correct'),
    amount_fen  BIGINT  NOT NULL CHECK (amount_fen BETWEEN 0 AND 9007199254740991),  -- of a correction
    group_id    BIGINT  NOT NULL,                                                     -- that posted it
    answer      TEXT    NOT NULL CHECK (length(answer) BETWEEN 0 AND 200),
    created_by  BIGINT  NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    ended_by    BIGINT  NOT NULL,
    ended_ms    BIGINT  NOT NULL CHECK (ended_ms BETWEEN 0 AND 9999999999999)
);
CREATE UNIQUE INDEX settle_objection_open ON settle_objection (line_id) WHERE state = 'open';
CREATE INDEX settle_objection_run ON settle_objection (run_id, id);
CREATE INDEX settle_objection_line ON settle_objection (line_id);
CREATE INDEX settle_objection_by ON settle_objection (by_id, id);
CREATE INDEX settle_objection_to ON settle_objection (to_id, id);

-- What a supplier bills, and how each of its lines compares with what the platform's book holds as cost.
CREATE TABLE supplier_bill (
    id          INTEGER NOT NULL PRIMARY KEY,
    buyer_id    BIGINT  NOT NULL,
    supplier_id BIGINT  NOT NULL,
    bill_no     TEXT    NOT NULL CHECK (length(bill_no) BETWEEN 1 AND 80),
    from_ms     BIGINT  NOT NULL CHECK (from_ms BETWEEN 0 AND 9999999999999),
    to_ms       BIGINT  NOT NULL CHECK (to_ms BETWEEN 1 AND 9999999999999),
    digest      TEXT    NOT NULL CHECK (length(digest) = 64),
    lines_n     BIGINT  NOT NULL CHECK (lines_n BETWEEN 1 AND 1000000),
    theirs_fen  BIGINT  NOT NULL CHECK (theirs_fen BETWEEN -9007199254740991 AND 9007199254740991),
    ours_fen    BIGINT  NOT NULL CHECK (ours_fen BETWEEN -9007199254740991 AND 9007199254740991),
    created_by  BIGINT  NOT NULL,
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999)
);
CREATE UNIQUE INDEX supplier_bill_no ON supplier_bill (supplier_id, bill_no);
CREATE INDEX supplier_bill_buyer ON supplier_bill (buyer_id, id);

CREATE TABLE bill_row (
    id          INTEGER NOT NULL PRIMARY KEY,
    bill_id     BIGINT  NOT NULL,
    supplier_id BIGINT  NOT NULL,
    n           BIGINT  NOT NULL CHECK (n BETWEEN 0 AND 1000000),  -- the file's line; 0: they do not bill it
    ref         TEXT    NOT NULL CHECK (length(ref) BETWEEN 0 AND 80),
    line_id     BIGINT  NOT NULL,  -- the order line; 0: there is none
    theirs_fen  BIGINT  NOT NULL CHECK (theirs_fen BETWEEN -9007199254740991 AND 9007199254740991),
    ours_fen    BIGINT  NOT NULL CHECK (ours_fen BETWEEN -9007199254740991 AND 9007199254740991),
    verdict     TEXT    NOT NULL CHECK (verdict = 'matched' OR verdict = 'drift' OR verdict = 'orphan' OR verdict = 'missing' OR verdict = 'shift'),
    memo        TEXT    NOT NULL CHECK (length(memo) BETWEEN 0 AND 200),
    state       TEXT    NOT NULL CHECK (state = 'matched' OR state = 'open' OR state = 'accepted' OR state = 'disputed'),
    note        TEXT    NOT NULL CHECK (length(note) BETWEEN 0 AND 200),
    group_id    BIGINT  NOT NULL,  -- of the adjustment; 0: none
    decided_by  BIGINT  NOT NULL,
    decided_ms  BIGINT  NOT NULL CHECK (decided_ms BETWEEN 0 AND 9999999999999)
);
CREATE INDEX bill_row_bill ON bill_row (bill_id, id);
CREATE INDEX bill_row_line ON bill_row (line_id, bill_id);

-- Settling when a part goes the other way (more refunded than sold, more paid out than collected): the amounts and
-- the same amounts back, one of each pair 0. And corrections of what was bought: less or more is owed.
INSERT INTO entry_event (event, name_zh, name_en, manual) VALUES
    ('settle.adjust',   '上下级结算调整', 'Correction between neighbours', 0),
    ('supplier.adjust', '供应商对账调整', 'Correction with a supplier', 0);

INSERT INTO entry_template (id, book_id, event, role, mode, version, state, created_ms) VALUES
    (531, 0, 'settle',          'child',  'child_pays_mixed',  1, 'draft', 0),
    (532, 0, 'settle',          'child',  'parent_pays_mixed', 1, 'draft', 0),
    (533, 0, 'settle',          'parent', 'child_pays_mixed',  1, 'draft', 0),
    (534, 0, 'settle',          'parent', 'parent_pays_mixed', 1, 'draft', 0),
    (535, 0, 'settle.supplier', 'top',    'pays_mixed',        1, 'draft', 0),
    (536, 0, 'settle.supplier', 'top',    'is_paid_mixed',     1, 'draft', 0),
    (537, 0, 'settle.adjust',   'child',  'less',              1, 'draft', 0),
    (538, 0, 'settle.adjust',   'child',  'more',              1, 'draft', 0),
    (539, 0, 'settle.adjust',   'parent', 'less',              1, 'draft', 0),
    (540, 0, 'settle.adjust',   'parent', 'more',              1, 'draft', 0),
    (541, 0, 'supplier.adjust', 'top',    'less',              1, 'draft', 0),
    (542, 0, 'supplier.adjust', 'top',    'more',              1, 'draft', 0);

INSERT INTO entry_template_line (template_id, n, side, subject, party, amount) VALUES
    (531, 1, 'D', '2202',  'parent',   'goods'),
    (531, 2, 'C', '2202',  'parent',   'goods_back'),
    (531, 3, 'C', '1221',  'parent',   'collected'),
    (531, 4, 'D', '1221',  'parent',   'collected_back'),
    (531, 5, 'C', '1122K', 'parent',   'commission'),
    (531, 6, 'D', '1122K', 'parent',   'commission_back'),
    (531, 7, 'C', '1002',  '',         'goods - goods_back - collected + collected_back - commission + commission_back'),
    (532, 1, 'D', '2202',  'parent',   'goods'),
    (532, 2, 'C', '2202',  'parent',   'goods_back'),
    (532, 3, 'C', '1221',  'parent',   'collected'),
    (532, 4, 'D', '1221',  'parent',   'collected_back'),
    (532, 5, 'C', '1122K', 'parent',   'commission'),
    (532, 6, 'D', '1122K', 'parent',   'commission_back'),
    (532, 7, 'D', '1002',  '',         'collected - collected_back + commission - commission_back - goods + goods_back'),
    (533, 1, 'C', '1122',  'child',    'goods'),
    (533, 2, 'D', '1122',  'child',    'goods_back'),
    (533, 3, 'D', '2241',  'child',    'collected'),
    (533, 4, 'C', '2241',  'child',    'collected_back'),
    (533, 5, 'D', '2202K', 'child',    'commission'),
    (533, 6, 'C', '2202K', 'child',    'commission_back'),
    (533, 7, 'D', '1002',  '',         'goods - goods_back - collected + collected_back - commission + commission_back'),
    (534, 1, 'C', '1122',  'child',    'goods'),
    (534, 2, 'D', '1122',  'child',    'goods_back'),
    (534, 3, 'D', '2241',  'child',    'collected'),
    (534, 4, 'C', '2241',  'child',    'collected_back'),
    (534, 5, 'D', '2202K', 'child',    'commission'),
    (534, 6, 'C', '2202K', 'child',    'commission_back'),
    (534, 7, 'C', '1002',  '',         'collected - collected_back + commission - commission_back - goods + goods_back'),
    (535, 1, 'D', '2202',  'supplier', 'goods'),
    (535, 2, 'C', '2202',  'supplier', 'goods_back'),
    (535, 3, 'C', '1122K', 'supplier', 'commission'),
    (535, 4, 'D', '1122K', 'supplier', 'commission_back'),
    (535, 5, 'C', '1002',  '',         'goods - goods_back - commission + commission_back'),
    (536, 1, 'D', '2202',  'supplier', 'goods'),
    (536, 2, 'C', '2202',  'supplier', 'goods_back'),
    (536, 3, 'C', '1122K', 'supplier', 'commission'),
    (536, 4, 'D', '1122K', 'supplier', 'commission_back'),
    (536, 5, 'D', '1002',  '',         'commission - commission_back - goods + goods_back'),
    (537, 1, 'D', '2202',  'parent',   'amount'),
    (537, 2, 'C', '6401',  '',         'amount'),
    (538, 1, 'D', '6401',  '',         'amount'),
    (538, 2, 'C', '2202',  'parent',   'amount'),
    (539, 1, 'D', '6001',  '',         'amount'),
    (539, 2, 'C', '1122',  'child',    'amount'),
    (540, 1, 'D', '1122',  'child',    'amount'),
    (540, 2, 'C', '6001',  '',         'amount'),
    (541, 1, 'D', '2202',  'supplier', 'amount'),
    (541, 2, 'C', '6401',  '',         'amount'),
    (542, 1, 'D', '6401',  '',         'amount'),
    (542, 2, 'C', '2202',  'supplier', 'amount');
UPDATE entry_template SET state = 'active' WHERE id BETWEEN 531 AND 542;
