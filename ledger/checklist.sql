-- :check_mirrors
SELECT count(*) FROM (
    SELECT s.mirror, b.party, sum(b.dr_fen - b.cr_fen) AS net FROM subject s
    JOIN balance b ON b.subject_id = s.id
    JOIN book k ON k.id = b.party
    WHERE s.book_id = :org_id AND s.mirror <> ''
    GROUP BY s.mirror, b.party
) mine
WHERE mine.net + (SELECT coalesce(sum(o.dr_fen - o.cr_fen), 0) FROM subject t
                  JOIN balance o ON o.subject_id = t.id AND o.party = :org_id
                  WHERE t.book_id = mine.party AND t.mirror = mine.mirror) <> 0

-- :check_entries
SELECT count(*) FROM entry WHERE book_id = :org_id AND state = 'waiting' AND acct_date <= :last_day

-- :check_guards
SELECT count(*) FROM subject s
JOIN balance b ON b.subject_id = s.id
WHERE s.book_id = :org_id AND ((s.rule = 'never_debit' AND b.dr_fen > b.cr_fen)
                            OR (s.rule = 'never_credit' AND b.cr_fen > b.dr_fen))
