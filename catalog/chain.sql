-- :chain
SELECT coalesce(u.node_id, :supplier_id) AS seller_id, p.node_id AS buyer_id, coalesce(a.id, 0) AS agreement_id,
    coalesce(a.version, 0) AS version, coalesce(a.refund_policy, '') AS refund_policy, coalesce(a.refund_days, 0) AS refund_days,
    coalesce(i.id, 0) AS item_id, coalesce(i.mode, '') AS mode, coalesce(i.rate_bp, 0) AS rate_bp,
    coalesce(i.floor_ufen, 0) AS floor_ufen, coalesce(i.cap_ufen, 0) AS cap_ufen
FROM org_path p
LEFT JOIN org_path u ON u.org_id = p.org_id AND u.idx = p.idx - 1
LEFT JOIN agreement a ON a.buyer_id = p.node_id AND a.seller_id = coalesce(u.node_id, :supplier_id) AND a.state IN ('active', 'winding')
    AND (a.state = 'active' OR (:running = 1 AND a.wind_policy = 'renew')) AND :draft_id = 0
LEFT JOIN agreement_item i ON i.id = coalesce(
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'sku' AND x.ref_id = :sku_id AND x.ref_kind = '' AND x.cycle = :cycle),
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'sku' AND x.ref_id = :sku_id AND x.ref_kind = '' AND x.cycle = ''),
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'product' AND x.ref_id = :product_id AND x.ref_kind = '' AND x.cycle = :cycle),
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'product' AND x.ref_id = :product_id AND x.ref_kind = '' AND x.cycle = ''),
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'kind' AND x.ref_id = 0 AND x.ref_kind = :kind AND x.cycle = :cycle),
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'kind' AND x.ref_id = 0 AND x.ref_kind = :kind AND x.cycle = ''),
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'all' AND x.ref_id = 0 AND x.ref_kind = '' AND x.cycle = :cycle),
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'all' AND x.ref_id = 0 AND x.ref_kind = '' AND x.cycle = ''))
WHERE p.org_id = :seller_id ORDER BY p.idx LIMIT 9

-- :chain_with_draft
SELECT coalesce(u.node_id, :supplier_id) AS seller_id, p.node_id AS buyer_id, coalesce(a.id, 0) AS agreement_id,
    coalesce(a.version, 0) AS version, coalesce(a.refund_policy, '') AS refund_policy, coalesce(a.refund_days, 0) AS refund_days,
    coalesce(i.id, 0) AS item_id, coalesce(i.mode, '') AS mode, coalesce(i.rate_bp, 0) AS rate_bp,
    coalesce(i.floor_ufen, 0) AS floor_ufen, coalesce(i.cap_ufen, 0) AS cap_ufen
FROM org_path p
JOIN agreement d ON d.id = :draft_id
LEFT JOIN org_path u ON u.org_id = p.org_id AND u.idx = p.idx - 1
LEFT JOIN agreement a ON a.buyer_id = p.node_id AND a.seller_id = coalesce(u.node_id, :supplier_id)
    AND CASE WHEN a.buyer_id = d.buyer_id AND a.seller_id = d.seller_id THEN CASE WHEN a.id = d.id THEN 1 ELSE 0 END
             WHEN a.state = 'active' OR (:running = 1 AND a.state = 'winding' AND a.wind_policy = 'renew') THEN 1 ELSE 0 END = 1
LEFT JOIN agreement_item i ON i.id = coalesce(
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'sku' AND x.ref_id = :sku_id AND x.ref_kind = '' AND x.cycle = :cycle),
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'sku' AND x.ref_id = :sku_id AND x.ref_kind = '' AND x.cycle = ''),
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'product' AND x.ref_id = :product_id AND x.ref_kind = '' AND x.cycle = :cycle),
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'product' AND x.ref_id = :product_id AND x.ref_kind = '' AND x.cycle = ''),
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'kind' AND x.ref_id = 0 AND x.ref_kind = :kind AND x.cycle = :cycle),
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'kind' AND x.ref_id = 0 AND x.ref_kind = :kind AND x.cycle = ''),
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'all' AND x.ref_id = 0 AND x.ref_kind = '' AND x.cycle = :cycle),
    (SELECT x.id FROM agreement_item x WHERE x.agreement_id = a.id AND x.scope = 'all' AND x.ref_id = 0 AND x.ref_kind = '' AND x.cycle = ''))
WHERE p.org_id = :seller_id ORDER BY p.idx LIMIT 9

-- :edge_names
SELECT s.name AS seller, b.name AS buyer FROM org s JOIN org b ON b.id = :buyer_id WHERE s.id = :seller_id
