-- :profile_add
INSERT INTO customer_profile (customer_id, org_id, staff_id, department_id, contact_name, contact_phone, contact_email, tags, note, source,
    updated_ms)
VALUES (:customer_id, :org_id, :staff_id, 0, '', '', '', '', '', :source, :updated_ms)

-- :customer_dims
SELECT p.staff_id AS staff_id, CASE WHEN p.department_id <> 0 THEN p.department_id ELSE coalesce(m.department_id, 0) END AS department_id
FROM customer_profile p LEFT JOIN membership m ON m.user_id = p.staff_id AND m.org_id = p.org_id
WHERE p.customer_id = :customer_id

-- :customers_of
SELECT o.id AS id, o.kind AS kind, o.name AS name, o.form AS form, o.state AS state, o.level AS level, p.staff_id AS staff_id,
    coalesce(u.name, '') AS staff, coalesce(d.id, 0) AS department_id, coalesce(d.name, '') AS department,
    CASE WHEN p.department_id <> 0 THEN 1 ELSE 0 END AS department_set, p.contact_name AS contact_name, p.contact_phone AS contact_phone,
    p.contact_email AS contact_email, p.tags AS tags, p.note AS note, p.source AS source, o.created_ms AS created_ms, p.updated_ms AS updated_ms
FROM org o JOIN customer_profile p ON p.customer_id = o.id AND p.org_id = o.parent_id
LEFT JOIN users u ON u.id = p.staff_id LEFT JOIN membership m ON m.user_id = p.staff_id AND m.org_id = p.org_id
LEFT JOIN department d ON d.id = CASE WHEN p.department_id <> 0 THEN p.department_id ELSE coalesce(m.department_id, 0) END
WHERE o.parent_id = :org_id AND o.kind = 'customer' AND o.id < :after_id
  AND (:text = '' OR instr(lower(o.name), lower(:text)) > 0 OR instr(lower(p.contact_name), lower(:text)) > 0
    OR instr(p.contact_phone, :text) > 0 OR instr(lower(p.contact_email), lower(:text)) > 0)
  AND (:staff_id = 0 OR p.staff_id = :staff_id) AND (:mine = 0 OR p.staff_id = :user_id) AND (:department_id = 0 OR d.id = :department_id)
  AND (:tag = '' OR instr(p.tags, :tag) > 0) AND (:state = '' OR o.state = :state) AND (:source = '' OR p.source = :source)
  AND o.created_ms >= :from_ms AND (:to_ms = 0 OR o.created_ms < :to_ms)
ORDER BY o.id DESC LIMIT :rows

-- :customer_find
SELECT o.id AS id, o.kind AS kind, o.name AS name, o.form AS form, o.state AS state, o.level AS level, p.staff_id AS staff_id,
    coalesce(u.name, '') AS staff, coalesce(d.id, 0) AS department_id, coalesce(d.name, '') AS department,
    CASE WHEN p.department_id <> 0 THEN 1 ELSE 0 END AS department_set, p.contact_name AS contact_name, p.contact_phone AS contact_phone,
    p.contact_email AS contact_email, p.tags AS tags, p.note AS note, p.source AS source, o.created_ms AS created_ms, p.updated_ms AS updated_ms
FROM org o JOIN customer_profile p ON p.customer_id = o.id AND p.org_id = o.parent_id
LEFT JOIN users u ON u.id = p.staff_id LEFT JOIN membership m ON m.user_id = p.staff_id AND m.org_id = p.org_id
LEFT JOIN department d ON d.id = CASE WHEN p.department_id <> 0 THEN p.department_id ELSE coalesce(m.department_id, 0) END
WHERE o.id = :id AND o.parent_id = :org_id AND o.kind = 'customer'

-- :profile_put
UPDATE customer_profile SET staff_id = :staff_id, department_id = :department_id, contact_name = :contact_name, contact_phone = :contact_phone,
    contact_email = :contact_email, tags = :tags, note = :note, source = :source, updated_ms = :updated_ms
WHERE customer_id = :customer_id AND org_id = :org_id
