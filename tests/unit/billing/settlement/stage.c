/* stage - see stage.h. */
#include "stage.h"

#include "ledger/ledger.h"

#include <string.h>

void stage_open(struct stage *s)
{
    memset(s, 0, sizeof *s);
    world_open(&s->w);
    world_demo(&s->w, &s->d);
    as(&s->w, &s->d.p.admin);
    must_get(&s->w, "/v1/suppliers");
    s->supplier = text_of(&s->w, "items.0.id");
}

void stage_close(struct stage *s)
{
    world_close(&s->w);
}

void until(struct world *w, int64_t at_ms)
{
    pass(w, at_ms - w->k.now_ms);
}

const char *post(struct world *w, const struct ledger_event *ev)
{
    struct kb_error err = { 0 };
    struct ledger_posted posted;
    struct turn t = { .db = w->db,
                      .arena = &w->arena,
                      .world = &w->k.world,
                      .err = &err,
                      .engine = &w->engine,
                      .now_ms = w->k.now_ms,
                      .request_id = "stage",
                      .peer = "",
                      .actor = { .who = WHO_SYSTEM, .platform_id = w->platform_id, .name = "" } };
    assert_ok(db_begin(w->db, &err));
    if (ledger_post(&t, ev, &posted) != KB_OK) {
        db_rollback(w->db);
        return at(w, "%s", err.reason);
    }
    assert_ok(db_commit(w->db, &err));
    return "";
}

static void must_post(struct world *w, const struct ledger_event *ev)
{
    assert_string_equal(post(w, ev), "");
}

void collect_online(struct stage *s, int64_t fen)
{
    struct world *w = &s->w;
    int64_t above = w->platform_id, dist = s->d.d.admin.org_id;
    struct ledger_leg legs[] = {
        { .org_id = above,
          .role = "top",
          .mode = "",
          .child_id = dist,
          .vars = { { "amount", fen } } },
        { .org_id = dist,
          .role = "own",
          .mode = "",
          .parent_id = above,
          .customer_id = s->d.c.admin.org_id,
          .vars = { { "amount", fen } } },
    };
    struct ledger_leg payout = {
        .org_id = above, .role = "top", .mode = "", .vars = { { "amount", fen }, { "fee", 0 } }
    };
    must_post(w, &(struct ledger_event){ .event = "recharge_online",
                                         .biz_key = at(w, "online:%lld", (long long)++w->serial),
                                         .legs = legs,
                                         .legs_n = 2 });
    must_post(w, &(struct ledger_event){ .event = "recharge_online.payout",
                                         .biz_key = at(w, "payout:%lld", (long long)++w->serial),
                                         .legs = &payout,
                                         .legs_n = 1 });
}

void bank(struct world *w, int64_t org_id, int64_t fen)
{
    struct ledger_leg leg = {
        .org_id = org_id, .role = "own", .mode = "", .vars = { { "amount", fen } }
    };
    must_post(w, &(struct ledger_event){ .event = "capital.in",
                                         .biz_key = at(w, "bank:%lld", (long long)++w->serial),
                                         .legs = &leg,
                                         .legs_n = 1 });
}

int64_t bank_fen(struct world *w, int64_t org_id)
{
    return sql_int(w,
                   "SELECT coalesce(sum(b.dr_fen - b.cr_fen), 0) FROM balance b JOIN subject s ON "
                   "s.id = b.subject_id WHERE s.book_id = %lld AND s.code = '1002'",
                   (long long)org_id);
}

const char *run_between(struct world *w, const struct turn_actor *who, const char *other)
{
    as(w, who);
    must_get(w, "/v1/settlements?other_id=%s", other);
    return count_of(w, "items") ? text_of(w, "items.0.id") : "";
}

static void submit(struct world *w, const char *run, const struct turn_actor *seller,
                   const struct turn_actor *buyer)
{
    as(w, buyer);
    must_get(w, "/v1/settlements/%s", run);
    as(w, strcmp(text_of(w, "payer"), "seller") == 0 ? seller : buyer);
    must_say(w, "POST", at(w, "/v1/settlements/%s/submit", run), NULL);
}

void approve_run(struct stage *s, const char *run, const struct turn_actor *seller,
                 const struct turn_actor *buyer)
{
    struct world *w = &s->w;
    as(w, seller);
    must_say(w, "POST", at(w, "/v1/settlements/%s/confirm", run), "{}");
    as(w, buyer);
    must_say(w, "POST", at(w, "/v1/settlements/%s/confirm", run), "{}");
    submit(w, run, seller, buyer);
}

void approve_supply(struct stage *s, const char *run)
{
    struct world *w = &s->w;
    as(w, &s->d.p.op);
    must_say(w, "POST", at(w, "/v1/settlements/%s/confirm", run),
             "{'for_supplier':true,'note':'by letter'}");
    as(w, &s->d.p.finance);
    must_say(w, "POST", at(w, "/v1/settlements/%s/confirm", run), "{}");
    must_say(w, "POST", at(w, "/v1/settlements/%s/submit", run), NULL);
}

void pay_run(struct world *w, const char *run, const struct turn_actor *payer)
{
    as(w, payer);
    must_say(w, "POST", at(w, "/v1/settlements/%s/pay", run), "{'bank_ref':'B-1'}");
}

int64_t owed_between(struct world *w)
{
    return sql_int(w, "SELECT coalesce(sum(abs(b.dr_fen - b.cr_fen)), 0) FROM balance b JOIN "
                      "subject s ON s.id = b.subject_id WHERE s.book_id > 0 AND s.mirror <> ''");
}
