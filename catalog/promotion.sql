-- :promotions_for
SELECT p.id AS id, p.rate_bp AS rate_bp, p.amount_fen AS amount_fen, p.name AS name, p.kind AS kind, p.stack_group AS stack_group,
    CASE WHEN p.budget_fen = 0 THEN -1 ELSE p.budget_fen - p.held_fen - p.used_fen END AS left_fen
FROM promotion p
WHERE p.org_id = :org_id AND p.state = 'on' AND p.from_ms <= :now_ms AND p.to_ms > :now_ms AND p.cycle IN ('', :cycle)
  AND ((p.scope = 'sku' AND p.ref_id = :sku_id) OR (p.scope = 'product' AND p.ref_id = :product_id) OR (p.scope = 'kind' AND p.ref_kind = :kind) OR p.scope =
      'all')
  AND (p.first_order = 0 OR NOT EXISTS (SELECT 1 FROM orders o WHERE o.org_id = :customer_id))
  AND (p.invited = 0 OR EXISTS (SELECT 1 FROM attribution a WHERE a.customer_id = :customer_id AND a.promotion_id = p.id AND a.until_ms > :now_ms))
ORDER BY p.stack_group, p.id LIMIT 32

-- :promotion_has
SELECT count(*) AS n FROM promotion WHERE id = :id AND state = 'on' AND (budget_fen = 0 OR held_fen + used_fen + :fen <= budget_fen)

-- :promotion_hold
UPDATE promotion SET held_fen = held_fen + :fen
WHERE id = :id AND state = 'on' AND (budget_fen = 0 OR held_fen + used_fen + :fen <= budget_fen)

-- :promotion_use
UPDATE promotion SET held_fen = held_fen - :fen, used_fen = used_fen + :fen WHERE id = :id AND held_fen >= :fen

-- :promotion_free
UPDATE promotion SET held_fen = held_fen - :fen WHERE id = :id AND held_fen >= :fen

-- :promotion_add
INSERT INTO promotion (id, org_id, name, scope, ref_id, ref_kind, cycle, kind, rate_bp, amount_fen, stack_group, first_order, invited,
    budget_fen, held_fen, used_fen, from_ms, to_ms, state, created_by, created_ms)
VALUES (:id, :org_id, :name, :scope, :ref_id, :ref_kind, :cycle, :kind, :rate_bp, :amount_fen, :stack_group, :first_order, :invited,
    :budget_fen, 0, 0, :from_ms, :to_ms, :state, :created_by, :created_ms)

-- :promotion_find
SELECT id, org_id, name, scope, ref_id, ref_kind, cycle, kind, rate_bp, amount_fen, stack_group, first_order, invited, budget_fen, held_fen,
    used_fen, from_ms, to_ms, state, created_by, created_ms
FROM promotion WHERE id = :id AND org_id = :org_id

-- :promotion_steer
UPDATE promotion SET state = :state, budget_fen = :budget_fen WHERE id = :id AND org_id = :org_id

-- :promotions_of
SELECT id, org_id, name, scope, ref_id, ref_kind, cycle, kind, rate_bp, amount_fen, stack_group, first_order, invited, budget_fen, held_fen,
    used_fen, from_ms, to_ms, state, created_by, created_ms
FROM promotion WHERE org_id = :org_id AND id < :after_id AND (:state = '' OR state = :state) AND (:text = '' OR instr(lower(name), lower(:text)) > 0)
ORDER BY id DESC LIMIT :rows
