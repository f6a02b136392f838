-- :book_add
INSERT INTO book (id, kind, utc_offset_min, last_no, last_id, head_hash, last_date, closed_to,
                  entry_limit_fen, opened_ms)
VALUES (:id, :kind, :utc_offset_min, 0, 0, :head_hash, '', 0, :entry_limit_fen, :opened_ms)

-- :book_count
SELECT count(*) FROM book WHERE id = :id

-- :chart_list
SELECT code, name_zh, name_en, side, dims, rule, mirror FROM subject WHERE book_id = 0 AND closed_ms = 0 ORDER BY code

-- :subject_add
INSERT INTO subject (id, book_id, code, name_zh, name_en, side, dims, rule, mirror, created_ms, closed_ms)
VALUES (:id, :book_id, :code, :name_zh, :name_en, :side, :dims, :rule, :mirror, :created_ms, 0)

-- :customer_money
SELECT coalesce(sum(CASE WHEN s.code = '2203.01' THEN b.cr_fen - b.dr_fen ELSE 0 END), 0) AS available_fen,
       coalesce(sum(CASE WHEN s.code = '2203.02' THEN b.cr_fen - b.dr_fen ELSE 0 END), 0) AS frozen_fen
FROM subject s
JOIN balance b ON b.subject_id = s.id AND b.party = :customer_id
WHERE s.book_id = :book_id AND s.code IN ('2203.01', '2203.02')

-- :account_fen
SELECT coalesce(sum(b.dr_fen - b.cr_fen), 0) AS n FROM subject s JOIN balance b ON b.subject_id = s.id AND b.party = :party
WHERE s.book_id = :book_id AND s.code = :code
