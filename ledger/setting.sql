-- :book_show
SELECT id, kind, utc_offset_min, entry_limit_fen, closed_to, last_no, last_date, head_hash, opened_ms FROM book
WHERE id = :org_id

-- :book_limit
UPDATE book SET entry_limit_fen = :entry_limit_fen WHERE id = :org_id

-- :book_zone
UPDATE book SET utc_offset_min = :utc_offset_min WHERE id = :org_id AND last_no = 0
