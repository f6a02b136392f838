/* engine - see engine.h. */
#include "engine.h"

#include "channel.h"

#include "billing/refund_priv.h"

#include <stdio.h>
#include <string.h>

enum { FIRST = 101, SUPPLIER = 900, CUSTOMER = 1000 };
#define NOW_MS INT64_C(1767571200000) /* 2026-01-05 08:00 in China */

/* --- opening --- */

static enum kb_code org_add(struct engine *e, int64_t id, const char *kind, int64_t parent_id)
{
    static const struct db_query q = {
        "org_add", "INSERT INTO org (id, kind, parent_id, name, form, level, own_devices, state, "
                   "created_ms) VALUES (:id, :kind, :parent, 'x', 'company', 0, 0, 'active', 1)"
    };
    return db_run(e->db, &q,
                  ARGS(ARG_INT(id, id), ARG_STR(kind, kind), ARG_INT(parent, parent_id)), &e->err);
}

static enum kb_code sellers(struct engine *e)
{
    TRY(db_begin(e->db, &e->err));
    TRY(org_add(e, SUPPLIER, "supplier", FIRST));
    for (int64_t i = 0; i < ENGINE_LEVELS; i++) {
        const char *kind = i ? "distributor" : "platform";
        TRY(org_add(e, FIRST + i, kind, i ? FIRST + i - 1 : 0));
        TRY(ledger_book_open(&e->t, FIRST + i, kind));
    }
    TRY(channel_open(e, FIRST));
    TRY(db_commit(e->db, &e->err));
    return db_begin(e->db, &e->err);
}

enum kb_code engine_open(struct engine *e, const char *path, const char *const *names)
{
    static const struct kb_id_key key = { { 1 } };
    *e = (struct engine){ .names = names, .customer_id = CUSTOMER, .saved = path != NULL };
    kb_world_real(&e->world, 1, &key);
    TRY(db_open(path ? path : ":memory:", DB_WRITER, &e->db, &e->err));
    TRY(db_migrate(e->db, db_migrations, NOW_MS, &e->err));
    e->t = (struct turn){ .db = e->db, .arena = &e->arena, .world = &e->world, .err = &e->err,
                          .now_ms = NOW_MS, .request_id = "money", .peer = "" };
    return sellers(e);
}

enum kb_code engine_next(struct engine *e)
{
    if (e->saved)
        TRY(db_commit(e->db, &e->err));
    else
        db_rollback(e->db);
    e->last_voucher_id = 0;
    e->customer_id = CUSTOMER;
    return db_begin(e->db, &e->err);
}

void engine_close(struct engine *e)
{
    db_rollback(e->db);
    db_close(e->db);
    kb_arena_done(&e->arena);
}

void engine_customer(struct engine *e)
{
    e->customer_id++;
}

/* --- posting --- */

static enum kb_code post(struct engine *e, const char *event, const struct ledger_leg *legs,
                         size_t n)
{
    char key[40];
    struct ledger_posted out;
    snprintf(key, sizeof key, "money:%lld", (long long)++e->serial);
    const struct ledger_event ev = {
        .event = event, .biz_key = key, .product_id = 5, .sku_id = 6, .legs = legs, .legs_n = n
    };
    return ledger_post(&e->t, &ev, &out);
}

static struct ledger_leg leg_of(const struct engine *e, size_t i)
{
    bool own = i + 1 == e->n, top = i == 0;
    int64_t id = FIRST + (int64_t)i;
    return (struct ledger_leg){ .org_id = id,
                                .role = own ? (top ? "sole" : "own") : top ? "top" : "middle",
                                .mode = "",
                                .customer_id = own ? e->customer_id : 0,
                                .child_id = own ? 0 : id + 1,
                                .parent_id = top ? 0 : id - 1,
                                .supplier_id = top ? SUPPLIER : 0 };
}

static enum kb_code own(struct engine *e, const char *event, int64_t fen)
{
    struct ledger_leg l = leg_of(e, e->n - 1);
    l.role = "own";
    l.vars[0] = (struct ledger_var){ "amount", fen };
    return fen ? post(e, event, &l, 1) : KB_OK;
}

static enum kb_code all(struct engine *e, const char *event, int64_t fen, bool upward)
{
    struct ledger_leg legs[ENGINE_LEVELS];
    for (size_t i = 0; i < e->n; i++) {
        legs[i] = leg_of(e, upward ? e->n - 1 - i : i);
        legs[i].vars[0] = (struct ledger_var){ "amount", fen };
    }
    return post(e, event, legs, e->n);
}

static enum kb_code capital(struct engine *e, const int64_t a[3])
{
    struct ledger_leg legs[ENGINE_LEVELS];
    for (size_t i = 0; i < e->n; i++)
        legs[i] = (struct ledger_leg){ .org_id = FIRST + (int64_t)i, .role = "own", .mode = "",
                                       .vars = { { "amount", a[0] } } };
    return post(e, "capital.in", legs, e->n);
}

static enum kb_code online(struct engine *e, const int64_t a[3])
{
    TRY(all(e, "recharge_online", a[0], false));
    return channel_paid(e, FIRST + (int64_t)e->n - 1, a[0]);
}

static enum kb_code withdraw(struct engine *e, const int64_t a[3])
{
    return all(e, "withdraw", a[0], true);
}

static enum kb_code payout(struct engine *e, const int64_t a[3])
{
    const struct ledger_leg l = { .org_id = FIRST, .role = "top", .mode = "",
                                  .vars = { { "amount", a[0] }, { "fee", a[1] } } };
    TRY(post(e, "recharge_online.payout", &l, 1));
    return channel_paid_out(e, a[0]);
}

static enum kb_code offline(struct engine *e, const int64_t a[3])
{
    TRY(own(e, "recharge_offline.arrive", a[0]));
    return own(e, "recharge_offline.confirm", a[0]);
}

/* --- a line of an order, as billing keeps it --- */

static struct order_line line_of(const struct engine *e, int64_t coupon_fen)
{
    return (struct order_line){ .id = 1, .org_id = e->customer_id,
                                .seller_id = FIRST + (int64_t)e->n - 1, .periods = 1,
                                .price_fen = e->price_fen, .coupon_fen = coupon_fen,
                                .cycle = "month", .state = "active", .reason = "" };
}

static enum kb_code legs_of(struct engine *e, struct order_leg legs[ENGINE_LEVELS])
{
    for (size_t i = 0; i < e->n; i++) {
        const struct engine_edge *edge = &e->edges[i];
        bool floor = strcmp(edge->mode, "floor") == 0;
        const struct catalog_edge terms = { .rate_bp = floor ? 0 : edge->value,
                                            .floor_ufen = floor ? edge->value * 1000000 : 0,
                                            .mode = edge->mode };
        legs[i] = (struct order_leg){ .idx = (int64_t)i,
                                      .seller_id = i ? FIRST + (int64_t)i - 1 : SUPPLIER,
                                      .buyer_id = FIRST + (int64_t)i,
                                      .mode = edge->mode,
                                      .refund_policy = "prorata" };
        if (catalog_edge_agent(&terms))
            legs[i].commission_bp = edge->value;
        else
            TRY(catalog_transfer(&terms, e->list_fen * 1000000, 1000, &legs[i].transfer_fen,
                                 &e->err));
    }
    return KB_OK;
}

static enum kb_code hold(struct engine *e, const int64_t a[3])
{
    const struct order_line l = line_of(e, a[0]);
    return own(e, "hold", line_cash_fen(&l));
}

static enum kb_code release(struct engine *e, const int64_t a[3])
{
    const struct order_line l = line_of(e, a[0]);
    return own(e, "release", line_cash_fen(&l));
}

static enum kb_code capture(struct engine *e, const int64_t a[3])
{
    struct order_leg legs[ENGINE_LEVELS];
    struct ledger_leg book[ENGINE_LEVELS];
    const struct order_line l = line_of(e, a[0]);
    TRY(legs_of(e, legs));
    TRY(billing_book_legs(&e->t, &l, &(struct kb_list){ legs, (int64_t)e->n }, NULL, book));
    return post(e, "capture", book, e->n);
}

static enum kb_code refund(struct engine *e, const int64_t a[3])
{
    struct order_leg legs[ENGINE_LEVELS];
    struct ledger_leg book[ENGINE_LEVELS];
    struct line_kept kept = { 0 };
    const struct order_line l = line_of(e, a[0]);
    const struct kb_list list = { legs, (int64_t)e->n };
    TRY(legs_of(e, legs));
    TRY(billing_kept(&e->t, &l, &list, &(struct line_use){ a[1], a[2], 0 }, &kept));
    TRY(billing_book_legs(&e->t, &l, &list, &kept, book));
    return post(e, "refund", book, e->n);
}

/* --- settling what the books say is open --- */

static enum kb_code net(struct engine *e, int64_t org, const char *code, int64_t party,
                        int64_t *out)
{
    static const struct db_query q = {
        "net", "SELECT coalesce(sum(b.dr_fen - b.cr_fen), 0) FROM subject s JOIN balance b ON "
               "b.subject_id = s.id AND b.party = :party WHERE s.book_id = :org AND s.code = :code"
    };
    return db_int(e->db, &q,
                  ARGS(ARG_INT(org, org), ARG_STR(code, code), ARG_INT(party, party)), out,
                  &e->err);
}

static enum kb_code settle(struct engine *e, const int64_t a[3])
{
    int64_t child = FIRST + a[0], parent = child - 1, goods, collected, commission;
    TRY(net(e, child, "2202", parent, &goods));
    TRY(net(e, child, "1221", parent, &collected));
    TRY(net(e, child, "1122K", parent, &commission));
    goods = -goods;
    const char *mode = goods >= collected + commission ? "child_pays" : "parent_pays";
    struct ledger_leg legs[] = {
        { .org_id = child, .role = "child", .mode = mode, .parent_id = parent },
        { .org_id = parent, .role = "parent", .mode = mode, .child_id = child },
    };
    for (size_t i = 0; i < 2; i++) {
        legs[i].vars[0] = (struct ledger_var){ "goods", goods };
        legs[i].vars[1] = (struct ledger_var){ "collected", collected };
        legs[i].vars[2] = (struct ledger_var){ "commission", commission };
    }
    return post(e, "settle", legs, 2);
}

static enum kb_code supplier(struct engine *e, const int64_t a[3])
{
    int64_t goods, commission;
    (void)a;
    TRY(net(e, FIRST, "2202", SUPPLIER, &goods));
    TRY(net(e, FIRST, "1122K", SUPPLIER, &commission));
    const struct ledger_leg l = { .org_id = FIRST, .role = "top", .mode = "",
                                  .supplier_id = SUPPLIER,
                                  .vars = { { "goods", -goods }, { "commission", commission } } };
    return post(e, "settle.supplier", &l, 1);
}

enum kb_code engine_do(struct engine *e, const char *verb, const int64_t args[3])
{
    static const struct {
        const char *verb;
        enum kb_code (*run)(struct engine *e, const int64_t args[3]);
    } verbs[] = {
        { "hold", hold },         { "capture", capture }, { "release", release },
        { "refund", refund },     { "online", online },   { "withdraw", withdraw },
        { "settle", settle },     { "supplier", supplier }, { "capital", capital },
        { "payout", payout },     { "offline", offline },
    };
    kb_arena_reset(&e->arena);
    for (size_t i = 0; i < COUNT(verbs); i++)
        if (strcmp(verbs[i].verb, verb) == 0) return verbs[i].run(e, args);
    return kb_fail(&e->err, KB_NOT_FOUND, "not_found", "no verb %s", verb);
}

/* --- telling --- */

struct entry {
    int64_t id, book_id, party, dr_fen, cr_fen;
    const char *code;
};
static const struct kb_field entry_fields[] = {
    INT(entry, id),     INT(entry, book_id), INT(entry, party), INT(entry, dr_fen),
    INT(entry, cr_fen), STR(entry, code),    { .name = NULL },
};
static SHAPE(entry);

static const char *book_name(const struct engine *e, int64_t id)
{
    return e->names[id - FIRST];
}

static void add_account(const struct engine *e, struct kb_text *out, const struct entry *x)
{
    kb_text_add(out, x->code);
    if (x->party >= CUSTOMER)
        kb_text_addf(out, ".C%lld", (long long)(x->party - CUSTOMER));
    else if (x->party)
        kb_text_addf(out, ".%s", x->party == SUPPLIER ? "S" : book_name(e, x->party));
}

static void add_side(const struct engine *e, struct kb_text *out, const struct entry *x, int64_t n,
                     bool debit)
{
    const char *between = " | ";
    for (int64_t i = 0; i < n; i++) {
        int64_t fen = debit ? x[i].dr_fen : x[i].cr_fen;
        if (!fen) continue;
        kb_text_add(out, between);
        add_account(e, out, &x[i]);
        kb_text_addf(out, " %lld", (long long)fen);
        between = "; ";
    }
}

enum kb_code engine_told(struct engine *e, struct kb_text *out)
{
    static const struct db_query q = {
        "told", "SELECT v.id, v.book_id, s.code, l.party, l.dr_fen, l.cr_fen FROM voucher v JOIN "
                "vline l ON l.voucher_id = v.id JOIN subject s ON s.id = l.subject_id WHERE v.id > "
                ":after ORDER BY v.id, l.n"
    };
    struct kb_list list;
    TRY(db_list(e->db, &e->arena, &q, ARGS(ARG_INT(after, e->last_voucher_id)), &entry_shape, 2000,
                &list, &e->err));
    const struct entry *x = list.at;
    for (int64_t i = 0, n; i < list.n; i += n) {
        for (n = 1; i + n < list.n && x[i + n].id == x[i].id; n++) {
        }
        kb_text_add(out, book_name(e, x[i].book_id));
        add_side(e, out, x + i, n, true);
        add_side(e, out, x + i, n, false);
        kb_text_add(out, "\n");
        e->last_voucher_id = x[i].id;
    }
    return KB_OK;
}

enum kb_code engine_balances(struct engine *e, struct kb_text *out)
{
    static const struct db_query q = {
        "balances", "SELECT 0 AS id, s.book_id, s.code, b.party, b.dr_fen, b.cr_fen FROM balance b "
                    "JOIN subject s ON s.id = b.subject_id WHERE b.dr_fen <> b.cr_fen "
                    "ORDER BY s.book_id, s.code, b.party"
    };
    struct kb_list list;
    TRY(db_list(e->db, &e->arena, &q, NO_ARGS, &entry_shape, 100000, &list, &e->err));
    const struct entry *x = list.at;
    for (int64_t i = 0; i < list.n; i++) {
        kb_text_addf(out, "%s ", book_name(e, x[i].book_id));
        add_account(e, out, &x[i]);
        kb_text_addf(out, " %lld\n", (long long)(x[i].dr_fen - x[i].cr_fen));
    }
    return KB_OK;
}

enum kb_code engine_verify(struct engine *e, const char **offence)
{
    struct ledger_report r;
    *offence = "";
    TRY(ledger_verify(e->db, &e->arena, 0, &r, &e->err));
    for (size_t i = 0; i < LEDGER_CHECKS; i++)
        if (!r.checks[i].ok && !(*offence)[0])
            *offence = kb_printf(&e->arena, "%s: %s", r.checks[i].name, r.checks[i].text);
    return KB_OK;
}

static enum kb_code into_file(void *self, const char *text, size_t n, struct kb_error *err)
{
    if (fwrite(text, 1, n, self) == n) return KB_OK;
    return kb_fail(err, KB_UNAVAILABLE, "store.failed", "the export cannot be written");
}

enum kb_code engine_export(struct engine *e, const char *folder, int64_t number)
{
    static const char *const formats[] = { "hledger", "beancount" };
    for (size_t i = 0; i < 2 * (size_t)ENGINE_LEVELS; i++) {
        char path[300];
        int64_t book = FIRST + (int64_t)(i / 2);
        snprintf(path, sizeof path, "%s/%lld-%s.%s", folder, (long long)number, e->names[i / 2],
                 formats[i % 2]);
        FILE *f = fopen(path, "w");
        if (!f) return kb_fail(&e->err, KB_UNAVAILABLE, "store.failed", "%s", path);
        const struct ledger_sink sink = { into_file, f };
        enum kb_code code = ledger_export_as(
            e->db, &(struct ledger_export){ formats[i % 2], book, NULL }, &sink, &e->err);
        if (fclose(f) != 0 || code != KB_OK) return code != KB_OK ? code : KB_UNAVAILABLE;
    }
    return KB_OK;
}
