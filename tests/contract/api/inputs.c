/* inputs - see inputs.h. */
#include "inputs.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool input_in_path(const struct turn_route *r, const char *name)
{
    char in_path[64];
    snprintf(in_path, sizeof in_path, "{%s}", name);
    return strstr(r->path, in_path) != NULL;
}

/* --- right --- */

/* Where any value of the right kind would not do: what leads to a success of the route. */
static const struct {
    const char *op, *field, *value;
} wanted[] = {
    { "subjects_create", "code", "\"6801\"" },
    { "entry_events_create", "event", "\"own.sweep\"" },
    { "templates_create", "event", "\"expense.paid\"" },
    { "templates_create", "lines",
      "[{\"side\":\"D\",\"subject\":\"6602\",\"amount\":\"amount\"},"
      "{\"side\":\"C\",\"subject\":\"1002\",\"amount\":\"amount\"}]" },
    { "entries_create", "event", "\"expense.paid\"" },
    { "entries_create", "vars", "{\"amount\":1}" },
    { "subject_ledger_list", "subject", "\"1002\"" },
    { "supplier_bills_create", "csv", "\"ref,amount\\nx,1\"" },
    { "supplier_bills_create", "from", "\"2026-01-01\"" },
    { "supplier_bills_create", "to", "\"2026-01-31\"" },
    { "periods_get", "month", "202601" },
    { "periods_close", "month", "202601" },
    { "periods_reopen", "month", "202601" },
    { "periods_confirm", "month", "202601" },
    { "periods_withdraw", "month", "202601" },
};

static json_t *wanted_value(const char *op, const char *field)
{
    for (size_t i = 0; i < COUNT(wanted); i++)
        if (strcmp(wanted[i].op, op) == 0 && strcmp(wanted[i].field, field) == 0)
            return json_loads(wanted[i].value, JSON_DECODE_ANY, NULL);
    return NULL;
}

static json_t *text_of_length(int64_t n)
{
    char *s = malloc((size_t)n + 1);
    KB_ASSERT(s);
    memset(s, 'x', (size_t)n);
    s[n] = '\0';
    json_t *v = json_string(s);
    free(s);
    return v;
}

/* Free JSON has no shape to make it from; every organisation has the role admin. */
static json_t *good_json(const struct kb_field *f)
{
    return strcmp(f->name, "roles") == 0 ? json_pack("[s]", "admin") : json_object();
}

static json_t *good_value(struct market *m, const struct kb_field *f, enum market_org org,
                          bool own);

/* As few items as there may be, each with what it must have. */
static json_t *good_list(struct market *m, const struct kb_field *f, enum market_org org, bool own)
{
    json_t *list = json_array();
    for (int64_t i = 0; i < f->min; i++) {
        json_t *item = json_object();
        for (const struct kb_field *g = f->of->fields; g->name; g++)
            if (!g->optional) json_object_set_new(item, g->name, good_value(m, g, org, own));
        json_array_append_new(list, item);
    }
    return list;
}

static json_t *good_value(struct market *m, const struct kb_field *f, enum market_org org, bool own)
{
    switch (f->type) {
    case KB_T_STR:
        return f->one_of ? json_string(f->one_of[0]) : text_of_length(f->min > 3 ? f->min : 3);
    case KB_T_INT: return json_integer(f->min > 1 ? f->min : 1);
    case KB_T_BOOL: return json_true();
    case KB_T_ID: {
        const struct market_object *o = market_object(m, org, f->prefix, own);
        if (!o && own) o = market_object(m, org, f->prefix, false);
        if (o) return json_string(o->id);
        return json_string(outside(&m->w, f->prefix, 424242)); /* well formed, of nothing */
    }
    case KB_T_JSON: return good_json(f);
    case KB_T_LIST: return good_list(m, f, org, own);
    case KB_T_OBJ: return json_object();
    }
    return NULL;
}

json_t *input_good(struct market *m, const struct turn_route *r, enum market_org org, bool own)
{
    json_t *in = json_object();
    for (const struct kb_field *f = r->call->in->fields; f->name; f++) {
        json_t *value = wanted_value(r->op, f->name);
        if (f->optional && !value && (f->type != KB_T_ID || own)) continue;
        json_object_set_new(in, f->name, value ? value : good_value(m, f, org, own));
    }
    return in;
}

/* --- asking --- */

static void add_encoded(struct kb_text *to, const char *s)
{
    for (; *s; s++) {
        if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", *s))
            kb_text_addn(to, s, 1);
        else
            kb_text_addf(to, "%%%02x", (unsigned char)*s);
    }
}

/* A value as it stands in a path or a query. */
static void add_value(struct kb_text *to, const json_t *v)
{
    char *text = json_is_string(v) ? strdup(json_string_value(v))
                                   : json_dumps(v, JSON_COMPACT | JSON_ENCODE_ANY);
    KB_ASSERT(text);
    add_encoded(to, text);
    free(text);
}

static void add_path(struct kb_text *to, const struct turn_route *r, json_t *in)
{
    char name[64];
    for (const char *p = r->path; *p; p++) {
        if (*p != '{') {
            kb_text_addn(to, p, 1);
            continue;
        }
        size_t n = strcspn(p + 1, "}");
        snprintf(name, sizeof name, "%.*s", (int)n, p + 1);
        add_value(to, json_object_get(in, name));
        p += n + 1;
    }
}

int input_ask(struct market *m, const struct turn_route *r, json_t *in)
{
    AUTO(kb_text_done) struct kb_text path = { 0 };
    AUTO_JSON body = json_object();
    bool get = strcmp(r->method, "GET") == 0;
    const char *name, *sign = "?";
    json_t *v;
    kb_text_init(&path, 65536);
    add_path(&path, r, in);
    json_object_foreach(in, name, v) {
        if (input_in_path(r, name)) continue;
        if (!get) {
            json_object_set(body, name, v);
            continue;
        }
        kb_text_add(&path, sign);
        add_encoded(&path, name);
        kb_text_add(&path, "=");
        add_value(&path, v);
        sign = "&";
    }
    char *text = get ? strdup("") : json_dumps(body, JSON_COMPACT);
    KB_ASSERT(text);
    int status = world_ask(&m->w, r->method, path.at, text, strlen(text));
    free(text);
    return status;
}

/* --- wrong --- */

static bool bad(struct input_bad *out, const char *name, json_t *value)
{
    *out = (struct input_bad){ name, value };
    return true;
}

static bool bad_str(const struct kb_field *f, size_t n, struct input_bad *out)
{
    static const char after_nul[] = { 'a', 0, 'b' };
    switch (n) {
    case 0: return bad(out, "a number", json_integer(1));
    case 1: return bad(out, "null", json_null());
    case 2: return bad(out, "a list", json_array());
    case 3: return bad(out, "an object", json_object());
    case 4: return bad(out, "true", json_true());
    case 5: return bad(out, "text with NUL", json_stringn_nocheck(after_nul, sizeof after_nul));
    case 6: return bad(out, "too long", text_of_length(f->max ? f->max + 1 : 1));
    case 7: return bad(out, "not a word of the list", json_string("zzz"));
    case 8: return bad(out, "empty", json_string(""));
    default: return false;
    }
}

static bool bad_int(const struct kb_field *f, size_t n, struct input_bad *out)
{
    switch (n) {
    case 0: return bad(out, "text", json_string("one"));
    case 1: return bad(out, "null", json_null());
    case 2: return bad(out, "a fraction", json_real(1.5));
    case 3: return bad(out, "true", json_true());
    case 4: return bad(out, "over the maximum", json_integer(f->max + 1));
    case 5: return bad(out, "under the minimum", json_integer(f->min - 1));
    case 6: return bad(out, "the largest", json_integer(INT64_MAX));
    case 7: return bad(out, "the smallest", json_integer(INT64_MIN));
    default: return false;
    }
}

static bool bad_id(const struct kb_field *f, size_t n, struct input_bad *out)
{
    char text[64];
    switch (n) {
    case 0: return bad(out, "a number", json_integer(1));
    case 1: return bad(out, "null", json_null());
    case 2: return bad(out, "garbage", json_string("garbage"));
    case 3: return bad(out, "another prefix", json_string("zzz_0000000000000"));
    case 4:
        snprintf(text, sizeof text, "%s_", f->prefix);
        return bad(out, "cut", json_string(text));
    case 5:
        snprintf(text, sizeof text, "%s_uuuuuuuuuuuuu", f->prefix);
        return bad(out, "no such letters", json_string(text));
    case 6:
        snprintf(text, sizeof text, "%s_00000000000000", f->prefix);
        return bad(out, "too long", json_string(text));
    case 7: return bad(out, "a list", json_array());
    case 8: return bad(out, "empty", json_string(""));
    default: return false;
    }
}

static bool bad_json(const struct kb_field *f, size_t n, struct input_bad *out)
{
    if (n > 0) return false;
    AUTO_JSON big = json_object();
    json_object_set_new(big, "x", text_of_length(f->max ? f->max : 16384));
    return bad(out, "too long", json_incref(big));
}

static bool bad_other(const struct kb_field *f, size_t n, struct input_bad *out)
{
    bool boolean = f->type == KB_T_BOOL;
    if (n == 0) return bad(out, "a number", json_integer(1));
    if (n == 1) return bad(out, "text", json_string("true"));
    if (n == 2 && boolean) return bad(out, "null", json_null());
    return false;
}

bool input_bad(const struct kb_field *f, size_t n, struct input_bad *out)
{
    switch (f->type) {
    case KB_T_STR: return bad_str(f, n, out);
    case KB_T_INT: return bad_int(f, n, out);
    case KB_T_ID: return bad_id(f, n, out);
    case KB_T_JSON: return bad_json(f, n, out);
    case KB_T_BOOL:
    case KB_T_LIST:
    case KB_T_OBJ: return bad_other(f, n, out);
    }
    return false;
}
