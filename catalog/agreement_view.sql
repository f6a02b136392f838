-- :agreement_find
SELECT a.id AS id, a.root_id AS root_id, a.version AS version, a.seller_id AS seller_id, s.name AS seller, a.buyer_id AS buyer_id, b.name AS buyer,
    a.kind AS kind, a.title AS title, a.state AS state, a.settle_cycle AS settle_cycle, a.settle_day AS settle_day,
    a.refund_policy AS refund_policy, a.refund_days AS refund_days, a.wind_policy AS wind_policy, a.valid_from_ms AS valid_from_ms,
    a.valid_to_ms AS valid_to_ms, a.text_hash AS text_hash, a.reason AS reason, a.approval_id AS approval_id, a.drafted_by AS drafted_by,
    a.signed_by AS signed_by, a.signed_ms AS signed_ms, a.active_ms AS active_ms, a.winding_ms AS winding_ms, a.ended_ms AS ended_ms,
    a.created_ms AS created_ms
FROM agreement a JOIN org s ON s.id = a.seller_id JOIN org b ON b.id = a.buyer_id
WHERE a.id = :id AND (a.seller_id = :org_id OR a.buyer_id = :org_id)

-- :agreements_of
SELECT a.id AS id, a.root_id AS root_id, a.version AS version, a.seller_id AS seller_id, s.name AS seller, a.buyer_id AS buyer_id, b.name AS buyer,
    a.kind AS kind, a.title AS title, a.state AS state, a.settle_cycle AS settle_cycle, a.settle_day AS settle_day,
    a.refund_policy AS refund_policy, a.refund_days AS refund_days, a.wind_policy AS wind_policy, a.valid_from_ms AS valid_from_ms,
    a.valid_to_ms AS valid_to_ms, a.text_hash AS text_hash, a.reason AS reason, a.approval_id AS approval_id, a.drafted_by AS drafted_by,
    a.signed_by AS signed_by, a.signed_ms AS signed_ms, a.active_ms AS active_ms, a.winding_ms AS winding_ms, a.ended_ms AS ended_ms,
    a.created_ms AS created_ms
FROM agreement a JOIN org s ON s.id = a.seller_id JOIN org b ON b.id = a.buyer_id
WHERE (a.seller_id = :org_id OR a.buyer_id = :org_id) AND a.id < :after_id
  AND (:kind = '' OR a.kind = :kind) AND (:state = '' OR a.state = :state)
  AND (:other_id = 0 OR a.seller_id = :other_id OR a.buyer_id = :other_id)
  AND (:text = '' OR instr(lower(a.title), lower(:text)) > 0 OR instr(lower(s.name), lower(:text)) > 0 OR instr(lower(b.name), lower(:text)) > 0)
ORDER BY a.id DESC LIMIT :rows

-- :text_of
SELECT name, media, body FROM agreement_text WHERE agreement_id = :agreement_id
