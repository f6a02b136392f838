-- :group_lines_add
INSERT INTO settle_line (id, edge_id, run_id, goods_fen, collected_fen, commission_fen)
SELECT l.voucher_id, :edge_id, :run_id,
    sum(CASE s.mirror WHEN 'goods' THEN l.cr_fen - l.dr_fen ELSE 0 END),
    sum(CASE s.mirror WHEN 'collected' THEN l.dr_fen - l.cr_fen ELSE 0 END),
    sum(CASE s.mirror WHEN 'commission' THEN l.dr_fen - l.cr_fen ELSE 0 END)
FROM voucher v JOIN vline l ON l.voucher_id = v.id AND l.party = :seller_id JOIN subject s ON s.id = l.subject_id AND s.mirror <> ''
WHERE v.group_id = :group_id AND v.book_id = :buyer_id
GROUP BY l.voucher_id

-- :open_run
SELECT r.id AS id, r.edge_id AS edge_id, r.seller_id AS seller_id, r.buyer_id AS buyer_id, r.kind AS kind, r.agreement_id AS agreement_id,
    r.from_ms AS from_ms, r.to_ms AS to_ms, r.cut_id AS cut_id, r.lines_n AS lines_n, r.goods_fen AS goods_fen, r.collected_fen AS collected_fen,
    r.commission_fen AS commission_fen, r.net_fen AS net_fen, r.state AS state, r.seller_by AS seller_by, r.seller_ms AS seller_ms,
    r.seller_note AS seller_note, r.buyer_by AS buyer_by, r.buyer_ms AS buyer_ms, r.buyer_note AS buyer_note, r.approval_id AS approval_id,
    r.bank_ref AS bank_ref, r.paid_id AS paid_id, r.paid_by AS paid_by, r.paid_ms AS paid_ms, r.closed_by AS closed_by, r.closed_ms AS closed_ms,
    r.created_ms AS created_ms, '' AS seller, '' AS buyer, 0 AS objections_n
FROM settlement r
WHERE r.edge_id = (SELECT e.id FROM settle_edge e WHERE e.buyer_id = :buyer_id AND e.seller_id = :seller_id)
  AND r.state = 'draft' AND r.seller_ms = 0 AND r.buyer_ms = 0
ORDER BY r.from_ms DESC LIMIT 1
