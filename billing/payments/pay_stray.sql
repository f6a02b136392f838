-- :pay_stray_there
SELECT count(*) AS n FROM pay_stray WHERE channel = :channel AND channel_no = :channel_no AND why = :why

-- :pay_stray_add
INSERT INTO pay_stray (id, org_id, channel, channel_no, why, event, state, note, ended_by, created_ms, ended_ms)
VALUES (:id, :org_id, :channel, :channel_no, :why, :event, 'open', '', 0, :created_ms, 0)

-- :pay_stray_find
SELECT id, org_id, channel, channel_no, why, event, state, note, ended_by, created_ms, ended_ms FROM pay_stray WHERE id = :id AND org_id = :org_id

-- :pay_stray_done
UPDATE pay_stray SET state = 'done', note = :note, ended_by = :ended_by, ended_ms = :now_ms WHERE id = :id AND org_id = :org_id AND state = 'open'

-- :pay_strays_of
SELECT id, org_id, channel, channel_no, why, event, state, note, ended_by, created_ms, ended_ms
FROM pay_stray WHERE org_id = :org_id AND id < :after_id AND (:state = '' OR state = :state) ORDER BY id DESC LIMIT :rows
