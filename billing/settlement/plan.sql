-- what is approved and not paid, of the whole tree: the planner is the platform's, others are shown their own edges
-- :approved
SELECT r.id AS id, r.kind AS kind, r.seller_id AS seller_id, r.buyer_id AS buyer_id, r.net_fen AS net_fen, s.name AS seller, b.name AS buyer,
    b.level AS level
FROM settlement r JOIN org s ON s.id = r.seller_id JOIN org b ON b.id = r.buyer_id
WHERE r.state = 'approved' ORDER BY r.from_ms, r.id LIMIT 500

-- :banks
SELECT s.book_id AS id, coalesce(b.dr_fen - b.cr_fen, 0) AS fen
FROM subject s LEFT JOIN balance b ON b.subject_id = s.id AND b.party = 0
WHERE s.code = '1002' AND s.book_id IN (SELECT r.seller_id FROM settlement r WHERE r.state = 'approved'
                                        UNION SELECT r.buyer_id FROM settlement r WHERE r.state = 'approved')
ORDER BY s.book_id LIMIT 1000
