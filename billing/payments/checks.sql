-- :differs_unclaimed
SELECT x.rows_fen AS rows_fen, x.books_fen AS books_fen FROM (
    SELECT (SELECT coalesce(sum(a.amount_fen), 0) FROM arrival a WHERE a.org_id = b.id AND a.state = 'unclaimed') AS rows_fen,
        (SELECT coalesce(sum(l.cr_fen - l.dr_fen), 0) FROM subject s JOIN balance l ON l.subject_id = s.id
         WHERE s.book_id = b.id AND s.code = '2241.99') AS books_fen
    FROM book b) x
WHERE x.rows_fen <> x.books_fen LIMIT 1000

-- :differs_channel
SELECT x.rows_fen AS rows_fen, x.books_fen AS books_fen FROM (
    SELECT (SELECT coalesce(sum(a.collected_fen - a.paid_out_fen - a.back_fen), 0) FROM pay_account a WHERE a.org_id = b.id) AS rows_fen,
        (SELECT coalesce(sum(l.dr_fen - l.cr_fen), 0) FROM subject s JOIN balance l ON l.subject_id = s.id
         WHERE s.book_id = b.id AND s.code = '1012') AS books_fen
    FROM book b) x
WHERE x.rows_fen <> x.books_fen LIMIT 1000

-- :differs_collected
SELECT x.rows_fen AS rows_fen, x.books_fen AS books_fen FROM (
    SELECT coalesce((SELECT sum(p.paid_fen) FROM payment p WHERE p.channel = a.channel), 0)
        + coalesce((SELECT sum(r.amount_fen) FROM arrival r WHERE r.org_id = a.org_id AND r.source = 'channel' AND r.payer = a.channel), 0) AS rows_fen,
        a.collected_fen AS books_fen
    FROM pay_account a) x
WHERE x.rows_fen <> x.books_fen LIMIT 1000

-- :differs_credited
SELECT c.amount_fen AS rows_fen, coalesce(sum(r.amount_fen), 0) AS books_fen
FROM claim c JOIN claim_part p ON p.claim_id = c.id
LEFT JOIN recharge r ON r.id = p.recharge_id AND r.org_id = c.org_id AND r.state = 'confirmed'
WHERE c.id > 0 AND c.state = 'done' GROUP BY c.id HAVING coalesce(sum(r.amount_fen), 0) <> c.amount_fen LIMIT 1000

-- :count_unclaimed
SELECT count(*) AS n FROM arrival WHERE org_id = :org_id AND state = 'unclaimed' AND created_ms < :until_ms

-- :count_recharges
SELECT count(*) AS n FROM recharge WHERE org_id = :org_id AND state = 'waiting' AND created_ms < :until_ms

-- :count_claims
SELECT count(*) AS n FROM claim WHERE org_id = :org_id AND state IN ('asked', 'waiting') AND created_ms < :until_ms

-- :count_withdrawals
SELECT count(*) AS n FROM withdrawal WHERE seller_id = :org_id AND state IN ('asked', 'approved', 'forwarded') AND created_ms < :until_ms

-- :count_chargebacks
SELECT count(*) AS n FROM chargeback WHERE org_id = :org_id AND state = 'open' AND created_ms < :until_ms

-- :count_strays
SELECT count(*) AS n FROM pay_stray WHERE org_id = :org_id AND state = 'open' AND created_ms < :until_ms
