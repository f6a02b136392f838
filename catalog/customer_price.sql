-- :customer_price_for
SELECT id, kind, price_ufen, rate_bp, CASE WHEN approval_id > 0 THEN under_cost ELSE 0 END AS under_cost, approval_id FROM customer_price
WHERE customer_id = :customer_id AND state = 'active' AND org_id = :org_id AND cycle IN ('', :cycle)
  AND ((scope = 'sku' AND ref_id = :sku_id) OR (scope = 'product' AND ref_id = :product_id) OR (scope = 'kind' AND ref_kind = :kind) OR scope = 'all')
  AND from_ms <= :now_ms AND (to_ms = 0 OR to_ms > :now_ms)
ORDER BY CASE scope WHEN 'sku' THEN 0 WHEN 'product' THEN 1 WHEN 'kind' THEN 2 ELSE 3 END, CASE cycle WHEN '' THEN 1 ELSE 0 END, id DESC LIMIT 1

-- :customer_price_add
INSERT INTO customer_price (id, org_id, customer_id, scope, ref_id, ref_kind, cycle, kind, price_ufen, rate_bp, under_cost, from_ms, to_ms,
    state, approval_id, note, created_by, created_ms)
VALUES (:id, :org_id, :customer_id, :scope, :ref_id, :ref_kind, :cycle, :kind, :price_ufen, :rate_bp, :under_cost, :from_ms, :to_ms,
    :state, :approval_id, :note, :created_by, :created_ms)

-- :customer_price_end
UPDATE customer_price SET state = 'ended' WHERE id = :id AND org_id = :org_id AND state IN ('waiting', 'active')

-- :customer_prices_of
SELECT p.id AS id, p.org_id AS org_id, p.customer_id AS customer_id, o.name AS customer, p.scope AS scope, p.ref_id AS ref_id, p.ref_kind AS ref_kind,
    p.cycle AS cycle, p.kind AS kind, p.price_ufen AS price_ufen, p.rate_bp AS rate_bp, p.under_cost AS under_cost, p.from_ms AS from_ms,
    p.to_ms AS to_ms, p.state AS state, p.approval_id AS approval_id, p.note AS note, p.created_by AS created_by, p.created_ms AS created_ms
FROM customer_price p JOIN org o ON o.id = p.customer_id
WHERE p.org_id = :org_id AND p.id < :after_id AND (:customer_id = 0 OR p.customer_id = :customer_id) AND (:state = '' OR p.state = :state)
ORDER BY p.id DESC LIMIT :rows

-- :customer_price_find
SELECT id, org_id, customer_id, scope, ref_id, ref_kind, cycle, kind, price_ufen, rate_bp, under_cost, from_ms, to_ms, state, approval_id, note,
    created_by, created_ms, '' AS customer
FROM customer_price WHERE id = :id AND org_id = :org_id

-- :customer_price_decided
UPDATE customer_price SET state = :state WHERE id = :id AND org_id = :org_id AND state = 'waiting'
