-- :row_of
SELECT r.id AS id, r.bill_id AS bill_id, r.supplier_id AS supplier_id, r.n AS n, r.ref AS ref, r.line_id AS line_id, r.theirs_fen AS theirs_fen,
    r.ours_fen AS ours_fen, r.verdict AS verdict, r.memo AS memo, r.state AS state, r.note AS note, r.group_id AS group_id,
    r.decided_by AS decided_by, r.decided_ms AS decided_ms, coalesce(p.name, '') AS product, coalesce(k.name, '') AS sku
FROM bill_row r JOIN supplier_bill b ON b.id = r.bill_id
LEFT JOIN order_line l ON l.id = r.line_id LEFT JOIN sku k ON k.id = l.sku_id LEFT JOIN product p ON p.id = l.product_id
WHERE r.id = :id AND (b.buyer_id = :org_id OR b.supplier_id = :org_id)

-- :rows_of
SELECT r.id AS id, r.bill_id AS bill_id, r.supplier_id AS supplier_id, r.n AS n, r.ref AS ref, r.line_id AS line_id, r.theirs_fen AS theirs_fen,
    r.ours_fen AS ours_fen, r.verdict AS verdict, r.memo AS memo, r.state AS state, r.note AS note, r.group_id AS group_id,
    r.decided_by AS decided_by, r.decided_ms AS decided_ms,
    coalesce(p.name, '') AS product, coalesce(k.name, '') AS sku
FROM bill_row r JOIN supplier_bill b ON b.id = r.bill_id
LEFT JOIN order_line l ON l.id = r.line_id LEFT JOIN sku k ON k.id = l.sku_id LEFT JOIN product p ON p.id = l.product_id
WHERE r.bill_id = :bill_id AND (b.buyer_id = :org_id OR b.supplier_id = :org_id) AND r.id < :after_id
  AND (:verdict = '' OR r.verdict = :verdict) AND (:state = '' OR r.state = :state)
ORDER BY r.id DESC LIMIT :rows

-- :row_decide
UPDATE bill_row SET state = :state, note = :note, group_id = :group_id, decided_by = :decided_by, decided_ms = :now_ms
WHERE id = :id AND state IN ('open', 'disputed')

-- what the order line is of; only one that the supplier sold
-- :row_thing
SELECT l.id AS line_id, l.product_id AS product_id, l.sku_id AS sku_id
FROM order_line l JOIN order_leg g ON g.line_id = l.id AND g.idx = 0 WHERE l.id = :line_id AND g.seller_id = :supplier_id
