/* customer - what a seller keeps of its own customer: whose it is (a sales person, a department),
 * how it is reached, tags and a note. The customer never sees it. Whoever posts or reports asks
 * here which person and department a customer counts for. */
#include "customer_sql.h"
#include "org/org_priv.h"

#include <stdio.h>
#include <string.h>

#define TAGS_MAX 10
#define TAG_MAX  40 /* bytes */

struct customer {
    int64_t id, staff_id, department_id, level, created_ms, updated_ms;
    const char *kind, *name, *form, *state, *staff, *department, *tags, *note, *source;
    const char *contact_name, *contact_phone, *contact_email;
    bool department_set;
};
static const struct kb_field customer_fields[] = {
    ID(customer, id, "org"),
    STR(customer, kind),
    STR(customer, name),
    STR(customer, form, .one_of = org_forms),
    STR(customer, state, .one_of = org_states),
    INT(customer, level, .doc = "How far below the platform."),
    ID(customer, staff_id, "usr", .doc = "The sales person."),
    STR(customer, staff),
    ID(customer, department_id, "dpt"),
    STR(customer, department),
    BOOL(customer, department_set, .doc = "Its own; else it is the sales person's."),
    STR(customer, contact_name),
    STR(customer, contact_phone),
    STR(customer, contact_email),
    JSON(customer, tags),
    STR(customer, note),
    STR(customer, source),
    INT(customer, created_ms, .unit = "ms"),
    INT(customer, updated_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(customer);

enum kb_code org_customer_begin(struct turn *t, const struct org *customer, int64_t staff_id,
                                const char *source)
{
    return turn_run(t, &q_profile_add,
                    ARGS(ARG_INT(customer_id, customer->id), ARG_INT(org_id, customer->parent_id),
                         ARG_INT(staff_id, staff_id), ARG_STR(source, source),
                         ARG_INT(updated_ms, t->now_ms)));
}

struct dims {
    int64_t staff_id, department_id;
};
static const struct kb_field dims_fields[] = { INT(dims, staff_id),
                                               INT(dims, department_id),
                                               { .name = NULL } };
static SHAPE(dims);

enum kb_code org_customer_dims(struct turn *t, int64_t customer_id, int64_t *staff_id,
                               int64_t *department_id)
{
    struct dims d = { 0 };
    struct kb_error none;
    enum kb_code code = db_one(t->db, t->arena, &q_customer_dims,
                               ARGS(ARG_INT(customer_id, customer_id)), &dims_shape, &d, &none);
    if (code != KB_OK && code != KB_NOT_FOUND) return *t->err = none, code;
    *staff_id = code == KB_OK ? d.staff_id : 0;
    *department_id = code == KB_OK ? d.department_id : 0;
    return KB_OK;
}

/* --- tags: a list outside, lines inside, so that a query finds one of them --- */

static const char *tags_write(struct turn *t, const char *lines)
{
    AUTO_JSON list = json_array();
    for (const char *s = lines; *s; s += strcspn(s, "\n")) {
        s++;
        if (*s) json_array_append_new(list, json_stringn(s, strcspn(s, "\n")));
    }
    return kb_json_text(list, t->arena);
}

static enum kb_code bad_tag(struct turn *t, size_t i, const char *why)
{
    char field[32];
    snprintf(field, sizeof field, "tags[%zu]", i);
    return kb_fail_field(t->err, field, "request.field", "tags[%zu] %s", i, why);
}

static bool has_tag(const json_t *list, size_t before, const char *tag)
{
    for (size_t i = 0; i < before; i++)
        if (strcmp(json_string_value(json_array_get(list, i)), tag) == 0) return true;
    return false;
}

static enum kb_code tags_read(struct turn *t, const char *json, const char **lines)
{
    AUTO_JSON list = json_loads(json, 0, NULL);
    *lines = "";
    if (json_is_object(list) && json_object_size(list) == 0) return KB_OK; /* not given */
    if (!json_is_array(list) || json_array_size(list) > TAGS_MAX)
        return kb_fail_field(t->err, "tags", "request.field", "at most %d words", TAGS_MAX);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *tag = json_string_value(json_array_get(list, i));
        if (!tag || !tag[0] || strlen(tag) > TAG_MAX || !org_one_line(tag))
            return bad_tag(t, i, "is not one line of at most 40 bytes");
        if (has_tag(list, i, tag)) return bad_tag(t, i, "is there twice");
        *lines = kb_printf(t->arena, "%s\n%s", *lines, tag);
    }
    if (**lines) *lines = kb_printf(t->arena, "%s\n", *lines);
    return KB_OK;
}

/* --- lists --- */

struct customers_in {
    const char *cursor, *text, *tag, *state, *source;
    int64_t limit, staff_id, department_id, from_ms, to_ms;
    bool mine;
};
static const struct kb_field customers_in_fields[] = {
    TURN_PAGE_FIELDS(customers_in),
    STR(customers_in, text, .max = 60, .optional = true,
        .doc = "Part of the name, or of the contact's name, phone or e-mail."),
    ID(customers_in, staff_id, "usr", .optional = true, .doc = "Only this sales person's."),
    BOOL(customers_in, mine, .optional = true, .doc = "Only your own."),
    ID(customers_in, department_id, "dpt", .optional = true),
    STR(customers_in, tag, .max = TAG_MAX, .optional = true),
    STR(customers_in, state, .one_of = org_states, .optional = true),
    STR(customers_in, source, .max = 60, .optional = true),
    INT(customers_in, from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms",
        .doc = "Created then or later."),
    INT(customers_in, to_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(customers_in);

struct customers {
    struct kb_list items;
    const char *next;
};
static const struct kb_field customers_fields[] = { LIST(customers, items, customer_shape),
                                                    STR(customers, next),
                                                    { .name = NULL } };
static SHAPE(customers);

static enum kb_code customers_list(struct turn *t, const struct customers_in *in,
                                   struct customers *out)
{
    int64_t after_id, rows;
    const char *tag = in->tag[0] ? kb_printf(t->arena, "\n%s\n", in->tag) : "";
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_customers_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_STR(text, in->text), ARG_INT(staff_id, in->staff_id),
                      ARG_INT(mine, in->mine), ARG_INT(user_id, t->actor.user_id),
                      ARG_INT(department_id, in->department_id), ARG_STR(tag, tag),
                      ARG_STR(state, in->state), ARG_STR(source, in->source),
                      ARG_INT(from_ms, in->from_ms), ARG_INT(to_ms, in->to_ms),
                      ARG_INT(rows, rows)),
                 &customer_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &customer_shape);
    struct customer *list = out->items.at;
    for (int64_t i = 0; i < out->items.n; i++) list[i].tags = tags_write(t, list[i].tags);
    return KB_OK;
}
HANDLER(customers_list, customers_in, customers);

/* --- one --- */

struct customer_key {
    int64_t id;
};
static const struct kb_field customer_key_fields[] = { ID(customer_key, id, "org"),
                                                       { .name = NULL } };
static SHAPE(customer_key);

struct customer_page {
    struct customer *customer;
    struct org_contact *own_contact;
};
static const struct kb_field customer_page_fields[] = {
    OBJ(customer_page, customer, customer_shape),
    OBJ(customer_page, own_contact, org_contact_shape, .doc = "As the customer says itself."),
    { .name = NULL },
};
static SHAPE(customer_page);

static enum kb_code customer_page(struct turn *t, int64_t id, struct customer_page *out)
{
    out->customer = KB_NEW(t->arena, struct customer);
    out->own_contact = KB_NEW(t->arena, struct org_contact);
    TRY(turn_find(t, "customer", &q_customer_find,
                  ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &customer_shape,
                  out->customer));
    out->customer->tags = tags_write(t, out->customer->tags);
    return org_contact_find(t, id, out->own_contact);
}

static enum kb_code customer_get(struct turn *t, const struct customer_key *in,
                                 struct customer_page *out)
{
    return customer_page(t, in->id, out);
}
HANDLER(customer_get, customer_key, customer_page);

struct customer_put {
    int64_t id, staff_id, department_id;
    const char *contact_name, *contact_phone, *contact_email, *tags, *note, *source;
};
static const struct kb_field customer_put_fields[] = {
    ID(customer_put, id, "org"),
    ID(customer_put, staff_id, "usr", .optional = true,
       .doc = "One of your people with the role sales."),
    ID(customer_put, department_id, "dpt", .optional = true,
       .doc = "The sales person's when not given."),
    STR(customer_put, contact_name, .max = 64, .optional = true),
    STR(customer_put, contact_phone, .max = 30, .optional = true),
    STR(customer_put, contact_email, .max = 120, .optional = true),
    JSON(customer_put, tags, .max = 600, .optional = true, .doc = "A list of at most 10 words."),
    STR(customer_put, note, .max = 2000, .optional = true),
    STR(customer_put, source, .max = 60, .optional = true, .doc = "Where it came from."),
    { .name = NULL },
};
static SHAPE(customer_put);

static enum kb_code check_staff(struct turn *t, const struct customer *before, int64_t staff_id)
{
    int64_t roles;
    if (!staff_id || staff_id == before->staff_id) return KB_OK; /* one who has left may stay */
    TRY(org_roles_of(t, staff_id, t->actor.org_id, &roles));
    if (!roles) return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such member");
    if (roles & org_role_bit("distributor", "sales")) return KB_OK;
    return kb_fail_field(t->err, "staff_id", "customer.staff", "he does not have the role sales");
}

static enum kb_code customer_update(struct turn *t, const struct customer_put *in,
                                    struct customer_page *out)
{
    const struct org_contact contact = { in->contact_name, in->contact_phone, in->contact_email };
    const char *tags, *source;
    TRY(customer_page(t, in->id, out));
    TRY(check_staff(t, out->customer, in->staff_id));
    TRY(org_department_open(t, in->department_id, "department_id"));
    TRY(org_contact_check(t, &contact));
    TRY(tags_read(t, in->tags, &tags));
    source = in->source[0] ? in->source : out->customer->source;
    TRY(turn_run_one(t, &q_profile_put,
                     ARGS(ARG_INT(customer_id, in->id), ARG_INT(org_id, t->actor.org_id),
                          ARG_INT(staff_id, in->staff_id),
                          ARG_INT(department_id, in->department_id),
                          ARG_STR(contact_name, in->contact_name),
                          ARG_STR(contact_phone, in->contact_phone),
                          ARG_STR(contact_email, in->contact_email), ARG_STR(tags, tags),
                          ARG_STR(note, in->note), ARG_STR(source, source),
                          ARG_INT(updated_ms, t->now_ms))));
    TRY(turn_change(t, t->actor.org_id, "customer", in->id, "profile", ""));
    return customer_page(t, in->id, out);
}
HANDLER(customer_update, customer_put, customer_page);

#define SEE (WHO_SALES | WHO_FINANCE | WHO_OPERATE)
const struct turn_route customer_routes[] = {
    { "GET", "/v1/customers", SEE, &customers_list_call, "customers_list",
      "List your organisation's own customers.", TURN_LIST },
    { "GET", "/v1/customers/{id}", SEE, &customer_get_call, "customers_get",
      "Read one of your customers with what your organisation keeps of it." },
    { "POST", "/v1/customers/{id}/profile", WHO_SALES, &customer_update_call,
      "customers_profile",
      "Write what your organisation keeps of a customer; what is left out is emptied." },
    { .method = NULL },
};
