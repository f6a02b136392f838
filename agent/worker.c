/* worker - one task after the other until the pipe closes. The driver's outcome is put into the
 * words of the protocol here, and only here. */
#include "agent/worker.h"
#include "agent/pipe.h"
#include "agent/spawn.h"
#include "drivers/libvirt/libvirt.h"
#include "drivers/manual/manual.h"
#include "drivers/sim/sim.h"
#include "drivers/ssh/ssh.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define FILES_MAX  256
#define MEMORY_MAX ((rlim_t)4 << 30) /* address space */

static const struct kb_field worker_setup_fields[] = {
    INT(worker_setup, parent, .min = 1, .max = INT64_MAX),
    STR(worker_setup, work_dir, .min = 1, .max = 1024),
    STR(worker_setup, templates_dir, .max = 1024, .optional = true),
    STR(worker_setup, room_key_path, .min = 1, .max = 1024),
    STR(worker_setup, room_key_public, .min = 1, .max = 1024),
    { 0 },
};
SHAPE(worker_setup);

static const struct kb_field worker_task_fields[] = {
    BOOL(worker_task, observe),
    INT(worker_task, left_ms, .min = 0, .max = INT64_MAX, .unit = "ms"),
    OBJ(worker_task, job, protocol_job_shape),
    { 0 },
};
SHAPE(worker_task);

const struct drv_offer worker_offers[] = {
    { &ssh_type, NULL },    { &libvirt_type, NULL }, { &sim_type, NULL },
    { &manual_type, NULL }, { NULL, NULL },
};

static void limit(int what, rlim_t most)
{
    struct rlimit r = { most, most };
    setrlimit((__rlimit_resource_t)what, &r);
}

bool worker_confine(int64_t parent)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return false;
    if (getppid() != (pid_t)parent) return false; /* it died before we asked to be told */
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    if (!WORKER_SANITIZED && prctl(PR_SET_DUMPABLE, 0) != 0) return false;
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, FILES_MAX);
    if (!WORKER_SANITIZED) limit(RLIMIT_AS, MEMORY_MAX);
    return true;
}

void worker_ctx(const struct worker_setup *setup, struct kb_world *w, struct kb_arena *a,
                struct drv_ctx *ctx)
{
    *ctx = (struct drv_ctx){
        .world = w,
        .arena = a,
        .offers = worker_offers,
        .state_dir = setup->work_dir,
        .templates_dir = setup->templates_dir,
        .room_key_path = setup->room_key_path,
        .room_key_public = setup->room_key_public,
        .limits = &drv_limits_default,
    };
}

static const char *copy(struct kb_arena *a, const char *s)
{
    return s && s[0] ? kb_strdup(a, s) : "";
}

static void tell_error(struct protocol_result *out, enum kb_code code, const struct kb_error *err,
                       const struct drv_step *step, struct kb_arena *a)
{
    out->outcome = code == KB_UNKNOWN ? "unknown" : "failed";
    out->reason = copy(a, err->reason);
    out->text = copy(a, err->text);
    out->retry = step->retry;
}

static void act(struct drv_ctx *ctx, const struct drv_offer *offer, enum drv_verb verb,
                const struct drv_job *job, struct protocol_result *out)
{
    struct drv_step step = { 0 };
    struct kb_error err = { 0 };
    enum kb_code code = drv_do(offer, ctx, verb, job, &step, &err);
    if (step.result) out->result = step.result;
    if (code != KB_OK) {
        tell_error(out, code, &err, &step, ctx->arena);
        return;
    }
    out->outcome = step.phase == DRV_PENDING ? "pending" : "done";
    out->ticket = step.phase == DRV_PENDING ? copy(ctx->arena, step.ticket) : "";
    out->retry_ms = step.phase == DRV_PENDING ? step.retry_ms : 0;
}

/* After a restart nobody knows how far the attempt came: look, and claim only what is there. */
static void look(struct drv_ctx *ctx, const struct drv_offer *offer, enum drv_verb verb,
                 const struct drv_job *job, struct protocol_result *out)
{
    struct drv_step step = { 0 };
    struct kb_error err = { 0 };
    enum kb_code code = drv_do(offer, ctx, DRV_OBSERVE, job, &step, &err);
    if (step.result) out->result = step.result;
    if (code != KB_OK) {
        tell_error(out, code, &err, &step, ctx->arena);
        out->outcome = "unknown";
        out->retry = true;
        return;
    }
    if (verb == DRV_OBSERVE || drv_wanted(verb, step.state)) {
        out->outcome = "done";
        return;
    }
    out->outcome = "unknown";
    out->reason = "agent.observed";
    out->text =
        kb_printf(ctx->arena, "after a restart of the agent it is %s", drv_state_name(step.state));
    out->retry = true;
}

void worker_run(struct drv_ctx *ctx, const struct worker_task *task, struct protocol_result *out)
{
    const struct protocol_job *j = task->job;
    struct drv_job job = {
        .key = j->key, .target = j->target, .spec = j->spec, .ticket = j->ticket, .lost = j->lost
    };
    const struct drv_offer *offer = drv_find(ctx, j->driver);
    enum drv_verb verb;
    *out = (struct protocol_result){ .job = j->job,
                                     .epoch = j->epoch,
                                     .outcome = "failed",
                                     .reason = "driver.unknown",
                                     .text = "this agent has no such driver",
                                     .ticket = "",
                                     .result = "{}" };
    if (!offer || !drv_verb_parse(j->verb, &verb)) return;
    out->reason = out->text = "";
    ctx->deadline_ms = kb_now_ms(ctx->world) + task->left_ms;
    if (task->observe)
        look(ctx, offer, verb, &job, out);
    else
        act(ctx, offer, verb, &job, out);
}

static void free_text(char **text)
{
    free(*text);
}

static enum kb_code read_struct(const char *text, size_t len, const struct kb_shape *shape,
                                void *out, struct kb_arena *a, struct kb_error *err)
{
    AUTO_JSON json = NULL;
    TRY(kb_json_parse(text, len, PIPE_TEXT_MAX, &json, err));
    return kb_read(shape, json, NULL, out, a, err);
}

/* false: the end. A task that cannot be read is a broken parent, and nothing to guess about. */
static bool one_task(const struct worker_setup *setup, struct kb_world *w)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct worker_task task;
    struct protocol_result result;
    struct drv_ctx ctx;
    struct kb_error err;
    size_t len = 0;
    const char *answer;
    AUTO(free_text) char *text = pipe_wait(WORKER_FD, &len);
    if (!text) return false;
    enum kb_code code = read_struct(text, len, &worker_task_shape, &task, &a, &err);
    explicit_bzero(text, len);
    if (code != KB_OK) return false;
    worker_ctx(setup, w, &a, &ctx);
    worker_run(&ctx, &task, &result);
    if (protocol_write(PROTOCOL_RESULT, &result, &a, &answer, &err) != KB_OK) return false;
    return pipe_send(WORKER_FD, answer, strlen(answer));
}

int worker_main(void)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct worker_setup setup;
    struct kb_id_key none = { { 0 } };
    struct kb_world w;
    struct kb_error err;
    size_t len = 0;
    AUTO(free_text) char *text = pipe_wait(WORKER_FD, &len);
    if (!text || read_struct(text, len, &worker_setup_shape, &setup, &a, &err) != KB_OK) return 2;
    if (!worker_confine(setup.parent)) return 3;
    kb_world_real(&w, 0, &none);
    while (one_task(&setup, &w)) continue;
    return 0;
}
