-- What people record in their own book: business events of one voucher and reversals of those. Above the book's
-- limit an entry waits for a second person of finance.
CREATE TABLE entry (
    id             INTEGER NOT NULL PRIMARY KEY,
    book_id        BIGINT  NOT NULL CHECK (book_id BETWEEN 1 AND 9223372036854775807),
    kind           TEXT    NOT NULL CHECK (kind IN ('event', 'reversal')),
    event          TEXT    NOT NULL CHECK (length(event) BETWEEN 1 AND 32),
    entry_key      TEXT    NOT NULL CHECK (length(entry_key) BETWEEN 1 AND 40),  -- finance's own number for it
    text           TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 200),
    acct_date      TEXT    NOT NULL CHECK (length(acct_date) = 10),
    vars           TEXT    NOT NULL CHECK (length(vars) BETWEEN 2 AND 2000),
    customer_id    BIGINT  NOT NULL CHECK (customer_id BETWEEN 0 AND 9223372036854775807),
    child_id       BIGINT  NOT NULL CHECK (child_id BETWEEN 0 AND 9223372036854775807),
    department_id  BIGINT  NOT NULL CHECK (department_id BETWEEN 0 AND 9223372036854775807),
    staff_id       BIGINT  NOT NULL CHECK (staff_id BETWEEN 0 AND 9223372036854775807),
    total_fen      BIGINT  NOT NULL CHECK (total_fen BETWEEN 1 AND 9007199254740991),
    reverses_id    BIGINT  NOT NULL CHECK (reverses_id BETWEEN 0 AND 9223372036854775807),  -- the entry; 0: none
    state          TEXT    NOT NULL CHECK (state = 'waiting' OR state = 'posted' OR state = 'rejected'),
    group_id       BIGINT  NOT NULL CHECK (group_id BETWEEN 0 AND 9223372036854775807),
    reason         TEXT    NOT NULL CHECK (length(reason) BETWEEN 0 AND 200),  -- why it was rejected
    created_by     BIGINT  NOT NULL CHECK (created_by BETWEEN 0 AND 9223372036854775807),
    decided_by     BIGINT  NOT NULL CHECK (decided_by BETWEEN 0 AND 9223372036854775807),
    created_ms     BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    decided_ms     BIGINT  NOT NULL CHECK (decided_ms BETWEEN 0 AND 9999999999999),
    CHECK ((state = 'posted') = (group_id > 0)),
    CHECK ((kind = 'reversal') = (reverses_id > 0))
);
CREATE INDEX entry_book ON entry (book_id, id);
CREATE UNIQUE INDEX entry_key ON entry (book_id, entry_key) WHERE state <> 'rejected';
CREATE UNIQUE INDEX entry_reverses ON entry (reverses_id) WHERE reverses_id > 0 AND state <> 'rejected';
CREATE INDEX entry_waiting ON entry (book_id, acct_date) WHERE state = 'waiting';
