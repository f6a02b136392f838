-- The books: one per organisation that keeps any. Vouchers of one business event form a group, lines
-- carry the running totals of their account, and each book is a hash chain. Book 0 is the default
-- chart that a new book copies. A party is the organisation a line is about, 0 for none.
CREATE TABLE book (
    id              INTEGER NOT NULL PRIMARY KEY,  -- the organisation's id
    kind            TEXT    NOT NULL CHECK (kind IN ('platform', 'distributor')),
    utc_offset_min  BIGINT  NOT NULL CHECK (utc_offset_min BETWEEN -840 AND 840),
    last_no         BIGINT  NOT NULL CHECK (last_no BETWEEN 0 AND 9007199254740991),
    last_id         BIGINT  NOT NULL CHECK (last_id BETWEEN 0 AND 9223372036854775807),
    head_hash       TEXT    NOT NULL CHECK (length(head_hash) = 64),
    last_date       TEXT    NOT NULL CHECK (length(last_date) IN (0, 10)), -- the latest day with a voucher
    closed_to       BIGINT  NOT NULL CHECK (closed_to BETWEEN 0 AND 999912), -- YYYYMM; 0: nothing is closed
    entry_limit_fen BIGINT  NOT NULL CHECK (entry_limit_fen BETWEEN 0 AND 9007199254740991), -- above: a second person
    opened_ms       BIGINT  NOT NULL CHECK (opened_ms BETWEEN 1 AND 9999999999999)
);

-- The days of a book, each with the first voucher posted on it. Vouchers of an earlier day that come later are
-- marked late, so that balances as of a day are the running totals before the next day's first voucher, and these.
CREATE TABLE book_day (
    book_id   BIGINT NOT NULL,
    day       TEXT   NOT NULL CHECK (length(day) = 10),
    first_no  BIGINT NOT NULL CHECK (first_no BETWEEN 1 AND 9007199254740991),
    first_id  BIGINT NOT NULL CHECK (first_id BETWEEN 1 AND 9223372036854775807),
    PRIMARY KEY (book_id, day)
) WITHOUT ROWID;

CREATE TABLE subject (
    id          INTEGER NOT NULL PRIMARY KEY,
    book_id     BIGINT  NOT NULL CHECK (book_id BETWEEN 0 AND 9223372036854775807),
    code        TEXT    NOT NULL CHECK (length(code) BETWEEN 1 AND 24),
    name_zh     TEXT    NOT NULL CHECK (length(name_zh) BETWEEN 1 AND 60),
    name_en     TEXT    NOT NULL CHECK (length(name_en) BETWEEN 1 AND 80),
    side        TEXT    NOT NULL CHECK (side IN ('D', 'C')),
    -- who the party of a line is
    dims        TEXT    NOT NULL CHECK (dims = '' OR dims = 'customer' OR dims = 'child' OR dims = 'parent' OR dims = 'supplier' OR dims = 'upstream'),
    -- never_debit: an account's debits never pass its credits; never_credit: the reverse
    rule        TEXT    NOT NULL CHECK (rule = '' OR rule = 'never_debit' OR rule = 'never_credit'),
    -- accounts of one word in neighbours' books about each other are equal and opposite
    mirror      TEXT    NOT NULL CHECK (mirror = '' OR mirror = 'goods' OR mirror = 'collected' OR mirror = 'commission'),
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 0 AND 9999999999999),
    -- 0: open for posting
    closed_ms   BIGINT  NOT NULL DEFAULT 0 CHECK (closed_ms BETWEEN 0 AND 9999999999999)
);
CREATE UNIQUE INDEX subject_code ON subject (book_id, code);

-- What can be posted. A book's own events begin with "own.", so that they are never those of all books.
CREATE TABLE entry_event (
    book_id  BIGINT NOT NULL DEFAULT 0 CHECK (book_id BETWEEN 0 AND 9223372036854775807),  -- 0: for all
    event    TEXT   NOT NULL CHECK (length(event) BETWEEN 1 AND 32),
    name_zh  TEXT   NOT NULL CHECK (length(name_zh) BETWEEN 1 AND 60),
    name_en  TEXT   NOT NULL CHECK (length(name_en) BETWEEN 1 AND 80),
    manual   BIGINT NOT NULL DEFAULT 0 CHECK (manual BETWEEN 0 AND 1),  -- people may post it
    PRIMARY KEY (event, book_id),
    CHECK ((book_id = 0) <> (event LIKE 'own.%'))
) WITHOUT ROWID;

CREATE TABLE entry_template (
    id          INTEGER NOT NULL PRIMARY KEY,
    book_id     BIGINT  NOT NULL CHECK (book_id BETWEEN 0 AND 9223372036854775807),  -- 0: for all
    event       TEXT    NOT NULL CHECK (length(event) BETWEEN 1 AND 32),
    role        TEXT    NOT NULL CHECK (length(role) BETWEEN 1 AND 16),
    mode        TEXT    NOT NULL CHECK (length(mode) BETWEEN 0 AND 24),
    version     BIGINT  NOT NULL CHECK (version BETWEEN 1 AND 1000000),
    state       TEXT    NOT NULL CHECK (state = 'draft' OR state = 'active' OR state = 'retired'),
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 0 AND 9999999999999)
);
CREATE UNIQUE INDEX entry_template_version ON entry_template (event, role, mode, book_id, version);
CREATE UNIQUE INDEX entry_template_active ON entry_template (event, role, mode, book_id)
    WHERE state = 'active';

CREATE TABLE entry_template_line (
    template_id  BIGINT NOT NULL,
    n            BIGINT NOT NULL CHECK (n BETWEEN 1 AND 24),
    side         TEXT   NOT NULL CHECK (side IN ('D', 'C')),
    subject      TEXT   NOT NULL CHECK (length(subject) BETWEEN 1 AND 24),
    party        TEXT   NOT NULL CHECK (party = '' OR party = 'customer' OR party = 'child' OR party = 'parent' OR party = 'supplier'),
    amount       TEXT   NOT NULL CHECK (length(amount) BETWEEN 1 AND 200),
    PRIMARY KEY (template_id, n)
) WITHOUT ROWID;

CREATE TABLE vgroup (
    id         INTEGER NOT NULL PRIMARY KEY,
    event      TEXT    NOT NULL CHECK (length(event) BETWEEN 1 AND 32),
    biz_key    TEXT    NOT NULL CHECK (length(biz_key) BETWEEN 1 AND 80),
    at_ms      BIGINT  NOT NULL CHECK (at_ms BETWEEN 1 AND 9999999999999),
    object     TEXT    NOT NULL CHECK (length(object) BETWEEN 0 AND 24),
    object_id  BIGINT  NOT NULL CHECK (object_id BETWEEN 0 AND 9223372036854775807),
    order_id   BIGINT  NOT NULL CHECK (order_id BETWEEN 0 AND 9223372036854775807),
    user_id    BIGINT  NOT NULL CHECK (user_id BETWEEN 0 AND 9223372036854775807),
    reverses_id BIGINT NOT NULL CHECK (reverses_id BETWEEN 0 AND 9223372036854775807),  -- the group; 0: none
    digest     TEXT    NOT NULL CHECK (length(digest) = 64)  -- of what was asked: tells a repeat
);
CREATE UNIQUE INDEX vgroup_key ON vgroup (biz_key);
CREATE UNIQUE INDEX vgroup_reverses ON vgroup (reverses_id) WHERE reverses_id > 0;

CREATE TABLE voucher (
    id           INTEGER NOT NULL PRIMARY KEY,  -- grows with no within a book
    group_id     BIGINT  NOT NULL,
    book_id      BIGINT  NOT NULL CHECK (book_id BETWEEN 1 AND 9223372036854775807),
    no           BIGINT  NOT NULL CHECK (no BETWEEN 1 AND 9007199254740991),
    acct_date    TEXT    NOT NULL CHECK (length(acct_date) = 10),
    adjusts      BIGINT  NOT NULL CHECK (adjusts BETWEEN 0 AND 999912),  -- YYYYMM of a closed period it belongs to
    late         BIGINT  NOT NULL CHECK (late BETWEEN 0 AND 1),  -- the book had a later day already
    event        TEXT    NOT NULL CHECK (length(event) BETWEEN 1 AND 32),
    template_id  BIGINT  NOT NULL,
    version      BIGINT  NOT NULL CHECK (version BETWEEN 1 AND 1000000),
    total_fen    BIGINT  NOT NULL CHECK (total_fen BETWEEN 1 AND 9007199254740991),
    prev_hash    TEXT    NOT NULL CHECK (length(prev_hash) = 64),
    hash         TEXT    NOT NULL CHECK (length(hash) = 64)
);
CREATE UNIQUE INDEX voucher_no ON voucher (book_id, no);
CREATE INDEX voucher_group ON voucher (group_id);
CREATE INDEX voucher_late ON voucher (book_id, acct_date, id) WHERE late = 1;

-- What a voucher that touches a subject of class 6 is about, as far as its organisation may know: the
-- customer only in its seller's book, the supplier only in the book that buys from it, else the parent.
CREATE TABLE voucher_dim (
    voucher_id     INTEGER NOT NULL PRIMARY KEY,
    customer_id    BIGINT  NOT NULL CHECK (customer_id BETWEEN 0 AND 9223372036854775807),
    child_id       BIGINT  NOT NULL CHECK (child_id BETWEEN 0 AND 9223372036854775807),
    upstream_id    BIGINT  NOT NULL CHECK (upstream_id BETWEEN 0 AND 9223372036854775807),
    department_id  BIGINT  NOT NULL CHECK (department_id BETWEEN 0 AND 9223372036854775807),
    staff_id       BIGINT  NOT NULL CHECK (staff_id BETWEEN 0 AND 9223372036854775807),
    product_id     BIGINT  NOT NULL CHECK (product_id BETWEEN 0 AND 9223372036854775807),
    sku_id         BIGINT  NOT NULL CHECK (sku_id BETWEEN 0 AND 9223372036854775807)
);

CREATE TABLE vline (
    voucher_id    BIGINT NOT NULL CHECK (voucher_id BETWEEN 1 AND 9223372036854775807),
    n             BIGINT NOT NULL CHECK (n BETWEEN 1 AND 24),
    subject_id    BIGINT NOT NULL CHECK (subject_id BETWEEN 1 AND 9223372036854775807),
    party         BIGINT NOT NULL CHECK (party BETWEEN 0 AND 9223372036854775807),
    dr_fen        BIGINT NOT NULL CHECK (dr_fen BETWEEN 0 AND 9007199254740991),
    cr_fen        BIGINT NOT NULL CHECK (cr_fen BETWEEN 0 AND 9007199254740991),
    -- totals of (subject, party) up to and with this line: statements and reports as of any voucher
    after_dr_fen  BIGINT NOT NULL CHECK (after_dr_fen BETWEEN 0 AND 9007199254740991),
    after_cr_fen  BIGINT NOT NULL CHECK (after_cr_fen BETWEEN 0 AND 9007199254740991),
    PRIMARY KEY (voucher_id, n),
    CHECK ((dr_fen = 0) <> (cr_fen = 0))
) WITHOUT ROWID;
CREATE INDEX vline_account ON vline (subject_id, party, voucher_id, n);

CREATE TABLE balance (
    subject_id  BIGINT NOT NULL,
    party       BIGINT NOT NULL CHECK (party BETWEEN 0 AND 9223372036854775807),
    dr_fen      BIGINT NOT NULL CHECK (dr_fen BETWEEN 0 AND 9007199254740991),
    cr_fen      BIGINT NOT NULL CHECK (cr_fen BETWEEN 0 AND 9007199254740991),
    -- the subject's rule, here so that the row itself refuses: 1 never_debit, 2 never_credit
    guard       BIGINT NOT NULL CHECK (guard BETWEEN 0 AND 2),
    PRIMARY KEY (subject_id, party),
    CHECK (guard <> 1 OR cr_fen >= dr_fen),
    CHECK (guard <> 2 OR dr_fen >= cr_fen)
) WITHOUT ROWID;
