-- The books as store/migrations/0030_ledger.sql has them, without checks, and what one renewal posts in
-- them: a group with the hold in the seller's book, and one with the capture in three.
CREATE SEQUENCE ids START 1000000;
CREATE TABLE book (id BIGINT PRIMARY KEY, last_no BIGINT NOT NULL, last_id BIGINT NOT NULL, head_hash TEXT NOT NULL,
    last_date TEXT NOT NULL);
CREATE TABLE vgroup (id BIGINT PRIMARY KEY, event TEXT NOT NULL, biz_key TEXT NOT NULL UNIQUE, at_ms BIGINT NOT NULL,
    object TEXT NOT NULL, object_id BIGINT NOT NULL, order_id BIGINT NOT NULL, user_id BIGINT NOT NULL,
    reverses_id BIGINT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE voucher (id BIGINT PRIMARY KEY, group_id BIGINT NOT NULL, book_id BIGINT NOT NULL, no BIGINT NOT NULL,
    acct_date TEXT NOT NULL, adjusts BIGINT NOT NULL, late BIGINT NOT NULL, event TEXT NOT NULL,
    template_id BIGINT NOT NULL, version BIGINT NOT NULL, total_fen BIGINT NOT NULL, prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL, UNIQUE (book_id, no));
CREATE INDEX voucher_group ON voucher (group_id);
CREATE TABLE voucher_dim (voucher_id BIGINT PRIMARY KEY, customer_id BIGINT NOT NULL, child_id BIGINT NOT NULL,
    upstream_id BIGINT NOT NULL, department_id BIGINT NOT NULL, staff_id BIGINT NOT NULL, product_id BIGINT NOT NULL,
    sku_id BIGINT NOT NULL);
CREATE TABLE vline (voucher_id BIGINT NOT NULL, n BIGINT NOT NULL, subject_id BIGINT NOT NULL, party BIGINT NOT NULL,
    dr_fen BIGINT NOT NULL, cr_fen BIGINT NOT NULL, after_dr_fen BIGINT NOT NULL, after_cr_fen BIGINT NOT NULL,
    PRIMARY KEY (voucher_id, n));
CREATE INDEX vline_account ON vline (subject_id, party, voucher_id, n);
CREATE TABLE balance (subject_id BIGINT NOT NULL, party BIGINT NOT NULL, dr_fen BIGINT NOT NULL, cr_fen BIGINT NOT NULL,
    PRIMARY KEY (subject_id, party)) WITH (fillfactor = 50);
INSERT INTO book SELECT b, 0, 0, repeat('0', 64), '2026-01-05' FROM generate_series(1, 3) b;
INSERT INTO balance SELECT s, 0, 0, 0 FROM generate_series(1, 14) s;

-- One voucher: accounts first to first + n - 1 by turns debit and credit, the head read under its lock.
CREATE FUNCTION post_voucher(of_group BIGINT, of_book BIGINT, what TEXT, first BIGINT, n INT) RETURNS VOID AS $$
DECLARE
    head book%ROWTYPE;
    vid BIGINT := nextval('ids');
    dr BIGINT; cr BIGINT; after_dr BIGINT; after_cr BIGINT;
    content TEXT := '';
    hashed TEXT;
BEGIN
    SELECT * INTO head FROM book WHERE id = of_book FOR UPDATE;
    FOR i IN 0 .. n - 1 LOOP
        dr := CASE WHEN i % 2 = 0 THEN 9900 ELSE 0 END;
        cr := 9900 - dr;
        UPDATE balance SET dr_fen = dr_fen + dr, cr_fen = cr_fen + cr WHERE subject_id = first + i AND party = 0
            RETURNING dr_fen, cr_fen INTO after_dr, after_cr;
        INSERT INTO vline VALUES (vid, i + 1, first + i, 0, dr, cr, after_dr, after_cr);
        content := content || ' ' || (first + i) || ' ' || dr || ' ' || cr;
    END LOOP;
    hashed := encode(sha256(convert_to(head.head_hash || ' ' || vid || ' ' || of_group || content, 'UTF8')), 'hex');
    INSERT INTO voucher VALUES (vid, of_group, of_book, head.last_no + 1, '2026-01-05', 0, 0, what, 22, 1,
        9900 * n / 2, head.head_hash, hashed);
    IF what = 'capture' THEN
        INSERT INTO voucher_dim VALUES (vid, 0, 8, 7, 0, 0, 5, 6);
    END IF;
    UPDATE book SET last_no = last_no + 1, last_id = vid, head_hash = hashed WHERE id = of_book;
END $$ LANGUAGE plpgsql;

CREATE FUNCTION renewal() RETURNS VOID AS $$
DECLARE
    held BIGINT := nextval('ids');
    charged BIGINT := nextval('ids');
BEGIN
    INSERT INTO vgroup VALUES (held, 'hold', 'hold:' || held, 1790000000000, 'line', held, held, 7, 0, repeat('0', 64));
    PERFORM post_voucher(held, 1, 'hold', 13, 2);
    INSERT INTO vgroup VALUES (charged, 'capture', 'capture:' || held, 1790000000000, 'line', held, held, 7, 0,
        repeat('0', 64));
    FOR b IN 1 .. 3 LOOP
        PERFORM post_voucher(charged, b, 'capture', b * 4 - 3, 4);
    END LOOP;
END $$ LANGUAGE plpgsql;
