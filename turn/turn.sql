-- :change_add
INSERT INTO change_log (id, at_ms, org_id, object, object_id, verb, detail, user_id, agent_id, actor, request_id)
VALUES (:id, :at_ms, :org_id, :object, :object_id, :verb, :detail, :user_id, :agent_id, :actor, :request_id)

-- :outbox_add
INSERT INTO outbox (id, topic, effect_key, body, state, due_ms, tries, reason)
VALUES (:id, :topic, :effect_key, :body, 'due', :due_ms, 0, '')
ON CONFLICT (topic, effect_key) DO NOTHING
