/* job_run - carrying jobs to agents and their reports back, and what the clock does to jobs. All
 * of it are SYSTEM turns: the daemon's scheduler calls them on a timer and on agents' messages,
 * the simulator on its virtual clock. A message is sent again until accepted; the agent acts
 * once. */
#include "inventory/device_priv.h"
#include "inventory/job_priv.h"
#include "job_run_sql.h"

#include <string.h>

#define LEASE_MS         120000
#define RESEND_MS        5000
#define AGENT_JOBS_MAX   64
#define ATTEMPTS_MAX     5
#define UNKNOWN_EVERY_MS 5000

/* --- the message --- */

struct body_row {
    int64_t endpoint_id;
    const char *target, *sealed, *spec, *ticket;
};
static const struct kb_field body_row_fields[] = {
    INT(body_row, endpoint_id), STR(body_row, target), STR(body_row, sealed),
    STR(body_row, spec),        STR(body_row, ticket), { .name = NULL },
};
static SHAPE(body_row);

struct job_message {
    int64_t job, epoch, controller_epoch, deadline_ms;
    const char *key, *verb, *driver, *target, *spec, *ticket;
    bool lost;
};
static const struct kb_field job_message_fields[] = {
    INT(job_message, job),     STR(job_message, key),
    INT(job_message, epoch),   INT(job_message, controller_epoch),
    STR(job_message, verb),    STR(job_message, driver),
    JSON(job_message, target), JSON(job_message, spec),
    STR(job_message, ticket),  INT(job_message, deadline_ms),
    BOOL(job_message, lost),   { .name = NULL },
};
static SHAPE(job_message);

/* The credential joins its target only here, on the way into the encrypted channel. */
static enum kb_code with_secret(struct turn *t, const char *target, const char *place,
                                const char *sealed, const char **out)
{
    const char *secret;
    *out = target;
    if (!sealed[0]) return KB_OK;
    TRY(kb_unseal(&t->engine->seal, place, sealed, t->arena, &secret, t->err));
    AUTO_JSON doc = json_loads(target, 0, NULL);
    if (!doc) doc = json_object();
    json_object_set_new(doc, "password", json_string(secret));
    *out = kb_json_text(doc, t->arena);
    return KB_OK;
}

enum kb_code job_target_open(struct turn *t, const char *target, const char *sealed,
                             const char **out)
{
    AUTO_JSON doc = json_loads(target, 0, NULL);
    int64_t owner = json_integer_value(json_object_get(doc, "seal_owner"));
    json_object_del(doc, "seal_owner");
    char *text = kb_json_text(doc, t->arena);
    return with_secret(t, text, job_seal_place(t, owner), sealed, out);
}

struct endpoint_row {
    int64_t device_id;
    const char *driver, *target, *secret;
};
static const struct kb_field endpoint_row_fields[] = {
    INT(endpoint_row, device_id), STR(endpoint_row, driver), STR(endpoint_row, target),
    STR(endpoint_row, secret),    { .name = NULL },
};
static SHAPE(endpoint_row);

enum kb_code job_endpoint_open(struct turn *t, int64_t endpoint_id, const char **driver,
                               const char **target)
{
    struct endpoint_row e;
    TRY(turn_find(t, "endpoint", &q_endpoint_find, ARGS(ARG_INT(id, endpoint_id)),
                  &endpoint_row_shape, &e));
    *driver = e.driver;
    return with_secret(t, e.target,
                       kb_printf(t->arena, "endpoint|%lld|%s", (long long)e.device_id, e.driver),
                       e.secret, target);
}

static enum kb_code target_of(struct turn *t, const struct body_row *b, const char **out)
{
    const char *driver;
    if (b->endpoint_id) return job_endpoint_open(t, b->endpoint_id, &driver, out);
    return job_target_open(t, b->target, b->sealed, out);
}

static enum kb_code send(struct turn *t, const struct job *j)
{
    struct body_row b;
    struct job_message m = { .job = j->id,
                             .epoch = j->epoch,
                             .verb = j->verb,
                             .driver = j->driver,
                             .deadline_ms = job_attempt_until(t, j),
                             .lost = j->lost != 0,
                             .controller_epoch = t->engine->epoch };
    TRY(turn_find(t, "job", &q_job_body_find, ARGS(ARG_INT(job_id, j->id)), &body_row_shape, &b));
    TRY(target_of(t, &b, &m.target));
    m.spec = b.spec;
    m.ticket = b.ticket;
    m.key = kb_printf(t->arena, "job-%lld", (long long)j->id);
    turn_then(t, "agent.job", j->agent_id, j->id, kb_write_text(&job_message_shape, &m, t->arena));
    return KB_OK;
}

static enum kb_code dispatch_one(struct turn *t, struct job *j, int64_t agent_id)
{
    j->agent_id = agent_id;
    j->epoch++;
    j->attempt++;
    j->accepted = 0;
    j->lease_ms = t->now_ms + LEASE_MS < j->deadline_ms ? t->now_ms + LEASE_MS : j->deadline_ms;
    j->next_ms = t->now_ms + RESEND_MS;
    TRY(job_store(t, j, "running"));
    if (j->epoch == 1) TRY(turn_tell(t, "job.started", j->id));
    return send(t, j);
}

/* --- SYSTEM turns --- */

static enum kb_code each_of(struct turn *t, const struct db_query *q,
                            enum kb_code (*run)(struct turn *t, struct job *j))
{
    struct kb_list list;
    TRY(turn_all(t, q, ARGS(ARG_INT(now_ms, t->now_ms)), &job_shape, 1000, &list));
    struct job *jobs = list.at;
    for (int64_t i = 0; i < list.n; i++) TRY(turn_due(t, "job", jobs[i].id, run(t, &jobs[i])));
    return KB_OK;
}

static enum kb_code resend(struct turn *t, struct job *j)
{
    j->next_ms = t->now_ms + RESEND_MS;
    TRY(job_store(t, j, "running"));
    return send(t, j);
}

/* An agent gets no more than it can be at: what waits for it stays here, where it can be seen. */
struct capacity {
    int64_t agent_id, capacity;
};
static const struct kb_field capacity_fields[] = { INT(capacity, agent_id),
                                                   INT(capacity, capacity),
                                                   { .name = NULL } };
static SHAPE(capacity);

static enum kb_code dispatch_room(struct turn *t, int64_t room_id)
{
    struct capacity c;
    struct kb_list list;
    struct kb_error err;
    const struct db_arg *args =
        ARGS(ARG_INT(room_id, room_id), ARG_INT(agent_jobs, AGENT_JOBS_MAX));
    enum kb_code code = db_one(t->db, t->arena, &q_room_capacity, args, &capacity_shape, &c, &err);
    if (code == KB_NOT_FOUND || (code == KB_OK && c.capacity <= 0)) return KB_OK;
    if (code != KB_OK) return *t->err = err, code;
    TRY(turn_all(t, &q_jobs_due,
                 ARGS(ARG_INT(room_id, room_id), ARG_INT(now_ms, t->now_ms),
                      ARG_INT(capacity, c.capacity), ARG_INT(clocks_ms, JOB_CLOCKS_MS)),
                 &job_shape, AGENT_JOBS_MAX, &list));
    struct job *jobs = list.at;
    for (int64_t i = 0; i < list.n; i++)
        TRY(turn_due(t, "job", jobs[i].id, dispatch_one(t, &jobs[i], c.agent_id)));
    return KB_OK;
}

/* Room by room, so that one with a long queue does not hide the others. */
static enum kb_code dispatch(struct turn *t)
{
    int64_t room_id = 0;
    for (;;) {
        TRY(turn_int(t, &q_room_due, ARGS(ARG_INT(after_id, room_id), ARG_INT(now_ms, t->now_ms)),
                     &room_id));
        if (!room_id) return KB_OK;
        TRY(dispatch_room(t, room_id));
    }
}

/* The agent did not report in time: it may have acted. Look before anything else. */
static enum kb_code lease_over(struct turn *t, struct job *j)
{
    j->lost = 1;
    j->next_ms = t->now_ms + UNKNOWN_EVERY_MS;
    j->reason = "job.lease_over";
    j->text = "the agent did not report in time";
    return job_store(t, j, "unknown");
}

static enum kb_code deadline_over(struct turn *t, struct job *j)
{
    if (strcmp(j->on_deadline, "degrade") == 0)
        return job_degrade(t, j, j->reason[0] ? j->reason : "job.deadline",
                           j->text[0] ? j->text : "not done in time");
    if (strcmp(j->on_deadline, "give_up") == 0)
        return job_fail(t, j, "job.deadline", "not done in time");
    j->deadline_ms = t->now_ms + 24 * 3600 * 1000LL;
    TRY(job_note(t, j->id, JOB_NOTE_STILL_WAITING));
    return job_store(t, j, j->phase);
}

static enum kb_code jobs_tick(struct turn *t, const struct nothing *in, struct ticked *out)
{
    (void)in;
    TRY(each_of(t, &q_jobs_late, deadline_over));
    TRY(each_of(t, &q_jobs_lease_over, lease_over));
    TRY(each_of(t, &q_jobs_unaccepted, resend));
    TRY(dispatch(t));
    return turn_int(t, &q_job_next_due, NO_ARGS, &out->next_ms);
}
HANDLER(jobs_tick, nothing, ticked);

/* An agent is back: what it was given is sent again; it answers from its journal. */
static const struct kb_field agent_back_fields[] = { INT(agent_back, agent_id), { .name = NULL } };
static SHAPE(agent_back);

static enum kb_code jobs_agent_back(struct turn *t, const struct agent_back *in, struct done *out)
{
    struct kb_list list;
    TRY(turn_all(t, &q_jobs_running, ARGS(ARG_INT(agent_id, in->agent_id)), &job_shape, 1000,
                 &list));
    struct job *jobs = list.at;
    for (int64_t i = 0; i < list.n; i++) TRY(resend(t, &jobs[i]));
    out->ok = true;
    return KB_OK;
}
HANDLER(jobs_agent_back, agent_back, done);

static const struct kb_field job_accept_fields[] = { INT(job_accept, job),
                                                     INT(job_accept, epoch),
                                                     { .name = NULL } };
static SHAPE(job_accept);

/* Only the agent that holds the lease, and only for the attempt it was given. */
static bool current(const struct turn *t, const struct job *j, int64_t epoch)
{
    return j->agent_id == t->actor.agent_id && j->epoch == epoch;
}

static enum kb_code job_accepted(struct turn *t, const struct job_accept *in, struct done *out)
{
    struct job j;
    TRY(job_find(t, in->job, &j));
    out->ok = current(t, &j, in->epoch) && strcmp(j.phase, "running") == 0 && !j.accepted;
    if (!out->ok) return KB_OK;
    j.lease_ms = job_attempt_until(t, &j);
    j.accepted = 1;
    TRY(job_note(t, j.id, JOB_NOTE_ACCEPTED));
    return job_store(t, &j, "running");
}
HANDLER(job_accepted, job_accept, done);

static const struct kb_field job_report_fields[] = {
    INT(job_report, job),
    INT(job_report, epoch),
    INT(job_report, retry_ms),
    STR(job_report, outcome),
    STR(job_report, reason, .optional = true),
    STR(job_report, text, .optional = true),
    STR(job_report, ticket, .optional = true),
    JSON(job_report, result, .max = 65536, .optional = true),
    BOOL(job_report, retry, .optional = true),
    { .name = NULL },
};
static SHAPE(job_report);

static enum kb_code report_done(struct turn *t, struct job *j, const struct job_report *r)
{
    TRY(job_result_keep(t, j->id, r->result, r->ticket));
    TRY(job_store(t, j, "done"));
    if (j->device_id && (strcmp(j->verb, "observe") == 0 || strcmp(j->verb, "verify") == 0))
        TRY(inventory_device_observed(t, j->device_id, r->result));
    return turn_tell(t, "job.done", j->id);
}

static enum kb_code report_pending(struct turn *t, struct job *j, const struct job_report *r)
{
    int64_t wait = r->retry_ms < 100 ? 100 : r->retry_ms > 3600000 ? 3600000 : r->retry_ms;
    TRY(job_result_keep(t, j->id, r->result, r->ticket));
    j->next_ms = t->now_ms + wait;
    j->text = r->text;
    j->attempt = 0; /* progress: failures are counted anew */
    return job_store(t, j, "waiting");
}

static enum kb_code report_failed(struct turn *t, struct job *j, const struct job_report *r)
{
    j->reason = r->reason;
    j->text = r->text;
    TRY(job_result_keep(t, j->id, r->result, r->ticket));
    if (r->retry && j->attempt < ATTEMPTS_MAX) {
        j->next_ms = t->now_ms + ((int64_t)1000 << j->attempt);
        return job_store(t, j, "queued");
    }
    /* also after a person had it tried again: what must be done goes back to people */
    if (strcmp(j->on_deadline, "give_up") != 0) return job_degrade(t, j, j->reason, j->text);
    return job_fail(t, j, j->reason, j->text);
}

static enum kb_code report_unknown(struct turn *t, struct job *j, const struct job_report *r)
{
    j->reason = r->reason;
    j->text = r->text;
    j->lost = 1;
    j->next_ms = t->now_ms + UNKNOWN_EVERY_MS;
    return job_store(t, j, "unknown");
}

static enum kb_code report(struct turn *t, struct job *j, const struct job_report *r)
{
    static const struct {
        const char *outcome;
        enum kb_code (*run)(struct turn *t, struct job *j, const struct job_report *r);
    } outcomes[] = { { "done", report_done },
                     { "pending", report_pending },
                     { "failed", report_failed },
                     { "unknown", report_unknown } };
    for (size_t i = 0; i < COUNT(outcomes); i++)
        if (strcmp(outcomes[i].outcome, r->outcome) == 0) return outcomes[i].run(t, j, r);
    return kb_fail_field(t->err, "outcome", "request.field", "%s is no outcome", r->outcome);
}

/* Reports may come late, twice, or for an attempt that is over: acknowledged all the same, so
 * that the agent can forget them, but only the current attempt's is believed. */
static enum kb_code job_reported(struct turn *t, const struct job_report *in, struct done *out)
{
    struct job j;
    out->ok = true;
    turn_then(t, "agent.ack", t->actor.agent_id, in->job,
              kb_printf(t->arena, "%lld", (long long)in->epoch));
    enum kb_code code = job_find(t, in->job, &j);
    if (code == KB_NOT_FOUND) return KB_OK;
    TRY(code);
    bool open = strcmp(j.phase, "running") == 0 ||
                (strcmp(j.phase, "unknown") == 0 && strcmp(in->outcome, "done") == 0);
    if (!current(t, &j, in->epoch) || !open) return KB_OK;
    j.answered = true;
    return report(t, &j, in);
}
HANDLER(job_reported, job_report, done);

const struct turn_route job_run_routes[] = {
    { "SYSTEM", "", WHO_SYSTEM, &jobs_tick_call, "jobs_tick", "What the clock does to jobs." },
    { "SYSTEM", "", WHO_SYSTEM, &jobs_agent_back_call, "jobs_agent_back", "Send again what runs." },
    { "SYSTEM", "", WHO_SYSTEM, &job_accepted_call, "job_accepted", "An agent took a job." },
    { "SYSTEM", "", WHO_SYSTEM, &job_reported_call, "job_reported", "An agent reports." },
    { .method = NULL },
};
