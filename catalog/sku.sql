-- :product_kind
SELECT kind FROM product WHERE id = :id

-- :sku_add
INSERT INTO sku (id, org_id, product_id, name, spec, driver, unit, ready_s, state, created_ms)
VALUES (:id, :org_id, :product_id, :name, :spec, :driver, :unit, :ready_s, 'on', :created_ms)

-- :sku_state
UPDATE sku SET state = :state WHERE id = :id

-- :sku_find
SELECT s.id AS id, s.product_id AS product_id, p.supplier_id AS supplier_id, s.name AS name, s.spec AS spec, s.driver AS driver, s.unit AS unit,
    s.ready_s AS ready_s, CASE WHEN p.state = 'on' THEN s.state ELSE 'off' END AS state, s.created_ms AS created_ms, p.name AS product, p.kind AS kind
FROM sku s JOIN product p ON p.id = s.product_id WHERE s.id = :id

-- :skus_of
SELECT s.id AS id, s.product_id AS product_id, p.supplier_id AS supplier_id, s.name AS name, s.spec AS spec, s.driver AS driver, s.unit AS unit,
    s.ready_s AS ready_s, s.state AS state, s.created_ms AS created_ms, p.name AS product, p.kind AS kind
FROM sku s JOIN product p ON p.id = s.product_id
WHERE s.id < :after_id AND (:product_id = 0 OR s.product_id = :product_id) AND (:kind = '' OR p.kind = :kind)
  AND (:text = '' OR instr(lower(s.name), lower(:text)) > 0 OR instr(lower(p.name), lower(:text)) > 0)
ORDER BY s.id DESC LIMIT :rows

-- :skus_shown
SELECT s.id AS id, s.product_id AS product_id, p.supplier_id AS supplier_id, s.name AS name, s.spec AS spec, s.driver AS driver, s.unit AS unit,
    s.ready_s AS ready_s, s.state AS state, s.created_ms AS created_ms, p.name AS product, p.kind AS kind
FROM sku s JOIN product p ON p.id = s.product_id
WHERE s.state = 'on' AND p.state = 'on' AND NOT EXISTS (
    SELECT 1 FROM org_path n JOIN unshown u ON u.org_id = n.node_id AND u.product_id = p.id WHERE n.org_id = :seller_id)
ORDER BY s.id LIMIT 500
