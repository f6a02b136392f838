-- :bills_of
SELECT b.id AS id, b.org_id AS customer_id, o.name AS customer, b.resource_id AS resource_id,
    CASE WHEN b.org_id = :org_id THEN r.alias ELSE '' END AS alias, s.name AS sku,
    CASE WHEN r.cycle = 'usage' THEN s.unit ELSE 'hour' END AS unit, b.from_ms AS from_ms, b.to_ms AS to_ms, b.units_milli AS units_milli,
    b.late_milli AS late_milli, b.unit_ufen AS unit_ufen, b.carry_in_nfen AS carry_in_nfen, b.carry_out_nfen AS carry_out_nfen,
    b.amount_fen AS amount_fen, CASE WHEN l.state = 'due' THEN 'due' ELSE 'paid' END AS state, b.created_ms AS created_ms, l.ended_ms AS paid_ms
FROM bill b JOIN order_line l ON l.id = b.id JOIN resource r ON r.id = b.resource_id JOIN sku s ON s.id = r.sku_id JOIN org o ON o.id = b.org_id
WHERE b.org_id = :org_id
  AND b.id < :after_id AND (:state = '' OR (CASE WHEN l.state = 'due' THEN 'due' ELSE 'paid' END) = :state)
  AND (:resource_id = 0 OR b.resource_id = :resource_id) AND (:customer_id = 0 OR b.org_id = :customer_id)
  AND (:from_ms = 0 OR b.created_ms >= :from_ms) AND (:to_ms = 0 OR b.created_ms < :to_ms)
ORDER BY b.id DESC LIMIT :rows

-- :bills_made
SELECT b.id AS id, b.org_id AS customer_id, o.name AS customer, b.resource_id AS resource_id,
    CASE WHEN b.org_id = :org_id THEN r.alias ELSE '' END AS alias, s.name AS sku,
    CASE WHEN r.cycle = 'usage' THEN s.unit ELSE 'hour' END AS unit, b.from_ms AS from_ms, b.to_ms AS to_ms, b.units_milli AS units_milli,
    b.late_milli AS late_milli, b.unit_ufen AS unit_ufen, b.carry_in_nfen AS carry_in_nfen, b.carry_out_nfen AS carry_out_nfen,
    b.amount_fen AS amount_fen, CASE WHEN l.state = 'due' THEN 'due' ELSE 'paid' END AS state, b.created_ms AS created_ms, l.ended_ms AS paid_ms
FROM bill b JOIN order_line l ON l.id = b.id JOIN resource r ON r.id = b.resource_id JOIN sku s ON s.id = r.sku_id JOIN org o ON o.id = b.org_id
WHERE b.seller_id = :org_id
  AND b.id < :after_id AND (:state = '' OR (CASE WHEN l.state = 'due' THEN 'due' ELSE 'paid' END) = :state)
  AND (:resource_id = 0 OR b.resource_id = :resource_id) AND (:customer_id = 0 OR b.org_id = :customer_id)
  AND (:from_ms = 0 OR b.created_ms >= :from_ms) AND (:to_ms = 0 OR b.created_ms < :to_ms)
ORDER BY b.id DESC LIMIT :rows

-- :bill_of_side
SELECT b.id AS id, b.org_id AS customer_id, o.name AS customer, b.resource_id AS resource_id,
    CASE WHEN b.org_id = :org_id THEN r.alias ELSE '' END AS alias, s.name AS sku,
    CASE WHEN r.cycle = 'usage' THEN s.unit ELSE 'hour' END AS unit, b.from_ms AS from_ms, b.to_ms AS to_ms, b.units_milli AS units_milli,
    b.late_milli AS late_milli, b.unit_ufen AS unit_ufen, b.carry_in_nfen AS carry_in_nfen, b.carry_out_nfen AS carry_out_nfen,
    b.amount_fen AS amount_fen, CASE WHEN l.state = 'due' THEN 'due' ELSE 'paid' END AS state, b.created_ms AS created_ms, l.ended_ms AS paid_ms
FROM bill b JOIN order_line l ON l.id = b.id JOIN resource r ON r.id = b.resource_id JOIN sku s ON s.id = r.sku_id JOIN org o ON o.id = b.org_id
WHERE b.id = :id AND (b.org_id = :org_id OR b.seller_id = :org_id)
