-- :product_add
INSERT INTO product (id, org_id, supplier_id, kind, name, summary, state, created_ms)
VALUES (:id, :org_id, :supplier_id, :kind, :name, :summary, :state, :created_ms)

-- :product_find
SELECT p.id AS id, p.org_id AS org_id, p.supplier_id AS supplier_id, s.name AS supplier, p.kind AS kind, p.name AS name,
    p.summary AS summary, p.state AS state, p.created_ms AS created_ms,
    CASE WHEN EXISTS (SELECT 1 FROM unshown u WHERE u.org_id = :org_id AND u.product_id = p.id) THEN 0 ELSE 1 END AS shown
FROM product p JOIN org s ON s.id = p.supplier_id WHERE p.id = :id

-- :products_of
SELECT p.id AS id, p.org_id AS org_id, p.supplier_id AS supplier_id, s.name AS supplier, p.kind AS kind, p.name AS name,
    p.summary AS summary, p.state AS state, p.created_ms AS created_ms,
    CASE WHEN EXISTS (SELECT 1 FROM unshown u WHERE u.org_id = :org_id AND u.product_id = p.id) THEN 0 ELSE 1 END AS shown
FROM product p JOIN org s ON s.id = p.supplier_id
WHERE p.id < :after_id AND (:kind = '' OR p.kind = :kind) AND (:state = '' OR p.state = :state)
  AND (:supplier_id = 0 OR p.supplier_id = :supplier_id) AND (:text = '' OR instr(lower(p.name), lower(:text)) > 0)
ORDER BY p.id DESC LIMIT :rows

-- :product_state
UPDATE product SET state = :state WHERE id = :id

-- :unshown_add
INSERT INTO unshown (org_id, product_id) VALUES (:org_id, :product_id) ON CONFLICT DO NOTHING

-- :unshown_end
DELETE FROM unshown WHERE org_id = :org_id AND product_id = :product_id
