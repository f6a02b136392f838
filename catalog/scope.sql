-- :sku_there
SELECT count(*) AS n FROM sku WHERE id = :id

-- :product_there
SELECT count(*) AS n FROM product WHERE id = :id
