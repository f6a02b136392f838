/* asking - see asking.h. */
#include "asking.h"

#include "base/text.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct turn_route *const tables[] = {
    ledger_routes, money_routes,   subject_routes, entry_event_routes, template_routes,
    entry_routes,  decision_routes, reverse_routes, book_routes,
    period_routes, voucher_routes,
    trial_routes,  account_routes, profit_routes,  cash_routes,        series_routes,
    daily_routes,  export_routes,
};

static const struct turn_route *route(const char *op)
{
    for (size_t i = 0; i < COUNT(tables); i++)
        for (const struct turn_route *r = tables[i]; r->method; r++)
            if (strcmp(r->op, op) == 0) return r;
    fail_msg("no route %s", op);
    return NULL;
}

static enum kb_code run(struct books *b, const struct turn_call *call, void *input, void *output)
{
    b->t.prepared = NULL;
    if (call->prepare) TRY(call->prepare(&b->t, input));
    if (b->between) b->between(b);
    int64_t before = db_changes(b->db);
    enum kb_code code = call->run(&b->t, input, output);
    if (code != KB_OK && db_changes(b->db) != before)
        fail_msg("refused (%s: %s) after it had written", b->err->reason, b->err->text);
    return code;
}

enum kb_code ask_as(struct books *b, const struct turn_actor *actor, const char *op, const char *in,
                    json_t **out)
{
    const struct turn_call *call = route(op)->call;
    json_t *json = NULL;
    char *text = kb_strdup(&b->keep, in);
    for (char *c = text; *c; c++)
        if (*c == '\'') *c = '"';
    kb_arena_reset(&b->arena);
    void *input = kb_alloc(&b->arena, call->in->size + 1),
         *output = kb_alloc(&b->arena, call->out->size + 1);
    *out = NULL;
    TRY(kb_json_parse(text, strlen(text), 100000, &json, b->err));
    enum kb_code code = kb_read(call->in, json, &b->w.world.id_key, input, &b->arena, b->err);
    json_decref(json);
    TRY(code);
    b->t.actor = *actor;
    b->t.now_ms = b->w.now_ms;
    code = run(b, call, input, output);
    TRY(code);
    *out = kb_write(call->out, output, &b->w.world.id_key);
    if (!b->replies) b->replies = json_array();
    json_array_append_new(b->replies, *out);
    return KB_OK;
}

enum kb_code ask_by(struct books *b, int64_t org, int64_t user, const char *op, const char *in,
                    json_t **out)
{
    const struct turn_actor actor = { .org_id = org,
                                      .platform_id = P,
                                      .user_id = user,
                                      .name = "",
                                      .who = org == P ? WHO_P_FINANCE : WHO_D_FINANCE };
    return ask_as(b, &actor, op, in, out);
}

enum kb_code ask(struct books *b, int64_t org, const char *op, const char *in, json_t **out)
{
    return ask_by(b, org, U1, op, in, out);
}

json_t *asked(struct books *b, int64_t org, const char *op, const char *fmt, ...)
{
    char text[8192];
    json_t *out = NULL;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    if (ask(b, org, op, text, &out) != KB_OK)
        fail_msg("%s %s: %s (%s): %s", op, text, b->err->reason, b->err->field, b->err->text);
    return out;
}

int64_t num(json_t *j, const char *name)
{
    json_t *v = json_object_get(j, name);
    if (!json_is_integer(v)) fail_msg("%s is no number", name);
    return json_integer_value(v);
}

bool flag(json_t *j, const char *name)
{
    json_t *v = json_object_get(j, name);
    if (!json_is_boolean(v)) fail_msg("%s is neither true nor false", name);
    return json_is_true(v);
}

const char *str(json_t *j, const char *name)
{
    const char *s = json_string_value(json_object_get(j, name));
    if (!s) fail_msg("%s is no text", name);
    return s;
}

json_t *item(json_t *list, size_t i)
{
    json_t *x = json_array_get(json_object_get(list, "items"), i);
    assert_non_null(x);
    return x;
}

size_t items(json_t *list)
{
    return json_array_size(json_object_get(list, "items"));
}

json_t *item_of(json_t *list, const char *field, const char *value)
{
    for (size_t i = 0; i < items(list); i++)
        if (strcmp(str(item(list, i), field), value) == 0) return item(list, i);
    fail_msg("no item with %s %s", field, value);
    return NULL;
}

const char *text_id(struct books *b, const char *prefix, int64_t id)
{
    char text[KB_ID_TEXT_MAX];
    kb_id_text(&b->w.world.id_key, prefix, id, text);
    return kb_strdup(&b->keep, text);
}
