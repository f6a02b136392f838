-- :export_book
SELECT last_date, last_no FROM book WHERE id = :book_id

-- :export_accounts
SELECT s.code, s.name_zh, s.side, b.party, b.dr_fen, b.cr_fen FROM balance b
JOIN subject s ON s.id = b.subject_id
WHERE s.book_id = :book_id
ORDER BY s.code, b.party

-- :export_day
SELECT day FROM book_day WHERE book_id = :book_id AND first_no <= :no ORDER BY day DESC LIMIT 1

-- :export_no_of
SELECT no FROM voucher WHERE id = :id AND book_id = :book_id

-- :export_vouchers
SELECT v.id, v.no, v.acct_date, v.adjusts, v.event, v.hash, coalesce(g.biz_key, '') AS biz_key,
       coalesce(m.text, '') AS text,
       coalesce((SELECT r.no FROM voucher r WHERE r.group_id = g.reverses_id AND g.reverses_id > 0
                 AND r.book_id = v.book_id ORDER BY r.id LIMIT 1), 0) AS reverses_no
FROM voucher v
LEFT JOIN vgroup g ON g.id = v.group_id
LEFT JOIN entry m ON g.object = 'entry' AND m.id = g.object_id
WHERE v.book_id = :book_id AND v.no > :after_no AND v.no <= :to_no
ORDER BY v.no

-- :export_lines
SELECT s.code, s.side, l.party, l.dr_fen, l.cr_fen, l.after_dr_fen, l.after_cr_fen
FROM vline l JOIN subject s ON s.id = l.subject_id
WHERE l.voucher_id = :voucher_id
ORDER BY l.n
