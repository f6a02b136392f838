/* memo - rows that are written at once and taken back by a crash until they are committed, as a
 * database in the middle of a transaction behaves. */
#include "memo.h"

#include <stdlib.h>
#include <string.h>

struct protocol_job memo_copy_job(struct kb_arena *a, const struct protocol_job *j)
{
    struct protocol_job c = *j;
    c.key = kb_strdup(a, j->key);
    c.verb = kb_strdup(a, j->verb);
    c.driver = kb_strdup(a, j->driver);
    c.target = kb_strdup(a, j->target);
    c.spec = kb_strdup(a, j->spec);
    c.ticket = kb_strdup(a, j->ticket);
    return c;
}

struct protocol_result memo_copy_result(struct kb_arena *a, const struct protocol_result *r)
{
    struct protocol_result c = *r;
    c.outcome = kb_strdup(a, r->outcome);
    c.reason = kb_strdup(a, r->reason);
    c.text = kb_strdup(a, r->text);
    c.ticket = kb_strdup(a, r->ticket);
    c.result = kb_strdup(a, r->result);
    return c;
}

static struct memo_row *row_of(const struct memo *m, int64_t job, int64_t epoch)
{
    for (size_t i = m->n; i > 0; i--)
        if (m->row[i - 1].job == job && m->row[i - 1].epoch == epoch) return &m->row[i - 1];
    return NULL;
}

static void remember(struct memo *m, struct memo_undo u)
{
    if (m->undo_n == m->undo_cap) {
        m->undo_cap = m->undo_cap ? m->undo_cap * 2 : 16;
        m->undo = realloc(m->undo, m->undo_cap * sizeof *m->undo);
        KB_ASSERT(m->undo);
    }
    m->undo[m->undo_n++] = u;
}

/* The row to be changed, with what it was put aside. */
static struct memo_row *change(struct memo *m, int64_t job, int64_t epoch)
{
    struct memo_row *r = row_of(m, job, epoch);
    if (r) {
        remember(m, (struct memo_undo){ .at = r - m->row, .row = *r });
        return r;
    }
    if (m->n == m->cap) {
        m->cap = m->cap ? m->cap * 2 : 64;
        m->row = realloc(m->row, m->cap * sizeof *m->row);
        KB_ASSERT(m->row);
    }
    remember(m, (struct memo_undo){ .at = (int64_t)m->n, .fresh = true });
    r = &m->row[m->n++];
    *r = (struct memo_row){ .job = job, .epoch = epoch };
    r->record.job.job = job;
    r->record.job.epoch = epoch;
    return r;
}

static enum kb_code put_intent(void *self, const struct protocol_job *job, struct kb_error *err)
{
    struct memo *m = self;
    if (row_of(m, job->job, job->epoch))
        return kb_fail(err, KB_INTERNAL, "agent.journal", "this attempt has an intent");
    struct memo_row *r = change(m, job->job, job->epoch);
    r->record.state = AGENT_RECORD_INTENT;
    r->record.job = memo_copy_job(m->arena, job);
    return KB_OK;
}

static enum kb_code put_result(void *self, const struct protocol_result *result,
                               struct kb_error *err)
{
    struct memo *m = self;
    struct memo_row *r = change(m, result->job, result->epoch);
    (void)err;
    r->record.state = AGENT_RECORD_RESULT;
    r->record.result = memo_copy_result(m->arena, result);
    return KB_OK;
}

static enum kb_code put_acked(void *self, int64_t job, int64_t epoch, struct kb_error *err)
{
    struct memo *m = self;
    (void)err;
    const struct memo_row *known = row_of(m, job, epoch);
    if (known && known->record.state == AGENT_RECORD_RESULT)
        change(m, job, epoch)->record.state = AGENT_RECORD_ACKED;
    return KB_OK;
}

static enum kb_code put_epoch(void *self, int64_t controller_epoch, struct kb_error *err)
{
    struct memo *m = self;
    (void)err;
    remember(m, (struct memo_undo){ .at = -1, .epoch_seen = m->epoch_seen });
    if (controller_epoch > m->epoch_seen) m->epoch_seen = controller_epoch;
    return KB_OK;
}

static enum kb_code find(void *self, int64_t job, int64_t epoch, struct kb_arena *a,
                         struct agent_record *out, struct kb_error *err)
{
    const struct memo *m = self;
    int64_t newest = 0;
    (void)a, (void)err;
    *out = (struct agent_record){ .state = AGENT_RECORD_NONE };
    for (size_t i = 0; i < m->n; i++) {
        if (m->row[i].job != job) continue;
        if (m->row[i].epoch > newest) newest = m->row[i].epoch;
        if (m->row[i].epoch == epoch) *out = m->row[i].record;
    }
    out->newest = newest;
    return KB_OK;
}

static enum kb_code load(void *self, struct kb_arena *a, struct agent_record **open, int64_t *n,
                         int64_t *epoch_seen, struct kb_error *err)
{
    const struct memo *m = self;
    (void)err;
    *open = kb_alloc(a, (m->n + 1) * sizeof **open);
    *n = 0;
    *epoch_seen = m->epoch_seen;
    for (size_t i = 0; i < m->n; i++)
        if (m->row[i].record.state != AGENT_RECORD_ACKED) (*open)[(*n)++] = m->row[i].record;
    return KB_OK;
}

static enum kb_code commit(void *self, struct kb_error *err)
{
    (void)err;
    ((struct memo *)self)->undo_n = 0;
    return KB_OK;
}

struct agent_journal_ops memo_ops(struct memo *m)
{
    return (struct agent_journal_ops){ m,         put_intent, put_result, put_acked,
                                       put_epoch, find,       load,       commit };
}

void memo_crash(struct memo *m)
{
    while (m->undo_n > 0) {
        const struct memo_undo *u = &m->undo[--m->undo_n];
        if (u->at < 0)
            m->epoch_seen = u->epoch_seen;
        else if (u->fresh)
            m->n = (size_t)u->at;
        else
            m->row[u->at] = u->row;
    }
}

void memo_done(struct memo *m)
{
    free(m->row);
    free(m->undo);
}
