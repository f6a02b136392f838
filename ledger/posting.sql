-- :group_by_key
SELECT id, digest FROM vgroup WHERE biz_key = :biz_key

-- :group_add
INSERT INTO vgroup (id, event, biz_key, at_ms, object, object_id, order_id, user_id, reverses_id, digest)
VALUES (:id, :event, :biz_key, :at_ms, :object, :object_id, :order_id, :user_id, :reverses_id, :digest)

-- :day_add
INSERT INTO book_day (book_id, day, first_no, first_id) VALUES (:book_id, :day, :first_no, :first_id)

-- :subject_adopt
INSERT INTO subject (id, book_id, code, name_zh, name_en, side, dims, rule, mirror, created_ms, closed_ms)
SELECT :id, :book_id, c.code, c.name_zh, c.name_en, c.side, c.dims, c.rule, c.mirror, :now_ms, 0
FROM subject c
WHERE c.book_id = 0 AND c.code = :code

-- :voucher_add
INSERT INTO voucher (id, group_id, book_id, no, acct_date, adjusts, late, event, template_id, version,
                     total_fen, prev_hash, hash)
VALUES (:id, :group_id, :book_id, :no, :acct_date, :adjusts, :late, :event, :template_id, :version,
        :total_fen, :prev_hash, :hash)

-- :dims_add
INSERT INTO voucher_dim (voucher_id, customer_id, child_id, upstream_id, department_id, staff_id,
                         product_id, sku_id)
VALUES (:voucher_id, :customer_id, :child_id, :upstream_id, :department_id, :staff_id, :product_id,
        :sku_id)

-- :line_add
INSERT INTO vline (voucher_id, n, subject_id, party, dr_fen, cr_fen, after_dr_fen, after_cr_fen)
VALUES (:voucher_id, :n, :subject_id, :party, :dr_fen, :cr_fen, :after_dr_fen, :after_cr_fen)

-- :balance_add
INSERT INTO balance (subject_id, party, dr_fen, cr_fen, guard)
VALUES (:subject_id, :party, :dr_fen, :cr_fen, :guard)

-- :balance_set
UPDATE balance SET dr_fen = :dr_fen, cr_fen = :cr_fen
WHERE subject_id = :subject_id AND party = :party AND dr_fen = :was_dr_fen AND cr_fen = :was_cr_fen

-- :book_head
UPDATE book SET last_no = :last_no, last_id = :last_id, head_hash = :head_hash, last_date = :last_date
WHERE id = :id AND last_no = :was_no
