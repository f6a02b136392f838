/* worker - the child side of a job worker: reads tasks from descriptor 3, runs the driver, writes
 * results. A crash here costs one attempt and nothing else. */
#ifndef AGENT_WORKER_H
#define AGENT_WORKER_H

#include "drivers/driver.h"
#include "protocol/message.h"

/* The first text a worker gets. parent: who must still be there, or there is nobody to act for. */
struct worker_setup {
    int64_t parent;
    const char *work_dir, *templates_dir, *room_key_path, *room_key_public;
};

/* One attempt. observe: look, and say done only if the verb's work is there. */
struct worker_task {
    bool observe;
    int64_t left_ms;
    void *job; /* struct protocol_job */
};
extern const struct kb_shape worker_setup_shape, worker_task_shape;

/* The drivers this program has, ends with { NULL }. */
extern const struct drv_offer worker_offers[];

/* Sanitizers reserve far more memory than they use, and their leak check reads its own process. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WORKER_SANITIZED 1
#else
#define WORKER_SANITIZED 0
#endif

/* Bounds the process: dies with its parent, no new rights, no core, no ptrace, limited resources.
 * */
MUST_USE bool worker_confine(int64_t parent);
void worker_ctx(const struct worker_setup *setup, struct kb_world *w, struct kb_arena *a,
                struct drv_ctx *ctx);
/* One attempt, in this process. Result strings live in the arena. */
void worker_run(struct drv_ctx *ctx, const struct worker_task *task, struct protocol_result *out);

/* main of "worker <driver>". Returns the exit status. */
int worker_main(void);

#endif
