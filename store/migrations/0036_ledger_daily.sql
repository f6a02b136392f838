-- Sums of lines by day and by month, so that reports read few rows: made from vouchers in the background, a few
-- hundred at a time, up to the number in ledger_fold. Kinds: 0 every line by its subject; 1 the counter-lines of
-- vouchers that moved cash; lines of class 6 by 2 department, 3 person, 4 product, 5 SKU, 6 customer, 7 supplier
-- or parent, 8 distributor below. A value of 0 is nobody's, so that every kind sums up to the same profit.
CREATE TABLE ledger_daily (
    book_id     BIGINT NOT NULL CHECK (book_id BETWEEN 1 AND 9223372036854775807),
    kind        BIGINT NOT NULL CHECK (kind BETWEEN 0 AND 8),
    day         TEXT   NOT NULL CHECK (length(day) = 10),
    value       BIGINT NOT NULL CHECK (value BETWEEN 0 AND 9223372036854775807),
    subject_id  BIGINT NOT NULL CHECK (subject_id BETWEEN 1 AND 9223372036854775807),
    dr_fen      BIGINT NOT NULL CHECK (dr_fen BETWEEN 0 AND 9007199254740991),
    cr_fen      BIGINT NOT NULL CHECK (cr_fen BETWEEN 0 AND 9007199254740991),
    PRIMARY KEY (book_id, kind, day, value, subject_id)
) WITHOUT ROWID;

CREATE TABLE ledger_monthly (
    book_id     BIGINT NOT NULL CHECK (book_id BETWEEN 1 AND 9223372036854775807),
    kind        BIGINT NOT NULL CHECK (kind BETWEEN 0 AND 8),
    month       BIGINT NOT NULL CHECK (month BETWEEN 197001 AND 229912),
    value       BIGINT NOT NULL CHECK (value BETWEEN 0 AND 9223372036854775807),
    subject_id  BIGINT NOT NULL CHECK (subject_id BETWEEN 1 AND 9223372036854775807),
    dr_fen      BIGINT NOT NULL CHECK (dr_fen BETWEEN 0 AND 9007199254740991),
    cr_fen      BIGINT NOT NULL CHECK (cr_fen BETWEEN 0 AND 9007199254740991),
    PRIMARY KEY (book_id, kind, month, value, subject_id)
) WITHOUT ROWID;

CREATE TABLE ledger_fold (
    book_id  INTEGER NOT NULL PRIMARY KEY,
    no       BIGINT  NOT NULL CHECK (no BETWEEN 1 AND 9007199254740991)  -- the last voucher that is in the sums
);
