-- :templates
SELECT t.id, t.book_id, t.event, coalesce(e.name_zh, t.event) AS event_zh, coalesce(e.name_en, t.event) AS event_en,
       t.role, t.mode, t.version, t.state, t.created_ms
FROM entry_template t
LEFT JOIN entry_event e ON e.event = t.event AND e.book_id IN (0, t.book_id)
WHERE t.book_id IN (0, :org_id) AND t.id < :after_id AND (:event = '' OR t.event = :event)
  AND (:state = '' OR t.state = :state)
ORDER BY t.id DESC LIMIT :rows

-- :template_of
SELECT t.id, t.book_id, t.event, coalesce(e.name_zh, t.event) AS event_zh, coalesce(e.name_en, t.event) AS event_en,
       t.role, t.mode, t.version, t.state, t.created_ms
FROM entry_template t
LEFT JOIN entry_event e ON e.event = t.event AND e.book_id IN (0, t.book_id)
WHERE t.id = :id AND t.book_id IN (0, :org_id)

-- :templates_lines
SELECT n, side, subject, party, amount FROM entry_template_line
WHERE template_id = :id
ORDER BY n

-- :templates_drafts
SELECT count(*) FROM entry_template WHERE book_id = :book_id AND state = 'draft'

-- :template_discard
UPDATE entry_template SET state = 'retired' WHERE id = :id AND state <> 'retired'

-- :proof_of
SELECT ok, reason, text, chains, vouchers, levels, modes, price_fen, coupon_fen, kept_fen, proved_ms
FROM template_proof WHERE template_id = :id

-- :proof_keep
INSERT INTO template_proof (template_id, ok, reason, text, chains, vouchers, levels, modes, price_fen, coupon_fen,
                            kept_fen, against, user_id, proved_ms)
VALUES (:template_id, :ok, :reason, :text, :chains, :vouchers, :levels, :modes, :price_fen, :coupon_fen, :kept_fen,
        :against, :user_id, :proved_ms)
ON CONFLICT (template_id) DO UPDATE SET ok = excluded.ok, reason = excluded.reason, text = excluded.text,
    chains = excluded.chains, vouchers = excluded.vouchers, levels = excluded.levels, modes = excluded.modes,
    price_fen = excluded.price_fen, coupon_fen = excluded.coupon_fen, kept_fen = excluded.kept_fen,
    against = excluded.against, user_id = excluded.user_id, proved_ms = excluded.proved_ms
