/* event - what was measured outside: facts with an id of their own, each counted once however often
 * it is sent, in the hour in which it happened. A batch counts whole or not at all. */
#include "billing/metering/metering_priv.h"
#include "event_sql.h"
#include "ledger/muldiv.h"

#include <string.h>

#define EVENTS_MAX   500
#define UNITS_MAX    INT64_C(1000000000000) /* thousandths */
#define AHEAD_MS     (5 * 60000)            /* of clocks that do not agree */
#define EVENT_FEN_MAX 1000000000            /* ten million yuan in one event is a mistake */

struct meter_event {
    int64_t resource_id, at_ms, units_milli;
    const char *event_id;
};
static const struct kb_field meter_event_fields[] = {
    STR(meter_event, event_id, .min = 1, .max = 80,
        .doc = "Yours: the same for the same fact, however often it is sent."),
    ID(meter_event, resource_id, "res"),
    INT(meter_event, at_ms, .min = 1, .max = 9999999999999, .unit = "ms"),
    INT(meter_event, units_milli, .min = 1, .max = UNITS_MAX, .doc = "Thousandths of its unit."),
    { .name = NULL },
};
static SHAPE(meter_event);
struct meter_events {
    struct kb_list events;
};
static const struct kb_field meter_events_fields[] = {
    LIST(meter_events, events, meter_event_shape, .min = 1, .max = EVENTS_MAX),
    { .name = NULL },
};
static SHAPE(meter_events);
struct meter_events_done {
    int64_t counted, repeated, late;
};
static const struct kb_field meter_events_done_fields[] = {
    INT(meter_events_done, counted),
    INT(meter_events_done, repeated, .doc = "Known already, and the same."),
    INT(meter_events_done, late, .doc = "Of those counted: for hours that are billed already."),
    { .name = NULL },
};
static SHAPE(meter_events_done);

static enum kb_code bad(struct turn *t, int64_t i, const char *field, const char *reason,
                        const char *why)
{
    char where[40];
    snprintf(where, sizeof where, "events[%d].%s", (int)i, field);
    return kb_fail_field(t->err, where, reason, "event %lld: %s", (long long)i, why);
}

/* A supplier measures what is its own, the platform everything. */
static enum kb_code may(struct turn *t, int64_t i, const struct meter_event *e, struct meter *m)
{
    struct kb_list list;
    bool supplier = (t->actor.who & WHO_S_ANY) != 0;
    TRY(turn_all(t, &q_meter_measured,
                 ARGS(ARG_INT(resource_id, e->resource_id),
                      ARG_INT(supplier_id, supplier ? t->actor.org_id : 0)),
                 &meter_shape, 1, &list));
    if (!list.n) return bad(t, i, "resource_id", "not_found", "there is no such metered resource");
    *m = *(const struct meter *)list.at;
    if (strcmp(m->cycle, "usage") != 0)
        return bad(t, i, "resource_id", "meter.by_time", "the clock counts it, nobody else");
    return KB_OK;
}

static enum kb_code in_time(struct turn *t, int64_t i, const struct meter_event *e,
                            const struct meter *m)
{
    if (e->at_ms > t->now_ms + AHEAD_MS)
        return bad(t, i, "at_ms", "meter.future", "it is more than 5 minutes ahead");
    if (e->at_ms < t->now_ms - METER_LATE_MS)
        return bad(t, i, "at_ms", "meter.too_old", "it is older than 92 days");
    if (e->at_ms < m->start_ms || (m->stop_ms && e->at_ms > m->stop_ms))
        return bad(t, i, "at_ms", "meter.outside", "the resource was not open then");
    return KB_OK;
}

static enum kb_code sane(struct turn *t, int64_t i, const struct meter_event *e)
{
    int64_t unit_ufen, fen;
    TRY(turn_int(t, &q_event_price, ARGS(ARG_INT(resource_id, e->resource_id)), &unit_ufen));
    TRY(ledger_muldiv(e->units_milli, unit_ufen, LEDGER_NFEN_OF_FEN, &fen, t->err));
    if (fen <= EVENT_FEN_MAX) return KB_OK;
    return bad(t, i, "units_milli", "meter.amount", "one event cannot cost that much");
}

/* *known: sent before, with the same content. */
static enum kb_code known(struct turn *t, int64_t i, const struct meter_event *e, bool *out)
{
    struct kb_list list;
    TRY(turn_all(t, &q_event_find,
                 ARGS(ARG_INT(source_id, t->actor.org_id), ARG_STR(event_id, e->event_id)),
                 &meter_event_shape, 1, &list));
    const struct meter_event *b = list.at;
    *out = list.n == 1;
    if (!*out || (b->resource_id == e->resource_id && b->at_ms == e->at_ms &&
                  b->units_milli == e->units_milli))
        return KB_OK;
    bad(t, i, "event_id", "meter.event_other", "this id was sent before with other content");
    return t->err->code = KB_CONFLICT;
}

static enum kb_code check(struct turn *t, const struct meter_events *in)
{
    const struct meter_event *e = in->events.at;
    for (int64_t i = 0; i < in->events.n; i++) {
        struct meter m = { 0 };
        bool repeated;
        TRY(may(t, i, &e[i], &m));
        TRY(known(t, i, &e[i], &repeated));
        if (!repeated) TRY(in_time(t, i, &e[i], &m));
        if (!repeated) TRY(sane(t, i, &e[i]));
        for (int64_t k = 0; k < i; k++)
            if (strcmp(e[i].event_id, e[k].event_id) == 0)
                return bad(t, i, "event_id", "meter.twice", "it is in this batch twice");
    }
    return KB_OK;
}

static enum kb_code count(struct turn *t, const struct meter_event *e,
                          struct meter_events_done *out)
{
    struct meter m;
    TRY(meter_find(t, e->resource_id, &m));
    TRY(turn_run(t, &q_event_add,
                 ARGS(ARG_INT(source_id, t->actor.org_id), ARG_STR(event_id, e->event_id),
                      ARG_INT(resource_id, e->resource_id), ARG_INT(at_ms, e->at_ms),
                      ARG_INT(units_milli, e->units_milli), ARG_INT(received_ms, t->now_ms))));
    TRY(meter_use(t, &m, e->at_ms, e->units_milli));
    out->counted++;
    out->late += e->at_ms < m.billed_ms;
    if (!m.stop_ms || m.next_ms) return KB_OK;
    m.next_ms = t->now_ms; /* one more last bill */
    return meter_save(t, &m);
}

static enum kb_code meter_events(struct turn *t, const struct meter_events *in,
                                 struct meter_events_done *out)
{
    const struct meter_event *e = in->events.at;
    TRY(check(t, in));
    for (int64_t i = 0; i < in->events.n; i++) {
        bool repeated;
        TRY(known(t, i, &e[i], &repeated));
        if (repeated)
            out->repeated++;
        else
            TRY(count(t, &e[i], out));
    }
    return KB_OK;
}
HANDLER(meter_events, meter_events, meter_events_done);

const struct turn_route meter_event_routes[] = {
    { "POST", "/v1/meter-events", WHO_P_ADMIN | WHO_P_OPERATOR | WHO_S_ADMIN | WHO_S_DELIVERY,
      &meter_events_call, "meter_events_create",
      "Report what was used of metered resources; what was sent before is not counted again.",
      TURN_MONEY },
    { .method = NULL },
};
