/* work_order - a technician is a slow driver: a job that waits for a person gets a work order, and
 * the work order's end is the job's. open -> accepted -> verifying -> done, or returned with what
 * was wrong. */
#include "desk/work-orders/work_order_priv.h"
#include "work_order_sql.h"

#include "base/states.h"

#include <string.h>

static const struct kb_move wo_moves[] = {
    { "open", "accepted" },     { "open", "canceled" },       { "accepted", "verifying" },
    { "accepted", "done" },     { "accepted", "canceled" },   { "verifying", "returned" },
    { "verifying", "done" },    { "verifying", "canceled" },  { "returned", "verifying" },
    { "returned", "accepted" }, { "returned", "canceled" },   { "returned", "done" },
    { "open", "done" },         { "verifying", "verifying" }, { NULL, NULL },
};
static const struct kb_states wo_states = { "work order", wo_moves };

static const struct kb_field work_order_fields[] = {
    ID(work_order, id, "wo"),
    ID(work_order, org_id, "org"),
    ID(work_order, job_id, "job"),
    STR(work_order, kind),
    ID(work_order, device_id, "dev"),
    ID(work_order, room_id, "rom"),
    ID(work_order, resource_id, "res"),
    STR(work_order, alias),
    STR(work_order, reason),
    STR(work_order, state),
    ID(work_order, assignee_id, "usr"),
    ID(work_order, check_job_id, "job"),
    INT(work_order, due_ms, .unit = "ms"),
    JSON(work_order, form),
    STR(work_order, sealed, .secret = true),
    JSON(work_order, result),
    INT(work_order, created_ms, .unit = "ms"),
    INT(work_order, ended_ms, .unit = "ms"),
    { .name = NULL },
};
SHAPE(work_order);

enum kb_code work_order_store(struct turn *t, struct work_order *w, const char *to)
{
    TRY(kb_states_check(&wo_states, w->state, to, t->err));
    w->state = to;
    if (strcmp(to, "done") == 0 || strcmp(to, "canceled") == 0) w->ended_ms = t->now_ms;
    TRY(turn_put(t, &q_wo_update, &work_order_shape, w));
    return turn_change(t, w->org_id, "work_order", w->id, to, "");
}

enum kb_code work_order_find(struct turn *t, int64_t id, struct work_order *out)
{
    return turn_find(t, "work order", &q_wo_find,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &work_order_shape,
                     out);
}

/* found is false when the query has no row. */
static enum kb_code wo_maybe(struct turn *t, const struct db_query *q, int64_t job_id,
                             struct work_order *out, bool *found)
{
    struct kb_error err;
    enum kb_code code =
        db_one(t->db, t->arena, q, ARGS(ARG_INT(job_id, job_id)), &work_order_shape, out, &err);
    *found = code == KB_OK;
    if (code == KB_OK || code == KB_NOT_FOUND) return KB_OK;
    *t->err = err;
    return code;
}

/* --- a job needs a person --- */

static const char *alias_in(struct turn *t, const char *spec)
{
    const char *alias = work_order_text(t, spec, "alias");
    return alias[0] ? alias : work_order_text(t, spec, "hostname");
}

static enum kb_code on_held(struct turn *t, int64_t job_id)
{
    struct job job;
    struct work_order old;
    struct job_document doc;
    bool found;
    TRY(job_find(t, job_id, &job));
    TRY(wo_maybe(t, &q_wo_of_job, job_id, &old, &found));
    if (found) return KB_OK;
    TRY(job_document(t, job_id, &doc));
    bool open = strcmp(job.verb, "open") == 0, close = strcmp(job.verb, "close") == 0;
    int64_t id = turn_new_id(t);
    TRY(turn_run(t, &q_wo_add,
                 ARGS(ARG_INT(id, id), ARG_INT(org_id, job.org_id), ARG_INT(job_id, job_id),
                      ARG_STR(kind, open    ? "open"
                                    : close ? "close"
                                            : "fix"),
                      ARG_INT(device_id, job.device_id), ARG_INT(room_id, job.room_id),
                      ARG_INT(resource_id, job.resource_id), ARG_STR(alias, alias_in(t, doc.spec)),
                      ARG_STR(reason, job.text), ARG_INT(due_ms, job.deadline_ms),
                      ARG_INT(created_ms, t->now_ms))));
    TRY(turn_change(t, job.org_id, "work_order", id, "created", ""));
    return turn_notify(t, &(struct turn_notice){ .org_id = job.org_id,
                                                 .kind = "work_order",
                                                 .object = "work_order",
                                                 .object_id = id,
                                                 .text_zh = "有新的机房工单",
                                                 .text_en = "There is a new work order" });
}

/* --- what becomes of it --- */

static enum kb_code on_done(struct turn *t, int64_t job_id)
{
    struct job job;
    struct work_order w;
    bool found;
    TRY(wo_maybe(t, &q_wo_of_check, job_id, &w, &found));
    if (!found) { /* the job itself ended otherwise: an agent did it after all */
        TRY(wo_maybe(t, &q_wo_of_job, job_id, &w, &found));
        return found ? work_order_store(t, &w, "done") : KB_OK;
    }
    TRY(job_find(t, job_id, &job));
    return work_order_checked(t, &w, &job);
}

static const char *why(struct turn *t, const struct job *job, const char *result)
{
    AUTO_JSON doc = json_loads(result, 0, NULL);
    if (!doc) doc = json_object();
    json_object_set_new(doc, "reason", json_string(job->reason));
    json_object_set_new(doc, "text", json_string(job->text));
    return kb_json_text(doc, t->arena);
}

static enum kb_code on_failed(struct turn *t, int64_t job_id)
{
    struct job job;
    struct work_order w;
    const char *result;
    bool found;
    TRY(wo_maybe(t, &q_wo_of_check, job_id, &w, &found));
    if (found) {
        TRY(job_find(t, job_id, &job));
        TRY(job_result(t, job_id, &result));
        w.result = why(t, &job, result);
        return work_order_store(t, &w, "returned");
    }
    TRY(wo_maybe(t, &q_wo_of_job, job_id, &w, &found));
    return found ? work_order_store(t, &w, "canceled") : KB_OK;
}

const struct turn_listener work_order_listeners[] = {
    { "job.held", on_held },
    { "job.done", on_done },
    { "job.failed", on_failed },
    { .event = NULL },
};

/* --- taking one, and saying that it cannot be done --- */

static enum kb_code work_order_accept(struct turn *t, const struct work_order_key *in,
                                      struct work_order_page *out)
{
    struct work_order w;
    TRY(work_order_find(t, in->id, &w));
    w.assignee_id = t->actor.user_id;
    TRY(work_order_store(t, &w, "accepted"));
    TRY(job_note(t, w.job_id, JOB_NOTE_TAKEN));
    TRY(turn_tell(t, "job.started", w.job_id));
    return work_order_page_of(t, in->id, out);
}
HANDLER(work_order_accept, work_order_key, work_order_page);

struct work_order_cancel {
    int64_t id;
    const char *reason;
};
static const struct kb_field work_order_cancel_fields[] = { ID(work_order_cancel, id, "wo"),
                                                            STR(work_order_cancel, reason, .min = 1,
                                                                .max = 200),
                                                            { .name = NULL } };
static SHAPE(work_order_cancel);

/* It cannot be done: an opening is given up and its money released. What is open must still be
 * closed, so a closing cannot be cancelled. */
static enum kb_code work_order_cancel(struct turn *t, const struct work_order_cancel *in,
                                      struct work_order_page *out)
{
    struct work_order w;
    TRY(work_order_find(t, in->id, &w));
    if (strcmp(w.kind, "open") != 0)
        return kb_fail(t->err, KB_CONFLICT, "work_order.must", "this has to be done");
    TRY(work_order_store(t, &w, "canceled"));
    TRY(job_give_up(t, w.job_id, "job.given_up", in->reason));
    return work_order_page_of(t, in->id, out);
}
HANDLER(work_order_cancel, work_order_cancel, work_order_page);

#define DO (WHO_P_ADMIN | WHO_P_TECH)
const struct turn_route work_order_routes[] = {
    { "POST", "/v1/work-orders/{id}/accept", DO, &work_order_accept_call, "work_orders_accept",
      "Take a work order." },
    { "POST", "/v1/work-orders/{id}/cancel", DO, &work_order_cancel_call, "work_orders_cancel",
      "It cannot be done: the customer's money is released." },
    { .method = NULL },
};
