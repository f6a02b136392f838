/* invite - invitation codes: whoever registers with one becomes the customer of the seller that
 * made it, is counted for the salesperson named in it, and may have a promotion of it. What a
 * code earned is read from the orders of those it brought. */
#include "catalog/grant.h"
#include "invite_sql.h"

#include <string.h>

#define DAY_MS INT64_C(86400000)

static const char *const states[] = { "on", "paused", "ended", NULL };

static const struct kb_field attribution_fields[] = { INT(attribution, code_id),
                                                      INT(attribution, promotion_id),
                                                      INT(attribution, staff_id),
                                                      { .name = NULL } };
static SHAPE(attribution);

enum kb_code catalog_attribution(struct turn *t, int64_t customer_id, struct attribution *out)
{
    struct kb_error none;
    enum kb_code code = db_one(t->db, t->arena, &q_attribution_of,
                               ARGS(ARG_INT(customer_id, customer_id), ARG_INT(now_ms, t->now_ms)),
                               &attribution_shape, out, &none);
    if (code == KB_NOT_FOUND) *out = (struct attribution){ 0 };
    if (code != KB_OK && code != KB_NOT_FOUND) return *t->err = none, code;
    return KB_OK;
}

/* --- codes --- */

struct invite_code {
    int64_t id, org_id, promotion_id, staff_id, quota, used_n, days, from_ms, to_ms, created_by,
        created_ms, orders_n, price_fen, coupon_fen;
    const char *name, *code, *state;
};
#define CODE_NEW_FIELDS                                                                            \
    STR(invite_code, name, .min = 1, .max = 80),                                                   \
        STR(invite_code, code, .min = 6, .max = 32, .optional = true,                              \
            .doc = "One is made up when none is given."),                                          \
        ID(invite_code, promotion_id, "pro", .optional = true),                                    \
        ID(invite_code, staff_id, "usr", .optional = true, .doc = "Whose customers; yours."),      \
        INT(invite_code, quota, .min = 1, .max = 1000000),                                         \
        INT(invite_code, days, .min = 1, .max = 3650, .optional = true,                            \
            .doc = "How long a customer counts as brought by it; 365 when not given."),            \
        INT(invite_code, from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"), \
        INT(invite_code, to_ms, .min = 1, .max = 9999999999999, .unit = "ms")
static const struct kb_field new_fields[] = { CODE_NEW_FIELDS, { .name = NULL } };
static const struct kb_shape new_shape = { "invite_code_new", sizeof(struct invite_code),
                                           new_fields };
static const struct kb_field invite_code_fields[] = {
    ID(invite_code, id, "icd"),
    CODE_NEW_FIELDS,
    INT(invite_code, used_n, .doc = "How many came."),
    STR(invite_code, state, .one_of = states),
    INT(invite_code, orders_n, .doc = "Orders of those who came."),
    INT(invite_code, price_fen, .unit = "fen", .doc = "What they come to."),
    INT(invite_code, coupon_fen, .unit = "fen", .doc = "What coupons paid of it."),
    INT(invite_code, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(invite_code);
static const struct kb_field row_fields[] = {
    INT(invite_code, id),         INT(invite_code, org_id),       STR(invite_code, name),
    STR(invite_code, code),       INT(invite_code, promotion_id), INT(invite_code, staff_id),
    INT(invite_code, quota),      INT(invite_code, used_n),       INT(invite_code, days),
    INT(invite_code, from_ms),    INT(invite_code, to_ms),        STR(invite_code, state),
    INT(invite_code, created_by), INT(invite_code, created_ms),   INT(invite_code, orders_n),
    INT(invite_code, price_fen),  INT(invite_code, coupon_fen),   { .name = NULL },
};
static const struct kb_shape row_shape = { "invite_code", sizeof(struct invite_code), row_fields };

static const char *made_up(struct turn *t)
{
    static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    unsigned char bytes[10];
    char *code = kb_alloc(t->arena, sizeof bytes + 1);
    kb_random(t->world, bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++) code[i] = letters[bytes[i] % 32];
    return code;
}

static enum kb_code code_check(struct turn *t, const struct invite_code *r)
{
    int64_t n;
    for (const char *p = r->code; *p; p++)
        if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", *p))
            return kb_fail_field(t->err, "code", "coupon.code", "capital letters, digits and -");
    TRY(turn_int(t, &q_code_taken, ARGS(ARG_STR(code, r->code)), &n));
    if (n) return kb_fail_field(t->err, "code", "coupon.code", "this code is in use");
    TRY(turn_int(t, &q_member_there,
                 ARGS(ARG_INT(user_id, r->staff_id), ARG_INT(org_id, t->actor.org_id)), &n));
    if (!n) return kb_fail_field(t->err, "staff_id", "not_found", "there is no such member");
    TRY(turn_int(t, &q_promotion_there,
                 ARGS(ARG_INT(id, r->promotion_id), ARG_INT(org_id, t->actor.org_id)), &n));
    if (r->promotion_id && !n)
        return kb_fail_field(t->err, "promotion_id", "not_found", "there is no such promotion");
    if (r->to_ms > (r->from_ms ? r->from_ms : t->now_ms)) return KB_OK;
    return kb_fail_field(t->err, "to_ms", "catalog.dates", "it would end before it begins");
}

static enum kb_code invite_code_create(struct turn *t, const void *in, void *out)
{
    struct invite_code *r = out;
    *r = *(const struct invite_code *)in;
    if (!r->code[0]) r->code = made_up(t);
    if (!r->staff_id) r->staff_id = t->actor.user_id;
    if (!r->days) r->days = 365;
    TRY(code_check(t, r));
    r->id = turn_new_id(t);
    r->org_id = t->actor.org_id;
    r->state = "on";
    r->created_by = t->actor.user_id;
    r->created_ms = t->now_ms;
    TRY(turn_put(t, &q_code_add, &row_shape, r));
    return turn_change(t, r->org_id, "invite_code", r->id, "created", "");
}
static const struct turn_call invite_code_create_call = { &new_shape, &invite_code_shape,
                                                          invite_code_create, NULL };

struct invite_code_steer {
    int64_t id;
    const char *state;
};
static const struct kb_field invite_code_steer_fields[] = {
    ID(invite_code_steer, id, "icd"), STR(invite_code_steer, state, .one_of = states),
    { .name = NULL }
};
static SHAPE(invite_code_steer);

static enum kb_code invite_code_steer(struct turn *t, const struct invite_code_steer *in,
                                      struct done *out)
{
    enum kb_code code = turn_run_one(
        t, &q_code_steer,
        ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id), ARG_STR(state, in->state)));
    if (code == KB_NOT_FOUND)
        return kb_fail(t->err, code, "not_found", "there is no such code, or it has ended");
    TRY(code);
    out->ok = true;
    return turn_change(t, t->actor.org_id, "invite_code", in->id, in->state, "");
}
HANDLER(invite_code_steer, invite_code_steer, done);

struct invite_codes {
    struct kb_list items;
    const char *next;
};
static const struct kb_field invite_codes_fields[] = { LIST(invite_codes, items, invite_code_shape),
                                                       STR(invite_codes, next),
                                                       { .name = NULL } };
static SHAPE(invite_codes);

static enum kb_code invite_codes_list(struct turn *t, const struct turn_list_in *in,
                                      struct invite_codes *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(
        t, &q_codes_of,
        ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
        &row_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &invite_code_shape);
    return KB_OK;
}
HANDLER(invite_codes_list, turn_list_in, invite_codes);

/* --- who comes by one --- */

struct invite_look {
    const char *code;
};
static const struct kb_field invite_look_fields[] = { STR(invite_look, code, .min = 6, .max = 32),
                                                      { .name = NULL } };
static SHAPE(invite_look);
struct invite_seen {
    const char *seller, *name;
    int64_t to_ms;
};
static const struct kb_field invite_seen_fields[] = {
    STR(invite_seen, seller), STR(invite_seen, name), INT(invite_seen, to_ms, .unit = "ms"),
    { .name = NULL }
};
static SHAPE(invite_seen);

static enum kb_code code_find(struct turn *t, const char *code, struct invite_code *out)
{
    TRY(turn_find(t, "invitation code", &q_code_find,
                  ARGS(ARG_STR(code, code), ARG_INT(now_ms, t->now_ms)), &row_shape, out));
    if (out->used_n < out->quota) return KB_OK;
    return kb_fail_field(t->err, "code", "invite.used_up", "as many as it may have come by it");
}

static enum kb_code invite_look(struct turn *t, const struct invite_look *in,
                                struct invite_seen *out)
{
    struct invite_code c;
    struct org seller;
    TRY(code_find(t, in->code, &c));
    TRY(org_find(t, c.org_id, &seller));
    *out = (struct invite_seen){ seller.name, c.name, c.to_ms };
    return KB_OK;
}
HANDLER(invite_look, invite_look, invite_seen);

struct registration {
    const char *code, *name, *form, *login, *person, *password;
};
static const char *const forms[] = { "company", "person", NULL };
static const struct kb_field registration_fields[] = {
    STR(registration, code, .min = 6, .max = 32, .doc = "The invitation code."),
    STR(registration, name, .min = 1, .max = 120, .doc = "Of the company or person."),
    STR(registration, form, .one_of = forms, .optional = true),
    STR(registration, login, .min = 3, .max = 64),
    STR(registration, person, .min = 1, .max = 64, .doc = "Who is its administrator."),
    STR(registration, password, .min = 10, .max = 200, .secret = true),
    { .name = NULL },
};
static SHAPE(registration);

static enum kb_code prepare_registration(struct turn *t, const struct registration *in)
{
    return org_prepare_password(t, in->password);
}

static enum kb_code registration(struct turn *t, const struct registration *in, struct done *out)
{
    struct invite_code c;
    int64_t customer_id;
    TRY(code_find(t, in->code, &c));
    TRY(org_add_customer(t,
                         &(struct org_customer_new){ .seller_id = c.org_id,
                                                     .staff_id = c.staff_id,
                                                     .name = in->name,
                                                     .form = in->form,
                                                     .login = in->login,
                                                     .person = in->person,
                                                     .password = in->password },
                         &customer_id));
    TRY(turn_run_one(t, &q_code_use, ARGS(ARG_INT(id, c.id))));
    TRY(turn_run(t, &q_attribution_add,
                 ARGS(ARG_INT(customer_id, customer_id), ARG_INT(org_id, c.org_id),
                      ARG_INT(code_id, c.id), ARG_INT(promotion_id, c.promotion_id),
                      ARG_INT(staff_id, c.staff_id), ARG_INT(at_ms, t->now_ms),
                      ARG_INT(until_ms, t->now_ms + c.days * DAY_MS))));
    out->ok = true;
    return turn_change(t, c.org_id, "customer", customer_id, "registered", "");
}
HANDLER_PREPARED(registration, registration, done, prepare_registration);

#define MARKET (WHO_SALES | WHO_OPERATE)
const struct turn_route invite_routes[] = {
    { "GET", "/v1/invite-codes", MARKET | WHO_FINANCE, &invite_codes_list_call,
      "invite_codes_list", "List invitation codes with who came by them and what they bought.",
      TURN_LIST },
    { "POST", "/v1/invite-codes", MARKET, &invite_code_create_call, "invite_codes_create",
      "Make an invitation code for new customers." },
    { "POST", "/v1/invite-codes/{id}/state", MARKET, &invite_code_steer_call, "invite_codes_state",
      "Pause an invitation code, go on, or end it." },
    { "GET", "/v1/invite-codes/{code}", WHO_ANYONE, &invite_look_call, "invite_codes_look",
      "Who invites by this code." },
    { "POST", "/v1/register", WHO_ANYONE, &registration_call, "customers_register",
      "Become a customer by an invitation code.", TURN_NO_KEY },
    { .method = NULL },
};
