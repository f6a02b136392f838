/* job - the rows: made, moved along the table of phases, ended. job_run.c carries them to
 * agents and back. Every change of phase is logged with the job and told to open pages. */
#include "inventory/job_priv.h"
#include "job_sql.h"

#include "base/states.h"

#include <string.h>

#define MANUAL_DEADLINE_MS (24 * 3600 * 1000LL)

static const struct kb_field job_fields[] = {
    ID(job, id, "job"),
    ID(job, org_id, "org"),
    ID(job, room_id, "rom"),
    ID(job, agent_id, "agt"),
    ID(job, device_id, "dev"),
    ID(job, slot_id, "slt"),
    ID(job, resource_id, "res"),
    STR(job, verb),
    STR(job, driver),
    STR(job, phase),
    INT(job, attempt),
    INT(job, epoch),
    INT(job, accepted),
    INT(job, lost),
    INT(job, lease_ms, .unit = "ms"),
    INT(job, next_ms, .unit = "ms"),
    INT(job, deadline_ms, .unit = "ms"),
    STR(job, on_deadline),
    STR(job, reason),
    STR(job, text),
    INT(job, created_ms, .unit = "ms"),
    INT(job, ended_ms, .unit = "ms"),
    INT(job, busy_ms, .secret = true),
    { .name = NULL },
};
SHAPE(job);

static const struct kb_move job_moves[] = {
    { "queued", "running" },  { "queued", "held" },     { "queued", "failed" },
    { "running", "running" }, { "running", "waiting" }, { "running", "done" },
    { "running", "failed" },  { "running", "unknown" }, { "running", "queued" },
    { "running", "held" },    { "waiting", "running" }, { "waiting", "held" },
    { "waiting", "failed" },  { "waiting", "unknown" }, { "waiting", "done" },
    { "waiting", "queued" },  { "unknown", "running" }, { "unknown", "done" },
    { "unknown", "failed" },  { "unknown", "held" },    { "unknown", "waiting" },
    { "unknown", "queued" },  { "held", "done" },       { "held", "failed" },
    { "held", "queued" },     { NULL, NULL },
};
static const struct kb_states job_states = { "job", job_moves };

enum kb_code job_find(struct turn *t, int64_t id, struct job *out)
{
    return turn_find(t, "job", &q_job_find, ARGS(ARG_INT(id, id)), &job_shape, out);
}

enum kb_code job_of_device(struct turn *t, int64_t device_id, struct kb_list *out)
{
    return turn_all(t, &q_jobs_of_device, ARGS(ARG_INT(device_id, device_id)), &job_shape, 50, out);
}

/* The newest lines are kept: a job that is looked at every few seconds for a day says the same. */
static enum kb_code log_add(struct turn *t, int64_t id, const char *text, bool remark)
{
    const struct db_arg *args =
        ARGS(ARG_INT(id, turn_new_id(t)), ARG_INT(job_id, id), ARG_INT(at_ms, t->now_ms),
             ARG_STR(text, text), ARG_INT(remark, remark), ARG_INT(lines, JOB_LOG_LINES));
    TRY(turn_run(t, &q_job_log_add, args));
    return turn_run(t, &q_job_log_cut, args);
}

enum kb_code job_note(struct turn *t, int64_t id, const char *word)
{
    return log_add(t, id, word, false);
}

enum kb_code job_remark(struct turn *t, int64_t id, const char *text)
{
    return log_add(t, id, text, true);
}

static bool ended(const char *phase)
{
    return strcmp(phase, "done") == 0 || strcmp(phase, "failed") == 0;
}

int64_t job_attempt_until(const struct turn *t, const struct job *j)
{
    int64_t most = t->now_ms + JOB_ATTEMPT_MS;
    if (j->accepted) return j->lease_ms;
    return j->deadline_ms < most ? j->deadline_ms : most;
}

/* What leaves running without an answer may still happen. */
static void note_busy(const struct turn *t, struct job *j, const char *to)
{
    if (j->answered || strcmp(j->phase, "running") != 0 || strcmp(to, "running") == 0) return;
    int64_t until = job_attempt_until(t, j);
    if (until > j->busy_ms) j->busy_ms = until;
}

enum kb_code job_store(struct turn *t, struct job *j, const char *to)
{
    note_busy(t, j, to);
    if (strcmp(j->phase, to) != 0) TRY(kb_states_check(&job_states, j->phase, to, t->err));
    bool moved = strcmp(j->phase, to) != 0;
    j->phase = to;
    if (ended(to)) j->ended_ms = t->now_ms, j->next_ms = 0;
    TRY(turn_put(t, &q_job_update, &job_shape, j));
    if (j->next_ms) turn_then(t, "clock", j->next_ms, 0, "");
    turn_touch(t, j->org_id, "job", j->id);
    return moved ? job_note(t, j->id, to) : KB_OK;
}

/* Behind what may still happen to the resource; this time is not taken from its deadline. */
static enum kb_code wait_for_others(struct turn *t, struct job *j)
{
    int64_t busy_ms;
    if (!j->resource_id || strcmp(j->phase, "held") == 0) return KB_OK;
    TRY(turn_int(t, &q_resource_busy, ARGS(ARG_INT(resource_id, j->resource_id)), &busy_ms));
    if (busy_ms + JOB_CLOCKS_MS <= t->now_ms) return KB_OK;
    j->next_ms = busy_ms + JOB_CLOCKS_MS;
    j->deadline_ms += j->next_ms - t->now_ms;
    return KB_OK;
}

enum kb_code job_add(struct turn *t, const struct job_new *in, struct job *out)
{
    bool manual = strcmp(in->driver, "manual") == 0;
    int64_t platform_id = t->actor.platform_id;
    if (!platform_id) TRY(org_platform(t, &platform_id)); /* an agent's message or the clock asks */
    *out = (struct job){ .id = turn_new_id(t),
                         .org_id = platform_id,
                         .room_id = in->room_id,
                         .device_id = in->device_id,
                         .slot_id = in->slot_id,
                         .resource_id = in->resource_id,
                         .verb = in->verb,
                         .driver = in->driver,
                         .phase = manual ? "held" : "queued",
                         .next_ms = t->now_ms,
                         .deadline_ms = in->deadline_ms,
                         .on_deadline = in->on_deadline,
                         .reason = "",
                         .text = "",
                         .created_ms = t->now_ms };
    TRY(wait_for_others(t, out));
    TRY(turn_put(t, &q_job_add, &job_shape, out));
    TRY(turn_run(t, &q_job_body_add,
                 ARGS(ARG_INT(job_id, out->id), ARG_INT(endpoint_id, in->endpoint_id),
                      ARG_STR(target, in->target), ARG_STR(sealed, in->sealed),
                      ARG_STR(spec, in->spec))));
    turn_touch(t, out->org_id, "job", out->id);
    turn_then(t, "clock", 0, 0, "");
    return manual ? turn_tell(t, "job.held", out->id) : KB_OK;
}

struct result_row {
    const char *result;
};
static const struct kb_field result_row_fields[] = { STR(result_row, result), { .name = NULL } };
static SHAPE(result_row);

enum kb_code job_result(struct turn *t, int64_t id, const char **result)
{
    struct result_row row;
    TRY(turn_find(t, "job", &q_job_result_find, ARGS(ARG_INT(job_id, id)), &result_row_shape,
                  &row));
    *result = row.result;
    return KB_OK;
}

static const struct kb_field job_document_fields[] = {
    STR(job_document, target),
    STR(job_document, sealed, .secret = true),
    STR(job_document, spec),
    { .name = NULL },
};
static SHAPE(job_document);

enum kb_code job_document(struct turn *t, int64_t id, struct job_document *out)
{
    return turn_find(t, "job", &q_job_document, ARGS(ARG_INT(job_id, id)), &job_document_shape,
                     out);
}

const char *job_shown(struct turn *t, const char *document)
{
    static const char *const inside[] = { "sealed", "seal_owner", "password", "resource" };
    AUTO_JSON doc = json_loads(document, 0, NULL);
    if (!json_is_object(doc)) return "{}";
    for (size_t i = 0; i < COUNT(inside); i++) json_object_del(doc, inside[i]);
    return kb_json_text(doc, t->arena);
}

enum kb_code job_result_keep(struct turn *t, int64_t id, const char *result, const char *ticket)
{
    return turn_run(t, &q_job_result_set,
                    ARGS(ARG_INT(job_id, id), ARG_STR(result, result), ARG_STR(ticket, ticket)));
}

enum kb_code job_remember(struct turn *t, int64_t id, const char *result)
{
    return job_result_keep(t, id, result, "");
}

enum kb_code job_finish(struct turn *t, int64_t id, const char *result)
{
    struct job j;
    TRY(job_find(t, id, &j));
    TRY(job_store(t, &j, "done"));
    TRY(job_result_keep(t, id, result, ""));
    return turn_tell(t, "job.done", id);
}

enum kb_code job_fail(struct turn *t, struct job *j, const char *reason, const char *text)
{
    j->reason = reason;
    j->text = text;
    TRY(job_store(t, j, "failed"));
    return turn_tell(t, "job.failed", j->id);
}

enum kb_code job_give_up(struct turn *t, int64_t id, const char *reason, const char *text)
{
    struct job j;
    TRY(job_find(t, id, &j));
    if (ended(j.phase)) return kb_fail(t->err, KB_CONFLICT, "job.ended", "the job has ended");
    return job_fail(t, &j, reason, text);
}

/* Nobody is asked to suspend what has been paid for since. */
static enum kb_code is_overtaken(struct turn *t, const struct job *j, bool *yes)
{
    int64_t behind = 0;
    if (strcmp(j->verb, "suspend") == 0 || strcmp(j->verb, "resume") == 0)
        TRY(turn_int(t, &q_jobs_behind,
                     ARGS(ARG_INT(resource_id, j->resource_id), ARG_INT(id, j->id)), &behind));
    *yes = behind > 0;
    return KB_OK;
}

static enum kb_code fail_overtaken(struct turn *t, struct job *j)
{
    return job_fail(t, j, "job.overtaken", "what was to be done then is not to be done any more");
}

enum kb_code job_overtake(struct turn *t, int64_t resource_id)
{
    struct kb_list list;
    TRY(turn_all(t, &q_jobs_overtaken, ARGS(ARG_INT(resource_id, resource_id)), &job_shape, 50,
                 &list));
    struct job *jobs = list.at;
    for (int64_t i = 0; i < list.n; i++) TRY(fail_overtaken(t, &jobs[i]));
    return KB_OK;
}

/* A person is needed: the job waits for him with a new deadline, at which opening is given up and
 * anything else is only recalled, because what is open must not be forgotten. */
enum kb_code job_degrade(struct turn *t, struct job *j, const char *reason, const char *text)
{
    bool overtaken;
    TRY(is_overtaken(t, j, &overtaken));
    if (overtaken) return fail_overtaken(t, j);
    j->reason = reason;
    j->text = text;
    j->deadline_ms = t->now_ms + MANUAL_DEADLINE_MS;
    j->on_deadline = strcmp(j->verb, "open") == 0 ? "give_up" : "remind";
    TRY(job_store(t, j, "held"));
    return turn_tell(t, "job.held", j->id);
}

enum kb_code job_retry(struct turn *t, int64_t id)
{
    struct job j;
    TRY(job_find(t, id, &j));
    if (strcmp(j.driver, "manual") == 0)
        return kb_fail(t->err, KB_CONFLICT, "job.manual", "a person does this, not an agent");
    if (ended(j.phase)) return kb_fail(t->err, KB_CONFLICT, "job.ended", "the job has ended");
    if (strcmp(j.phase, "running") == 0)
        return kb_fail(t->err, KB_CONFLICT, "job.running", "an agent is at it");
    j.next_ms = t->now_ms;
    j.lost = 1;
    TRY(job_store(t, &j, "queued"));
    turn_then(t, "clock", 0, 0, "");
    return KB_OK;
}

const char *job_seal_place(struct turn *t, int64_t owner_id)
{
    return kb_printf(t->arena, "work_order|%lld", (long long)owner_id);
}
