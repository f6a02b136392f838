-- :attribution_of
SELECT code_id, promotion_id, staff_id FROM attribution WHERE customer_id = :customer_id AND until_ms > :now_ms

-- :code_taken
SELECT count(*) AS n FROM invite_code WHERE code = :code

-- :member_there
SELECT count(*) AS n FROM membership WHERE user_id = :user_id AND org_id = :org_id AND roles > 0

-- :promotion_there
SELECT count(*) AS n FROM promotion WHERE id = :id AND org_id = :org_id AND state <> 'ended'

-- :code_add
INSERT INTO invite_code (id, org_id, name, code, promotion_id, staff_id, quota, used_n, days, from_ms, to_ms, state, created_by, created_ms)
VALUES (:id, :org_id, :name, :code, :promotion_id, :staff_id, :quota, 0, :days, :from_ms, :to_ms, :state, :created_by, :created_ms)

-- :code_steer
UPDATE invite_code SET state = :state WHERE id = :id AND org_id = :org_id AND state <> 'ended'

-- :code_find
SELECT id, org_id, name, code, promotion_id, staff_id, quota, used_n, days, from_ms, to_ms, state, created_by, created_ms,
    0 AS orders_n, 0 AS price_fen, 0 AS coupon_fen
FROM invite_code WHERE code = :code AND state = 'on' AND from_ms <= :now_ms AND to_ms > :now_ms

-- :code_use
UPDATE invite_code SET used_n = used_n + 1 WHERE id = :id AND used_n < quota

-- :attribution_add
INSERT INTO attribution (customer_id, org_id, code_id, promotion_id, staff_id, at_ms, until_ms)
VALUES (:customer_id, :org_id, :code_id, :promotion_id, :staff_id, :at_ms, :until_ms)

-- :codes_of
SELECT c.id AS id, c.org_id AS org_id, c.name AS name, c.code AS code, c.promotion_id AS promotion_id, c.staff_id AS staff_id, c.quota AS quota,
    c.used_n AS used_n, c.days AS days, c.from_ms AS from_ms, c.to_ms AS to_ms, c.state AS state, c.created_by AS created_by, c.created_ms AS created_ms,
    (SELECT count(*) FROM attribution a JOIN orders o ON o.org_id = a.customer_id WHERE a.code_id = c.id AND o.created_ms < a.until_ms) AS orders_n,
    (SELECT coalesce(sum(o.price_fen),
        0) FROM attribution a JOIN orders o ON o.org_id = a.customer_id WHERE a.code_id = c.id AND o.created_ms < a.until_ms) AS price_fen,
    (SELECT coalesce(sum(o.coupon_fen),
        0) FROM attribution a JOIN orders o ON o.org_id = a.customer_id WHERE a.code_id = c.id AND o.created_ms < a.until_ms) AS coupon_fen
FROM invite_code c WHERE c.org_id = :org_id AND c.id < :after_id ORDER BY c.id DESC LIMIT :rows
