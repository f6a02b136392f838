/* usage - what was used, by the hour or by the day, for its customer and its seller. */
#include "billing/metering/metering_priv.h"
#include "usage_sql.h"

#include <string.h>

#define SPANS_MAX 1000

static const char *const spans[] = { "hour", "day", NULL };

struct usage_in {
    int64_t id, from_ms, to_ms;
    const char *by;
};
static const struct kb_field usage_in_fields[] = {
    ID(usage_in, id, "res", .reach = KB_REACH_CUSTOMERS,
       .reach_why = "a seller is asked what it bills for"),
    STR(usage_in, by, .one_of = spans, .optional = true, .doc = "hour when not given."),
    INT(usage_in, from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms",
        .doc = "The last day, or month by days, when not given."),
    INT(usage_in, to_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(usage_in);

struct usage_span {
    int64_t from_ms, units_milli, billed_milli, unit_ufen, at_hour;
};
static const struct kb_field usage_span_fields[] = {
    INT(usage_span, from_ms, .unit = "ms"),
    INT(usage_span, units_milli, .doc = "Thousandths of an hour, or of the SKU's unit."),
    INT(usage_span, billed_milli, .doc = "Of those: on a bill."),
    INT(usage_span, unit_ufen, .unit = "ufen", .doc = "The price of a unit; of a day its last."),
    { .name = NULL },
};
static SHAPE(usage_span);
static const struct kb_field span_row_fields[] = {
    INT(usage_span, at_hour),      INT(usage_span, units_milli), INT(usage_span, billed_milli),
    INT(usage_span, unit_ufen),    { .name = NULL },
};
static const struct kb_shape span_row_shape = { "usage_span", sizeof(struct usage_span),
                                                span_row_fields };
struct usage {
    int64_t units_milli;
    const char *unit;
    struct kb_list spans;
};
static const struct kb_field usage_fields[] = {
    STR(usage, unit, .doc = "hour, or what the SKU counts."),
    INT(usage, units_milli, .doc = "Of all spans."),
    LIST(usage, spans, usage_span_shape),
    { .name = NULL },
};
static SHAPE(usage);

static enum kb_code span_of(struct turn *t, const struct usage_in *in, int64_t *from_ms,
                            int64_t *to_ms)
{
    bool by_day = strcmp(in->by, "day") == 0;
    *to_ms = in->to_ms ? in->to_ms : t->now_ms + 1;
    *from_ms = in->from_ms ? in->from_ms : *to_ms - METER_DAY_MS * (by_day ? 31 : 1);
    if (*from_ms < 0) *from_ms = 0;
    if (*from_ms >= *to_ms)
        return kb_fail_field(t->err, "to_ms", "request.field", "it must be after from_ms");
    if ((*to_ms - *from_ms) / (by_day ? METER_DAY_MS : HOUR_MS) < SPANS_MAX - 2) return KB_OK;
    return kb_fail_field(t->err, "from_ms", "request.field", "ask for fewer than %d %ss at once",
                         SPANS_MAX - 2, by_day ? "day" : "hour");
}

/* Its customer's or its seller's; to anybody else it is not there. */
static enum kb_code of(struct turn *t, int64_t id, struct resource *r)
{
    TRY(billing_resource_find(t, id, r));
    if (r->org_id == t->actor.org_id || r->seller_id == t->actor.org_id) return KB_OK;
    return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such resource");
}

static enum kb_code usage_get(struct turn *t, const struct usage_in *in, struct usage *out)
{
    struct resource r;
    struct sku sku;
    int64_t from_ms, to_ms;
    TRY(of(t, in->id, &r));
    TRY(catalog_sku_find(t, r.sku_id, &sku));
    TRY(span_of(t, in, &from_ms, &to_ms));
    TRY(turn_all(t, strcmp(in->by, "day") == 0 ? &q_usage_days : &q_usage_hours,
                 ARGS(ARG_INT(resource_id, r.id), ARG_INT(org_id, r.org_id),
                      ARG_INT(from_hour, from_ms / HOUR_MS),
                      ARG_INT(to_hour, (to_ms + HOUR_MS - 1) / HOUR_MS), ARG_INT(rows, SPANS_MAX)),
                 &span_row_shape, SPANS_MAX, &out->spans));
    struct usage_span *s = out->spans.at;
    for (int64_t i = 0; i < out->spans.n; i++) {
        s[i].from_ms = s[i].at_hour * HOUR_MS;
        out->units_milli += s[i].units_milli;
    }
    out->unit = strcmp(r.cycle, "usage") == 0 ? sku.unit : "hour";
    return KB_OK;
}
HANDLER(usage_get, usage_in, usage);

const struct turn_route usage_routes[] = {
    { "GET", "/v1/resources/{id}/usage", WHO_C_ANY | WHO_SALES | WHO_FINANCE, &usage_get_call,
      "resources_usage", "What was used of a metered resource, by the hour or by the day." },
    { .method = NULL },
};
