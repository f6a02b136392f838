-- :fold_books
SELECT b.id AS book_id, coalesce(f.no, 0) AS no, b.last_no FROM book b
LEFT JOIN ledger_fold f ON f.book_id = b.id
WHERE b.last_no > coalesce(f.no, 0)
LIMIT :rows

-- :fold_mark
INSERT INTO ledger_fold (book_id, no) VALUES (:book_id, :to_no)
ON CONFLICT (book_id) DO UPDATE SET no = excluded.no

-- :fold_subjects
INSERT INTO ledger_daily (book_id, kind, day, value, subject_id, dr_fen, cr_fen)
SELECT x.book_id, 0, x.day, x.value, x.subject_id, sum(x.dr_fen), sum(x.cr_fen) FROM (
    SELECT v.book_id, v.acct_date AS day, 0 AS value,
           l.subject_id, l.dr_fen, l.cr_fen
    FROM voucher v
    JOIN vline l ON l.voucher_id = v.id
    WHERE v.book_id = :book_id AND v.no > :after_no AND v.no <= :to_no
) x
WHERE x.book_id = :book_id
GROUP BY x.book_id, x.day, x.value, x.subject_id
ON CONFLICT (book_id, kind, day, value, subject_id) DO UPDATE
SET dr_fen = ledger_daily.dr_fen + excluded.dr_fen, cr_fen = ledger_daily.cr_fen + excluded.cr_fen

-- :fold_cash
INSERT INTO ledger_daily (book_id, kind, day, value, subject_id, dr_fen, cr_fen)
SELECT x.book_id, 1, x.day, x.value, x.subject_id, sum(x.dr_fen), sum(x.cr_fen) FROM (
    SELECT v.book_id, v.acct_date AS day, 0 AS value,
           l.subject_id, l.dr_fen, l.cr_fen
    FROM voucher v
    JOIN vline l ON l.voucher_id = v.id
    JOIN subject s ON s.id = l.subject_id
    WHERE v.book_id = :book_id AND v.no > :after_no AND v.no <= :to_no
      AND NOT substr(s.code, 1, 4) IN ('1001', '1002', '1012')
      AND EXISTS (SELECT 1 FROM vline c JOIN subject k ON k.id = c.subject_id
                  WHERE c.voucher_id = v.id AND substr(k.code, 1, 4) IN ('1001', '1002', '1012'))
) x
WHERE x.book_id = :book_id
GROUP BY x.book_id, x.day, x.value, x.subject_id
ON CONFLICT (book_id, kind, day, value, subject_id) DO UPDATE
SET dr_fen = ledger_daily.dr_fen + excluded.dr_fen, cr_fen = ledger_daily.cr_fen + excluded.cr_fen

-- :fold_days
INSERT INTO ledger_daily (book_id, kind, day, value, subject_id, dr_fen, cr_fen)
SELECT x.book_id, :kind, x.day, x.value, x.subject_id, sum(x.dr_fen), sum(x.cr_fen) FROM (
    SELECT v.book_id, v.acct_date AS day,
           CASE :kind WHEN 2 THEN d.department_id WHEN 3 THEN d.staff_id WHEN 4 THEN d.product_id
                      WHEN 5 THEN d.sku_id WHEN 6 THEN d.customer_id WHEN 7 THEN d.upstream_id
                      ELSE d.child_id END AS value,
           l.subject_id, l.dr_fen, l.cr_fen
    FROM voucher v
    JOIN vline l ON l.voucher_id = v.id
    JOIN subject s ON s.id = l.subject_id
    JOIN voucher_dim d ON d.voucher_id = v.id
    WHERE v.book_id = :book_id AND v.no > :after_no AND v.no <= :to_no
      AND substr(s.code, 1, 1) = '6'
) x
WHERE x.book_id = :book_id
GROUP BY x.book_id, x.day, x.value, x.subject_id
ON CONFLICT (book_id, kind, day, value, subject_id) DO UPDATE
SET dr_fen = ledger_daily.dr_fen + excluded.dr_fen, cr_fen = ledger_daily.cr_fen + excluded.cr_fen

-- :fold_months
INSERT INTO ledger_monthly (book_id, kind, month, value, subject_id, dr_fen, cr_fen)
SELECT x.book_id, :kind, x.month, x.value, x.subject_id, sum(x.dr_fen), sum(x.cr_fen) FROM (
    SELECT v.book_id, CAST(substr(v.acct_date, 1, 4) || substr(v.acct_date, 6, 2) AS BIGINT) AS month,
           CASE :kind WHEN 2 THEN d.department_id WHEN 3 THEN d.staff_id WHEN 4 THEN d.product_id
                      WHEN 5 THEN d.sku_id WHEN 6 THEN d.customer_id WHEN 7 THEN d.upstream_id
                      ELSE d.child_id END AS value,
           l.subject_id, l.dr_fen, l.cr_fen
    FROM voucher v
    JOIN vline l ON l.voucher_id = v.id
    JOIN subject s ON s.id = l.subject_id
    JOIN voucher_dim d ON d.voucher_id = v.id
    WHERE v.book_id = :book_id AND v.no > :after_no AND v.no <= :to_no
      AND substr(s.code, 1, 1) = '6'
) x
WHERE x.book_id = :book_id
GROUP BY x.book_id, x.month, x.value, x.subject_id
ON CONFLICT (book_id, kind, month, value, subject_id) DO UPDATE
SET dr_fen = ledger_monthly.dr_fen + excluded.dr_fen, cr_fen = ledger_monthly.cr_fen + excluded.cr_fen
