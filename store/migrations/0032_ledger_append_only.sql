-- What is posted stays: corrections are new vouchers. Triggers are the one part of the ledger that
-- databases spell differently, so they stand in a file of their own.
CREATE TRIGGER vgroup_update BEFORE UPDATE ON vgroup BEGIN SELECT RAISE(ABORT, 'vgroup is append-only'); END;
CREATE TRIGGER vgroup_delete BEFORE DELETE ON vgroup BEGIN SELECT RAISE(ABORT, 'vgroup is append-only'); END;
CREATE TRIGGER voucher_update BEFORE UPDATE ON voucher BEGIN SELECT RAISE(ABORT, 'voucher is append-only'); END;
CREATE TRIGGER voucher_delete BEFORE DELETE ON voucher BEGIN SELECT RAISE(ABORT, 'voucher is append-only'); END;
CREATE TRIGGER voucher_dim_update BEFORE UPDATE ON voucher_dim BEGIN SELECT RAISE(ABORT, 'voucher_dim is append-only'); END;
CREATE TRIGGER voucher_dim_delete BEFORE DELETE ON voucher_dim BEGIN SELECT RAISE(ABORT, 'voucher_dim is append-only'); END;
CREATE TRIGGER vline_update BEFORE UPDATE ON vline BEGIN SELECT RAISE(ABORT, 'vline is append-only'); END;
CREATE TRIGGER vline_delete BEFORE DELETE ON vline BEGIN SELECT RAISE(ABORT, 'vline is append-only'); END;
CREATE TRIGGER balance_delete BEFORE DELETE ON balance BEGIN SELECT RAISE(ABORT, 'a balance stays'); END;
CREATE TRIGGER book_day_update BEFORE UPDATE ON book_day BEGIN SELECT RAISE(ABORT, 'book_day is append-only'); END;
CREATE TRIGGER book_day_delete BEFORE DELETE ON book_day BEGIN SELECT RAISE(ABORT, 'book_day is append-only'); END;
CREATE TRIGGER book_delete BEFORE DELETE ON book BEGIN SELECT RAISE(ABORT, 'a book stays'); END;
CREATE TRIGGER subject_delete BEFORE DELETE ON subject BEGIN SELECT RAISE(ABORT, 'a subject stays'); END;
CREATE TRIGGER subject_update BEFORE UPDATE OF id, book_id, code, side, dims, rule, mirror ON subject
BEGIN SELECT RAISE(ABORT, 'a subject keeps what its lines rest on'); END;

-- A template is written as a draft; once published only its state moves on.
CREATE TRIGGER entry_template_update BEFORE UPDATE ON entry_template
WHEN NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.event <> OLD.event
  OR NEW.role <> OLD.role OR NEW.mode <> OLD.mode OR NEW.version <> OLD.version
  OR (OLD.state = 'retired') OR (NEW.state = 'draft')
BEGIN SELECT RAISE(ABORT, 'a template version is fixed'); END;
CREATE TRIGGER entry_template_delete BEFORE DELETE ON entry_template WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a published template stays'); END;
CREATE TRIGGER entry_template_line_insert BEFORE INSERT ON entry_template_line
WHEN (SELECT t.state FROM entry_template t WHERE t.id = NEW.template_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a published template is fixed'); END;
CREATE TRIGGER entry_template_line_update BEFORE UPDATE ON entry_template_line
WHEN (SELECT t.state FROM entry_template t WHERE t.id = OLD.template_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a published template is fixed'); END;
CREATE TRIGGER entry_template_line_delete BEFORE DELETE ON entry_template_line
WHEN (SELECT t.state FROM entry_template t WHERE t.id = OLD.template_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a published template is fixed'); END;
