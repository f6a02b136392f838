-- :agreement_move
UPDATE agreement SET state = :state, reason = :reason, signed_by = :signed_by, signed_ms = :signed_ms, active_ms = :active_ms,
    winding_ms = :winding_ms, ended_ms = :ended_ms
WHERE id = :id

-- :agreement_in_force
SELECT id, root_id, version, seller_id, buyer_id, kind, title, state, settle_cycle, settle_day, refund_policy, refund_days, wind_policy,
    valid_from_ms, valid_to_ms, text_hash, reason, approval_id, drafted_by, signed_by, signed_ms, active_ms, winding_ms, ended_ms, created_ms
FROM agreement WHERE buyer_id = :buyer_id AND seller_id = :seller_id AND state IN ('active', 'winding') LIMIT 2

-- :agreements_to_begin
SELECT id, root_id, version, seller_id, buyer_id, kind, title, state, settle_cycle, settle_day, refund_policy, refund_days, wind_policy,
    valid_from_ms, valid_to_ms, text_hash, reason, approval_id, drafted_by, signed_by, signed_ms, active_ms, winding_ms, ended_ms, created_ms
FROM agreement WHERE state = 'signed' AND valid_from_ms > 0 AND valid_from_ms <= :now_ms
    AND id NOT IN (SELECT row_id FROM put_off WHERE object = 'agreement' AND until_ms > :now_ms) ORDER BY valid_from_ms LIMIT 8

-- :agreement_waits
UPDATE agreement SET valid_from_ms = 0 WHERE id = :id

-- :agreements_to_end
SELECT id, root_id, version, seller_id, buyer_id, kind, title, state, settle_cycle, settle_day, refund_policy, refund_days, wind_policy,
    valid_from_ms, valid_to_ms, text_hash, reason, approval_id, drafted_by, signed_by, signed_ms, active_ms, winding_ms, ended_ms, created_ms
FROM agreement WHERE state IN ('active', 'winding') AND valid_to_ms > 0 AND valid_to_ms <= :now_ms
    AND id NOT IN (SELECT row_id FROM put_off WHERE object = 'agreement' AND until_ms > :now_ms) ORDER BY valid_to_ms LIMIT 64

-- :agreement_next
SELECT min(n) AS n FROM (
    SELECT min(valid_from_ms) AS n FROM agreement WHERE state = 'signed' AND valid_from_ms > 0
        AND id NOT IN (SELECT row_id FROM put_off WHERE object = 'agreement' AND until_ms > :now_ms)
    UNION ALL SELECT min(valid_to_ms) FROM agreement WHERE state IN ('active', 'winding') AND valid_to_ms > 0
        AND id NOT IN (SELECT row_id FROM put_off WHERE object = 'agreement' AND until_ms > :now_ms))

-- :own_devices_add
INSERT INTO agreement (id, root_id, version, seller_id, buyer_id, kind, title, state, settle_cycle, settle_day, refund_policy, refund_days,
    wind_policy, valid_from_ms, valid_to_ms, text_hash, reason, approval_id, drafted_by, signed_by, signed_ms, active_ms, winding_ms, ended_ms, created_ms)
VALUES (:id, :id, 1, :seller_id, :buyer_id, 'virtual', '自有设备 Own devices', 'active', 'month', 0, 'prorata', 0,
    'renew', 0, 0, :text_hash, '', 0, 0, 0, :now_ms, :now_ms, 0, 0, :now_ms)

-- :own_devices_text
INSERT INTO agreement_text (agreement_id, name, media, body, hash) VALUES (:id, '', 'text/plain', '', :hash)

-- :own_devices_item
INSERT INTO agreement_item (id, agreement_id, scope, ref_id, ref_kind, cycle, mode, rate_bp, floor_ufen, cap_ufen)
VALUES (:id, :agreement_id, 'all', 0, '', '', 'discount', :rate_bp, 0, 0)

-- :agreement_approval
UPDATE agreement SET approval_id = :approval_id WHERE id = :id AND state = 'signed'

-- :agreement_by_id
SELECT id, root_id, version, seller_id, buyer_id, kind, title, state, settle_cycle, settle_day, refund_policy, refund_days, wind_policy,
    valid_from_ms, valid_to_ms, text_hash, reason, approval_id, drafted_by, signed_by, signed_ms, active_ms, winding_ms, ended_ms, created_ms
FROM agreement WHERE id = :id
