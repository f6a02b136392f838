/* Every route, every field, every role: what is wrong is refused with the field's name, who
 * may not is refused whatever he sends, and nothing of either is stored. */
#include "inputs.h"

#include <stdio.h>
#include <string.h>

/* No row was written at all, not even one that was taken back. */
static void assert_nothing_stored(struct market *m, int64_t changes_before)
{
    int64_t n = db_changes(m->w.db) - changes_before;
    if (n) fail_msg("%lld rows were written: %d %s", (long long)n, m->w.status, m->w.raw);
}

static const char *said(struct market *m, const char *name)
{
    const char *s = json_string_value(json_object_get(m->w.reply, name));
    return s ? s : "";
}

static const struct market_actor *first_who_may(struct market *m, const struct turn_route *r)
{
    for (size_t i = 0; i < m->actors_n; i++)
        if (market_may(&m->actors[i], r)) return &m->actors[i];
    return NULL;
}

/* Text and kinds that a query or a path cannot show, or that are right there. */
static bool cannot_be_said(const struct turn_route *r, const struct kb_field *f,
                           const struct input_bad *b)
{
    bool text = strcmp(r->method, "GET") == 0 || input_in_path(r, f->name);
    bool empty = strcmp(b->name, "empty") == 0;
    if (empty) return f->optional || f->min == 0 || input_in_path(r, f->name);
    if (strcmp(b->name, "not a word of the list") == 0) return !f->one_of;
    if (strcmp(b->name, "too long") == 0 && f->type == KB_T_STR) return !f->max;
    if (strcmp(b->name, "over the maximum") == 0) return !f->max;
    if (strcmp(b->name, "under the minimum") == 0)
        return (!f->min && !f->max) || (f->optional && f->min == 1);
    if (strcmp(b->name, "the largest") == 0) return !f->max || f->max == INT64_MAX;
    if (strcmp(b->name, "the smallest") == 0) return !f->min && !f->max;
    if (!text) return false;
    if (strcmp(b->name, "text with NUL") == 0) return true; /* %00: unit_turn's queries */
    if (f->type == KB_T_STR) return !f->one_of && !json_is_string(b->value);
    return f->type == KB_T_BOOL && strcmp(b->name, "text") == 0;
}

static void spoil_field(struct market *m, const struct turn_route *r, const struct kb_field *f,
                        const struct market_actor *a)
{
    struct input_bad b;
    for (size_t n = 0; input_bad(f, n, &b); n++) {
        AUTO_JSON value = b.value;
        if (cannot_be_said(r, f, &b)) continue;
        AUTO_JSON in = input_good(m, r, a->org, true);
        int64_t before = db_changes(m->w.db);
        json_object_set(in, f->name, value);
        kt_row("%s: %s is %s", r->op, f->name, b.name);
        int status = input_ask(m, r, in);
        assert_nothing_stored(m, before);
        if (status == 404 && input_in_path(r, f->name)) continue; /* no such address */
        if (status == 400 && strcmp(said(m, "reason"), "request.body") == 0) continue; /* no JSON */
        if (status != 400 || strncmp(said(m, "field"), f->name, strlen(f->name)) != 0)
            fail_msg("%s: %s is %s: %d %s", r->op, f->name, b.name, status, m->w.raw);
    }
}

/* One organisation of each kind is enough: what is wrong is wrong for all of them. */
static bool of_interest(const struct market_actor *a, const struct turn_route *r)
{
    static const enum market_org one_of_each[] = { ORG_P, ORG_D1, ORG_C1, ORG_S1 };
    bool one = false;
    for (size_t i = 0; i < COUNT(one_of_each); i++) one |= a->org == one_of_each[i];
    return one && market_may(a, r);
}

TEST(a_field_of_the_wrong_kind_or_size_is_refused_by_name)
{
    static struct market m;
    market_open(&m);
    EACH_ROUTE(r) {
        for (size_t i = 0; i < m.actors_n; i++) {
            if (!of_interest(&m.actors[i], r)) continue;
            as(&m.w, &m.actors[i].actor);
            for (const struct kb_field *f = r->call->in->fields; f->name; f++)
                spoil_field(&m, r, f, &m.actors[i]);
        }
    }
    market_close(&m);
}

TEST(a_required_field_that_is_missing_and_one_nobody_knows_are_refused_by_name)
{
    static struct market m;
    market_open(&m);
    EACH_ROUTE(r) {
        const struct market_actor *a = first_who_may(&m, r);
        if (!a) continue;
        as(&m.w, &a->actor);
        int64_t before = db_changes(m.w.db);
        for (const struct kb_field *f = r->call->in->fields; f->name; f++) {
            if (f->optional || input_in_path(r, f->name)) continue;
            AUTO_JSON in = input_good(&m, r, a->org, true);
            json_object_del(in, f->name);
            kt_row("%s without %s", r->op, f->name);
            assert_int_equal(input_ask(&m, r, in), 400);
            assert_string_equal(said(&m, "reason"), "request.missing");
            assert_string_equal(said(&m, "field"), f->name);
        }
        AUTO_JSON in = input_good(&m, r, a->org, true);
        json_object_set_new(in, "surprise", json_string("x"));
        kt_row("%s with a surprise", r->op);
        assert_int_equal(input_ask(&m, r, in), 400);
        assert_string_equal(said(&m, "reason"), "request.unknown_field");
        assert_string_equal(said(&m, "field"), "surprise");
        assert_nothing_stored(&m, before);
    }
    market_close(&m);
}

/* Bodies that are no JSON object at all. */
static const char *const bodies[] = {
    "",
    "[]",
    "1",
    "\"x\"",
    "null",
    "{",
    "{\"a\":1,}",
    "{\"id\":}",
    "\xff\xfe",
    "{\"\\ud800\":1}",
    "{\"a\":99999999999999999999}",
    "{\"a\":1e999}",
    "{\"a\":1,\"a\":2}",
    "{} {}",
    "nul",
};

/* No body is as good as an empty one where nothing has to be in it. */
static bool asks_for_nothing(const struct turn_route *r)
{
    for (const struct kb_field *f = r->call->in->fields; f->name; f++)
        if (!f->optional && !input_in_path(r, f->name)) return false;
    return true;
}

/* The route's path with the values that stand in it. */
static void path_of(const struct turn_route *r, json_t *in, char *path, size_t size)
{
    const char *hole = strchr(r->path, '{');
    char name[40] = "", value[64] = "";
    if (hole) snprintf(name, sizeof name, "%.*s", (int)strcspn(hole + 1, "}"), hole + 1);
    const json_t *v = json_object_get(in, name);
    if (json_is_string(v)) snprintf(value, sizeof value, "%s", json_string_value(v));
    if (json_is_integer(v)) snprintf(value, sizeof value, "%lld", (long long)json_integer_value(v));
    snprintf(path, size, "%.*s%s%s", hole ? (int)(hole - r->path) : (int)strlen(r->path), r->path,
             value, hole ? strchr(hole, '}') + 1 : "");
}

TEST(a_body_that_is_no_object_is_refused_and_stores_nothing)
{
    static struct market m;
    char deep[2000];
    market_open(&m);
    memset(deep, '[', sizeof deep);
    deep[sizeof deep - 1] = '\0';
    EACH_ROUTE(r) {
        const struct market_actor *a = first_who_may(&m, r);
        if (!a || strcmp(r->method, "GET") == 0) continue;
        AUTO_JSON good = input_good(&m, r, a->org, true);
        char path[160];
        path_of(r, good, path, sizeof path);
        as(&m.w, &a->actor);
        int64_t before = db_changes(m.w.db);
        for (size_t i = 0; i <= COUNT(bodies); i++) {
            const char *body = i < COUNT(bodies) ? bodies[i] : deep;
            kt_row("%s: %s", r->op, body);
            if (!body[0] && asks_for_nothing(r)) continue;
            if (world_ask(&m.w, r->method, path, body, strlen(body)) != 400)
                fail_msg("%s: %s: %d %s", r->op, body, m.w.status, m.w.raw);
        }
        assert_nothing_stored(&m, before);
    }
    market_close(&m);
}

TEST(who_may_not_is_refused_whatever_he_sends)
{
    static struct market m;
    market_open(&m);
    EACH_ROUTE(r) {
        if (r->who & (WHO_SYSTEM | WHO_ANYONE)) continue;
        for (size_t i = 0; i < m.actors_n; i++) {
            const struct market_actor *a = &m.actors[i];
            if (market_may(a, r)) continue;
            bool nobody = !(a->actor.who & WHO_SIGNED_IN);
            as(&m.w, &a->actor);
            for (int own = 0; own < 2; own++) {
                AUTO_JSON in = input_good(&m, r, a->org, own);
                int64_t before = db_changes(m.w.db);
                kt_row("%s as %s", r->op, a->name);
                assert_int_equal(input_ask(&m, r, in), nobody ? 401 : 403);
                json_object_set_new(in, "surprise", json_true());
                assert_int_equal(input_ask(&m, r, in), nobody ? 401 : 403);
                assert_nothing_stored(&m, before);
            }
        }
    }
    market_close(&m);
}

TEST(a_write_without_a_key_is_refused_and_stores_nothing)
{
    static struct market m;
    market_open(&m);
    EACH_ROUTE(r) {
        const struct market_actor *a = first_who_may(&m, r);
        if (!a || strcmp(r->method, "GET") == 0 || r->flags & (TURN_NO_KEY | TURN_READ)) continue;
        AUTO_JSON in = input_good(&m, r, a->org, true);
        int64_t before = db_changes(m.w.db);
        as(&m.w, &a->actor);
        m.w.key = "short";
        kt_row("%s", r->op);
        assert_int_equal(input_ask(&m, r, in), 400);
        assert_string_equal(said(&m, "reason"), "idempotency.missing");
        assert_nothing_stored(&m, before);
        m.w.key = NULL;
    }
    market_close(&m);
}

TEST(every_kind_of_id_that_is_asked_for_is_tried_with_a_real_one)
{
    static struct market m;
    market_open(&m);
    EACH_ROUTE(r) {
        for (const struct kb_field *f = r->call->in->fields; f->name && !(r->who & WHO_SYSTEM);
             f++) {
            if (f->type != KB_T_ID) continue;
            bool found = false;
            kt_row("%s %s: no object with %s_ in the market", r->op, f->name, f->prefix);
            for (size_t i = 0; i < m.objects_n; i++)
                found |= strcmp(m.objects[i].prefix, f->prefix) == 0;
            assert_true(found);
        }
    }
    market_close(&m);
}
