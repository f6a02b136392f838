/* data - what an organisation says of itself: name and form as on contracts, tax number and title
 * for invoices, address, contact, bank account. Its own administrator writes it; its parent sees
 * name, form, state and contact only. */
#include "data_sql.h"
#include "org/org_priv.h"

#include <string.h>

struct org_data {
    int64_t id, updated_ms;
    const char *name, *form, *kind, *state, *tax_number, *address, *invoice_title, *bank_account;
    const char *contact_name, *contact_phone, *contact_email;
};
static const struct kb_field org_data_fields[] = {
    ID(org_data, id, "org"),
    STR(org_data, kind),
    STR(org_data, name),
    STR(org_data, form, .one_of = org_forms),
    STR(org_data, state, .one_of = org_states),
    STR(org_data, tax_number),
    STR(org_data, address),
    STR(org_data, invoice_title),
    STR(org_data, contact_name),
    STR(org_data, contact_phone),
    STR(org_data, contact_email),
    STR(org_data, bank_account),
    INT(org_data, updated_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(org_data);

enum kb_code org_contact_find(struct turn *t, int64_t org_id, struct org_contact *out)
{
    return turn_find(t, "organisation", &q_org_contact, ARGS(ARG_INT(org_id, org_id)),
                     &org_contact_shape, out);
}

static enum kb_code org_data_get(struct turn *t, const struct nothing *in, struct org_data *out)
{
    (void)in;
    return turn_find(t, "organisation", &q_org_data_find, ARGS(ARG_INT(org_id, t->actor.org_id)),
                     &org_data_shape, out);
}
HANDLER(org_data_get, nothing, org_data);

struct org_data_put {
    const char *name, *form, *tax_number, *address, *invoice_title, *bank_account;
    const char *contact_name, *contact_phone, *contact_email;
};
static const struct kb_field org_data_put_fields[] = {
    STR(org_data_put, name, .min = 1, .max = 120, .doc = "As on contracts."),
    STR(org_data_put, form, .one_of = org_forms),
    STR(org_data_put, tax_number, .max = 20, .optional = true,
        .doc = "15 to 20 capital letters and digits."),
    STR(org_data_put, address, .max = 300, .optional = true),
    STR(org_data_put, invoice_title, .max = 120, .optional = true),
    STR(org_data_put, contact_name, .max = 64, .optional = true),
    STR(org_data_put, contact_phone, .max = 30, .optional = true),
    STR(org_data_put, contact_email, .max = 120, .optional = true),
    STR(org_data_put, bank_account, .max = 300, .optional = true,
        .doc = "Bank and account as they stand on contracts."),
    { .name = NULL },
};
static SHAPE(org_data_put);

static enum kb_code check_data(struct turn *t, const struct org_data_put *in)
{
    const struct org_contact c = { in->contact_name, in->contact_phone, in->contact_email };
    size_t n = strlen(in->tax_number);
    if (n && (n < 15 || strspn(in->tax_number, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != n))
        return kb_fail_field(t->err, "tax_number", "request.field",
                             "15 to 20 capital letters and digits");
    if (!org_one_line(in->name))
        return kb_fail_field(t->err, "name", "request.field", "a name is one line");
    return org_contact_check(t, &c);
}

/* Whose name changed is told in the journal: it stands on contracts. */
static const char *detail_of(struct turn *t, const struct org *before,
                             const struct org_data_put *in)
{
    if (strcmp(before->name, in->name) == 0) return "";
    AUTO_JSON doc = json_pack("{s:s,s:s}", "name_before", before->name, "name", in->name);
    return doc ? kb_json_text(doc, t->arena) : "";
}

static enum kb_code org_data_update(struct turn *t, const struct org_data_put *in,
                                    struct org_data *out)
{
    struct org before, after;
    TRY(org_find(t, t->actor.org_id, &before));
    TRY(check_data(t, in));
    after = before;
    after.name = in->name;
    after.form = in->form;
    TRY(org_name_free(t, &after, "name"));
    TRY(turn_run_one(t, &q_org_name_set,
                     ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(name, in->name),
                          ARG_STR(form, in->form))));
    TRY(turn_run(t, &q_org_data_put,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(tax_number, in->tax_number),
                      ARG_STR(address, in->address), ARG_STR(invoice_title, in->invoice_title),
                      ARG_STR(contact_name, in->contact_name),
                      ARG_STR(contact_phone, in->contact_phone),
                      ARG_STR(contact_email, in->contact_email),
                      ARG_STR(bank_account, in->bank_account), ARG_INT(updated_ms, t->now_ms))));
    if (before.parent_id) turn_touch(t, before.parent_id, before.kind, before.id);
    TRY(turn_change(t, t->actor.org_id, before.kind, before.id, "data", detail_of(t, &before, in)));
    return org_data_get(t, NULL, out);
}
HANDLER(org_data_update, org_data_put, org_data);

const struct turn_route data_routes[] = {
    { "GET", "/v1/org", WHO_P_ANY | WHO_D_ANY | WHO_C_ANY | WHO_S_ANY, &org_data_get_call,
      "org_get", "Read what your organisation says of itself." },
    { "POST", "/v1/org", WHO_HEAD, &org_data_update_call, "org_update",
      "Write what your organisation says of itself; what is left out is emptied." },
    { .method = NULL },
};
