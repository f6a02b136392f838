/* Whose ids a route can be asked about. There is one rule: a foreign id is answered exactly like
 * one of nothing, unless the field itself says whose it reaches besides one's own, and why. Every
 * field of every route is tried by every role with everybody's ids; no route is known by name. */
#include "inputs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The answer without what makes it this request's. */
static const char *answer(struct market *m, const struct turn_route *r, json_t *in)
{
    char number[16];
    input_ask(m, r, in);
    AUTO_JSON reply = json_deep_copy(m->w.reply);
    json_object_del(reply, "request_id");
    snprintf(number, sizeof number, "%d", m->w.status);
    json_object_set_new(reply, "status", json_string(number));
    char *text = json_dumps(reply, JSON_COMPACT | JSON_SORT_KEYS);
    KB_ASSERT(text);
    const char *out = kb_strdup(&m->w.arena, text);
    free(text);
    return out;
}

/* What a field is asked about by somebody: the first thing out of its reach that is not answered
 * like nothing. */
struct tried {
    const char *leak; /* NULL: none */
    bool reached;     /* something beyond one's own, and within its reach, was told */
};

static void try_foreign(struct market *m, const struct market_actor *a, const struct turn_route *r,
                        const struct kb_field *f, struct tried *out)
{
    AUTO_JSON in = input_good(m, r, a->org, true);
    json_object_set_new(in, f->name, json_string(outside(&m->w, f->prefix, 424242)));
    const char *absent = answer(m, r, in);
    for (size_t i = 0; i < m->objects_n && !out->leak; i++) {
        const struct market_object *o = &m->objects[i];
        if (strcmp(o->prefix, f->prefix) != 0 || market_owns(m, a->org, o)) continue;
        json_object_set_new(in, f->name, json_string(o->id));
        const char *told = answer(m, r, in);
        if (strcmp(told, absent) == 0) continue;
        if (market_reaches(m, a->org, f, o))
            out->reached = true;
        else
            out->leak = at(&m->w, "%s as %s: %s is %s: %s\nbut of nothing: %s", r->op, a->name,
                           f->name, o->id, told, absent);
    }
}

static struct tried try_field(struct market *m, const struct turn_route *r,
                              const struct kb_field *f)
{
    struct tried out = { 0 };
    for (size_t i = 0; i < m->actors_n && !out.leak; i++) {
        if (!market_may(&m->actors[i], r)) continue;
        as(&m->w, &m->actors[i].actor);
        try_foreign(m, &m->actors[i], r, f, &out);
    }
    return out;
}

TEST(a_foreign_id_is_answered_exactly_like_one_that_is_not_there)
{
    static struct market m;
    market_open(&m);
    EACH_ROUTE(r) {
        for (const struct kb_field *f = r->call->in->fields; f->name; f++) {
            if (f->type != KB_T_ID || turn_object_open(f->prefix)) continue;
            const struct tried tried = try_field(&m, r, f);
            if (tried.leak) fail_msg("%s", tried.leak);
            kt_row("%s says %s reaches beyond its own, and nothing there is told", r->op, f->name);
            assert_int_equal(tried.reached, f->reach != KB_REACH_OWN);
        }
    }
    market_close(&m);
}

/* --- what is declared --- */

TEST(a_field_that_reaches_beyond_its_own_says_why)
{
    EACH_ROUTE(r) {
        for (const struct kb_field *f = r->call->in->fields; f->name; f++) {
            kt_row("%s %s", r->op, f->name);
            assert_int_equal(f->reach != KB_REACH_OWN, f->reach_why != NULL && f->reach_why[0]);
            assert_true(f->reach == KB_REACH_OWN || f->type == KB_T_ID);
            assert_true(f->reach == KB_REACH_OWN || !turn_object_open(f->prefix));
        }
    }
}

/* A kind of id that is everybody's is one that somebody is told about whose it is not. */
TEST(ids_that_are_everybodys_are_told_to_strangers)
{
    static struct market m;
    static const char *const kinds[] = { "prd", "sku" };
    bool told[COUNT(kinds)] = { false };
    market_open(&m);
    EACH_ROUTE(r) {
        for (const struct kb_field *f = r->call->in->fields; f->name; f++) {
            if (f->type != KB_T_ID || !turn_object_open(f->prefix)) continue;
            bool known = false;
            for (size_t k = 0; k < COUNT(kinds); k++) {
                if (strcmp(kinds[k], f->prefix) != 0) continue;
                known = true;
                if (!told[k] && strcmp(r->method, "GET") == 0)
                    told[k] = try_field(&m, r, f).leak != NULL;
            }
            kt_row("%s of %s: another kind that is everybody's", f->name, r->op);
            assert_true(known);
        }
    }
    for (size_t k = 0; k < COUNT(kinds); k++) {
        kt_row("%s", kinds[k]);
        assert_true(told[k]);
    }
    market_close(&m);
}

/* --- planted leaks --- */

struct planted_org {
    int64_t other_id;
};
struct planted_res {
    int64_t id;
};
static const struct db_query q_any_org = {
    "any_org", "SELECT count(*) AS n FROM org WHERE id = :id AND :org_id > 0"
};
static const struct db_query q_any_res = {
    "any_res", "SELECT count(*) AS n FROM resource WHERE id = :id AND :org_id > 0"
};
static const struct db_query q_sold_res = {
    "sold_res", "SELECT count(*) AS n FROM resource r JOIN org o ON o.id = r.org_id WHERE "
                "r.id = :id AND (o.id = :org_id OR o.parent_id = :org_id)"
};

static enum kb_code there(struct turn *t, const struct db_query *q, int64_t id, struct done *out)
{
    int64_t n;
    TRY(turn_int(t, q, ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &n));
    if (!n) return kb_fail(t->err, KB_NOT_FOUND, "not_found", "not found");
    out->ok = true;
    return KB_OK;
}

/* Two that forget who asks, and one that does not. */
static enum kb_code any_org(struct turn *t, const void *in, void *out)
{
    return there(t, &q_any_org, ((const struct planted_org *)in)->other_id, out);
}

static enum kb_code any_res(struct turn *t, const void *in, void *out)
{
    return there(t, &q_any_res, ((const struct planted_res *)in)->id, out);
}

static enum kb_code sold_res(struct turn *t, const void *in, void *out)
{
    return there(t, &q_sold_res, ((const struct planted_res *)in)->id, out);
}

#define PLANTED_SHAPE(word, S, ...)                                                                \
    static const struct kb_field word##_fields[] = { __VA_ARGS__, { .name = NULL } };              \
    static const struct kb_shape word##_shape = { #word, sizeof(struct S), word##_fields }
PLANTED_SHAPE(own_org, planted_org, ID(planted_org, other_id, "org"));
PLANTED_SHAPE(parent_org, planted_org, ID(planted_org, other_id, "org", .reach = KB_REACH_PARENT));
PLANTED_SHAPE(own_res, planted_res, ID(planted_res, id, "res"));
PLANTED_SHAPE(sold, planted_res, ID(planted_res, id, "res", .reach = KB_REACH_CUSTOMERS));
PLANTED_SHAPE(below, planted_res, ID(planted_res, id, "res", .reach = KB_REACH_BELOW));

static const struct turn_call own_org_call = { .in = &own_org_shape, &done_shape, any_org };
static const struct turn_call parent_org_call = { .in = &parent_org_shape, &done_shape, any_org };
static const struct turn_call own_res_call = { .in = &own_res_shape, &done_shape, any_res };
static const struct turn_call sold_call = { .in = &sold_shape, &done_shape, any_res };
static const struct turn_call below_call = { .in = &below_shape, &done_shape, any_res };
static const struct turn_call exact_call = { .in = &sold_shape, &done_shape, sold_res };
static const struct turn_call undeclared_call = { .in = &own_res_shape, &done_shape, sold_res };

/* By the names of routes and fields that tell more than one's own, so that no name excuses. */
#define PLANTED_WHO WHO_C_ANY | WHO_SALES | WHO_FINANCE
static const struct turn_route planted[] = {
    { "GET", "/v1/planted/0", PLANTED_WHO, &own_org_call, "vouchers_list", "Any organisation." },
    { "GET", "/v1/planted/1", PLANTED_WHO, &parent_org_call, "vouchers_list", "Not the parent." },
    { "GET", "/v1/planted/2", PLANTED_WHO, &own_res_call, "bills_list", "Any resource." },
    { "GET", "/v1/planted/3", PLANTED_WHO, &sold_call, "resources_usage", "A grandchild's." },
    { "GET", "/v1/planted/4", PLANTED_WHO, &below_call, "bills_list", "A neighbour's." },
    { "GET", "/v1/planted/5", PLANTED_WHO, &undeclared_call, "bills_list", "A customer's." },
    { .method = NULL },
};
static const struct turn_route exact[] = {
    { "GET", "/v1/planted/6", PLANTED_WHO, &exact_call, "planted_exact", "A customer's." },
    { .method = NULL },
};

TEST(a_planted_leak_is_found_whatever_its_route_is_called)
{
    static struct market m;
    static const struct turn_route *const tables[] = { planted, exact, NULL };
    market_open(&m);
    m.w.engine.routes = tables;
    for (const struct turn_route *r = planted; r->method; r++) {
        kt_row("%s %s", r->path, r->doc);
        assert_non_null(try_field(&m, r, r->call->in->fields).leak);
    }
    const struct tried tried = try_field(&m, exact, exact->call->in->fields);
    assert_null(tried.leak);
    assert_true(tried.reached);
    market_close(&m);
}
