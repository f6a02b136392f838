-- :settlement_of
SELECT r.id AS id, r.edge_id AS edge_id, r.seller_id AS seller_id, r.buyer_id AS buyer_id, r.kind AS kind, r.agreement_id AS agreement_id,
    r.from_ms AS from_ms, r.to_ms AS to_ms, r.cut_id AS cut_id, r.lines_n AS lines_n, r.goods_fen AS goods_fen, r.collected_fen AS collected_fen,
    r.commission_fen AS commission_fen, r.net_fen AS net_fen, r.state AS state, r.seller_by AS seller_by, r.seller_ms AS seller_ms,
    r.seller_note AS seller_note, r.buyer_by AS buyer_by, r.buyer_ms AS buyer_ms, r.buyer_note AS buyer_note, r.approval_id AS approval_id,
    r.bank_ref AS bank_ref, r.paid_id AS paid_id, r.paid_by AS paid_by, r.paid_ms AS paid_ms, r.closed_by AS closed_by, r.closed_ms AS closed_ms,
    r.created_ms AS created_ms, s.name AS seller, b.name AS buyer,
    (SELECT count(*) FROM settle_objection o WHERE o.run_id = r.id AND o.state = 'open') AS objections_n
FROM settlement r JOIN org s ON s.id = r.seller_id JOIN org b ON b.id = r.buyer_id
WHERE r.id = :id AND (r.seller_id = :org_id OR r.buyer_id = :org_id)

-- :settlements_of
SELECT r.id AS id, r.edge_id AS edge_id, r.seller_id AS seller_id, r.buyer_id AS buyer_id, r.kind AS kind, r.agreement_id AS agreement_id,
    r.from_ms AS from_ms, r.to_ms AS to_ms, r.cut_id AS cut_id, r.lines_n AS lines_n, r.goods_fen AS goods_fen, r.collected_fen AS collected_fen,
    r.commission_fen AS commission_fen, r.net_fen AS net_fen, r.state AS state, r.seller_by AS seller_by, r.seller_ms AS seller_ms,
    r.seller_note AS seller_note, r.buyer_by AS buyer_by, r.buyer_ms AS buyer_ms, r.buyer_note AS buyer_note, r.approval_id AS approval_id,
    r.bank_ref AS bank_ref, r.paid_id AS paid_id, r.paid_by AS paid_by, r.paid_ms AS paid_ms, r.closed_by AS closed_by, r.closed_ms AS closed_ms,
    r.created_ms AS created_ms, s.name AS seller, b.name AS buyer,
    (SELECT count(*) FROM settle_objection o WHERE o.run_id = r.id AND o.state = 'open') AS objections_n
FROM settlement r JOIN org s ON s.id = r.seller_id JOIN org b ON b.id = r.buyer_id
WHERE r.id IN (SELECT x.id FROM settlement x WHERE x.seller_id = :org_id AND x.id < :after_id
               UNION SELECT y.id FROM settlement y WHERE y.buyer_id = :org_id AND y.id < :after_id)
  AND (:state = '' OR r.state = :state) AND (:kind = '' OR r.kind = :kind)
  AND (:other_id = 0 OR r.seller_id = :other_id OR r.buyer_id = :other_id)
  AND (:from_ms = 0 OR r.to_ms > :from_ms) AND (:to_ms = 0 OR r.from_ms < :to_ms)
ORDER BY r.id DESC LIMIT :rows

-- :settlement_put
UPDATE settlement SET lines_n = :lines_n, goods_fen = :goods_fen, collected_fen = :collected_fen, commission_fen = :commission_fen, net_fen = :net_fen,
    state = :state, seller_by = :seller_by, seller_ms = :seller_ms, seller_note = :seller_note, buyer_by = :buyer_by, buyer_ms = :buyer_ms,
    buyer_note = :buyer_note, approval_id = :approval_id, bank_ref = :bank_ref, paid_id = :paid_id, paid_by = :paid_by, paid_ms = :paid_ms,
    closed_by = :closed_by, closed_ms = :closed_ms
WHERE id = :id

-- :settlement_sums
SELECT count(*) AS lines_n, coalesce(sum(goods_fen), 0) AS goods_fen, coalesce(sum(collected_fen), 0) AS collected_fen,
    coalesce(sum(commission_fen), 0) AS commission_fen
FROM settle_line WHERE edge_id = :edge_id AND run_id = :run_id

-- the vouchers of a run as one side sees them: its own voucher of the same group, and of what was sold only the thing
-- :lines_of
SELECT x.id AS id, x.goods_fen AS goods_fen, x.collected_fen AS collected_fen, x.commission_fen AS commission_fen, v.event AS event,
    v.acct_date AS date, g.at_ms AS at_ms,
    coalesce((SELECT min(m.id) FROM voucher m WHERE m.group_id = v.group_id AND m.book_id = :org_id AND m.event = v.event), 0) AS voucher_id,
    coalesce((SELECT min(m.no) FROM voucher m WHERE m.group_id = v.group_id AND m.book_id = :org_id AND m.event = v.event), 0) AS voucher_no,
    coalesce(l.id, 0) AS line_id, coalesce(l.product_id, 0) AS product_id, coalesce(l.sku_id, 0) AS sku_id, coalesce(p.name, '') AS product,
    coalesce(k.name, '') AS sku, coalesce(l.cycle, '') AS cycle, coalesce(l.from_ms, 0) AS from_ms, coalesce(l.to_ms, 0) AS to_ms,
    CASE WHEN x.id > :cut_id THEN 1 ELSE 0 END AS correction,
    coalesce((SELECT o.state FROM settle_objection o WHERE o.line_id = x.id AND o.run_id = x.run_id ORDER BY o.id DESC LIMIT 1), '') AS objection
FROM settle_line x JOIN voucher v ON v.id = x.id JOIN vgroup g ON g.id = v.group_id
LEFT JOIN order_line l ON l.id = CASE WHEN g.object = 'line' THEN g.object_id ELSE 0 END
LEFT JOIN sku k ON k.id = l.sku_id LEFT JOIN product p ON p.id = l.product_id
WHERE x.edge_id = :edge_id AND x.run_id = :run_id AND x.id < :after_id AND (:event = '' OR v.event = :event)
  AND (:line_id = 0 OR g.object_id = :line_id) AND (:product_id = 0 OR l.product_id = :product_id)
ORDER BY x.id DESC LIMIT :rows
