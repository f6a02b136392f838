/* department - how platform and distributors are divided: a tree of names that people and
 * customers belong to, so that books and reports can be told apart by it. A department that is
 * closed keeps its name for what was booked on it. */
#include "department_sql.h"
#include "org/org_priv.h"

#include <string.h>

#define DEPARTMENTS_MAX 500 /* of one organisation, open ones */
#define DEPTH_MAX       8

struct department {
    int64_t id, parent_id, people, created_ms, closed_ms;
    const char *name, *parent, *state;
};
static const struct kb_field department_fields[] = {
    ID(department, id, "dpt"),
    STR(department, name),
    ID(department, parent_id, "dpt"),
    STR(department, parent),
    INT(department, people, .doc = "Who belongs to it, not counting those below it."),
    STR(department, state),
    INT(department, created_ms, .unit = "ms"),
    INT(department, closed_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(department);

static const char *const department_states[] = { "open", "closed", NULL };

static enum kb_code department_find(struct turn *t, int64_t id, struct department *out)
{
    return turn_find(t, "department", &q_department_find,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &department_shape,
                     out);
}

enum kb_code org_department_open(struct turn *t, int64_t id, const char *field)
{
    struct department d;
    if (!id) return KB_OK;
    TRY(department_find(t, id, &d));
    if (strcmp(d.state, "open") == 0) return KB_OK;
    return kb_fail_field(t->err, field, "department.closed", "%s is closed", d.name);
}

enum kb_code org_staff(struct turn *t, int64_t user_id, int64_t org_id, int64_t *department_id)
{
    return turn_int(t, &q_staff_department,
                    ARGS(ARG_INT(user_id, user_id), ARG_INT(org_id, org_id)), department_id);
}

/* --- lists --- */

struct departments_in {
    const char *cursor, *text, *state;
    int64_t limit, parent_id;
};
static const struct kb_field departments_in_fields[] = {
    TURN_PAGE_FIELDS(departments_in),
    STR(departments_in, text, .max = 60, .optional = true, .doc = "Part of the name."),
    STR(departments_in, state, .one_of = department_states, .optional = true),
    ID(departments_in, parent_id, "dpt", .optional = true, .doc = "Only those directly below it."),
    { .name = NULL },
};
static SHAPE(departments_in);

struct departments {
    struct kb_list items;
    const char *next;
};
static const struct kb_field departments_fields[] = { LIST(departments, items, department_shape),
                                                      STR(departments, next),
                                                      { .name = NULL } };
static SHAPE(departments);

static enum kb_code departments_list(struct turn *t, const struct departments_in *in,
                                     struct departments *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_departments_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_STR(text, in->text), ARG_STR(state, in->state),
                      ARG_INT(parent_id, in->parent_id), ARG_INT(rows, rows)),
                 &department_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &department_shape);
    return KB_OK;
}
HANDLER(departments_list, departments_in, departments);

/* --- making and changing --- */

static enum kb_code name_free(struct turn *t, int64_t id, int64_t parent_id, const char *name)
{
    int64_t taken;
    if (!org_one_line(name))
        return kb_fail_field(t->err, "name", "request.field", "a name is one line");
    TRY(turn_int(t, &q_department_taken,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(parent_id, parent_id),
                      ARG_STR(name, name), ARG_INT(id, id)),
                 &taken));
    if (!taken) return KB_OK;
    return kb_fail_field(t->err, "name", "department.name_taken", "%s is there already", name);
}

static enum kb_code levels(struct turn *t, const struct db_query *q, int64_t id, int64_t *n)
{
    *n = 0;
    if (!id) return KB_OK;
    return turn_int(t, q, ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), n);
}

/* The tree stays as deep as a page can show. */
static enum kb_code check_depth(struct turn *t, int64_t parent_id, int64_t below)
{
    int64_t above;
    TRY(levels(t, &q_department_above, parent_id, &above));
    if (above + below <= DEPTH_MAX) return KB_OK;
    return kb_fail_field(t->err, "parent_id", "department.depth", "at most %d levels", DEPTH_MAX);
}

struct department_new {
    const char *name;
    int64_t parent_id;
};
static const struct kb_field department_new_fields[] = {
    STR(department_new, name, .min = 1, .max = 60),
    ID(department_new, parent_id, "dpt", .optional = true, .doc = "At the top when not given."),
    { .name = NULL },
};
static SHAPE(department_new);

static enum kb_code department_create(struct turn *t, const struct department_new *in,
                                      struct department *out)
{
    int64_t n, id = turn_new_id(t);
    TRY(org_department_open(t, in->parent_id, "parent_id"));
    TRY(name_free(t, id, in->parent_id, in->name));
    TRY(check_depth(t, in->parent_id, 1));
    TRY(turn_int(t, &q_departments_open, ARGS(ARG_INT(org_id, t->actor.org_id)), &n));
    if (n >= DEPARTMENTS_MAX)
        return kb_fail(t->err, KB_EXHAUSTED, "limit.reached", "at most %d departments",
                       DEPARTMENTS_MAX);
    TRY(turn_run(t, &q_department_add,
                 ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id),
                      ARG_INT(parent_id, in->parent_id), ARG_STR(name, in->name),
                      ARG_INT(created_ms, t->now_ms))));
    TRY(turn_change(t, t->actor.org_id, "department", id, "created", ""));
    return department_find(t, id, out);
}
HANDLER(department_create, department_new, department);

/* Writes *d and answers it as it is now. */
static enum kb_code department_store(struct turn *t, struct department *d, const char *verb)
{
    TRY(turn_run_one(t, &q_department_update,
                     ARGS(ARG_INT(id, d->id), ARG_INT(org_id, t->actor.org_id),
                          ARG_INT(parent_id, d->parent_id), ARG_STR(name, d->name),
                          ARG_STR(state, d->state), ARG_INT(closed_ms, d->closed_ms))));
    TRY(turn_change(t, t->actor.org_id, "department", d->id, verb, ""));
    return department_find(t, d->id, d);
}

static enum kb_code find_open(struct turn *t, int64_t id, struct department *out)
{
    TRY(department_find(t, id, out));
    if (strcmp(out->state, "open") == 0) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "department.closed", "%s is closed", out->name);
}

struct department_rename {
    int64_t id;
    const char *name;
};
static const struct kb_field department_rename_fields[] = { ID(department_rename, id, "dpt"),
                                                            STR(department_rename, name, .min = 1,
                                                                .max = 60),
                                                            { .name = NULL } };
static SHAPE(department_rename);

static enum kb_code department_rename(struct turn *t, const struct department_rename *in,
                                      struct department *out)
{
    TRY(find_open(t, in->id, out));
    TRY(name_free(t, in->id, out->parent_id, in->name));
    out->name = in->name;
    return department_store(t, out, "renamed");
}
HANDLER(department_rename, department_rename, department);

struct department_move {
    int64_t id, parent_id;
};
static const struct kb_field department_move_fields[] = {
    ID(department_move, id, "dpt"),
    ID(department_move, parent_id, "dpt", .optional = true, .doc = "To the top when not given."),
    { .name = NULL },
};
static SHAPE(department_move);

static enum kb_code department_move(struct turn *t, const struct department_move *in,
                                    struct department *out)
{
    int64_t under, below;
    TRY(find_open(t, in->id, out));
    TRY(org_department_open(t, in->parent_id, "parent_id"));
    TRY(turn_int(t, &q_department_under,
                 ARGS(ARG_INT(id, in->parent_id), ARG_INT(org_id, t->actor.org_id),
                      ARG_INT(above_id, in->id)),
                 &under));
    if (under)
        return kb_fail_field(t->err, "parent_id", "department.loop",
                             "it cannot stand below itself");
    TRY(name_free(t, in->id, in->parent_id, out->name));
    TRY(levels(t, &q_department_below, in->id, &below));
    TRY(check_depth(t, in->parent_id, below));
    out->parent_id = in->parent_id;
    return department_store(t, out, "moved");
}
HANDLER(department_move, department_move, department);

struct department_key {
    int64_t id;
};
static const struct kb_field department_key_fields[] = { ID(department_key, id, "dpt"),
                                                         { .name = NULL } };
static SHAPE(department_key);

/* Nothing may hang in the air: people, departments below, customers that were given to it. */
static enum kb_code check_empty(struct turn *t, const struct department *d)
{
    int64_t below, customers;
    const struct db_arg *args = ARGS(ARG_INT(id, d->id), ARG_INT(org_id, t->actor.org_id));
    TRY(turn_int(t, &q_department_children, args, &below));
    TRY(turn_int(t, &q_department_customers, args, &customers));
    if (!d->people && !below && !customers) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "department.in_use",
                   "%lld people, %lld departments below and %lld customers belong to it",
                   (long long)d->people, (long long)below, (long long)customers);
}

static enum kb_code department_close(struct turn *t, const struct department_key *in,
                                     struct department *out)
{
    TRY(find_open(t, in->id, out));
    TRY(check_empty(t, out));
    out->state = "closed";
    out->closed_ms = t->now_ms;
    return department_store(t, out, "closed");
}
HANDLER(department_close, department_key, department);

/* --- who keeps books by department and person asks whether they are the actor's own --- */

static enum kb_code own_department(struct turn *t, int64_t id)
{
    return org_department_open(t, id, "department_id");
}

static enum kb_code own_person(struct turn *t, int64_t id)
{
    int64_t roles;
    TRY(org_roles_of(t, id, t->actor.org_id, &roles));
    if (roles) return KB_OK;
    return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such person");
}

const struct turn_listener department_listeners[] = {
    { "ledger.department", own_department },
    { "ledger.staff", own_person },
    { .event = NULL },
};

#define SEE (WHO_P_ANY | WHO_D_ANY)
const struct turn_route department_routes[] = {
    { "GET", "/v1/departments", SEE, &departments_list_call, "departments_list",
      "List your organisation's departments.", TURN_LIST },
    { "POST", "/v1/departments", WHO_ADMIN, &department_create_call, "departments_create",
      "Make a department, at the top or below another." },
    { "POST", "/v1/departments/{id}/rename", WHO_ADMIN, &department_rename_call,
      "departments_rename", "Give a department another name." },
    { "POST", "/v1/departments/{id}/move", WHO_ADMIN, &department_move_call, "departments_move",
      "Put a department with all below it somewhere else." },
    { "POST", "/v1/departments/{id}/close", WHO_ADMIN, &department_close_call,
      "departments_close", "Close a department that nobody and nothing belongs to." },
    { .method = NULL },
};
