-- :coupon_by_code
SELECT c.id AS id, c.org_id AS org_id, c.name AS name, c.code AS code, c.scope AS scope, c.ref_id AS ref_id, c.ref_kind AS ref_kind, c.kind AS kind,
    c.amount_fen AS amount_fen, c.rate_bp AS rate_bp, c.min_fen AS min_fen, c.customer_id AS customer_id, c.uses_max AS uses_max,
    c.each_max AS each_max, c.uses_n AS uses_n, c.budget_fen AS budget_fen, c.held_fen AS held_fen, c.used_fen AS used_fen, c.from_ms AS from_ms,
    c.to_ms AS to_ms, c.state AS state, c.created_by AS created_by, c.created_ms AS created_ms,
    (SELECT count(*) FROM coupon_use u WHERE u.coupon_id = c.id AND u.customer_id = :customer_id AND u.lines_n > 0) AS mine_n
FROM coupon c WHERE c.org_id = :org_id AND c.code = :code

-- :coupon_has
SELECT count(*) AS n FROM coupon c
WHERE c.id = :id AND c.state = 'on' AND c.uses_n < c.uses_max AND (c.budget_fen = 0 OR c.held_fen + c.used_fen + :fen <= c.budget_fen)
  AND c.each_max > (SELECT count(*) FROM coupon_use u WHERE u.coupon_id = c.id AND u.customer_id = :customer_id AND u.lines_n > 0)

-- :coupon_hold
UPDATE coupon SET held_fen = held_fen + :fen, uses_n = uses_n + 1
WHERE id = :id AND state = 'on' AND uses_n < uses_max AND (budget_fen = 0 OR held_fen + used_fen + :fen <= budget_fen)
  AND each_max > (SELECT count(*) FROM coupon_use u WHERE u.coupon_id = coupon.id AND u.customer_id = :customer_id AND u.lines_n > 0)

-- :coupon_use_add
INSERT INTO coupon_use (order_id, coupon_id, customer_id, coupon_fen, lines_n, created_ms)
VALUES (:order_id, :coupon_id, :customer_id, :coupon_fen, :lines_n, :created_ms)

-- :coupon_used
UPDATE coupon SET held_fen = held_fen - :fen, used_fen = used_fen + :fen WHERE id = :id AND held_fen >= :fen

-- :coupon_freed
UPDATE coupon SET held_fen = held_fen - :fen WHERE id = :id AND held_fen >= :fen

-- :coupon_line_back
UPDATE coupon_use SET lines_n = lines_n - 1 WHERE order_id = :order_id AND lines_n > 0

-- :coupon_lines
SELECT lines_n AS n FROM coupon_use WHERE order_id = :order_id

-- :coupon_use_back
UPDATE coupon SET uses_n = uses_n - 1 WHERE id = :id AND uses_n > 0

-- :coupon_taken
SELECT count(*) AS n FROM coupon WHERE org_id = :org_id AND code = :code

-- :coupon_add
INSERT INTO coupon (id, org_id, name, code, scope, ref_id, ref_kind, kind, amount_fen, rate_bp, min_fen, customer_id, uses_max, each_max, uses_n,
    budget_fen, held_fen, used_fen, from_ms, to_ms, state, created_by, created_ms)
VALUES (:id, :org_id, :name, :code, :scope, :ref_id, :ref_kind, :kind, :amount_fen, :rate_bp, :min_fen, :customer_id, :uses_max, :each_max, 0,
    :budget_fen, 0, 0, :from_ms, :to_ms, :state, :created_by, :created_ms)

-- :coupon_steer
UPDATE coupon SET state = :state WHERE id = :id AND org_id = :org_id AND state <> 'ended'

-- :coupons_of
SELECT id, org_id, name, code, scope, ref_id, ref_kind, kind, amount_fen, rate_bp, min_fen, customer_id, uses_max, each_max, uses_n, budget_fen,
    held_fen, used_fen, from_ms, to_ms, state, created_by, created_ms, 0 AS mine_n
FROM coupon WHERE org_id = :org_id AND id < :after_id AND :now_ms > 0 ORDER BY id DESC LIMIT :rows

-- :coupons_for
SELECT c.id AS id, c.org_id AS org_id, c.name AS name, c.code AS code, c.scope AS scope, c.ref_id AS ref_id, c.ref_kind AS ref_kind, c.kind AS kind,
    c.amount_fen AS amount_fen, c.rate_bp AS rate_bp, c.min_fen AS min_fen, c.customer_id AS customer_id, c.uses_max AS uses_max,
    c.each_max AS each_max, c.uses_n AS uses_n, c.budget_fen AS budget_fen, c.held_fen AS held_fen, c.used_fen AS used_fen, c.from_ms AS from_ms,
    c.to_ms AS to_ms, c.state AS state, 0 AS created_by, c.created_ms AS created_ms,
    (SELECT count(*) FROM coupon_use u WHERE u.coupon_id = c.id AND u.customer_id = :org_id AND u.lines_n > 0) AS mine_n
FROM coupon c JOIN org o ON o.id = :org_id AND c.org_id = o.parent_id
WHERE c.customer_id = :org_id AND c.state = 'on' AND c.to_ms > :now_ms AND c.id < :after_id ORDER BY c.id DESC LIMIT :rows
