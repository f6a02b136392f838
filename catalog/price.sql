-- :list_price_at
SELECT price_ufen AS n FROM list_price WHERE sku_id = :sku_id AND cycle = :cycle AND from_ms <= :at_ms ORDER BY from_ms DESC LIMIT 1

-- :sale_price_at
SELECT price_ufen AS n FROM sale_price
WHERE org_id = :org_id AND sku_id = :sku_id AND cycle = :cycle AND from_ms <= :at_ms ORDER BY from_ms DESC LIMIT 1

-- :list_price_add
INSERT INTO list_price (id, sku_id, cycle, price_ufen, from_ms, created_by, created_ms)
VALUES (:id, :sku_id, :cycle, :price_ufen, :from_ms, :created_by, :created_ms)

-- :sale_price_add
INSERT INTO sale_price (id, org_id, sku_id, cycle, price_ufen, from_ms, created_by, created_ms)
VALUES (:id, :org_id, :sku_id, :cycle, :price_ufen, :from_ms, :created_by, :created_ms)

-- :list_price_there
SELECT count(*) AS n FROM list_price WHERE sku_id = :sku_id AND cycle = :cycle AND from_ms = :from_ms AND :org_id > 0

-- :sale_price_there
SELECT count(*) AS n FROM sale_price WHERE org_id = :org_id AND sku_id = :sku_id AND cycle = :cycle AND from_ms = :from_ms

-- :list_prices_now
SELECT p.cycle AS cycle, p.price_ufen AS price_ufen, 0 AS price_fen, p.from_ms AS from_ms FROM list_price p
WHERE p.sku_id = :sku_id AND p.price_ufen > 0 AND p.from_ms = (
    SELECT max(x.from_ms) FROM list_price x WHERE x.sku_id = p.sku_id AND x.cycle = p.cycle AND x.from_ms <= :at_ms)
ORDER BY p.cycle LIMIT 10

-- :list_prices
SELECT cycle, price_ufen, 0 AS price_fen, from_ms FROM list_price WHERE sku_id = :sku_id AND :org_id > 0 ORDER BY cycle, from_ms DESC LIMIT 200

-- :sale_prices
SELECT cycle, price_ufen, 0 AS price_fen, from_ms FROM sale_price WHERE sku_id = :sku_id AND org_id = :org_id
ORDER BY cycle, from_ms DESC LIMIT 200
