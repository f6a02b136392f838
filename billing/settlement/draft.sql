-- :edge_of_agreement
SELECT e.id AS id, e.seller_id AS seller_id, e.buyer_id AS buyer_id, e.kind AS kind, e.from_ms AS from_ms, e.due_ms AS due_ms, e.cut_id AS cut_id
FROM agreement a JOIN settle_edge e ON e.buyer_id = a.buyer_id AND e.seller_id = a.seller_id WHERE a.id = :id

-- :edge_add
INSERT INTO settle_edge (id, seller_id, buyer_id, kind, from_ms, due_ms, cut_id)
SELECT a.id, a.seller_id, a.buyer_id, CASE a.kind WHEN 'distribution' THEN 'distribution' ELSE 'supply' END, a.active_ms, 0, 0
FROM agreement a WHERE a.id = :id

-- :edge_between
SELECT id, seller_id, buyer_id, kind, from_ms, due_ms, cut_id FROM settle_edge
WHERE (buyer_id = :org_id AND seller_id = :other_id) OR (buyer_id = :other_id AND seller_id = :org_id)

-- :edges_due
SELECT id, seller_id, buyer_id, kind, from_ms, due_ms, cut_id FROM settle_edge WHERE due_ms <= :now_ms
    AND id NOT IN (SELECT row_id FROM put_off WHERE object = 'settle_edge' AND until_ms > :now_ms) ORDER BY due_ms, id LIMIT 8

-- :edges_next
SELECT due_ms FROM settle_edge WHERE id NOT IN (SELECT row_id FROM put_off WHERE object = 'settle_edge' AND until_ms > :now_ms) ORDER BY due_ms LIMIT 1

-- :edge_move
UPDATE settle_edge SET from_ms = :from_ms, due_ms = :due_ms, cut_id = :cut_id WHERE id = :id

-- :edge_terms
SELECT id AS agreement_id, settle_cycle, settle_day FROM agreement
WHERE buyer_id = :buyer_id AND seller_id = :seller_id AND active_ms > 0 ORDER BY version DESC LIMIT 1

-- the last voucher before an instant's first id on an account that mirrors the seller's
-- :edge_cut
SELECT coalesce(max((SELECT l.voucher_id FROM vline l WHERE l.subject_id = s.id AND l.party = :seller_id AND l.voucher_id < :before_id
                     ORDER BY l.voucher_id DESC LIMIT 1)), 0)
FROM subject s WHERE s.book_id = :buyer_id AND s.mirror <> ''

-- the seller's last voucher of the group of that one
-- :edge_cut_above
SELECT coalesce(max(m.id), 0) FROM voucher v JOIN voucher m ON m.group_id = v.group_id AND m.book_id = :seller_id WHERE v.id = :cut_id

-- what a book says about a party as of a voucher, credits less debits: one look an account
-- :edge_balance
SELECT 0 AS lines_n,
    coalesce(sum(CASE x.mirror WHEN 'goods' THEN x.fen ELSE 0 END), 0) AS goods_fen,
    coalesce(sum(CASE x.mirror WHEN 'collected' THEN x.fen ELSE 0 END), 0) AS collected_fen,
    coalesce(sum(CASE x.mirror WHEN 'commission' THEN x.fen ELSE 0 END), 0) AS commission_fen
FROM (SELECT s.mirror AS mirror,
          (SELECT l.after_cr_fen - l.after_dr_fen FROM vline l WHERE l.subject_id = s.id AND l.party = :party AND l.voucher_id <= :at_id
           ORDER BY l.voucher_id DESC, l.n DESC LIMIT 1) AS fen
      FROM subject s WHERE s.book_id = :book_id AND s.mirror <> '') x

-- what stands in the book in a range of vouchers and in no run
-- :range_sums
SELECT count(*) AS lines_n,
    coalesce(sum(CASE s.mirror WHEN 'goods' THEN l.cr_fen - l.dr_fen ELSE 0 END), 0) AS goods_fen,
    coalesce(sum(CASE s.mirror WHEN 'collected' THEN l.dr_fen - l.cr_fen ELSE 0 END), 0) AS collected_fen,
    coalesce(sum(CASE s.mirror WHEN 'commission' THEN l.dr_fen - l.cr_fen ELSE 0 END), 0) AS commission_fen
FROM subject s JOIN vline l ON l.subject_id = s.id AND l.party = :seller_id AND l.voucher_id > :after_id AND l.voucher_id <= :cut_id
WHERE s.book_id = :buyer_id AND s.mirror <> ''
  AND l.voucher_id NOT IN (SELECT r.paid_id FROM settlement r WHERE r.edge_id = :edge_id)
  AND NOT EXISTS (SELECT 1 FROM settle_line x WHERE x.id = l.voucher_id)

-- the same, one line a voucher, into a run
-- :lines_add
INSERT INTO settle_line (id, edge_id, run_id, goods_fen, collected_fen, commission_fen)
SELECT l.voucher_id, :edge_id, :run_id,
    sum(CASE s.mirror WHEN 'goods' THEN l.cr_fen - l.dr_fen ELSE 0 END),
    sum(CASE s.mirror WHEN 'collected' THEN l.dr_fen - l.cr_fen ELSE 0 END),
    sum(CASE s.mirror WHEN 'commission' THEN l.dr_fen - l.cr_fen ELSE 0 END)
FROM subject s JOIN vline l ON l.subject_id = s.id AND l.party = :seller_id AND l.voucher_id > :after_id AND l.voucher_id <= :cut_id
WHERE s.book_id = :buyer_id AND s.mirror <> ''
  AND l.voucher_id NOT IN (SELECT r.paid_id FROM settlement r WHERE r.edge_id = :edge_id)
  AND NOT EXISTS (SELECT 1 FROM settle_line x WHERE x.id = l.voucher_id)
GROUP BY l.voucher_id

-- corrections of the range that earlier runs took already, and what waits
-- :taken_sums
SELECT coalesce(sum(n), 0) AS lines_n, coalesce(sum(goods), 0) AS goods_fen, coalesce(sum(collected), 0) AS collected_fen,
    coalesce(sum(commission), 0) AS commission_fen
FROM (SELECT count(*) AS n, sum(x.goods_fen) AS goods, sum(x.collected_fen) AS collected, sum(x.commission_fen) AS commission
      FROM settlement r JOIN settle_line x ON x.edge_id = r.edge_id AND x.run_id = r.id AND x.id > :after_id AND x.id <= :cut_id
      WHERE r.edge_id = :edge_id
      UNION ALL
      SELECT count(*), sum(x.goods_fen), sum(x.collected_fen), sum(x.commission_fen)
      FROM settle_line x WHERE x.edge_id = :edge_id AND x.run_id = 0 AND x.id > :after_id AND x.id <= :cut_id)

-- runs that were paid in the range
-- :paid_sums
SELECT count(*) AS lines_n, coalesce(sum(goods_fen), 0) AS goods_fen, coalesce(sum(collected_fen), 0) AS collected_fen,
    coalesce(sum(commission_fen), 0) AS commission_fen
FROM settlement WHERE edge_id = :edge_id AND paid_id > :after_id AND paid_id <= :cut_id

-- :waiting_n
SELECT count(*) FROM settle_line WHERE edge_id = :edge_id AND run_id = 0

-- :waiting_take
UPDATE settle_line SET run_id = :run_id WHERE edge_id = :edge_id AND run_id = 0

-- :settlement_add
INSERT INTO settlement (id, edge_id, seller_id, buyer_id, kind, agreement_id, from_ms, to_ms, cut_id, lines_n, goods_fen, collected_fen,
    commission_fen, net_fen, state, seller_by, seller_ms, seller_note, buyer_by, buyer_ms, buyer_note, approval_id, bank_ref, paid_id,
    paid_by, paid_ms, closed_by, closed_ms, created_ms)
VALUES (:id, :edge_id, :seller_id, :buyer_id, :kind, :agreement_id, :from_ms, :to_ms, :cut_id, :lines_n, :goods_fen, :collected_fen,
    :commission_fen, :net_fen, 'draft', 0, 0, '', 0, 0, '', 0, '', 0, 0, 0, 0, 0, :created_ms)
