-- :line_in_run
SELECT x.id AS id, x.goods_fen AS goods_fen, x.collected_fen AS collected_fen, x.commission_fen AS commission_fen,
    CASE g.object WHEN 'line' THEN g.object_id ELSE 0 END AS line_id,
    coalesce(l.product_id, 0) AS product_id, coalesce(l.sku_id, 0) AS sku_id,
    (SELECT count(*) FROM settle_objection o WHERE o.line_id = x.id AND o.state = 'open') AS open_n
FROM settle_line x JOIN voucher v ON v.id = x.id JOIN vgroup g ON g.id = v.group_id
LEFT JOIN order_line l ON l.id = CASE WHEN g.object = 'line' THEN g.object_id ELSE 0 END
WHERE x.id = :id AND x.run_id = :run_id AND x.edge_id = :edge_id

-- :objection_add
INSERT INTO settle_objection (id, run_id, line_id, by_id, to_id, reason, state, how, amount_fen, group_id, answer, created_by, created_ms, ended_by, ended_ms)
VALUES (:id, :run_id, :line_id, :by_id, :to_id, :reason, 'open', '', 0, 0, '', :created_by, :created_ms, 0, 0)

-- :objection_of
SELECT o.id AS id, o.run_id AS run_id, o.line_id AS line_id, o.by_id AS by_id, o.to_id AS to_id, o.reason AS reason, o.state AS state, o.how AS how,
    o.amount_fen AS amount_fen, o.group_id AS group_id, o.answer AS answer, o.created_ms AS created_ms, o.ended_ms AS ended_ms, b.name AS by_name
FROM settle_objection o JOIN org b ON b.id = o.by_id
WHERE o.id = :id AND (o.by_id = :org_id OR o.to_id = :org_id)

-- :objections_of
SELECT o.id AS id, o.run_id AS run_id, o.line_id AS line_id, o.by_id AS by_id, o.to_id AS to_id, o.reason AS reason, o.state AS state, o.how AS how,
    o.amount_fen AS amount_fen, o.group_id AS group_id, o.answer AS answer, o.created_ms AS created_ms, o.ended_ms AS ended_ms, b.name AS by_name
FROM settle_objection o JOIN org b ON b.id = o.by_id
WHERE o.id IN (SELECT x.id FROM settle_objection x WHERE x.by_id = :org_id AND x.id < :after_id
               UNION SELECT y.id FROM settle_objection y WHERE y.to_id = :org_id AND y.id < :after_id)
  AND (:state = '' OR o.state = :state) AND (:run_id = 0 OR o.run_id = :run_id)
ORDER BY o.id DESC LIMIT :rows

-- :objection_end
UPDATE settle_objection SET state = :state, how = :how, amount_fen = :amount_fen, group_id = :group_id, answer = :answer, ended_by = :ended_by,
    ended_ms = :now_ms
WHERE id = :id AND state = 'open'

-- :line_next
UPDATE settle_line SET run_id = 0 WHERE id = :id AND run_id = :run_id
