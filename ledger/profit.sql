-- :profit_org
SELECT name AS text FROM org WHERE id = :id

-- :profit_product
SELECT name AS text FROM product WHERE id = :id

-- :profit_sku
SELECT name AS text FROM sku WHERE id = :id

-- :profit_subject
SELECT name_zh AS text FROM subject WHERE book_id = :book_id AND code = :code
