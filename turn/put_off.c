/* put_off - a row that the clock cannot deal with does not hold up those behind it: its tick fails
 * and is taken back, the row is let be for a while, ever longer, whoever can look into it is told,
 * and the tick runs again without it. The ticks' queries pass over what is put off. */
#include "put_off_sql.h"
#include "turn/input_priv.h"

#include <string.h>

#define DAY_MS 86400000LL

static const struct kb_field turn_put_off_fields[] = {
    INT(turn_put_off, id),       STR(turn_put_off, object),   INT(turn_put_off, row_id),
    STR(turn_put_off, op),       INT(turn_put_off, tries),    INT(turn_put_off, since_ms),
    INT(turn_put_off, until_ms), STR(turn_put_off, reason),   STR(turn_put_off, text),
    { .name = NULL },
};
static SHAPE(turn_put_off);

enum kb_code turn_due(struct turn *t, const char *object, int64_t row_id, enum kb_code code)
{
    if (code == KB_OK)
        return turn_run(t, &q_put_off_over,
                        ARGS(ARG_STR(object, object), ARG_INT(row_id, row_id)));
    t->stuck_object = object;
    t->stuck_id = row_id;
    return code;
}

enum kb_code turn_put_off_find(struct turn *t, int64_t id, struct turn_put_off *out)
{
    return turn_find(t, "put_off", &q_put_off_get, ARGS(ARG_INT(id, id)), &turn_put_off_shape,
                     out);
}

/* A full disk or a failing one is no row's fault. */
bool turn_stuck(const struct turn *t)
{
    return t->stuck_object && t->err->code != KB_UNAVAILABLE &&
           strcmp(t->err->reason, "store.failed") != 0;
}

static int64_t wait_ms(int64_t tries)
{
    static const int64_t minutes[] = { 1, 5, 30, 120, 360 };
    return (size_t)tries <= COUNT(minutes) ? minutes[tries - 1] * 60000 : DAY_MS;
}

/* Told at once, and every day for as long as it stays so. */
static bool is_told(const struct turn_put_off *p)
{
    return p->tries == 1 || wait_ms(p->tries) == DAY_MS;
}

static enum kb_code row_put_off(struct turn *t, const struct turn_put_off *in, struct done *out)
{
    struct turn_put_off p;
    struct kb_error none;
    const struct db_arg *args = ARGS(ARG_STR(object, in->object), ARG_INT(row_id, in->row_id));
    enum kb_code code = db_one(t->db, t->arena, &q_put_off_find, args, &turn_put_off_shape, &p,
                               &none);
    if (code != KB_OK && code != KB_NOT_FOUND) return *t->err = none, code;
    if (code == KB_NOT_FOUND)
        p = (struct turn_put_off){ .id = turn_new_id(t), .object = in->object,
                                   .row_id = in->row_id, .since_ms = t->now_ms };
    p.op = in->op;
    p.reason = in->reason;
    p.text = in->text;
    p.until_ms = t->now_ms + wait_ms(++p.tries);
    TRY(turn_put(t, &q_put_off_save, &turn_put_off_shape, &p));
    out->ok = true;
    return is_told(&p) ? turn_tell(t, "row.put_off", p.id) : KB_OK;
}
HANDLER(row_put_off, turn_put_off, done);

enum kb_code turn_put_off_next(struct db *db, int64_t now_ms, int64_t *next_ms,
                               struct kb_error *err)
{
    return db_int(db, &q_put_off_next, ARGS(ARG_INT(now_ms, now_ms)), next_ms, err);
}

enum kb_code turn_put_off_purge(struct turn *t, int64_t keep_ms, int64_t *rows)
{
    return turn_purge(t, &q_put_off_purge, keep_ms, rows);
}

const struct turn_route put_off_routes[] = {
    { "SYSTEM", "", WHO_SYSTEM, &row_put_off_call, "row_put_off",
      "Let a row be for a while that the clock could not deal with." },
    { .method = NULL },
};
