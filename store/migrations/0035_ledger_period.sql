-- The months of a book that were closed or are being closed, and who did what to them. A month without a row is
-- open. The row of the book says to which month it is closed; here is how it came to be.
CREATE TABLE period (
    book_id    BIGINT NOT NULL CHECK (book_id BETWEEN 1 AND 9223372036854775807),
    month      BIGINT NOT NULL CHECK (month BETWEEN 197001 AND 229912),
    state      TEXT   NOT NULL CHECK (state = 'open' OR state = 'closing' OR state = 'closed' OR state = 'reopening'),
    -- the last voucher when it was closed: none of the month or before it may come later
    closed_id  BIGINT NOT NULL CHECK (closed_id BETWEEN 0 AND 9223372036854775807),
    closed_no  BIGINT NOT NULL CHECK (closed_no BETWEEN 0 AND 9007199254740991),
    asked_by   BIGINT NOT NULL CHECK (asked_by BETWEEN 0 AND 9223372036854775807),
    asked_ms   BIGINT NOT NULL CHECK (asked_ms BETWEEN 0 AND 9999999999999),
    reason     TEXT   NOT NULL CHECK (length(reason) BETWEEN 0 AND 200),
    PRIMARY KEY (book_id, month)
) WITHOUT ROWID;

CREATE TABLE period_step (
    id       INTEGER NOT NULL PRIMARY KEY,
    book_id  BIGINT  NOT NULL CHECK (book_id BETWEEN 1 AND 9223372036854775807),
    month    BIGINT  NOT NULL CHECK (month BETWEEN 197001 AND 229912),
    step     TEXT    NOT NULL CHECK (step = 'close_asked' OR step = 'closed' OR step = 'reopen_asked' OR step = 'reopened' OR step = 'withdrawn'),
    user_id  BIGINT  NOT NULL CHECK (user_id BETWEEN 0 AND 9223372036854775807),
    reason   TEXT    NOT NULL CHECK (length(reason) BETWEEN 0 AND 200),
    at_ms    BIGINT  NOT NULL CHECK (at_ms BETWEEN 1 AND 9999999999999)
);
CREATE INDEX period_step_month ON period_step (book_id, month, id);
