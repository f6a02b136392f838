-- :org_parent
SELECT parent_id AS n FROM org WHERE id = :org_id

-- :flow
SELECT v.id, g.at_ms AS created_ms, v.event AS kind, coalesce(e.name_zh, v.event) AS text,
       coalesce(e.name_en, v.event) AS text_en, g.order_id,
       (SELECT coalesce(sum(l.cr_fen - l.dr_fen), 0) FROM vline l
        WHERE l.voucher_id = v.id AND l.party = :org_id AND l.subject_id IN
              (SELECT s.id FROM subject s WHERE s.book_id = :book_id AND s.code IN ('2203.01', '2203.02'))
       ) AS change_fen,
       (SELECT coalesce(sum(l.cr_fen - l.dr_fen), 0) FROM vline l
        WHERE l.voucher_id = v.id AND l.party = :org_id AND l.subject_id =
              (SELECT s.id FROM subject s WHERE s.book_id = :book_id AND s.code = '2203.02')) AS held_fen,
       coalesce((SELECT x.after_cr_fen - x.after_dr_fen FROM vline x
                 WHERE x.subject_id = (SELECT s.id FROM subject s WHERE s.book_id = :book_id AND s.code = '2203.01')
                   AND x.party = :org_id AND x.voucher_id <= v.id
                 ORDER BY x.voucher_id DESC, x.n DESC LIMIT 1), 0) AS available_fen,
       coalesce((SELECT x.after_cr_fen - x.after_dr_fen FROM vline x
                 WHERE x.subject_id = (SELECT s.id FROM subject s WHERE s.book_id = :book_id AND s.code = '2203.02')
                   AND x.party = :org_id AND x.voucher_id <= v.id
                 ORDER BY x.voucher_id DESC, x.n DESC LIMIT 1), 0) AS frozen_fen
FROM voucher v
JOIN vgroup g ON g.id = v.group_id
LEFT JOIN entry_event e ON e.event = v.event AND e.book_id IN (0, v.book_id)
WHERE v.id IN (SELECT DISTINCT l.voucher_id FROM vline l
               WHERE l.subject_id IN (SELECT s.id FROM subject s
                                      WHERE s.book_id = :book_id AND s.code IN ('2203.01', '2203.02'))
                 AND l.party = :org_id AND l.voucher_id < :after_id
               ORDER BY l.voucher_id DESC LIMIT :rows)
ORDER BY v.id DESC

-- :customer_balances
SELECT o.id, o.name, o.created_ms,
       coalesce((SELECT b.cr_fen - b.dr_fen FROM balance b JOIN subject s ON s.id = b.subject_id
                 WHERE s.book_id = :org_id AND s.code = '2203.01' AND b.party = o.id), 0) AS available_fen,
       coalesce((SELECT b.cr_fen - b.dr_fen FROM balance b JOIN subject s ON s.id = b.subject_id
                 WHERE s.book_id = :org_id AND s.code = '2203.02' AND b.party = o.id), 0) AS frozen_fen
FROM org o
WHERE o.parent_id = :org_id AND o.kind = 'customer' AND o.id < :after_id
ORDER BY o.id DESC LIMIT :rows
