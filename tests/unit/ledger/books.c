/* books - see books.h. */
#include "books.h"

#include "ledger/muldiv.h"

#include <stdio.h>
#include <string.h>

void books_must(struct books *b, enum kb_code code)
{
    if (code != KB_OK) fail_msg("%s: %s", b->err->reason, b->err->text);
}

void books_open(struct books *b, struct kb_error *err)
{
    memset(b, 0, sizeof *b);
    b->err = err;
    kt_world_init(&b->w, 7);
    b->w.now_ms = INT64_C(1767571200000);
    books_must(b, db_open(":memory:", DB_WRITER, &b->db, b->err));
    books_must(b, db_migrate(b->db, db_migrations, b->w.now_ms, b->err));
    books_must(b, db_begin(b->db, b->err));
    b->t = (struct turn){ .db = b->db,
                          .arena = &b->arena,
                          .world = &b->w.world,
                          .err = b->err,
                          .now_ms = b->w.now_ms,
                          .request_id = "test",
                          .peer = "" };
}

void books_close(struct books *b)
{
    db_rollback(b->db);
    db_close(b->db);
    kb_arena_done(&b->arena);
    kb_arena_done(&b->keep);
    json_decref(b->replies);
}

void books_sql(struct books *b, const char *sql)
{
    struct db_query *q = KB_NEW(&b->keep, struct db_query);
    *q = (struct db_query){ "test", kb_strdup(&b->keep, sql) };
    books_must(b, db_run(b->db, q, NO_ARGS, b->err));
}

int64_t books_int(struct books *b, const char *sql)
{
    int64_t n = 0;
    struct db_query *q = KB_NEW(&b->keep, struct db_query);
    *q = (struct db_query){ "test", kb_strdup(&b->keep, sql) };
    books_must(b, db_int(b->db, q, NO_ARGS, &n, b->err));
    return n;
}

int64_t books_rows(struct books *b)
{
    return books_int(b, "SELECT (SELECT count(*) FROM vgroup) + (SELECT count(*) FROM voucher)"
                        " + (SELECT count(*) FROM vline) + (SELECT count(*) FROM balance)"
                        " + (SELECT sum(last_no) FROM book)");
}

int64_t books_net(struct books *b, int64_t org, const char *code, int64_t party)
{
    static const struct db_query q = {
        "net", "SELECT b.dr_fen - b.cr_fen FROM balance b JOIN subject s ON s.id = b.subject_id "
               "WHERE s.book_id = :org AND s.code = :code AND b.party = :party"
    };
    int64_t n = 0;
    books_must(b, db_int(b->db, &q,
                         ARGS(ARG_INT(org, org), ARG_STR(code, code), ARG_INT(party, party)), &n,
                         b->err));
    return n;
}

void books_org(struct books *b, int64_t id, const char *kind, int64_t parent_id, const char *name)
{
    static const struct db_query q = {
        "org", "INSERT INTO org (id, kind, parent_id, name, form, level, own_devices, state, "
               "created_ms) VALUES (:id, :kind, :parent_id, :name, 'company', 0, 0, 'active', 1)"
    };
    books_must(b, db_run(b->db, &q,
                         ARGS(ARG_INT(id, id), ARG_STR(kind, kind), ARG_INT(parent_id, parent_id),
                              ARG_STR(name, name)),
                         b->err));
    if (strcmp(kind, "platform") == 0 || strcmp(kind, "distributor") == 0)
        books_must(b, ledger_book_open(&b->t, id, kind));
}

void books_open_chain(struct books *b, struct kb_error *err)
{
    books_open(b, err);
    books_org(b, P, "platform", 0, "平台");
    books_org(b, D1, "distributor", P, "一级");
    books_org(b, D2, "distributor", D1, "二级");
    books_org(b, S, "supplier", P, "自有设备");
    books_org(b, C, "customer", D2, "客户");
    books_org(b, C2, "customer", D1, "另一客户");
}

enum kb_code books_post(struct books *b, const char *event, const char *key,
                        const struct ledger_leg *legs, size_t n)
{
    struct ledger_posted posted;
    const struct ledger_event ev = { .event = event, .biz_key = key, .legs = legs, .legs_n = n };
    kb_arena_reset(&b->arena);
    b->t.now_ms = b->w.now_ms;
    return ledger_post(&b->t, &ev, &posted);
}

void books_fund(struct books *b, int64_t org, int64_t c, int64_t fen)
{
    char arrive[40], confirm[40];
    const struct ledger_leg leg = {
        .org_id = org, .role = "own", .mode = "", .customer_id = c, .vars = { { "amount", fen } }
    };
    snprintf(arrive, sizeof arrive, "fund:%lld:a", (long long)++b->serial);
    snprintf(confirm, sizeof confirm, "fund:%lld:c", (long long)b->serial);
    books_must(b, books_post(b, "recharge_offline.arrive", arrive, &leg, 1));
    books_must(b, books_post(b, "recharge_offline.confirm", confirm, &leg, 1));
}

const char *books_offence(struct books *b)
{
    struct ledger_report r;
    kb_arena_reset(&b->arena);
    books_must(b, ledger_verify(b->db, &b->arena, 0, &r, b->err));
    for (size_t i = 0; i < LEDGER_CHECKS; i++)
        if (!r.checks[i].ok)
            return kb_printf(&b->arena, "%s: %s", r.checks[i].name, r.checks[i].text);
    return r.ok ? "" : "not ok without an offence";
}

void books_assert_sound(struct books *b)
{
    assert_string_equal(books_offence(b), "");
}

/* --- chains: legs made from the edges the way the mode algebra says --- */

static bool rebate(const struct chain *c, size_t i)
{
    return i < c->n && c->edges[i].mode == 'R';
}

static int64_t scaled(int64_t fen, int64_t part, int64_t whole)
{
    int64_t out = 0;
    struct kb_error err;
    if (ledger_muldiv(fen, part, whole, &out, &err) != KB_OK) fail_msg("%s", err.text);
    return out;
}

static int64_t transfer(const struct chain *c, size_t i)
{
    if (c->edges[i].mode == 'F') return c->edges[i].value;
    return scaled(c->list_fen, c->edges[i].value, LEDGER_BP);
}

static struct ledger_leg leg_of(const struct chain *c, size_t i)
{
    bool own = i + 1 == c->n, top = i == 0;
    struct ledger_leg l = { .org_id = c->orgs[i], .mode = "" };
    l.role = own ? (top ? "sole" : "own") : top ? "top" : "middle";
    if (own)
        l.customer_id = c->customer;
    else
        l.child_id = c->orgs[i + 1];
    if (top)
        l.supplier_id = c->supplier;
    else
        l.parent_id = c->orgs[i - 1];
    return l;
}

/* A named amount, and what is kept of it when whole > 0. */
static void var(struct ledger_leg *l, const char *name, int64_t fen)
{
    size_t i = 0;
    while (l->vars[i].name) i++;
    l->vars[i] = (struct ledger_var){ name, fen };
}

struct kept {
    int64_t price, coupon, used, whole; /* whole 0: a capture */
};

static void transfer_vars(const struct chain *c, size_t edge, const char *name,
                          const char *kept_name, const struct kept *k, struct ledger_leg *l)
{
    var(l, name, transfer(c, edge));
    if (k->whole) var(l, kept_name, scaled(transfer(c, edge), k->used, k->whole));
}

static void commission_vars(const struct chain *c, size_t edge, const char *name,
                            const char *kept_name, const struct kept *k, struct ledger_leg *l)
{
    var(l, name, scaled(c->price_fen, c->edges[edge].value, LEDGER_BP));
    if (k->whole) var(l, kept_name, scaled(k->price, c->edges[edge].value, LEDGER_BP));
}

static struct ledger_leg sale_leg(const struct chain *c, size_t i, int64_t coupon,
                                  const struct kept *k)
{
    struct ledger_leg l = leg_of(c, i);
    bool own = i + 1 == c->n, agent = rebate(c, i), by_agent = rebate(c, i + 1);
    l.mode = agent ? "agent" : by_agent ? "principal_agent" : "principal";
    if (own || agent || by_agent) {
        var(&l, "price", c->price_fen);
        if (k->whole) var(&l, "kept_price", k->price);
    }
    if (own) {
        var(&l, "coupon", coupon);
        if (k->whole) var(&l, "kept_coupon", k->coupon);
    }
    if (agent)
        commission_vars(c, i, "commission_in", "kept_commission_in", k, &l);
    else
        transfer_vars(c, i, "transfer_in", "kept_transfer_in", k, &l);
    if (by_agent)
        commission_vars(c, i + 1, "commission_out", "kept_commission_out", k, &l);
    else if (!own)
        transfer_vars(c, i + 1, "transfer_out", "kept_transfer_out", k, &l);
    return l;
}

static enum kb_code simple(struct books *b, const struct chain *c, const char *event,
                           const char *key, int64_t fen)
{
    struct ledger_leg l = leg_of(c, c->n - 1);
    l.role = "own";
    var(&l, "amount", fen);
    return books_post(b, event, key, &l, 1);
}

enum kb_code chain_hold(struct books *b, const struct chain *c, const char *key, int64_t fen)
{
    return simple(b, c, "hold", key, fen);
}

enum kb_code chain_release(struct books *b, const struct chain *c, const char *key, int64_t fen)
{
    return simple(b, c, "release", key, fen);
}

static enum kb_code all_legs(struct books *b, const struct chain *c, const char *event,
                             const char *key, int64_t fen, bool upward)
{
    struct ledger_leg legs[CHAIN_MAX];
    for (size_t i = 0; i < c->n; i++) {
        struct ledger_leg l = leg_of(c, upward ? c->n - 1 - i : i);
        var(&l, "amount", fen);
        legs[i] = l;
    }
    return books_post(b, event, key, legs, c->n);
}

const struct chain chain_of_two = { .n = 2,
                                    .orgs = { P, D1 },
                                    .supplier = S,
                                    .customer = C2,
                                    .list_fen = 99999,
                                    .price_fen = 94999,
                                    .edges = { { 'D', 7000 }, { 'D', 8000 } } };

enum kb_code chain_online(struct books *b, const struct chain *c, const char *key, int64_t fen)
{
    return all_legs(b, c, "recharge_online", key, fen, false);
}

enum kb_code chain_withdraw(struct books *b, const struct chain *c, const char *key, int64_t fen)
{
    return all_legs(b, c, "withdraw", key, fen, true);
}

enum kb_code chain_capture(struct books *b, const struct chain *c, const char *key,
                           int64_t coupon_fen)
{
    struct ledger_leg legs[CHAIN_MAX];
    for (size_t i = 0; i < c->n; i++) legs[i] = sale_leg(c, i, coupon_fen, &(struct kept){ 0 });
    return books_post(b, "capture", key, legs, c->n);
}

enum kb_code chain_refund(struct books *b, const struct chain *c, const char *key,
                          int64_t coupon_fen, int64_t used, int64_t whole)
{
    struct ledger_leg legs[CHAIN_MAX];
    int64_t parts[2] = { 0 };
    struct kept k = { scaled(c->price_fen, used, whole), 0, used, whole };
    const int64_t weights[2] = { c->price_fen - coupon_fen, coupon_fen };
    books_must(b, ledger_split(k.price, weights, 2, parts, b->err));
    k.coupon = parts[1];
    for (size_t i = 0; i < c->n; i++) legs[i] = sale_leg(c, i, coupon_fen, &k);
    return books_post(b, "refund", key, legs, c->n);
}

enum kb_code chain_settle(struct books *b, const struct chain *c, const char *key, size_t i)
{
    int64_t child = c->orgs[i], parent = c->orgs[i - 1];
    int64_t goods = -books_net(b, child, "2202", parent);
    int64_t collected = books_net(b, child, "1221", parent);
    int64_t commission = books_net(b, child, "1122K", parent);
    const char *mode = goods >= collected + commission ? "child_pays" : "parent_pays";
    struct ledger_leg legs[] = {
        { .org_id = child, .role = "child", .mode = mode, .parent_id = parent },
        { .org_id = parent, .role = "parent", .mode = mode, .child_id = child },
    };
    for (size_t k = 0; k < 2; k++) {
        var(&legs[k], "goods", goods);
        var(&legs[k], "collected", collected);
        var(&legs[k], "commission", commission);
    }
    return books_post(b, "settle", key, legs, 2);
}

enum kb_code chain_settle_supplier(struct books *b, const struct chain *c, const char *key)
{
    struct ledger_leg l = {
        .org_id = c->orgs[0], .role = "top", .mode = "", .supplier_id = c->supplier
    };
    var(&l, "goods", -books_net(b, c->orgs[0], "2202", c->supplier));
    var(&l, "commission", books_net(b, c->orgs[0], "1122K", c->supplier));
    return books_post(b, "settle.supplier", key, &l, 1);
}
