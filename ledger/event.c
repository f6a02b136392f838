/* event - the business events that can be posted, as data: finance adds its book's own, whose names
 * begin with "own.", the platform's administrator those of all books. What an event posts is
 * said by entry templates. */
#include "ledger/page_priv.h"
#include "ledger/template_priv.h"

#include "event_sql.h"
#include <string.h>

#define EVENTS_MAX 500 /* of one book */

static const struct kb_field entry_event_fields[] = {
    STR(entry_event, event),
    STR(entry_event, name_zh),
    STR(entry_event, name_en),
    BOOL(entry_event, for_all, .doc = "Of all books, not of yours alone."),
    BOOL(entry_event, manual, .doc = "People may record it; else the system alone posts it."),
    END,
};
static SHAPE(entry_event);

struct entry_events {
    struct kb_list items;
};
static const struct kb_field entry_events_fields[] = { LIST(entry_events, items, entry_event_shape),
                                                       END };
static SHAPE(entry_events);

static enum kb_code events_list(struct turn *t, const struct nothing *in, struct entry_events *out)
{
    (void)in;
    return turn_all(t, &q_events,
                    ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(rows, 2 * EVENTS_MAX)),
                    &entry_event_shape, 2 * EVENTS_MAX, &out->items);
}
HANDLER(events_list, nothing, entry_events);

enum kb_code ledger_event_find(struct turn *t, const char *event, struct entry_event *out)
{
    enum kb_code code = db_one(t->db, t->arena, &q_event_find,
                               ARGS(ARG_STR(event, event), ARG_INT(org_id, t->actor.org_id)),
                               &entry_event_shape, out, t->err);
    if (code != KB_NOT_FOUND) return code;
    return kb_fail_field(t->err, "event", "ledger.event_unknown", "there is no event %s", event);
}

/* --- a new one --- */

struct event_new {
    const char *event, *name_zh, *name_en;
    bool for_all, automatic;
};
static const struct kb_field event_new_fields[] = {
    STR(event_new, event, .min = 2, .max = LEDGER_NAME_MAX,
        .doc = "own.travel: small letters, digits, _ and dots."),
    STR(event_new, name_zh, .min = 1, .max = 60),
    STR(event_new, name_en, .min = 1, .max = 80),
    BOOL(event_new, for_all, .optional = true,
         .doc = "For all books: the platform's administrator only; without own."),
    BOOL(event_new, automatic, .optional = true,
         .doc = "Posted by the system alone; only of what is for all books."),
    END,
};
static SHAPE(event_new);

static bool name_ok(const char *name)
{
    if (name[0] < 'a' || name[0] > 'z') return false;
    for (const char *c = name; *c; c++) {
        bool word = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '_';
        if (!word && (*c != '.' || c[1] == '.' || !c[1])) return false;
    }
    return true;
}

static enum kb_code name_check(struct turn *t, const struct event_new *in)
{
    bool own = strncmp(in->event, "own.", 4) == 0;
    if (!name_ok(in->event))
        return kb_fail_field(t->err, "event", "ledger.event_name",
                             "a name is small letters, digits and _, with dots between");
    if (own == in->for_all)
        return kb_fail_field(t->err, "event", "ledger.event_name",
                             own ? "own. is for events of one book"
                                 : "events of your own book begin with own.");
    if (in->automatic && !in->for_all)
        return kb_fail_field(t->err, "automatic", "ledger.event_name",
                             "the system posts no event of one book");
    return KB_OK;
}

static enum kb_code event_free(struct turn *t, const char *event)
{
    struct entry_event seen;
    enum kb_code code = db_one(t->db, t->arena, &q_event_find,
                               ARGS(ARG_STR(event, event), ARG_INT(org_id, t->actor.org_id)),
                               &entry_event_shape, &seen, t->err);
    if (code == KB_NOT_FOUND) return KB_OK;
    TRY(code);
    return kb_fail_field(t->err, "event", "ledger.event_taken", "%s is there already: %s", event,
                         seen.name_en);
}

static enum kb_code event_create(struct turn *t, const struct event_new *in,
                                 struct entry_event *out)
{
    int64_t book_id, n = 0;
    TRY(ledger_book_or_all(t, in->for_all, &book_id));
    TRY(name_check(t, in));
    TRY(event_free(t, in->event));
    TRY(turn_int(t, &q_events_of, ARGS(ARG_INT(book_id, book_id)), &n));
    if (n >= EVENTS_MAX)
        return kb_fail(t->err, KB_EXHAUSTED, "limit.reached", "at most %d events", EVENTS_MAX);
    *out = (struct entry_event){ in->event, in->name_zh, in->name_en, in->for_all, !in->automatic };
    TRY(turn_run(t, &q_event_add,
                 ARGS(ARG_INT(book_id, book_id), ARG_STR(event, in->event),
                      ARG_STR(name_zh, in->name_zh), ARG_STR(name_en, in->name_en),
                      ARG_INT(manual, out->manual))));
    return turn_change(t, t->actor.org_id, "book", t->actor.org_id, "event_added",
                       kb_printf(t->arena, "{\"event\":\"%s\"}", in->event));
}
HANDLER(event_create, event_new, entry_event);

const struct turn_route entry_event_routes[] = {
    { "GET", "/v1/entry-events", WHO_FINANCE, &events_list_call, "entry_events_list",
      "List the business events that your organisation's book knows." },
    { "POST", "/v1/entry-events", WHO_FINANCE, &event_create_call, "entry_events_create",
      "Add a business event to your organisation's book." },
    { .method = NULL },
};
