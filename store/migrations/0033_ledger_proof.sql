-- What a draft of an entry template was tried on before it could be published, kept with the template.
CREATE TABLE template_proof (
    template_id  INTEGER NOT NULL PRIMARY KEY,
    ok           BIGINT  NOT NULL CHECK (ok BETWEEN 0 AND 1),
    reason       TEXT    NOT NULL CHECK (length(reason) BETWEEN 0 AND 48),
    text         TEXT    NOT NULL CHECK (length(text) BETWEEN 0 AND 256),
    chains       BIGINT  NOT NULL CHECK (chains BETWEEN 0 AND 1000000),
    vouchers     BIGINT  NOT NULL CHECK (vouchers BETWEEN 0 AND 1000000000),
    -- the first chain it failed on
    levels       BIGINT  NOT NULL CHECK (levels BETWEEN 0 AND 20),
    modes        TEXT    NOT NULL CHECK (length(modes) BETWEEN 0 AND 20),
    price_fen    BIGINT  NOT NULL CHECK (price_fen BETWEEN 0 AND 9007199254740991),
    coupon_fen   BIGINT  NOT NULL CHECK (coupon_fen BETWEEN 0 AND 9007199254740991),
    kept_fen     BIGINT  NOT NULL CHECK (kept_fen BETWEEN 0 AND 9007199254740991),
    against      TEXT    NOT NULL CHECK (length(against) = 64),  -- of the templates beside it
    user_id      BIGINT  NOT NULL CHECK (user_id BETWEEN 0 AND 9223372036854775807),
    proved_ms    BIGINT  NOT NULL CHECK (proved_ms BETWEEN 1 AND 9999999999999)
);
