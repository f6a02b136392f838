/* plan - in what order the approved settlements can be paid so that nobody's bank goes below
 * nothing: what children pay from the lowest up, then what parents pay from the top down, suppliers
 * last; and when there is none, whose bank is short by how much. The platform's finance sees the
 * whole tree, everybody else the runs on his own edges and his own bank. */
#include "billing/settlement/settlement_priv.h"
#include "pay_order_priv.h"
#include "plan_sql.h"

#include <string.h>

struct plan_run {
    int64_t id, seller_id, buyer_id, net_fen, level;
    const char *kind, *seller, *buyer;
};
static const struct kb_field plan_run_fields[] = {
    INT(plan_run, id),      INT(plan_run, seller_id), INT(plan_run, buyer_id),
    INT(plan_run, net_fen), INT(plan_run, level),     STR(plan_run, kind),
    STR(plan_run, seller),  STR(plan_run, buyer),     { .name = NULL },
};
static SHAPE(plan_run);

struct bank {
    int64_t id, fen;
};
static const struct kb_field bank_fields[] = { INT(bank, id), INT(bank, fen), { .name = NULL } };
static SHAPE(bank);

struct plan_step {
    int64_t id, step, payer_id, payee_id, amount_fen, short_fen;
    const char *payer, *payee, *state;
};
static const struct kb_field plan_step_fields[] = {
    ID(plan_step, id, "stl"),
    INT(plan_step, step, .doc = "Its place in the order; 0: it is stuck."),
    STR(plan_step, state, .doc = "payable or stuck"),
    ID(plan_step, payer_id, "org"),
    STR(plan_step, payer),
    ID(plan_step, payee_id, "org"),
    STR(plan_step, payee),
    INT(plan_step, amount_fen, .unit = "fen"),
    INT(plan_step, short_fen, .unit = "fen",
        .doc = "Of a stuck one: what the payer's bank lacks when all that can be paid is paid; of "
               "others' banks only the platform is told."),
    { .name = NULL },
};
static SHAPE(plan_step);
struct plan {
    struct kb_list steps;
    bool feasible, sure;
};
static const struct kb_field plan_fields[] = {
    LIST(plan, steps, plan_step_shape),
    BOOL(plan, feasible, .doc = "Everything that is shown can be paid in this order."),
    BOOL(plan, sure, .doc = "Every order was looked at."),
    { .name = NULL },
};
static const struct kb_shape plan_shape = { "settlement_plan", sizeof(struct plan), plan_fields };

/* PAY_OUTSIDE: it keeps no book. */
static int64_t bank_of(const struct kb_list *banks, int64_t org_id)
{
    const struct bank *b = banks->at;
    for (int64_t i = 0; i < banks->n; i++)
        if (b[i].id == org_id) return i;
    return PAY_OUTSIDE;
}

static int64_t rank_of(const struct plan_run *r)
{
    if (r->kind[0] == 's') return r->net_fen < 0 ? 0 : 200;
    return r->net_fen >= 0 ? 1 + ORG_LEVELS_MAX - r->level : 100 + r->level;
}

static void items_of(const struct kb_list *runs, const struct kb_list *banks, struct pay_item *to)
{
    const struct plan_run *r = runs->at;
    for (int64_t i = 0; i < runs->n; i++) {
        int64_t seller = bank_of(banks, r[i].seller_id), buyer = bank_of(banks, r[i].buyer_id);
        bool back = r[i].net_fen < 0;
        to[i] = (struct pay_item){ .payer = back ? seller : buyer,
                                   .payee = back ? buyer : seller,
                                   .fen = back ? -r[i].net_fen : r[i].net_fen,
                                   .rank = rank_of(&r[i]) };
    }
}

static bool shown(const struct turn *t, const struct plan_run *r)
{
    int64_t me = t->actor.org_id;
    return me == t->actor.platform_id || r->seller_id == me || r->buyer_id == me;
}

static void add_step(const struct turn *t, const struct pay_order *p, const struct plan_run *r,
                     int64_t i, struct plan *out)
{
    struct plan_step *s = (struct plan_step *)out->steps.at + out->steps.n;
    bool back = r->net_fen < 0, done = p->items[i].done;
    if (!shown(t, r)) return;
    *s = (struct plan_step){ .id = r->id,
                             .step = done ? out->steps.n + 1 : 0,
                             .state = done ? "payable" : "stuck",
                             .payer_id = back ? r->seller_id : r->buyer_id,
                             .payee_id = back ? r->buyer_id : r->seller_id,
                             .payer = back ? r->seller : r->buyer,
                             .payee = back ? r->buyer : r->seller,
                             .amount_fen = p->items[i].fen };
    bool own = t->actor.org_id == t->actor.platform_id || s->payer_id == t->actor.org_id;
    if (!done && own) s->short_fen = p->items[i].fen - p->banks[p->items[i].payer];
    if (!done) out->feasible = false;
    out->steps.n++;
}

static enum kb_code plan_get(struct turn *t, const struct nothing *in, struct plan *out)
{
    struct kb_list runs, banks;
    (void)in;
    TRY(turn_all(t, &q_approved, NO_ARGS, &plan_run_shape, PAY_ITEMS_MAX, &runs));
    TRY(turn_all(t, &q_banks, NO_ARGS, &bank_shape, 2 * PAY_ITEMS_MAX, &banks));
    size_t n = (size_t)runs.n + 1;
    struct pay_order p = { .items = kb_alloc(t->arena, n * sizeof *p.items),
                           .items_n = runs.n,
                           .banks = kb_alloc(t->arena, ((size_t)banks.n + 1) * sizeof *p.banks),
                           .owed = kb_alloc(t->arena, ((size_t)banks.n + 1) * sizeof *p.owed),
                           .order = kb_alloc(t->arena, n * sizeof *p.order) };
    const struct bank *b = banks.at;
    const struct plan_run *r = runs.at;
    for (int64_t i = 0; i < banks.n; i++) p.banks[i] = b[i].fen;
    items_of(&runs, &banks, p.items);
    pay_order_find(&p);
    out->steps.at = kb_alloc(t->arena, n * sizeof(struct plan_step));
    out->feasible = true;
    out->sure = p.sure;
    for (int64_t i = 0; i < p.order_n; i++) add_step(t, &p, &r[p.order[i]], p.order[i], out);
    for (int64_t i = 0; i < runs.n; i++)
        if (!p.items[i].done) add_step(t, &p, &r[i], i, out);
    return KB_OK;
}
HANDLER(plan_get, nothing, plan);

const struct turn_route settlement_plan_routes[] = {
    { "GET", "/v1/settlement-plan", WHO_FINANCE, &plan_get_call, "settlement_plan_get",
      "In what order the approved settlements can be paid so that no bank goes below nothing." },
    { .method = NULL },
};
