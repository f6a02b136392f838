-- :point_of_day
SELECT first_id FROM book_day WHERE book_id = :org_id AND day >= :day ORDER BY day LIMIT 1

-- :point_of_no
SELECT id FROM voucher WHERE book_id = :org_id AND no = :next_no

-- :point_late
SELECT l.subject_id, l.party, sum(l.dr_fen) AS dr_fen, sum(l.cr_fen) AS cr_fen FROM voucher v
JOIN vline l ON l.voucher_id = v.id
WHERE v.book_id = :org_id AND v.late = 1 AND v.acct_date < :before_day AND v.id >= :cut_id
  AND v.id < :below_id
GROUP BY l.subject_id, l.party
ORDER BY l.subject_id, l.party LIMIT :rows

-- :point_line
SELECT x.after_dr_fen AS dr_fen, x.after_cr_fen AS cr_fen FROM vline x
WHERE x.subject_id = :subject_id AND x.party = :party AND x.voucher_id < :cut_id
ORDER BY x.voucher_id DESC, x.n DESC LIMIT 1

-- :point_accounts
SELECT s.id AS subject_id, s.code, s.name_zh AS name, s.name_en, s.side, b.party, coalesce(o.name, '') AS party_name,
       b.dr_fen, b.cr_fen
FROM subject s
JOIN balance b ON b.subject_id = s.id
LEFT JOIN org o ON o.id = b.party
WHERE s.book_id = :org_id AND (:code = '' OR s.code = :code) AND (:party = -1 OR b.party = :party)
ORDER BY s.code, s.id, b.party LIMIT :rows
