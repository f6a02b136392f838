/* child - what a parent does with the organisations directly below it: makes them with their first
 * administrator, lists them, sees how they are reached, disables them. Nothing below them is
 * there for it. */
#include "child_sql.h"
#include "org/org_priv.h"

#include <string.h>

/* --- making one --- */

struct org_create {
    const char *name, *form, *admin_login, *admin_name, *admin_password;
};
static const struct kb_field org_create_fields[] = {
    STR(org_create, name, .min = 1, .max = 120, .doc = "Its name, as on contracts."),
    STR(org_create, form, .optional = true, .one_of = org_forms, .doc = "company unless said."),
    STR(org_create, admin_login, .min = 3, .max = 64, .doc = "Its first administrator's login."),
    STR(org_create, admin_name, .min = 1, .max = 64),
    STR(org_create, admin_password, .min = 10, .max = 200, .secret = true),
    { .name = NULL },
};
static SHAPE(org_create);

static enum kb_code prepare_create(struct turn *t, const struct org_create *in)
{
    return org_prepare_hash(t, in->admin_password);
}

/* Below parent_id, which is the acting organisation's unless somebody comes by himself. */
static enum kb_code create_below(struct turn *t, int64_t parent_id, const char *kind,
                                 const struct org_create *in, struct org *out)
{
    int64_t user_id;
    TRY(org_plan(t,
                 &(struct org_plan){ .kind = kind,
                                     .name = in->name,
                                     .form = in->form,
                                     .field = "name",
                                     .parent_id = parent_id },
                 out));
    TRY(org_user_check(t, in->admin_login, in->admin_password));
    TRY(org_found(t, out));
    TRY(org_user_add(t,
                     &(struct user_new){ .login = in->admin_login,
                                         .name = in->admin_name,
                                         .password_hash = t->prepared,
                                         .org_id = out->id,
                                         .roles = 1 },
                     &user_id));
    TRY(turn_tell(t, "org.created", out->id));
    return turn_change(t, parent_id, kind, out->id, "created", "");
}

static enum kb_code org_create(struct turn *t, const char *kind, const struct org_create *in,
                               struct org *out)
{
    return create_below(t, t->actor.org_id, kind, in, out);
}

enum kb_code org_prepare_password(struct turn *t, const char *password)
{
    return org_prepare_hash(t, password);
}

enum kb_code org_add_customer(struct turn *t, const struct org_customer_new *in, int64_t *id)
{
    struct org customer;
    struct org_create as = { in->name, in->form, in->login, in->person, in->password };
    TRY(create_below(t, in->seller_id, "customer", &as, &customer));
    *id = customer.id;
    return org_customer_begin(t, &customer, in->staff_id, "invite_code");
}

static enum kb_code distributor_create(struct turn *t, const struct org_create *in, struct org *out)
{
    return org_create(t, "distributor", in, out);
}
HANDLER_PREPARED(distributor_create, org_create, org, prepare_create);

/* Whoever of sales makes a customer has it, until it is given to another. */
static enum kb_code customer_create(struct turn *t, const struct org_create *in, struct org *out)
{
    bool sales = (t->actor.who & (WHO_P_SALES | WHO_D_SALES)) != 0;
    TRY(org_create(t, "customer", in, out));
    return org_customer_begin(t, out, sales ? t->actor.user_id : 0, "direct");
}
HANDLER_PREPARED(customer_create, org_create, org, prepare_create);

static enum kb_code supplier_create(struct turn *t, const struct org_create *in, struct org *out)
{
    return org_create(t, "supplier", in, out);
}
HANDLER_PREPARED(supplier_create, org_create, org, prepare_create);

/* --- reading them --- */

struct orgs_in {
    const char *cursor, *text, *state;
    int64_t limit;
};
static const struct kb_field orgs_in_fields[] = {
    TURN_PAGE_FIELDS(orgs_in),
    STR(orgs_in, text, .max = 60, .optional = true, .doc = "Part of the name."),
    STR(orgs_in, state, .one_of = org_states, .optional = true),
    { .name = NULL },
};
static SHAPE(orgs_in);

struct orgs {
    struct kb_list items;
    const char *next;
};
static const struct kb_field orgs_fields[] = { LIST(orgs, items, org_shape),
                                               STR(orgs, next),
                                               { .name = NULL } };
static SHAPE(orgs);

static enum kb_code children(struct turn *t, const char *kind, const struct orgs_in *in,
                             struct orgs *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_org_children,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(kind, kind),
                      ARG_INT(after_id, after_id), ARG_STR(text, in->text),
                      ARG_STR(state, in->state), ARG_INT(rows, rows)),
                 &org_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &org_shape);
    return KB_OK;
}

static enum kb_code distributors_list(struct turn *t, const struct orgs_in *in, struct orgs *out)
{
    return children(t, "distributor", in, out);
}
HANDLER(distributors_list, orgs_in, orgs);

static enum kb_code suppliers_list(struct turn *t, const struct orgs_in *in, struct orgs *out)
{
    return children(t, "supplier", in, out);
}
HANDLER(suppliers_list, orgs_in, orgs);

/* What it says of itself that its parent needs: who it is and how it is reached, no more. */
struct child {
    struct org *org;
    struct org_contact *contact;
};
static const struct kb_field child_fields[] = { OBJ(child, org, org_shape),
                                                OBJ(child, contact, org_contact_shape),
                                                { .name = NULL } };
static SHAPE(child);

struct org_key {
    int64_t id;
};
static const struct kb_field org_key_fields[] = { ID(org_key, id, "org"), { .name = NULL } };
static SHAPE(org_key);

static enum kb_code child_get(struct turn *t, const char *kind, int64_t id, struct child *out)
{
    out->org = KB_NEW(t->arena, struct org);
    out->contact = KB_NEW(t->arena, struct org_contact);
    TRY(org_find_child(t, t->actor.org_id, id, kind, out->org));
    return org_contact_find(t, id, out->contact);
}

static enum kb_code distributor_get(struct turn *t, const struct org_key *in, struct child *out)
{
    return child_get(t, "distributor", in->id, out);
}
HANDLER(distributor_get, org_key, child);

static enum kb_code supplier_get(struct turn *t, const struct org_key *in, struct child *out)
{
    return child_get(t, "supplier", in->id, out);
}
HANDLER(supplier_get, org_key, child);

/* --- disabling and enabling --- */

struct org_switch {
    int64_t id;
    const char *state;
};
static const struct kb_field org_switch_fields[] = { ID(org_switch, id, "org"),
                                                     STR(org_switch, state, .one_of = org_states),
                                                     { .name = NULL } };
static SHAPE(org_switch);

static enum kb_code org_switch(struct turn *t, const struct org_switch *in, struct org *out)
{
    TRY(org_find(t, in->id, out));
    if (out->parent_id != t->actor.org_id || out->own_devices)
        return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such organisation");
    out->state = in->state;
    TRY(turn_run_one(
        t, &q_org_state,
        ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id), ARG_STR(state, in->state))));
    TRY(org_people_changed(t, in->id));
    return turn_change(t, t->actor.org_id, out->kind, in->id, in->state, "");
}
HANDLER(org_switch, org_switch, org);

#define SEE_CHILDREN (WHO_SALES | WHO_FINANCE | WHO_OPERATE)
const struct turn_route child_routes[] = {
    { "GET", "/v1/distributors", SEE_CHILDREN, &distributors_list_call, "distributors_list",
      "List your organisation's distributors.", TURN_LIST },
    { "GET", "/v1/distributors/{id}", SEE_CHILDREN, &distributor_get_call, "distributors_get",
      "Read one of your distributors and how it is reached." },
    { "POST", "/v1/distributors", WHO_ADMIN | WHO_P_SALES, &distributor_create_call,
      "distributors_create",
      "Create a distributor directly below yours, with its first administrator." },
    { "GET", "/v1/suppliers", WHO_P_ANY, &suppliers_list_call, "suppliers_list",
      "List the platform's suppliers.", TURN_LIST },
    { "GET", "/v1/suppliers/{id}", WHO_P_ANY, &supplier_get_call, "suppliers_get",
      "Read a supplier and how it is reached." },
    { "POST", "/v1/suppliers", WHO_P_ADMIN | WHO_P_OPERATOR, &supplier_create_call,
      "suppliers_create", "Create a supplier with its first administrator." },
    { "POST", "/v1/customers", WHO_SALES, &customer_create_call, "customers_create",
      "Create a customer with its first administrator." },
    { "POST", "/v1/orgs/{id}/state", WHO_ADMIN, &org_switch_call, "orgs_state",
      "Disable or enable an organisation directly below yours." },
    { .method = NULL },
};
