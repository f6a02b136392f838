-- runs whose totals are not those of their lines
-- :wrong_totals
SELECT count(*) FROM settle_edge e CROSS JOIN settlement r
WHERE r.edge_id = e.id
  AND (SELECT count(*) || ' ' || coalesce(sum(x.goods_fen), 0) || ' ' || coalesce(sum(x.collected_fen), 0) || ' ' || coalesce(sum(x.commission_fen), 0)
       FROM settle_line x WHERE x.edge_id = r.edge_id AND x.run_id = r.id)
   <> (r.lines_n || ' ' || r.goods_fen || ' ' || r.collected_fen || ' ' || r.commission_fen)

-- runs that were paid otherwise than they say
-- :wrong_payments
SELECT count(*) FROM settle_edge e CROSS JOIN settlement r
WHERE r.edge_id = e.id AND r.paid_ms > 0
  AND (SELECT coalesce(sum(CASE s.mirror WHEN 'goods' THEN l.dr_fen - l.cr_fen ELSE 0 END), 0) || ' '
           || coalesce(sum(CASE s.mirror WHEN 'collected' THEN l.cr_fen - l.dr_fen ELSE 0 END), 0) || ' '
           || coalesce(sum(CASE s.mirror WHEN 'commission' THEN l.cr_fen - l.dr_fen ELSE 0 END), 0)
       FROM vline l JOIN subject s ON s.id = l.subject_id WHERE l.voucher_id = r.paid_id AND l.party = r.seller_id)
   <> (r.goods_fen || ' ' || r.collected_fen || ' ' || r.commission_fen)

-- edges whose lines up to the cut, less what was paid up to it, are not what the buyer's book holds there
-- :wrong_edges
SELECT count(*) FROM settle_edge e
WHERE (SELECT coalesce(sum(x.goods_fen), 0) - coalesce(sum(x.collected_fen), 0) - coalesce(sum(x.commission_fen), 0)
       FROM settle_line x WHERE x.edge_id = e.id AND x.id <= e.cut_id)
    - (SELECT coalesce(sum(r.net_fen), 0) FROM settlement r WHERE r.edge_id = e.id AND r.paid_id BETWEEN 1 AND e.cut_id)
   <> (SELECT coalesce(sum((SELECT l.after_cr_fen - l.after_dr_fen FROM vline l
                            WHERE l.subject_id = s.id AND l.party = e.seller_id AND l.voucher_id <= e.cut_id
                            ORDER BY l.voucher_id DESC, l.n DESC LIMIT 1)), 0)
       FROM subject s WHERE s.book_id = e.buyer_id AND s.mirror <> '')
