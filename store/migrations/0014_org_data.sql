-- What an organisation says of itself: for contracts, invoices and whoever needs to reach it.
CREATE TABLE org_data (
    org_id        INTEGER NOT NULL PRIMARY KEY,
    tax_number    TEXT    NOT NULL,
    address       TEXT    NOT NULL,
    invoice_title TEXT    NOT NULL,
    contact_name  TEXT    NOT NULL,
    contact_phone TEXT    NOT NULL,
    contact_email TEXT    NOT NULL,
    bank_account  TEXT    NOT NULL,
    updated_ms    BIGINT  NOT NULL CHECK (updated_ms BETWEEN 1 AND 9999999999999)
);
