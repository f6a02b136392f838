-- :reversal_gap
SELECT (SELECT count(*) FROM vline l
        WHERE l.voucher_id = :id
          AND NOT EXISTS (SELECT 1 FROM voucher o JOIN vline m ON m.voucher_id = o.id
                          WHERE o.group_id = :reverses_id AND o.book_id = :book_id AND m.n = l.n
                            AND m.subject_id = l.subject_id AND m.party = l.party
                            AND m.dr_fen = l.cr_fen AND m.cr_fen = l.dr_fen))
     + (SELECT CASE WHEN count(*) = 1 THEN 0 ELSE 1 END FROM vgroup g
        WHERE g.id = :reverses_id AND g.reverses_id = 0 AND g.object = 'entry')
     + (SELECT CASE WHEN (SELECT count(*) FROM voucher a WHERE a.group_id = :reverses_id)
                       = (SELECT count(*) FROM voucher z WHERE z.group_id = v.group_id) THEN 0 ELSE 1 END
        FROM voucher v WHERE v.id = :id) AS gap

-- :day_before
SELECT day FROM book_day WHERE book_id = :book_id AND first_no < :no ORDER BY day DESC LIMIT 1

-- :dims_orphans
SELECT 0 AS id, count(*) AS found_no FROM voucher_dim d
WHERE :book_low = 1 AND d.voucher_id >= :book_low
  AND NOT EXISTS (SELECT 1 FROM voucher v WHERE v.id = d.voucher_id)

-- :entries_lost
SELECT e.book_id AS id, count(*) AS found_no FROM entry e
WHERE e.book_id BETWEEN :book_low AND :book_high AND e.state = 'posted'
  AND NOT EXISTS (SELECT 1 FROM voucher v JOIN vgroup g ON g.id = v.group_id
                  WHERE v.group_id = e.group_id AND v.book_id = e.book_id AND g.object = 'entry'
                    AND g.object_id = e.id)
GROUP BY e.book_id

-- :days_lost
SELECT d.book_id AS id, count(*) AS found_no FROM book_day d
WHERE d.book_id BETWEEN :book_low AND :book_high
  AND NOT EXISTS (SELECT 1 FROM voucher v WHERE v.id = d.first_id AND v.book_id = d.book_id
                    AND v.no = d.first_no AND v.acct_date = d.day)
GROUP BY d.book_id

-- :days_last
SELECT b.id, 1 AS found_no FROM book b
WHERE b.id BETWEEN :book_low AND :book_high
  AND b.last_date <> coalesce((SELECT max(d.day) FROM book_day d WHERE d.book_id = b.id), '')

-- :periods_open
SELECT b.id, 1 AS found_no FROM book b
WHERE b.id BETWEEN :book_low AND :book_high AND b.closed_to > 0
  AND b.closed_to <> coalesce((SELECT max(p.month) FROM period p
                               WHERE p.book_id = b.id AND p.state IN ('closed', 'reopening')), 0)

-- :periods_beyond
SELECT p.book_id AS id, count(*) AS found_no FROM period p
JOIN book b ON b.id = p.book_id
WHERE p.book_id BETWEEN :book_low AND :book_high
  AND ((p.month > b.closed_to AND p.state IN ('closed', 'reopening'))
       OR (p.month <= b.closed_to AND p.state IN ('open', 'closing')))
GROUP BY p.book_id

-- :periods_late
SELECT p.book_id AS id, count(*) AS found_no FROM period p
JOIN voucher v ON v.book_id = p.book_id AND v.no > p.closed_no
WHERE p.book_id BETWEEN :book_low AND :book_high AND p.state IN ('closed', 'reopening')
  AND CAST(substr(v.acct_date, 1, 4) || substr(v.acct_date, 6, 2) AS BIGINT) <= p.month
GROUP BY p.book_id

-- :periods_steps
SELECT p.book_id AS id, count(*) AS found_no FROM period p
WHERE p.book_id BETWEEN :book_low AND :book_high
  AND coalesce((SELECT CASE s.step WHEN 'close_asked' THEN 'closing' WHEN 'closed' THEN 'closed'
                                   WHEN 'reopen_asked' THEN 'reopening' WHEN 'reopened' THEN 'open'
                                   ELSE p.state END
                FROM period_step s WHERE s.book_id = p.book_id AND s.month = p.month
                ORDER BY s.id DESC LIMIT 1), 'none') <> p.state
GROUP BY p.book_id
