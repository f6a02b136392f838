-- :agreement_add
INSERT INTO agreement (id, root_id, version, seller_id, buyer_id, kind, title, state, settle_cycle, settle_day, refund_policy, refund_days,
    wind_policy, valid_from_ms, valid_to_ms, text_hash, reason, approval_id, drafted_by, signed_by, signed_ms, active_ms, winding_ms, ended_ms, created_ms)
VALUES (:id, :root_id, :version, :seller_id, :buyer_id, :kind, :title, :state, :settle_cycle, :settle_day, :refund_policy, :refund_days,
    :wind_policy, :valid_from_ms, :valid_to_ms, :text_hash, :reason, 0, :drafted_by, 0, 0, 0, 0, 0, :created_ms)

-- :agreement_edit
UPDATE agreement SET title = :title, settle_cycle = :settle_cycle, settle_day = :settle_day, refund_policy = :refund_policy,
    refund_days = :refund_days, wind_policy = :wind_policy, valid_from_ms = :valid_from_ms, valid_to_ms = :valid_to_ms,
    text_hash = :text_hash, drafted_by = :drafted_by
WHERE id = :id AND state = 'draft'

-- :text_put
INSERT INTO agreement_text (agreement_id, name, media, body, hash) VALUES (:agreement_id, :name, :media, :body, :hash)
ON CONFLICT (agreement_id) DO UPDATE SET name = :name, media = :media, body = :body, hash = :hash

-- :items_drop
DELETE FROM agreement_item WHERE agreement_id = :agreement_id

-- :item_add
INSERT INTO agreement_item (id, agreement_id, scope, ref_id, ref_kind, cycle, mode, rate_bp, floor_ufen, cap_ufen)
VALUES (:id, :agreement_id, :scope, :ref_id, :ref_kind, :cycle, :mode, :rate_bp, :floor_ufen, :cap_ufen)

-- :items_of
SELECT id, agreement_id, scope, ref_id, ref_kind, cycle, mode, rate_bp, floor_ufen, cap_ufen FROM agreement_item
WHERE agreement_id = :agreement_id ORDER BY id LIMIT 500

-- :last_version
SELECT coalesce(max(root_id), 0) AS root_id, coalesce(max(version), 0) AS version,
    coalesce(sum(CASE WHEN state IN ('draft', 'signed') THEN 1 ELSE 0 END), 0) AS waiting
FROM agreement WHERE buyer_id = :buyer_id AND seller_id = :seller_id
