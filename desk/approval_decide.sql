-- :approval_end
UPDATE approval SET state = :state, reason = :reason, ended_ms = :ended_ms WHERE id = :id AND org_id = :org_id AND state = 'waiting'

-- :approval_advance
UPDATE approval SET level = :level WHERE id = :id AND org_id = :org_id AND state = 'waiting'

-- :step_find
SELECT level, role_bits, need, 0 AS flow_id, '' AS channel FROM approval_step WHERE approval_id = :approval_id AND level = :level

-- :step_next
SELECT coalesce(min(level), 0) AS n FROM approval_step WHERE approval_id = :approval_id AND level > :level

-- :decider_is
SELECT count(*) AS n FROM approval_decider WHERE approval_id = :approval_id AND level = :level AND user_id = :user_id

-- :decided_by
SELECT count(*) AS n FROM approval_decision WHERE approval_id = :approval_id AND level = :level AND user_id = :user_id

-- :agreed
SELECT count(*) AS n FROM approval_decision WHERE approval_id = :approval_id AND level = :level AND agreed = 1

-- :decision_add
INSERT INTO approval_decision (id, approval_id, level, user_id, agreed, reason, digest, at_ms)
VALUES (:id, :approval_id, :level, :user_id, :agreed, :reason, :digest, :at_ms)
