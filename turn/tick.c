/* tick - what the clock asks of every module, as one group of turns: a tick that fails at a row is
 * asked again soon without it, and the others are not touched. */
#include "turn/input_priv.h"

#define TICKS_MAX 32
#define AGAIN_MS  1000

static const struct turn_actor clock = { .who = WHO_SYSTEM, .name = "clock" };

static enum kb_code put_off(const struct turn_engine *e, struct db *writer,
                            const struct turn_request *r, struct kb_error *err)
{
    const struct turn_put_off row = { .object = r->turn.stuck_object,
                                      .row_id = r->turn.stuck_id,
                                      .op = r->route->op,
                                      .reason = r->err.reason,
                                      .text = r->err.text };
    struct done done;
    return turn_system(e, writer, "row_put_off", &clock, &row, &done, NULL, err);
}

/* When this one is asked again. */
static int64_t next_of(const struct turn_engine *e, const struct turn_request *r,
                       const struct ticked *out)
{
    if (r->err.code != KB_OK) return kb_now_ms(e->world) + AGAIN_MS;
    return out->next_ms ? out->next_ms : INT64_MAX;
}

/* What the ticks left: what they refused is told, what stood in their way is put off. */
static enum kb_code close_ticks(const struct turn_engine *e, struct db *writer,
                                struct turn_request *all, size_t n, struct kb_error *refused,
                                struct kb_error *err)
{
    enum kb_code code = KB_OK;
    for (size_t i = 0; i < n; i++) {
        if (all[i].err.code != KB_OK) *refused = all[i].err;
        if (code == KB_OK && all[i].err.code != KB_OK && turn_stuck(&all[i].turn))
            code = put_off(e, writer, &all[i], err);
        turn_request_done(&all[i]);
    }
    return code;
}

enum kb_code turn_ticks(const struct turn_engine *e, struct db *writer, const char *const *ops,
                        int64_t *next_ms, struct kb_error *refused, struct kb_error *err)
{
    struct turn_request all[TICKS_MAX] = { 0 }, *each[TICKS_MAX];
    struct ticked out[TICKS_MAX] = { 0 };
    struct nothing none = { 0 };
    int64_t waiting = 0;
    size_t n = 0;
    for (; ops[n]; n++) {
        KB_ASSERT(n < TICKS_MAX);
        all[n] = (struct turn_request){ .route = turn_route_op(e, ops[n]), .actor = &clock,
                                        .in = &none, .out = &out[n] };
        KB_ASSERT(all[n].route && all[n].route->call->out == &ticked_shape);
        each[n] = &all[n];
    }
    *next_ms = INT64_MAX;
    *refused = (struct kb_error){ 0 };
    enum kb_code code = turn_group_run(e, writer, each, n, err);
    for (size_t i = 0; i < n; i++) {
        int64_t next = next_of(e, &all[i], &out[i]);
        if (next < *next_ms) *next_ms = next;
    }
    enum kb_code closed = close_ticks(e, writer, all, n, refused, code == KB_OK ? err : refused);
    if (code == KB_OK) code = closed;
    if (code == KB_OK) code = turn_put_off_next(writer, kb_now_ms(e->world), &waiting, err);
    if (code == KB_OK && waiting && waiting < *next_ms) *next_ms = waiting;
    return code;
}
