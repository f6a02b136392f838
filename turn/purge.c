/* purge - forgetting what was kept for a time only. Every module purges its own tables in SYSTEM
 * ops named purge_…, a bounded number of rows a turn, so that the writer is never held up. */
#include "purge_sql.h"
#include "turn/input_priv.h"

#define KEEP_MS         (90 * 86400000LL)
#define KEEP_EFFECTS_MS (30 * 86400000LL)
#define KEEP_CHANGES_MS (1100 * 86400000LL) /* three years: by id, which begins with its time */
#define PURGE_ROWS      500

static const struct kb_field purged_fields[] = { INT(purged, rows), { .name = NULL } };
SHAPE(purged);
static const struct kb_field ticked_fields[] = { INT(ticked, next_ms), { .name = NULL } };
SHAPE(ticked);

enum kb_code turn_purge(struct turn *t, const struct db_query *q, int64_t keep_ms, int64_t *rows)
{
    int64_t before = db_changes(t->db);
    TRY(turn_run(t, q, ARGS(ARG_INT(before_ms, t->now_ms - keep_ms), ARG_INT(rows, PURGE_ROWS))));
    *rows += db_changes(t->db) - before;
    return KB_OK;
}

static enum kb_code purge_turns(struct turn *t, const struct nothing *in, struct purged *out)
{
    (void)in;
    TRY(turn_purge(t, &q_idempotency_purge, KEEP_MS, &out->rows));
    TRY(turn_purge(t, &q_outbox_purge, KEEP_EFFECTS_MS, &out->rows));
    TRY(turn_put_off_purge(t, KEEP_EFFECTS_MS, &out->rows));
    return turn_purge(t, &q_changes_purge, KEEP_CHANGES_MS, &out->rows);
}
HANDLER(purge_turns, nothing, purged);

const struct turn_route turn_routes[] = {
    { "SYSTEM", "", WHO_SYSTEM, &purge_turns_call, "purge_turns",
      "Forget replies, effects and changes of long ago." },
    { .method = NULL },
};
