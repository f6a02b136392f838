-- :vouchers
SELECT v.id, v.no, v.acct_date, v.adjusts, v.event, coalesce(e.name_zh, v.event) AS event_zh,
       coalesce(e.name_en, v.event) AS event_en, v.total_fen, g.at_ms AS created_ms,
       CASE WHEN g.reverses_id > 0 THEN 1 ELSE 0 END AS reversal, coalesce(m.text, '') AS text
FROM voucher v
JOIN vgroup g ON g.id = v.group_id
LEFT JOIN entry m ON g.object = 'entry' AND m.id = g.object_id
LEFT JOIN voucher_dim d ON d.voucher_id = v.id
LEFT JOIN entry_event e ON e.event = v.event AND e.book_id IN (0, v.book_id)
WHERE v.book_id = :org_id AND v.no < :below_no AND v.no >= :low_no
  AND (:from_day = '' OR v.acct_date >= :from_day)
  AND (:event = '' OR v.event = :event)
  AND ((:subject = '' AND :party = 0)
       OR EXISTS (SELECT 1 FROM vline l JOIN subject s ON s.id = l.subject_id
                  WHERE l.voucher_id = v.id AND (:subject = '' OR s.code = :subject)
                    AND (:party = 0 OR l.party = :party)))
  AND (:dims = 0 OR (d.voucher_id > 0 AND (:customer_id = 0 OR d.customer_id = :customer_id)
       AND (:distributor_id = 0 OR d.child_id = :distributor_id)
       AND (:supplier_id = 0 OR d.upstream_id = :supplier_id)
       AND (:department_id = 0 OR d.department_id = :department_id)
       AND (:staff_id = 0 OR d.staff_id = :staff_id) AND (:product_id = 0 OR d.product_id = :product_id)
       AND (:sku_id = 0 OR d.sku_id = :sku_id)))
ORDER BY v.no DESC LIMIT :rows

-- :vouchers_late
SELECT v.id, v.no, v.acct_date, v.adjusts, v.event, coalesce(e.name_zh, v.event) AS event_zh,
       coalesce(e.name_en, v.event) AS event_en, v.total_fen, g.at_ms AS created_ms,
       CASE WHEN g.reverses_id > 0 THEN 1 ELSE 0 END AS reversal, coalesce(m.text, '') AS text
FROM voucher v
JOIN vgroup g ON g.id = v.group_id
LEFT JOIN entry m ON g.object = 'entry' AND m.id = g.object_id
LEFT JOIN voucher_dim d ON d.voucher_id = v.id
LEFT JOIN entry_event e ON e.event = v.event AND e.book_id IN (0, v.book_id)
WHERE v.book_id = :org_id AND v.late = 1 AND v.acct_date BETWEEN :from_day AND :to_day
  AND v.no + 0 < :below_no AND v.no + 0 >= :low_no
  AND (:event = '' OR v.event = :event)
  AND ((:subject = '' AND :party = 0)
       OR EXISTS (SELECT 1 FROM vline l JOIN subject s ON s.id = l.subject_id
                  WHERE l.voucher_id = v.id AND (:subject = '' OR s.code = :subject)
                    AND (:party = 0 OR l.party = :party)))
  AND (:dims = 0 OR (d.voucher_id > 0 AND (:customer_id = 0 OR d.customer_id = :customer_id)
       AND (:distributor_id = 0 OR d.child_id = :distributor_id)
       AND (:supplier_id = 0 OR d.upstream_id = :supplier_id)
       AND (:department_id = 0 OR d.department_id = :department_id)
       AND (:staff_id = 0 OR d.staff_id = :staff_id) AND (:product_id = 0 OR d.product_id = :product_id)
       AND (:sku_id = 0 OR d.sku_id = :sku_id)))
ORDER BY v.no DESC LIMIT :rows

-- :voucher_no_of
SELECT no AS n FROM voucher WHERE id = :id AND book_id = :org_id

-- :voucher_id_of
SELECT id AS n FROM voucher WHERE book_id = :org_id AND no = :no

-- :voucher_first_of_day
SELECT first_no AS n FROM book_day WHERE book_id = :org_id AND day >= :day ORDER BY day LIMIT 1

-- :voucher_last_no
SELECT last_no AS n FROM book WHERE id = :org_id

-- :voucher_find
SELECT v.id, v.group_id, v.no, v.book_id AS book, v.acct_date, v.adjusts, v.event,
       coalesce(e.name_zh, v.event) AS event_zh, coalesce(e.name_en, v.event) AS event_en, t.role, t.mode,
       v.template_id, v.version, v.total_fen, CASE WHEN t.role IN ('own', 'sole') THEN g.order_id ELSE 0 END AS order_id,
       v.prev_hash, v.hash, g.at_ms AS created_ms, g.event AS group_event,
       coalesce(m.id, 0) AS entry_id, coalesce(m.text, '') AS text,
       coalesce(d.customer_id, 0) AS customer_id, coalesce(c.name, '') AS customer_name,
       coalesce(d.child_id, 0) AS distributor_id, coalesce(h.name, '') AS distributor_name,
       coalesce(d.upstream_id, 0) AS supplier_id, coalesce(u.name, '') AS supplier_name,
       coalesce(d.department_id, 0) AS department_id, coalesce(d.staff_id, 0) AS staff_id,
       coalesce(d.product_id, 0) AS product_id, coalesce(d.sku_id, 0) AS sku_id,
       coalesce((SELECT r.id FROM voucher r WHERE r.group_id = g.reverses_id AND g.reverses_id > 0
                 AND r.book_id = v.book_id ORDER BY r.id LIMIT 1), 0) AS reverses_id,
       coalesce((SELECT r.id FROM vgroup x JOIN voucher r ON r.group_id = x.id
                 WHERE x.reverses_id = g.id AND x.reverses_id > 0 AND r.book_id = v.book_id
                 ORDER BY r.id LIMIT 1), 0) AS reversed_by
FROM voucher v
JOIN vgroup g ON g.id = v.group_id
JOIN entry_template t ON t.id = v.template_id
LEFT JOIN entry m ON g.object = 'entry' AND m.id = g.object_id
LEFT JOIN voucher_dim d ON d.voucher_id = v.id
LEFT JOIN org c ON c.id = d.customer_id
LEFT JOIN org h ON h.id = d.child_id
LEFT JOIN org u ON u.id = d.upstream_id
LEFT JOIN entry_event e ON e.event = v.event AND e.book_id IN (0, v.book_id)
WHERE v.id = :id AND v.book_id = :org_id

-- :voucher_find_lines
SELECT l.n, s.code AS subject, s.name_zh AS name, s.name_en, l.party,
       coalesce(o.name, '') AS party_name, l.dr_fen, l.cr_fen
FROM vline l
JOIN subject s ON s.id = l.subject_id
LEFT JOIN org o ON o.id = l.party
WHERE l.voucher_id = :id AND s.book_id = :org_id
ORDER BY l.n

-- :voucher_group
SELECT v.id, v.no, v.acct_date, v.event, coalesce(e.name_zh, v.event) AS event_zh,
       coalesce(e.name_en, v.event) AS event_en, v.total_fen
FROM voucher v
LEFT JOIN entry_event e ON e.event = v.event AND e.book_id IN (0, v.book_id)
WHERE v.group_id = :group_id AND v.book_id = :org_id
ORDER BY v.id
