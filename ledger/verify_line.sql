-- :line_before
SELECT x.after_dr_fen, x.after_cr_fen FROM vline x
WHERE x.subject_id = :subject_id AND x.party = :party
  AND (x.voucher_id < :voucher_id OR (x.voucher_id = :voucher_id AND x.n < :n))
ORDER BY x.voucher_id DESC, x.n DESC
LIMIT 1

-- :line_balance
SELECT b.dr_fen, b.cr_fen, b.guard,
       CASE WHEN EXISTS (SELECT 1 FROM vline y
                         WHERE y.subject_id = :subject_id AND y.party = :party
                           AND y.voucher_id >= :voucher_id
                           AND (y.voucher_id > :voucher_id OR y.n > :n)) THEN 0 ELSE 1 END AS newest
FROM balance b
WHERE b.subject_id = :subject_id AND b.party = :party

-- :mirror_gap
SELECT (SELECT coalesce(sum(b.dr_fen - b.cr_fen), 0) FROM subject s
        JOIN balance b ON b.subject_id = s.id AND b.party = :party
        WHERE s.book_id = :book_id AND s.mirror = :mirror)
     + (SELECT coalesce(sum(b.dr_fen - b.cr_fen), 0) FROM subject s
        JOIN balance b ON b.subject_id = s.id AND b.party = :book_id
        WHERE s.book_id = :party AND s.mirror = :mirror) AS gap
FROM book k
WHERE k.id = :party
