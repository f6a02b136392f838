-- :deciders_of
SELECT user_id FROM approval_decider WHERE approval_id = :approval_id AND level = :level ORDER BY user_id
