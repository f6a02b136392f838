-- :jobs_of
SELECT id, org_id, room_id, agent_id, device_id, slot_id, resource_id, verb, driver, phase, attempt, epoch, accepted, lost,
    lease_ms, next_ms, deadline_ms, on_deadline, reason, text, created_ms, ended_ms, busy_ms FROM job
WHERE org_id = :org_id AND id < :after_id AND (:phase = '' OR phase = :phase) AND (:room_id = 0 OR room_id = :room_id)
ORDER BY id DESC LIMIT :rows

-- :job_logs
SELECT id, at_ms, text FROM job_log WHERE job_id = :job_id ORDER BY id LIMIT 200
