-- What a seller knows of its own customer: whose it is, how it is reached, and what is said of it. The customer never sees it.
CREATE TABLE customer_profile (
    customer_id   INTEGER NOT NULL PRIMARY KEY,
    org_id        BIGINT  NOT NULL, -- the seller
    staff_id      BIGINT  NOT NULL, -- the sales person, or 0
    department_id BIGINT  NOT NULL, -- 0: the sales person's
    contact_name  TEXT    NOT NULL,
    contact_phone TEXT    NOT NULL,
    contact_email TEXT    NOT NULL,
    tags          TEXT    NOT NULL, -- one a line, with a line's end before the first and behind the last
    note          TEXT    NOT NULL,
    source        TEXT    NOT NULL,
    updated_ms    BIGINT  NOT NULL CHECK (updated_ms BETWEEN 1 AND 9999999999999)
);
CREATE INDEX customer_profile_org ON customer_profile (org_id, department_id);
INSERT INTO customer_profile (customer_id, org_id, staff_id, department_id, contact_name, contact_phone, contact_email, tags, note, source, updated_ms)
SELECT id, parent_id, 0, 0, '', '', '', '', '', 'direct', created_ms FROM org WHERE kind = 'customer';
