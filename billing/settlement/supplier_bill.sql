-- :bill_of
SELECT b.id AS id, b.buyer_id AS buyer_id, b.supplier_id AS supplier_id, b.bill_no AS bill_no, b.from_ms AS from_ms, b.to_ms AS to_ms,
    b.digest AS digest, b.lines_n AS lines_n, b.theirs_fen AS theirs_fen, b.ours_fen AS ours_fen, b.created_by AS created_by,
    b.created_ms AS created_ms, s.name AS supplier,
    (SELECT count(*) FROM bill_row r WHERE r.bill_id = b.id AND r.state = 'open') AS open_n,
    (SELECT count(*) FROM bill_row r WHERE r.bill_id = b.id AND r.state = 'disputed') AS disputed_n
FROM supplier_bill b JOIN org s ON s.id = b.supplier_id
WHERE b.id = :id AND (b.buyer_id = :org_id OR b.supplier_id = :org_id)

-- :bill_by_no
SELECT b.id AS id, b.digest AS digest FROM supplier_bill b WHERE b.supplier_id = :supplier_id AND b.bill_no = :bill_no

-- :bills_of
SELECT b.id AS id, b.buyer_id AS buyer_id, b.supplier_id AS supplier_id, b.bill_no AS bill_no, b.from_ms AS from_ms, b.to_ms AS to_ms,
    b.digest AS digest, b.lines_n AS lines_n, b.theirs_fen AS theirs_fen, b.ours_fen AS ours_fen, b.created_by AS created_by,
    b.created_ms AS created_ms, s.name AS supplier,
    (SELECT count(*) FROM bill_row r WHERE r.bill_id = b.id AND r.state = 'open') AS open_n,
    (SELECT count(*) FROM bill_row r WHERE r.bill_id = b.id AND r.state = 'disputed') AS disputed_n
FROM supplier_bill b JOIN org s ON s.id = b.supplier_id
WHERE (b.buyer_id = :org_id OR b.supplier_id = :org_id) AND b.id < :after_id AND (:supplier_id = 0 OR b.supplier_id = :supplier_id)
  AND (:from_ms = 0 OR b.to_ms > :from_ms) AND (:to_ms = 0 OR b.from_ms < :to_ms)
ORDER BY b.id DESC LIMIT :rows

-- :bill_add
INSERT INTO supplier_bill (id, buyer_id, supplier_id, bill_no, from_ms, to_ms, digest, lines_n, theirs_fen, ours_fen, created_by, created_ms)
VALUES (:id, :buyer_id, :supplier_id, :bill_no, :from_ms, :to_ms, :digest, :lines_n, :theirs_fen, :ours_fen, :created_by, :created_ms)

-- :row_add
INSERT INTO bill_row (id, bill_id, supplier_id, n, ref, line_id, theirs_fen, ours_fen, verdict, memo, state, note, group_id, decided_by, decided_ms)
VALUES (:id, :bill_id, :supplier_id, :n, :ref, :line_id, :theirs_fen, :ours_fen, :verdict, :memo, :state, '', 0, 0, 0)

-- the cost of order lines in three periods, by when it was posted: what is owed less the commission on it
-- :ours_of
SELECT g.object_id AS line_id, CASE WHEN l.voucher_id < :from_id THEN 0 WHEN l.voucher_id < :to_id THEN 1 ELSE 2 END AS "when",
    sum(l.cr_fen - l.dr_fen) AS fen
FROM subject s JOIN vline l ON l.subject_id = s.id AND l.party = :supplier_id AND l.voucher_id >= :before_id AND l.voucher_id < :after_id
JOIN voucher v ON v.id = l.voucher_id JOIN vgroup g ON g.id = v.group_id
WHERE s.book_id = :buyer_id AND s.mirror <> '' AND g.object = 'line' AND v.event <> 'supplier.adjust'
GROUP BY g.object_id, 2 ORDER BY g.object_id, 2 LIMIT :rows

-- what other bills of these periods have
-- :billed_of
SELECT r.line_id AS line_id, CASE WHEN b.to_ms <= :from_ms THEN 0 WHEN b.from_ms < :to_ms THEN 1 ELSE 2 END AS "when",
    CASE r.verdict WHEN 'shift' THEN 1 ELSE 0 END AS shifted
FROM supplier_bill b JOIN bill_row r ON r.bill_id = b.id
WHERE b.supplier_id = :supplier_id AND b.buyer_id = :buyer_id AND b.to_ms > :before_ms AND b.from_ms < :after_ms AND r.line_id > 0 AND r.n > 0
  AND r.verdict <> 'orphan'
ORDER BY r.line_id, 2 LIMIT :rows
