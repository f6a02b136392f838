/* reply - what goes back: an object as JSON, a list as JSON or CSV, an error with its reason
 * word. */
#include "turn/input_priv.h"

#include <stdlib.h>
#include <string.h>

static void keep_text(struct turn_request *r, char *text, const char *type)
{
    size_t n = strlen(text);
    r->reply = memcpy(kb_alloc(&r->arena, n + 1), text, n + 1);
    r->reply_len = n;
    r->type = type;
}

/* RFC 4180 quoting; a leading =, +, - or @ would be run by spreadsheets, so it gets a quote. */
static void csv_cell(struct kb_text *out, const char *s)
{
    kb_text_add(out, "\"");
    if (s[0] && strchr("=+-@\t\r", s[0])) kb_text_add(out, "'");
    for (; *s; s++) {
        if (*s == '"') kb_text_add(out, "\"");
        kb_text_addn(out, s, 1);
    }
    kb_text_add(out, "\"");
}

static void csv_value(struct kb_text *out, const json_t *v)
{
    if (json_is_integer(v))
        kb_text_addf(out, "%lld", (long long)json_integer_value(v));
    else if (json_is_boolean(v))
        kb_text_add(out, json_is_true(v) ? "true" : "false");
    else if (json_is_string(v))
        csv_cell(out, json_string_value(v));
    else if (v) {
        char *text = json_dumps(v, JSON_COMPACT);
        if (text) csv_cell(out, text);
        free(text);
    }
}

static void reply_csv(struct turn_request *r, const struct kb_field *items, json_t *list)
{
    AUTO(kb_text_done) struct kb_text out = { 0 };
    size_t i;
    json_t *row;
    kb_text_init(&out, (size_t)16 << 20);
    kb_text_add(&out, "\xef\xbb\xbf"); /* so that spreadsheets read UTF-8 */
    for (const struct kb_field *f = items->of->fields; f->name; f++)
        kb_text_addf(&out, "%s%s", f == items->of->fields ? "" : ",", f->name);
    kb_text_add(&out, "\r\n");
    json_array_foreach(list, i, row) {
        for (const struct kb_field *f = items->of->fields; f->name; f++) {
            if (f != items->of->fields) kb_text_add(&out, ",");
            csv_value(&out, json_object_get(row, f->name));
        }
        kb_text_add(&out, "\r\n");
    }
    keep_text(r, out.at, "text/csv; charset=utf-8");
}

void turn_reply_write(const struct turn_engine *e, struct turn_request *r)
{
    const struct kb_shape *shape = r->route->call->out;
    const struct kb_field *items = kb_field_find(shape, "items");
    AUTO_JSON body = kb_write(shape, r->out, &e->world->id_key);
    r->status = 200;
    if (r->route->flags & TURN_LIST && items && r->accept && strstr(r->accept, "text/csv")) {
        reply_csv(r, items, json_object_get(body, "items"));
        return;
    }
    char *text = json_dumps(body, JSON_COMPACT);
    KB_ASSERT(text);
    keep_text(r, text, "application/json");
    free(text);
}

/* What broke inside, and the words of the database, are for the log and not for the asker. */
static const char *told(const struct kb_error *err, const struct kb_reason *reason)
{
    if (err->code == KB_INTERNAL) return "an internal error; see the request id";
    if (strncmp(err->reason, "store.", 6) == 0) return reason ? reason->en : "";
    return err->text;
}

void turn_request_fail(struct turn_request *r, const struct kb_error *err)
{
    const struct kb_reason *reason = kb_reason_find(err->reason);
    AUTO_JSON body =
        json_pack("{s:s,s:s,s:s,s:s,s:s}", "code", kb_code_name(err->code), "reason", err->reason,
                  "field", err->field, "text", told(err, reason), "request_id", r->request_id);
    KB_ASSERT(body);
    if (reason) {
        json_object_set_new(body, "text_zh", json_string(reason->zh));
        json_object_set_new(body, "advice_zh", json_string(reason->zh_advice));
        json_object_set_new(body, "advice", json_string(reason->en_advice));
    }
    char *text = json_dumps(body, JSON_COMPACT);
    KB_ASSERT(text);
    r->status = kb_http_status(err->code);
    keep_text(r, text, "application/json");
    free(text);
}
