-- :events
SELECT event, name_zh, name_en, manual, CASE WHEN book_id = 0 THEN 1 ELSE 0 END AS for_all FROM entry_event
WHERE book_id IN (0, :org_id)
ORDER BY event LIMIT :rows

-- :event_find
SELECT event, name_zh, name_en, manual, CASE WHEN book_id = 0 THEN 1 ELSE 0 END AS for_all FROM entry_event
WHERE event = :event AND book_id IN (0, :org_id)

-- :events_of
SELECT count(*) FROM entry_event WHERE book_id = :book_id

-- :event_add
INSERT INTO entry_event (book_id, event, name_zh, name_en, manual)
VALUES (:book_id, :event, :name_zh, :name_en, :manual)
