-- :moves_book
SELECT b.last_no, b.last_date, coalesce(f.no, 0) AS folded_no FROM book b
LEFT JOIN ledger_fold f ON f.book_id = b.id
WHERE b.id = :org_id

-- :moves_day_of
SELECT day, first_no FROM book_day
WHERE book_id = :org_id AND day = (SELECT max(d.day) FROM book_day d WHERE d.book_id = :org_id AND d.first_no <= :no)

-- :moves_day_before
SELECT coalesce(max(day), '') AS day, 0 AS first_no FROM book_day WHERE book_id = :org_id AND day < :day

-- :moves_months
SELECT m.month, m.value, s.code, m.dr_fen, m.cr_fen FROM ledger_monthly m
JOIN subject s ON s.id = m.subject_id
WHERE m.book_id = :org_id AND m.kind = :kind AND m.month BETWEEN :from_month AND :to_month

-- :moves_days
SELECT x.month, x.value, x.code, sum(x.dr_fen) AS dr_fen, sum(x.cr_fen) AS cr_fen FROM (
    SELECT CAST(substr(d.day, 1, 4) || substr(d.day, 6, 2) AS BIGINT) AS month, d.value, s.code, d.dr_fen, d.cr_fen
    FROM ledger_daily d
    JOIN subject s ON s.id = d.subject_id
    WHERE d.book_id = :org_id AND d.kind = :kind AND d.day BETWEEN :from_day AND :to_day
) x
GROUP BY x.month, x.value, x.code

-- :moves_vouchers
SELECT x.month, x.value, x.code, sum(x.dr_fen) AS dr_fen, sum(x.cr_fen) AS cr_fen FROM (
    SELECT CAST(substr(v.acct_date, 1, 4) || substr(v.acct_date, 6, 2) AS BIGINT) AS month,
           coalesce(CASE :kind WHEN 2 THEN d.department_id WHEN 3 THEN d.staff_id WHEN 4 THEN d.product_id
                      WHEN 5 THEN d.sku_id WHEN 6 THEN d.customer_id WHEN 7 THEN d.upstream_id
                      WHEN 8 THEN d.child_id ELSE 0 END, 0) AS value,
           s.code, l.dr_fen, l.cr_fen
    FROM voucher v
    JOIN vline l ON l.voucher_id = v.id
    JOIN subject s ON s.id = l.subject_id
    LEFT JOIN voucher_dim d ON d.voucher_id = v.id
    WHERE v.book_id = :org_id AND v.acct_date BETWEEN :from_day AND :to_day
      AND v.no > :after_no AND v.no <= :to_no
      AND (:kind < 2 OR substr(s.code, 1, 1) = '6')
      AND (:kind <> 1 OR (NOT substr(s.code, 1, 4) IN ('1001', '1002', '1012')
           AND EXISTS (SELECT 1 FROM vline c JOIN subject k ON k.id = c.subject_id
                       WHERE c.voucher_id = v.id AND substr(k.code, 1, 4) IN ('1001', '1002', '1012'))))
) x
GROUP BY x.month, x.value, x.code

-- :moves_late
SELECT x.month, x.value, x.code, sum(x.dr_fen) AS dr_fen, sum(x.cr_fen) AS cr_fen FROM (
    SELECT CAST(substr(v.acct_date, 1, 4) || substr(v.acct_date, 6, 2) AS BIGINT) AS month,
           coalesce(CASE :kind WHEN 2 THEN d.department_id WHEN 3 THEN d.staff_id WHEN 4 THEN d.product_id
                      WHEN 5 THEN d.sku_id WHEN 6 THEN d.customer_id WHEN 7 THEN d.upstream_id
                      WHEN 8 THEN d.child_id ELSE 0 END, 0) AS value,
           s.code, l.dr_fen, l.cr_fen
    FROM voucher v
    JOIN vline l ON l.voucher_id = v.id
    JOIN subject s ON s.id = l.subject_id
    LEFT JOIN voucher_dim d ON d.voucher_id = v.id
    WHERE v.book_id = :org_id AND v.acct_date BETWEEN :from_day AND :to_day
      AND v.late = 1 AND v.no + 0 > :after_no AND v.no + 0 <= :to_no
      AND (:kind < 2 OR substr(s.code, 1, 1) = '6')
      AND (:kind <> 1 OR (NOT substr(s.code, 1, 4) IN ('1001', '1002', '1012')
           AND EXISTS (SELECT 1 FROM vline c JOIN subject k ON k.id = c.subject_id
                       WHERE c.voucher_id = v.id AND substr(k.code, 1, 4) IN ('1001', '1002', '1012'))))
) x
GROUP BY x.month, x.value, x.code
