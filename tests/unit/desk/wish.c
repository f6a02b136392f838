/* wish - see wish.h. */
#include "wish.h"

#include <string.h>

extern const struct turn_listener *const app_listeners[]; /* controller/routes.c */

struct wish {
    int64_t id, approval_id, amount_fen;
    const char *what, *state;
};
static const struct kb_field wish_fields[] = {
    ID(wish, id, "wsh"),
    ID(wish, approval_id, "apr"),
    INT(wish, amount_fen, .min = 0),
    STR(wish, what),
    STR(wish, state),
    { .name = NULL },
};
static SHAPE(wish);

struct wish_new {
    int64_t amount_fen;
    const char *what;
};
static const struct kb_field wish_new_fields[] = { INT(wish_new, amount_fen, .min = 0),
                                                   STR(wish_new, what, .max = 70000),
                                                   { .name = NULL } };
static SHAPE(wish_new);

static const struct db_query wish_add = {
    "wish_add", "INSERT INTO wish (id, approval_id, amount_fen, what, state) VALUES (:id, "
                ":approval_id, :amount_fen, :what, :state)"
};
static const struct db_query wish_of = {
    "wish_of", "SELECT id, approval_id, amount_fen, what, state FROM wish WHERE approval_id = "
               ":approval_id"
};
static const struct db_query wish_move = {
    "wish_move", "UPDATE wish SET state = :state WHERE approval_id = :approval_id"
};

/* What will be done, all of it: a wish's amount and words. */
static const char *payload(struct turn *t, const struct wish *w)
{
    return desk_approval_payload(
        t, &wish_new_shape, &(struct wish_new){ .amount_fen = w->amount_fen, .what = w->what });
}

static enum kb_code wish_create(struct turn *t, const struct wish_new *in, struct wish *out)
{
    struct approval a;
    *out =
        (struct wish){ .id = turn_new_id(t), .amount_fen = in->amount_fen, .what = in->what };
    TRY(desk_approval_ask(t,
                          &(struct approval_ask){ .org_id = t->actor.org_id,
                                                  .kind = "withdrawal",
                                                  .object = "order",
                                                  .object_id = 7,
                                                  .amount_fen = in->amount_fen,
                                                  .payload_json = payload(t, out),
                                                  .title_zh = "愿望",
                                                  .title_en = "A wish" },
                          &a));
    out->approval_id = a.id;
    out->state = strcmp(a.state, "approved") == 0 ? "granted" : "waiting";
    return turn_put(t, &wish_add, &wish_shape, out);
}
HANDLER(wish_create, wish_new, wish);

/* A wish that spells trouble is refused by whoever carries it out. */
static enum kb_code grant(struct turn *t, const struct wish *w)
{
    TRY(desk_approval_check(t, w->approval_id, payload(t, w)));
    if (strcmp(w->what, "trouble") == 0)
        return kb_fail(t->err, KB_CONFLICT, "state.move", "this cannot be done");
    return turn_run(
        t, &wish_move,
        ARGS(ARG_INT(approval_id, w->approval_id), ARG_STR(state, "granted")));
}

static enum kb_code on_decided(struct turn *t, int64_t approval_id)
{
    struct approval a;
    struct wish w;
    TRY(desk_approval_find(t, approval_id, &a));
    TRY(turn_find(t, "wish", &wish_of, ARGS(ARG_INT(approval_id, approval_id)), &wish_shape, &w));
    if (strcmp(a.state, "approved") == 0) return grant(t, &w);
    return turn_run(t, &wish_move,
                    ARGS(ARG_INT(approval_id, approval_id), ARG_STR(state, a.state)));
}

static const struct turn_route wish_routes[] = {
    { "POST", "/v1/wishes", WHO_D_ANY, &wish_create_call, "wishes_create", "Wish." },
    { .method = NULL },
};
static const struct turn_listener wish_listeners[] = { { "approval.decided", on_decided },
                                                       { .event = NULL } };

#define TABLES_MAX 256
void wish_open(struct world *w, struct demo *d)
{
    static const struct turn_route *routes[TABLES_MAX];
    static const struct turn_listener *listeners[TABLES_MAX];
    size_t n = 0;
    world_open(w);
    for (n = 0; world_routes()[n]; n++) routes[n] = world_routes()[n];
    KB_ASSERT(n + 2 < TABLES_MAX);
    routes[n] = wish_routes;
    for (n = 0; app_listeners[n]; n++) listeners[n] = app_listeners[n];
    listeners[n] = wish_listeners;
    w->engine.routes = routes;
    w->engine.listeners = listeners;
    sql(w, "CREATE TABLE wish (id INTEGER NOT NULL PRIMARY KEY, approval_id BIGINT NOT NULL, "
           "amount_fen BIGINT NOT NULL, what TEXT NOT NULL, state TEXT NOT NULL)");
    world_demo(w, d);
}

int wish(struct world *w, int64_t amount_fen, const char *what)
{
    return say(w, "POST", "/v1/wishes", "{'amount_fen':%lld,'what':'%s'}", (long long)amount_fen,
               what);
}

const char *wish_approval(struct world *w)
{
    return text_of(w, "approval_id");
}

const char *wish_state(struct world *w, const char *approval)
{
    return sql_text(w, "SELECT state AS s FROM wish WHERE approval_id = %lld",
                    (long long)inside(w, "apr", approval));
}

const char *approval_state(struct world *w, const char *approval)
{
    return sql_text(w, "SELECT state AS s FROM approval WHERE id = %lld",
                    (long long)inside(w, "apr", approval));
}

const char *wish_digest(struct world *w, const char *approval)
{
    return sql_text(w, "SELECT digest AS s FROM approval WHERE id = %lld",
                    (long long)inside(w, "apr", approval));
}

int approves(struct world *w, const struct turn_actor *who, const char *approval)
{
    as(w, who);
    return say(w, "POST", at(w, "/v1/approvals/%s/approve", approval), "{'digest':'%s'}",
               wish_digest(w, approval));
}

int rejects(struct world *w, const struct turn_actor *who, const char *approval, const char *why)
{
    as(w, who);
    return say(w, "POST", at(w, "/v1/approvals/%s/reject", approval),
               "{'digest':'%s','reason':'%s'}", wish_digest(w, approval), why);
}

void wish_flow(struct world *w, struct demo *d, const char *levels)
{
    as(w, &d->d.admin);
    must_say(w, "POST", "/v1/approval-flows", "{'kind':'withdrawal','levels':%s}", levels);
}
