-- What else of the books stays as it was written: steps of periods, and of entries all but the decision.
CREATE TRIGGER period_step_update BEFORE UPDATE ON period_step BEGIN SELECT RAISE(ABORT, 'period_step is append-only'); END;
CREATE TRIGGER period_step_delete BEFORE DELETE ON period_step BEGIN SELECT RAISE(ABORT, 'period_step is append-only'); END;
CREATE TRIGGER period_delete BEFORE DELETE ON period BEGIN SELECT RAISE(ABORT, 'a period stays'); END;
CREATE TRIGGER entry_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'an entry stays'); END;
CREATE TRIGGER entry_update BEFORE UPDATE ON entry
WHEN OLD.state <> 'waiting' OR NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.kind <> OLD.kind
  OR NEW.event <> OLD.event OR NEW.entry_key <> OLD.entry_key OR NEW.text <> OLD.text
  OR NEW.acct_date <> OLD.acct_date OR NEW.vars <> OLD.vars OR NEW.customer_id <> OLD.customer_id
  OR NEW.child_id <> OLD.child_id OR NEW.total_fen <> OLD.total_fen OR NEW.reverses_id <> OLD.reverses_id
  OR NEW.created_by <> OLD.created_by
BEGIN SELECT RAISE(ABORT, 'an entry is decided once and else stays'); END;
