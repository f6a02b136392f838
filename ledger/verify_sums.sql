-- :sums_daily
SELECT book_id AS id, kind, day, value, subject_id, dr_fen, cr_fen FROM ledger_daily
WHERE book_id BETWEEN :book_low AND :book_high

-- :sums_monthly
SELECT book_id AS id, kind, month, value, subject_id, dr_fen, cr_fen FROM ledger_monthly
WHERE book_id BETWEEN :book_low AND :book_high

-- :sum_subject_wrong
SELECT x.book_id AS id, x.day, x.value, x.subject_id, sum(x.dr_fen) AS dr_fen, sum(x.cr_fen) AS cr_fen FROM (
    SELECT t.book_id, t.day, t.value, t.subject_id, t.dr_fen, t.cr_fen FROM ledger_daily t
    WHERE t.book_id BETWEEN :book_low AND :book_high AND t.kind = 0
    UNION ALL
    SELECT v.book_id, v.acct_date AS day,
           0 AS value,
           l.subject_id, -l.dr_fen AS dr_fen, -l.cr_fen AS cr_fen
    FROM ledger_fold f
    JOIN voucher v ON v.book_id = f.book_id AND v.no <= f.no
    JOIN vline l ON l.voucher_id = v.id
    JOIN subject s ON s.id = l.subject_id
    WHERE f.book_id BETWEEN :book_low AND :book_high
) x
GROUP BY x.book_id, x.day, x.value, x.subject_id
HAVING sum(x.dr_fen) <> 0 OR sum(x.cr_fen) <> 0
LIMIT 1

-- :sum_cash_wrong
SELECT x.book_id AS id, x.day, x.value, x.subject_id, sum(x.dr_fen) AS dr_fen, sum(x.cr_fen) AS cr_fen FROM (
    SELECT t.book_id, t.day, t.value, t.subject_id, t.dr_fen, t.cr_fen FROM ledger_daily t
    WHERE t.book_id BETWEEN :book_low AND :book_high AND t.kind = 1
    UNION ALL
    SELECT v.book_id, v.acct_date AS day,
           0 AS value,
           l.subject_id, -l.dr_fen AS dr_fen, -l.cr_fen AS cr_fen
    FROM ledger_fold f
    JOIN voucher v ON v.book_id = f.book_id AND v.no <= f.no
    JOIN vline l ON l.voucher_id = v.id
    JOIN subject s ON s.id = l.subject_id
    WHERE f.book_id BETWEEN :book_low AND :book_high
      AND NOT substr(s.code, 1, 4) IN ('1001', '1002', '1012')
      AND EXISTS (SELECT 1 FROM vline c JOIN subject k ON k.id = c.subject_id
                  WHERE c.voucher_id = v.id AND substr(k.code, 1, 4) IN ('1001', '1002', '1012'))
) x
GROUP BY x.book_id, x.day, x.value, x.subject_id
HAVING sum(x.dr_fen) <> 0 OR sum(x.cr_fen) <> 0
LIMIT 1

-- :sum_day_wrong
SELECT x.book_id AS id, x.day, x.value, x.subject_id, sum(x.dr_fen) AS dr_fen, sum(x.cr_fen) AS cr_fen FROM (
    SELECT t.book_id, t.day, t.value, t.subject_id, t.dr_fen, t.cr_fen FROM ledger_daily t
    WHERE t.book_id BETWEEN :book_low AND :book_high AND t.kind = :kind
    UNION ALL
    SELECT v.book_id, v.acct_date AS day,
           CASE :kind WHEN 2 THEN d.department_id WHEN 3 THEN d.staff_id WHEN 4 THEN d.product_id
                WHEN 5 THEN d.sku_id WHEN 6 THEN d.customer_id WHEN 7 THEN d.upstream_id ELSE d.child_id END AS value,
           l.subject_id, -l.dr_fen AS dr_fen, -l.cr_fen AS cr_fen
    FROM ledger_fold f
    JOIN voucher v ON v.book_id = f.book_id AND v.no <= f.no
    JOIN vline l ON l.voucher_id = v.id
    JOIN subject s ON s.id = l.subject_id
    JOIN voucher_dim d ON d.voucher_id = v.id
    WHERE f.book_id BETWEEN :book_low AND :book_high
      AND substr(s.code, 1, 1) = '6'
) x
GROUP BY x.book_id, x.day, x.value, x.subject_id
HAVING sum(x.dr_fen) <> 0 OR sum(x.cr_fen) <> 0
LIMIT 1

-- :sum_month_wrong
SELECT x.book_id AS id, x.month, x.value, x.subject_id, sum(x.dr_fen) AS dr_fen, sum(x.cr_fen) AS cr_fen FROM (
    SELECT t.book_id, t.month, t.value, t.subject_id, t.dr_fen, t.cr_fen FROM ledger_monthly t
    WHERE t.book_id BETWEEN :book_low AND :book_high AND t.kind = :kind
    UNION ALL
    SELECT v.book_id, CAST(substr(v.acct_date, 1, 4) || substr(v.acct_date, 6, 2) AS BIGINT) AS month,
           CASE :kind WHEN 2 THEN d.department_id WHEN 3 THEN d.staff_id WHEN 4 THEN d.product_id
                WHEN 5 THEN d.sku_id WHEN 6 THEN d.customer_id WHEN 7 THEN d.upstream_id ELSE d.child_id END AS value,
           l.subject_id, -l.dr_fen AS dr_fen, -l.cr_fen AS cr_fen
    FROM ledger_fold f
    JOIN voucher v ON v.book_id = f.book_id AND v.no <= f.no
    JOIN vline l ON l.voucher_id = v.id
    JOIN subject s ON s.id = l.subject_id
    JOIN voucher_dim d ON d.voucher_id = v.id
    WHERE f.book_id BETWEEN :book_low AND :book_high
      AND substr(s.code, 1, 1) = '6'
) x
GROUP BY x.book_id, x.month, x.value, x.subject_id
HAVING sum(x.dr_fen) <> 0 OR sum(x.cr_fen) <> 0
LIMIT 1
