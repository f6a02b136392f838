-- :account_subject
SELECT id AS subject_id, code, name_zh AS name, name_en, side FROM subject WHERE book_id = :org_id AND code = :code

-- :account_no_of
SELECT no AS n FROM voucher WHERE id = :id AND book_id = :org_id

-- :account_lines
SELECT v.id, v.no, v.acct_date AS date, v.adjusts, v.event, coalesce(e.name_zh, v.event) AS event_zh,
       coalesce(e.name_en, v.event) AS event_en, coalesce(m.text, '') AS text, l.n, l.party,
       coalesce(o.name, '') AS party_name, l.dr_fen, l.cr_fen
FROM vline l
JOIN voucher v ON v.id = l.voucher_id
JOIN vgroup g ON g.id = v.group_id
LEFT JOIN entry m ON g.object = 'entry' AND m.id = g.object_id
LEFT JOIN entry_event e ON e.event = v.event AND e.book_id IN (0, v.book_id)
LEFT JOIN org o ON o.id = l.party
WHERE l.subject_id = :subject_id AND l.party = :party AND v.book_id = :org_id
  AND l.voucher_id < :after_id AND l.voucher_id >= :low_id AND v.acct_date >= :low_day
  AND (l.voucher_id < :high_id OR (v.late = 1 AND v.acct_date < :high_day))
ORDER BY l.voucher_id DESC, l.n DESC LIMIT :rows

-- :account_lines_all
SELECT v.id, v.no, v.acct_date AS date, v.adjusts, v.event, coalesce(e.name_zh, v.event) AS event_zh,
       coalesce(e.name_en, v.event) AS event_en, coalesce(m.text, '') AS text, l.n, l.party,
       coalesce(o.name, '') AS party_name, l.dr_fen, l.cr_fen
FROM voucher v
JOIN vline l ON l.voucher_id = v.id AND l.subject_id = :subject_id
JOIN vgroup g ON g.id = v.group_id
LEFT JOIN entry m ON g.object = 'entry' AND m.id = g.object_id
LEFT JOIN entry_event e ON e.event = v.event AND e.book_id IN (0, v.book_id)
LEFT JOIN org o ON o.id = l.party
WHERE v.book_id = :org_id AND v.no < :below_no AND v.id >= :low_id AND v.acct_date >= :low_day
  AND (v.id < :high_id OR (v.late = 1 AND v.acct_date < :high_day))
ORDER BY v.no DESC, l.n DESC LIMIT :rows

-- :account_counter
SELECT DISTINCT s.code AS code FROM vline l
JOIN subject s ON s.id = l.subject_id
WHERE l.voucher_id = :voucher_id AND s.book_id = :org_id
  AND ((:debit = 1 AND l.cr_fen > 0) OR (:debit = 0 AND l.dr_fen > 0))
ORDER BY s.code

-- :account_late
SELECT coalesce(sum(l.dr_fen - l.cr_fen), 0) FROM voucher v
JOIN vline l ON l.voucher_id = v.id
WHERE v.book_id = :org_id AND v.late = 1 AND v.acct_date < :before_day AND v.id >= :low_id AND v.id < :high_id
  AND l.subject_id = :subject_id AND (:party = -1 OR l.party = :party)
