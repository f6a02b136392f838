-- :org_contact
SELECT coalesce(d.contact_name, '') AS contact_name, coalesce(d.contact_phone, '') AS contact_phone, coalesce(d.contact_email, '') AS contact_email
FROM org o LEFT JOIN org_data d ON d.org_id = o.id WHERE o.id = :org_id

-- :org_data_find
SELECT o.id AS id, o.kind AS kind, o.name AS name, o.form AS form, o.state AS state, coalesce(d.tax_number, '') AS tax_number,
    coalesce(d.address, '') AS address, coalesce(d.invoice_title, '') AS invoice_title, coalesce(d.contact_name, '') AS contact_name,
    coalesce(d.contact_phone, '') AS contact_phone, coalesce(d.contact_email, '') AS contact_email,
    coalesce(d.bank_account, '') AS bank_account, coalesce(d.updated_ms, 0) AS updated_ms
FROM org o LEFT JOIN org_data d ON d.org_id = o.id WHERE o.id = :org_id

-- :org_name_set
UPDATE org SET name = :name, form = :form WHERE id = :org_id

-- :org_data_put
INSERT INTO org_data (org_id, tax_number, address, invoice_title, contact_name, contact_phone, contact_email, bank_account, updated_ms)
VALUES (:org_id, :tax_number, :address, :invoice_title, :contact_name, :contact_phone, :contact_email, :bank_account, :updated_ms)
ON CONFLICT (org_id) DO UPDATE SET tax_number = :tax_number, address = :address, invoice_title = :invoice_title, contact_name = :contact_name,
    contact_phone = :contact_phone, contact_email = :contact_email, bank_account = :bank_account, updated_ms = :updated_ms
