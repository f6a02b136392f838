-- whose approval it is was asked with it: the listener goes by the approval's id
-- :run_of_approval
SELECT r.id AS id, r.edge_id AS edge_id, r.seller_id AS seller_id, r.buyer_id AS buyer_id, r.kind AS kind, r.agreement_id AS agreement_id,
    r.from_ms AS from_ms, r.to_ms AS to_ms, r.cut_id AS cut_id, r.lines_n AS lines_n, r.goods_fen AS goods_fen, r.collected_fen AS collected_fen,
    r.commission_fen AS commission_fen, r.net_fen AS net_fen, r.state AS state, r.seller_by AS seller_by, r.seller_ms AS seller_ms,
    r.seller_note AS seller_note, r.buyer_by AS buyer_by, r.buyer_ms AS buyer_ms, r.buyer_note AS buyer_note, r.approval_id AS approval_id,
    r.bank_ref AS bank_ref, r.paid_id AS paid_id, r.paid_by AS paid_by, r.paid_ms AS paid_ms, r.closed_by AS closed_by, r.closed_ms AS closed_ms,
    r.created_ms AS created_ms, '' AS seller, '' AS buyer, 0 AS objections_n
FROM settlement r WHERE r.approval_id = :approval_id AND r.approval_id > 0

-- :voucher_of_group
SELECT id FROM voucher WHERE group_id = :group_id AND book_id = :book_id ORDER BY id LIMIT 1
