/* job_view - jobs as people see them, and what people may do to one: have it tried again, or given
 * up. */
#include "inventory/job_priv.h"
#include "job_view_sql.h"

#include <string.h>

struct jobs_in {
    const char *cursor, *phase;
    int64_t limit, room_id;
};
static const struct kb_field jobs_in_fields[] = {
    TURN_PAGE_FIELDS(jobs_in),
    STR(jobs_in, phase, .max = 20, .optional = true),
    ID(jobs_in, room_id, "rom", .optional = true),
    { .name = NULL },
};
static SHAPE(jobs_in);

struct jobs {
    struct kb_list items;
    const char *next;
};
static const struct kb_field jobs_fields[] = { LIST(jobs, items, job_shape),
                                               STR(jobs, next),
                                               { .name = NULL } };
static SHAPE(jobs);

static enum kb_code jobs_list(struct turn *t, const struct jobs_in *in, struct jobs *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_jobs_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_STR(phase, in->phase), ARG_INT(room_id, in->room_id),
                      ARG_INT(rows, rows)),
                 &job_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &job_shape);
    return KB_OK;
}
HANDLER(jobs_list, jobs_in, jobs);

struct job_log {
    int64_t id, at_ms;
    const char *text;
};
static const struct kb_field job_log_fields[] = { INT(job_log, id, .secret = true),
                                                  INT(job_log, at_ms, .unit = "ms"),
                                                  STR(job_log, text),
                                                  { .name = NULL } };
static SHAPE(job_log);

struct job_page {
    struct job *job;
    struct device_place *device;
    struct kb_list log;
    const char *result;
};
static const struct kb_field job_page_fields[] = {
    OBJ(job_page, job, job_shape),
    OBJ(job_page, device, device_place_shape),
    LIST(job_page, log, job_log_shape),
    JSON(job_page, result),
    { .name = NULL },
};
static SHAPE(job_page);

struct job_key {
    int64_t id;
};
static const struct kb_field job_key_fields[] = { ID(job_key, id, "job"), { .name = NULL } };
static SHAPE(job_key);

static enum kb_code mine(struct turn *t, int64_t id, struct job *j)
{
    TRY(job_find(t, id, j));
    if (j->org_id == t->actor.org_id) return KB_OK;
    return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such job");
}

static enum kb_code job_get(struct turn *t, const struct job_key *in, struct job_page *out)
{
    out->job = KB_NEW(t->arena, struct job);
    TRY(mine(t, in->id, out->job));
    if (out->job->device_id) {
        out->device = KB_NEW(t->arena, struct device_place);
        TRY(inventory_device_place(t, out->job->device_id, out->device));
    }
    TRY(job_result(t, in->id, &out->result));
    out->result = job_shown(t, out->result);
    return turn_all(t, &q_job_logs, ARGS(ARG_INT(job_id, in->id)), &job_log_shape, JOB_LOG_LINES,
                    &out->log);
}
HANDLER(job_get, job_key, job_page);

static enum kb_code job_again(struct turn *t, const struct job_key *in, struct job *out)
{
    TRY(mine(t, in->id, out));
    TRY(job_retry(t, in->id));
    TRY(turn_change(t, t->actor.org_id, "job", in->id, "retried", ""));
    return job_find(t, in->id, out);
}
HANDLER(job_again, job_key, job);

struct job_stop {
    int64_t id;
    const char *reason;
};
static const struct kb_field job_stop_fields[] = { ID(job_stop, id, "job"),
                                                   STR(job_stop, reason, .min = 1, .max = 200),
                                                   { .name = NULL } };
static SHAPE(job_stop);

/* What is open must be closed, what has expired suspended, what is paid resumed: only work whose
 * failure leaves nothing behind can be given up. */
static bool must_be_done(const char *verb)
{
    return strcmp(verb, "close") == 0 || strcmp(verb, "suspend") == 0 ||
           strcmp(verb, "resume") == 0;
}

static enum kb_code job_stop(struct turn *t, const struct job_stop *in, struct job *out)
{
    TRY(mine(t, in->id, out));
    if (must_be_done(out->verb))
        return kb_fail(t->err, KB_CONFLICT, "work_order.must", "this has to be done");
    TRY(job_give_up(t, in->id, "job.given_up", in->reason));
    TRY(turn_change(t, t->actor.org_id, "job", in->id, "given_up", ""));
    return job_find(t, in->id, out);
}
HANDLER(job_stop, job_stop, job);

#define SEE  (WHO_P_ADMIN | WHO_P_OPERATOR | WHO_P_TECH)
#define MAKE (WHO_P_ADMIN | WHO_P_TECH)
const struct turn_route job_routes[] = {
    { "GET", "/v1/jobs", SEE, &jobs_list_call, "jobs_list", "List jobs, newest first.", TURN_LIST },
    { "GET", "/v1/jobs/{id}", SEE, &job_get_call, "jobs_get",
      "Read a job: what happened, what happens next and when." },
    { "POST", "/v1/jobs/{id}/retry", MAKE, &job_again_call, "jobs_retry",
      "Look at the device again and go on from what is there." },
    { "POST", "/v1/jobs/{id}/give-up", MAKE, &job_stop_call, "jobs_give_up",
      "End a job as failed; money that waits for it is released." },
    { .method = NULL },
};
