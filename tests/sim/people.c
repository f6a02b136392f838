/* people - what customers and finance do when they feel like it, and how time goes by. */
#include "check.h"
#include "sim.h"

#include <string.h>

#define KEY                                                                                        \
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g"

#define SAY(s, ...) kb_printf(&(s)->arena, __VA_ARGS__)

static struct customer *somebody(struct sim *s)
{
    return &s->people.customer[rng_in(&s->rng, 0, s->people.customers_n - 1)];
}

/* --- buying --- */

static void keep_quote(struct sim *s, struct customer *c, int64_t id, int64_t resource_id)
{
    int at = c->quotes_n < QUOTES_KEPT ? c->quotes_n++ : (int)rng_in(&s->rng, 0, QUOTES_KEPT - 1);
    c->quote[at].id = id;
    c->quote[at].resource_id = resource_id;
}

static void bought(struct sim *s, struct ask *a)
{
    int64_t id = ask_id(s, a, "ord");
    if (!seen_find(&s->seen, SEEN_ORDER, id))
        sim_wrong(s, "acknowledged", "order %lld was acknowledged and is not there", (long long)id);
}

static void buy(struct sim *s, struct customer *c, int64_t quote_id, int64_t resource_id)
{
    const char *quote = id_text(s, "quo", quote_id);
    const char *key = rng_hit(&s->rng, 950) ? KEY : "";
    struct ask *a =
        resource_id ? ask_new(s, &c->actor, "POST",
                              SAY(s, "/v1/resources/%s/renew", id_text(s, "res", resource_id)),
                              SAY(s, "{\"quote_id\":\"%s\"}", quote))
                    : ask_new(s, &c->actor, "POST", "/v1/orders",
                              SAY(s, "{\"quote_id\":\"%s\",\"alias\":\"box\",\"ssh_key\":\"%s\"}",
                                  quote, key));
    a->then = bought;
    ask_send(s, a);
}

static void quoted(struct sim *s, struct ask *a)
{
    int64_t id = ask_id(s, a, "quo");
    if (!rng_hit(&s->rng, 850))
        keep_quote(s, a->customer, id, a->a);
    else
        buy(s, a->customer, id, a->a);
    if (rng_hit(&s->rng, 60)) keep_quote(s, a->customer, id, a->a); /* also after it is used */
}

static void shop(struct sim *s)
{
    struct customer *c = somebody(s);
    int64_t sku = s->people.sku[rng_in(&s->rng, 0, s->people.skus_n - 1)].id;
    struct ask *a =
        ask_new(s, &c->actor, "POST", "/v1/quotes",
                SAY(s, "{\"sku_id\":\"%s\",\"periods\":%d,\"quantity\":%d}", id_text(s, "sku", sku),
                    (int)rng_skewed(&s->rng, 1, 3), (int)rng_skewed(&s->rng, 1, 3)));
    a->customer = c;
    a->then = quoted;
    ask_send(s, a);
}

static void use_old_quote(struct sim *s)
{
    struct customer *c = somebody(s);
    if (!c->quotes_n) return;
    int at = (int)rng_in(&s->rng, 0, c->quotes_n - 1);
    buy(s, rng_hit(&s->rng, 100) ? somebody(s) : c, c->quote[at].id, c->quote[at].resource_id);
}

/* One of his that is in one of these states; NULL: he has none. */
static const struct res_row *his(struct sim *s, const struct customer *c, enum res_state low,
                                 enum res_state high)
{
    const struct rows *r = &s->seen.rows[SEEN_RES];
    size_t back = r->n < 80 ? r->n : 80;
    if (!r->n) return NULL;
    size_t from = (size_t)rng_in(&s->rng, 0, (int64_t)back - 1);
    for (size_t i = 0; i < back; i++) {
        const struct res_row *x = seen_row(&s->seen, SEEN_RES, r->n - 1 - (from + i) % back);
        if (x->org == c->org_id && x->state >= (int64_t)low && x->state <= (int64_t)high) return x;
    }
    return NULL;
}

static void renew(struct sim *s)
{
    struct customer *c = somebody(s);
    const struct res_row *r = his(s, c, RES_ACTIVE, RES_SUSPENDED);
    if (!r) return;
    int copies = rng_hit(&s->rng, 150) ? 2 : 1; /* two quotes for one end */
    for (int i = 0; i < copies; i++) {
        struct ask *a = ask_new(s, &c->actor, "POST", "/v1/quotes",
                                SAY(s, "{\"resource_id\":\"%s\",\"periods\":%d}",
                                    id_text(s, "res", r->id), (int)rng_in(&s->rng, 1, 2)));
        a->customer = c;
        a->a = r->id;
        a->then = quoted;
        ask_send(s, a);
    }
}

/* Another SKU, of its kind or not, in the place of what he has; whether he keeps the quote or uses
 * it, it is an order like any other. */
static void change(struct sim *s)
{
    struct customer *c = somebody(s);
    const struct res_row *r = his(s, c, RES_ACTIVE, RES_ACTIVE);
    if (!r) return;
    const struct res_row kept = *r;
    int64_t sku = s->people.sku[rng_in(&s->rng, 0, s->people.skus_n - 1)].id;
    for (int i = 0; sku == kept.sku && i < s->people.skus_n; i++) sku = s->people.sku[i].id;
    if (kept.driver == DRIVER_LIBVIRT && rng_hit(&s->rng, 900))
        sku = s->people.sku[kept.sku == s->people.sku[0].id ? 3 : 0].id;
    struct ask *a = ask_new(s, &c->actor, "POST", "/v1/quotes",
                            SAY(s, "{\"resource_id\":\"%s\",\"sku_id\":\"%s\"}",
                                id_text(s, "res", kept.id), id_text(s, "sku", sku)));
    a->customer = c;
    a->then = quoted;
    ask_send(s, a);
}

static void taken_back(struct sim *s, struct ask *a)
{
    if (a->status == 200) SAW(s, order_taken_back);
}

static void take_back(struct sim *s)
{
    struct customer *c = somebody(s);
    const struct res_row *r = his(s, c, RES_OPENING, RES_OPENING);
    const struct rows *lines = &s->seen.rows[SEEN_LINE];
    for (size_t i = 0; r && i < lines->n; i++) {
        const struct line_row *l = seen_row(&s->seen, SEEN_LINE, lines->n - 1 - i);
        if (l->resource != r->id) continue;
        bool one = rng_hit(&s->rng, 500);
        struct ask *a = ask_new(
            s, &c->actor, "POST", SAY(s, "/v1/orders/%s/cancel", id_text(s, "ord", l->order)),
            one ? SAY(s, "{\"line_id\":\"%s\"}", id_text(s, "lin", l->id)) : "{}");
        a->then = taken_back;
        ask_send(s, a);
        return;
    }
}

static const char *alias_of(struct sim *s, int64_t id)
{
    sqlite3_stmt *st = NULL;
    const char *alias = "box";
    KB_ASSERT(sqlite3_prepare_v2(s->disk.raw, "SELECT alias FROM resource WHERE id = ?", -1, &st,
                                 NULL) == SQLITE_OK);
    sqlite3_bind_int64(st, 1, id);
    if (sqlite3_step(st) == SQLITE_ROW)
        alias = kb_strdup(&s->arena, (const char *)sqlite3_column_text(st, 0));
    sqlite3_finalize(st);
    return alias;
}

static void close_one(struct sim *s)
{
    struct customer *c = somebody(s), *owner = rng_hit(&s->rng, 50) ? somebody(s) : c;
    const struct res_row *r = his(s, owner, RES_OPENING, RES_CLOSED);
    if (!r || (r->state != RES_ACTIVE && rng_hit(&s->rng, 700))) return;
    ask_send(s, ask_new(s, &c->actor, "POST",
                        SAY(s, "/v1/resources/%s/close", id_text(s, "res", r->id)),
                        SAY(s, "{\"confirm\":\"%s\"}", alias_of(s, r->id))));
}

static void rename_one(struct sim *s)
{
    struct customer *c = somebody(s);
    const struct res_row *r = his(s, c, RES_OPENING, RES_CLOSED);
    if (!r) return;
    ask_send(s, ask_new(s, &c->actor, "POST",
                        SAY(s, "/v1/resources/%s/rename", id_text(s, "res", r->id)),
                        SAY(s, "{\"alias\":\"n%d\"}", (int)rng_in(&s->rng, 1, 99))));
}

static void look(struct sim *s)
{
    static const char *const paths[] = { "/v1/balance", "/v1/flow", "/v1/orders", "/v1/resources",
                                         "/v1/shop", "/v1/messages" };
    struct customer *c = somebody(s);
    const struct res_row *r = his(s, c, RES_OPENING, RES_FAILED);
    const char *path = paths[rng_in(&s->rng, 0, COUNT(paths) - 1)];
    if (r && rng_hit(&s->rng, 500)) path = SAY(s, "/v1/resources/%s", id_text(s, "res", r->id));
    ask_send(s, ask_new(s, &c->actor, "GET", path, ""));
}

/* --- money --- */

static void recharge(struct sim *s)
{
    struct customer *c = somebody(s);
    bool staff = rng_hit(&s->rng, 300);
    int seller = 0;
    while (s->people.seller[seller].id != c->seller_id) seller++;
    int64_t fen = rng_in(&s->rng, 1000, 800000);
    ask_send(s,
             ask_new(s, staff ? &s->people.finance[seller][0] : &c->actor, "POST", "/v1/recharges",
                     staff ? SAY(s, "{\"customer_id\":\"%s\",\"amount_fen\":%lld,\"payer\":\"p\"}",
                                 id_text(s, "org", c->org_id), (long long)fen)
                           : SAY(s, "{\"amount_fen\":%lld,\"payer\":\"p\"}", (long long)fen)));
}

static const struct recharge_row *waiting(struct sim *s)
{
    const struct rows *r = &s->seen.rows[SEEN_RECHARGE];
    size_t back = r->n < 40 ? r->n : 40;
    bool any = rng_hit(&s->rng, 50);
    for (size_t i = 0; i < back; i++) {
        const struct recharge_row *x = seen_row(&s->seen, SEEN_RECHARGE, r->n - 1 - i);
        if (any || x->state == RECHARGE_WAITING) return x;
    }
    return NULL;
}

static void decide(struct sim *s)
{
    const struct recharge_row *r = waiting(s);
    int seller = 0;
    if (!r) return;
    while (s->people.seller[seller].id != r->org) seller++;
    const struct turn_actor *who = &s->people.finance[seller][rng_hit(&s->rng, 100) ? 0 : 1];
    bool yes = rng_hit(&s->rng, 850);
    ask_send(s, ask_new(s, who, "POST",
                        SAY(s, "/v1/recharges/%s/%s", id_text(s, "rch", r->id),
                            yes ? "confirm" : "reject"),
                        yes ? "{}" : "{\"reason\":\"not seen\"}"));
}

/* --- time --- */

bool people_quiet(const struct sim *s)
{
    for (size_t i = 0; i < s->seen.live_n; i++) {
        const struct job_row *j = seen_find(&s->seen, SEEN_JOB, s->seen.live[i]);
        if (j->phase != JOB_HELD) return false;
    }
    for (int i = 0; i < s->sites_n; i++)
        if (!s->sites[i].revoked && !site_idle(&s->sites[i])) return false;
    return ctl_idle(s) && !s->net.on_the_way && !s->people.asking;
}

/* To just before or behind the next end of something, or simply on. */
static int64_t how_long(struct sim *s)
{
    const struct rows *r = &s->seen.rows[SEEN_RES];
    int64_t next = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct res_row *x = seen_row(&s->seen, SEEN_RES, i);
        bool open = x->state == RES_ACTIVE || x->state == RES_SUSPENDED;
        if (open && (!next || x->next_ms < next)) next = x->next_ms;
    }
    int64_t to_next = next - s->wall_ms + rng_in(&s->rng, -5000, 1000);
    if (to_next > 0 && rng_hit(&s->rng, 500)) return to_next;
    return rng_skewed(&s->rng, 60000, 10 * 86400000LL);
}

static void time_goes_by(struct sim *s)
{
    if (!people_quiet(s)) return;
    int64_t ms = how_long(s);
    NOTE(s, "time", "goes by", ms);
    s->mono_ms += ms;
    s->wall_ms += ms;
    if (s->wall_ms - s->people.started_ms > 60 * 86400000LL) SAW(s, months_passed);
    gate_heard(s);
    ctl_look(s);
}

static const struct {
    int weight;
    void (*run)(struct sim *s);
} doings[] = {
    { 30, shop },   { 6, use_old_quote }, { 10, renew },   { 8, close_one },  { 1, rename_one },
    { 6, look },    { 10, recharge },     { 14, decide },  { 35, staff_moment },
    { 10, change }, { 4, take_back },
};

void people_moment(struct sim *s)
{
    int64_t sum = 0, at;
    if (s->busy_people)
        sim_later(s, rng_in(&s->rng, 1, s->dice.moment_ms), (struct event){ .kind = EV_PEOPLE });
    if (rng_hit(&s->rng, s->dice.leap)) {
        time_goes_by(s);
        return;
    }
    for (size_t i = 0; i < COUNT(doings); i++) sum += doings[i].weight;
    at = rng_in(&s->rng, 0, sum - 1);
    for (size_t i = 0; i < COUNT(doings); i++) {
        if (at < doings[i].weight) {
            doings[i].run(s);
            return;
        }
        at -= doings[i].weight;
    }
}
