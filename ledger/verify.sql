-- :vouchers_after
SELECT v.id, v.group_id, v.book_id, v.no, v.acct_date, v.event, v.template_id, v.version,
       v.total_fen, v.prev_hash, v.hash, coalesce(g.id, 0) AS g_id, coalesce(g.event, '') AS g_event,
       coalesce(g.biz_key, '') AS biz_key, coalesce(g.at_ms, 0) AS at_ms,
       coalesce(g.object, '') AS object, coalesce(g.object_id, 0) AS object_id,
       v.adjusts, v.late, coalesce(g.reverses_id, 0) AS reverses_id, coalesce(g.order_id, 0) AS order_id, coalesce(g.user_id, 0) AS user_id,
       coalesce(p.id, 0) AS before_id, coalesce(p.hash, '') AS before_hash,
       coalesce(t.version, 0) AS template_version, coalesce(t.event, '') AS t_event,
       coalesce(t.role, '') AS role, coalesce(b.last_no, 0) AS last_no,
       coalesce(d.voucher_id, 0) AS dims_of, coalesce(d.customer_id, 0) AS customer_id,
       coalesce(d.child_id, 0) AS child_id, coalesce(d.upstream_id, 0) AS upstream_id,
       coalesce(d.department_id, 0) AS department_id, coalesce(d.staff_id, 0) AS staff_id,
       coalesce(d.product_id, 0) AS product_id, coalesce(d.sku_id, 0) AS sku_id,
       coalesce(b.closed_to, 0) AS closed_to, coalesce(f.no, 0) AS folded_no,
       coalesce(y.first_no, 0) AS day_no, coalesce(y.first_id, 0) AS day_id,
       coalesce(m.id, 0) AS entry_id, coalesce(m.group_id, 0) AS entry_group_id,
       coalesce(m.total_fen, 0) AS entry_total_fen, coalesce(m.reverses_id, 0) AS entry_reverses,
       coalesce(m.state, '') AS entry_state, coalesce(m.acct_date, '') AS entry_date,
       coalesce(b.last_id, 0) AS last_id, coalesce(b.head_hash, '') AS head_hash
FROM voucher v
LEFT JOIN vgroup g ON g.id = v.group_id
LEFT JOIN voucher p ON p.book_id = v.book_id AND p.no = v.no - 1
LEFT JOIN entry_template t ON t.id = v.template_id
LEFT JOIN voucher_dim d ON d.voucher_id = v.id
LEFT JOIN book b ON b.id = v.book_id
LEFT JOIN ledger_fold f ON f.book_id = v.book_id
LEFT JOIN book_day y ON y.book_id = v.book_id AND y.day = v.acct_date
LEFT JOIN entry m ON g.object = 'entry' AND m.id = g.object_id
WHERE v.id > :after_id AND v.book_id BETWEEN :book_low AND :book_high
ORDER BY v.id

-- :vouchers_of_book
SELECT v.id, v.group_id, v.book_id, v.no, v.acct_date, v.event, v.template_id, v.version,
       v.total_fen, v.prev_hash, v.hash, coalesce(g.id, 0) AS g_id, coalesce(g.event, '') AS g_event,
       coalesce(g.biz_key, '') AS biz_key, coalesce(g.at_ms, 0) AS at_ms,
       coalesce(g.object, '') AS object, coalesce(g.object_id, 0) AS object_id,
       v.adjusts, v.late, coalesce(g.reverses_id, 0) AS reverses_id, coalesce(g.order_id, 0) AS order_id, coalesce(g.user_id, 0) AS user_id,
       coalesce(p.id, 0) AS before_id, coalesce(p.hash, '') AS before_hash,
       coalesce(t.version, 0) AS template_version, coalesce(t.event, '') AS t_event,
       coalesce(t.role, '') AS role, coalesce(b.last_no, 0) AS last_no,
       coalesce(d.voucher_id, 0) AS dims_of, coalesce(d.customer_id, 0) AS customer_id,
       coalesce(d.child_id, 0) AS child_id, coalesce(d.upstream_id, 0) AS upstream_id,
       coalesce(d.department_id, 0) AS department_id, coalesce(d.staff_id, 0) AS staff_id,
       coalesce(d.product_id, 0) AS product_id, coalesce(d.sku_id, 0) AS sku_id,
       coalesce(b.closed_to, 0) AS closed_to, coalesce(f.no, 0) AS folded_no,
       coalesce(y.first_no, 0) AS day_no, coalesce(y.first_id, 0) AS day_id,
       coalesce(m.id, 0) AS entry_id, coalesce(m.group_id, 0) AS entry_group_id,
       coalesce(m.total_fen, 0) AS entry_total_fen, coalesce(m.reverses_id, 0) AS entry_reverses,
       coalesce(m.state, '') AS entry_state, coalesce(m.acct_date, '') AS entry_date,
       coalesce(b.last_id, 0) AS last_id, coalesce(b.head_hash, '') AS head_hash
FROM voucher v
LEFT JOIN vgroup g ON g.id = v.group_id
LEFT JOIN voucher p ON p.book_id = v.book_id AND p.no = v.no - 1
LEFT JOIN entry_template t ON t.id = v.template_id
LEFT JOIN voucher_dim d ON d.voucher_id = v.id
LEFT JOIN book b ON b.id = v.book_id
LEFT JOIN ledger_fold f ON f.book_id = v.book_id
LEFT JOIN book_day y ON y.book_id = v.book_id AND y.day = v.acct_date
LEFT JOIN entry m ON g.object = 'entry' AND m.id = g.object_id
WHERE v.book_id = :book_id AND v.no > :after_no
ORDER BY v.no

-- :voucher_lines
SELECT l.n, l.subject_id, l.party, l.dr_fen, l.cr_fen, l.after_dr_fen, l.after_cr_fen,
       coalesce(s.code, '?') AS code, coalesce(s.rule, '') AS rule, coalesce(s.mirror, '') AS mirror,
       coalesce(s.book_id, 0) AS subject_book
FROM vline l
LEFT JOIN subject s ON s.id = l.subject_id
WHERE l.voucher_id = :voucher_id
ORDER BY l.n

-- :book_heads
SELECT b.id, b.last_no, b.last_id, b.head_hash, coalesce(v.no, 0) AS found_no,
       coalesce(v.id, 0) AS found_id, coalesce(v.hash, '') AS found_hash
FROM book b
LEFT JOIN voucher v ON v.book_id = b.id
     AND v.no = (SELECT max(m.no) FROM voucher m WHERE m.book_id = b.id)
WHERE b.id BETWEEN :book_low AND :book_high
ORDER BY b.id

-- :balance_orphans
SELECT s.book_id AS id, count(*) AS found_no FROM balance b
JOIN subject s ON s.id = b.subject_id
WHERE s.book_id BETWEEN :book_low AND :book_high AND (b.dr_fen > 0 OR b.cr_fen > 0)
  AND NOT EXISTS (SELECT 1 FROM vline l WHERE l.subject_id = b.subject_id AND l.party = b.party)
GROUP BY s.book_id

-- :line_orphans
SELECT s.book_id AS id, count(*) AS found_no FROM vline l
JOIN subject s ON s.id = l.subject_id
WHERE s.book_id BETWEEN :book_low AND :book_high
  AND NOT EXISTS (SELECT 1 FROM voucher v WHERE v.id = l.voucher_id)
GROUP BY s.book_id

-- :templates_active
SELECT t.id, t.version AS last_no, CASE WHEN p.ok = 0 THEN 1 ELSE 0 END AS found_no FROM entry_template t
LEFT JOIN template_proof p ON p.template_id = t.id
WHERE t.state = 'active' AND (t.book_id = 0 OR t.book_id BETWEEN :book_low AND :book_high)
ORDER BY t.id
