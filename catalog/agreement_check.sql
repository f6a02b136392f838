-- :offered
SELECT s.id AS sku_id, s.product_id AS product_id, p.supplier_id AS supplier_id, p.kind AS kind, s.name AS name, l.cycle AS cycle, l.price_ufen AS price_ufen
FROM sku s JOIN product p ON p.id = s.product_id JOIN list_price l ON l.sku_id = s.id
WHERE s.state = 'on' AND p.state = 'on' AND (:supplier_id = 0 OR p.supplier_id = :supplier_id) AND l.price_ufen > 0
  AND l.from_ms = (SELECT max(x.from_ms) FROM list_price x WHERE x.sku_id = s.id AND x.cycle = l.cycle AND x.from_ms <= :at_ms)
LIMIT 2500

-- :sellers_from
SELECT org_id AS id FROM org_path WHERE node_id = :node_id ORDER BY idx LIMIT 5000
