-- :cash_subject
SELECT id, name_zh AS name, name_en FROM subject WHERE book_id = :org_id AND code = :code
