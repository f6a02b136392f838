-- What the clock could not deal with: a row whose turn failed is let be for a while, so that the rows behind it are not held up.
CREATE TABLE put_off (
    id        INTEGER NOT NULL PRIMARY KEY,
    object    TEXT    NOT NULL CHECK (length(object) BETWEEN 1 AND 32),
    row_id    BIGINT  NOT NULL,
    op        TEXT    NOT NULL,
    tries     BIGINT  NOT NULL CHECK (tries BETWEEN 1 AND 1000000),
    since_ms  BIGINT  NOT NULL CHECK (since_ms BETWEEN 1 AND 9999999999999),
    until_ms  BIGINT  NOT NULL CHECK (until_ms BETWEEN 1 AND 9999999999999),
    reason    TEXT    NOT NULL,
    text      TEXT    NOT NULL
);
CREATE UNIQUE INDEX put_off_row ON put_off (object, row_id);
