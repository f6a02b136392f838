/* home - the numbers of the landing page, by role: each a link to the list behind it. */
#include "controller/home.h"
#include "desk/approval.h"
#include "home_sql.h"

#define DAY_MS    86400000LL
#define EVERYBODY (WHO_P_ANY | WHO_D_ANY | WHO_C_ANY | WHO_S_ANY)

struct number {
    const char *key, *href;
    int64_t value;
};
static const struct kb_field number_fields[] = {
    STR(number, key), INT(number, value), STR(number, href), { .name = NULL }
};
static SHAPE(number);
struct home {
    struct kb_list items;
    int64_t as_of_ms;
};
static const struct kb_field home_fields[] = { LIST(home, items, number_shape),
                                               INT(home, as_of_ms, .unit = "ms"),
                                               { .name = NULL } };
static SHAPE(home);

static const struct {
    uint32_t who;
    const char *key, *href;
    const struct db_query *query;
    enum kb_code (*count)(struct turn *t, int64_t *n); /* when there is no query */
} numbers[] = {
    { WHO_C_ANY, "resources_running", "resources?state=active", &q_home_running },
    { WHO_C_ANY, "resources_expiring", "resources", &q_home_expiring },
    { WHO_C_ANY, "resources_troubled", "resources", &q_home_troubled },
    { WHO_FINANCE, "recharges_waiting", "fin/arrivals", &q_home_recharges },
    { WHO_SALES, "customers", "customers", &q_home_customers },
    { WHO_P_ADMIN | WHO_P_TECH | WHO_P_OPERATOR, "jobs_open", "jobs", &q_home_jobs_open },
    { WHO_P_ADMIN | WHO_P_TECH, "work_orders_open", "workorders", &q_home_work_orders },
    { WHO_P_ADMIN | WHO_P_TECH, "agents_away", "agents", &q_home_agents_away },
    { WHO_P_ADMIN | WHO_P_OPERATOR, "slots_free", "devices", &q_home_slots_free },
    { WHO_P_ANY | WHO_D_ANY | WHO_S_ANY, "approvals_mine", "approvals", NULL, desk_approvals_mine },
    { EVERYBODY, "messages_unread", "messages?unread=true", NULL, desk_messages_unread },
};

static enum kb_code home_get(struct turn *t, const struct nothing *in, struct home *out)
{
    struct number *n = kb_alloc(t->arena, sizeof *n * COUNT(numbers));
    const struct db_arg *args =
        ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(since_ms, t->now_ms - DAY_MS),
             ARG_INT(until_ms, t->now_ms + 7 * DAY_MS));
    (void)in;
    out->items.at = n;
    out->as_of_ms = t->now_ms;
    for (size_t i = 0; i < COUNT(numbers); i++) {
        if (!(numbers[i].who & t->actor.who)) continue;
        struct number *to = &n[out->items.n++];
        *to = (struct number){ numbers[i].key, numbers[i].href, 0 };
        if (numbers[i].query)
            TRY(turn_int(t, numbers[i].query, args, &to->value));
        else
            TRY(numbers[i].count(t, &to->value));
    }
    return KB_OK;
}
HANDLER(home_get, nothing, home);

const struct turn_route home_routes[] = {
    { "GET", "/v1/home", EVERYBODY, &home_get_call, "home_get",
      "The first numbers of your day." },
    { .method = NULL },
};
