-- :reverse_source
SELECT v.id AS voucher_id, v.group_id, g.object, g.object_id, g.reverses_id,
       (SELECT count(*) FROM voucher o WHERE o.group_id = v.group_id AND o.book_id <> :org_id) AS foreign_n,
       (SELECT count(*) FROM entry r WHERE r.reverses_id = g.object_id AND r.reverses_id > 0
          AND r.state <> 'rejected' AND g.object = 'entry') AS reversals_n
FROM voucher v
JOIN vgroup g ON g.id = v.group_id
WHERE v.id = :id AND v.book_id = :org_id

-- :reverse_entry
SELECT event, group_id, customer_id, child_id, department_id, staff_id, total_fen FROM entry
WHERE id = :id AND book_id = :org_id AND state = 'posted'

-- :reverse_vouchers
SELECT id, event, template_id, version, total_fen FROM voucher
WHERE group_id = :group_id AND book_id = :org_id
ORDER BY id

-- :reverse_lines
SELECT l.subject_id, l.party, l.cr_fen AS dr_fen, l.dr_fen AS cr_fen, s.code, s.rule, s.mirror, s.dims, s.closed_ms
FROM vline l
JOIN subject s ON s.id = l.subject_id AND s.book_id = :org_id
WHERE l.voucher_id = :voucher_id
ORDER BY l.n

-- :reverse_dims
SELECT customer_id, child_id, upstream_id, department_id, staff_id, product_id, sku_id FROM voucher_dim
WHERE voucher_id = :voucher_id
