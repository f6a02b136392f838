/* seen - see seen.h. Tables are described once: the query of one row, its columns, and the lists
 * that turn words into numbers. */
#include "seen.h"

#include <stdlib.h>
#include <string.h>

static const char *const stages[] = { "free", "held", "opening", "in_use", "closing", "retired",
                                      NULL };
static const char *const res_states[] = { "opening", "active", "suspended", "closing",
                                          "closed",  "failed", NULL };
static const char *const drivers[] = { "libvirt", "manual", "sim", "ssh", NULL };
static const char *const verbs[] = { "open",   "close",  "suspend",
                                     "resume", "verify", "observe", NULL };
static const char *const phases[] = { "queued",  "running", "waiting", "held",
                                      "unknown", "done",    "failed",  NULL };
static const char *const on_deadlines[] = { "degrade", "give_up", "remind", "", NULL };
static const char *const line_states[] = { "held", "active", "released", NULL };
static const char *const wo_states[] = { "open",     "accepted", "verifying",
                                         "returned", "done",     "canceled", NULL };
static const char *const wo_kinds[] = { "open", "close", "fix", NULL };
static const char *const recharge_states[] = { "waiting", "confirmed", "rejected", NULL };
static const char *const refund_states[] = { "waiting", "done", "dropped", NULL };
static const char *const device_stages[] = { "draft",  "verified", "free",    "held",   "opening",
                                             "in_use", "closing",  "retired", NULL };
static const char *const agent_states[] = { "waiting", "enrolled", "revoked", NULL };
static const char *const links[] = { "never", "online", "late", "lost", NULL };
static const char *const effect_states[] = { "due", "done", "dead", NULL };
static const char *const events[] = { "recharge_offline.arrive", "recharge_offline.confirm",
                                      "hold", "release", "capture", "refund", NULL };

struct word_column {
    int column;
    const char *const *words;
};

static const struct {
    const char *table, *sql; /* the query's id comes last */
    size_t size;
    int columns;
    struct word_column words[6];
} tables[SEEN_TABLES] = {
    [SEEN_SLOT] = { "slot", "SELECT id, sku_id, device_id, n, stage, resource_id FROM slot",
                    sizeof(struct slot_row), 6, { { 4, stages } } },
    [SEEN_RES] = { "resource",
                   "SELECT r.id, r.org_id, r.seller_id, r.sku_id, r.slot_id, r.device_id,"
                   " r.room_id, r.state, s.driver, r.start_ms, r.end_ms, r.next_ms"
                   " FROM resource r JOIN sku s ON s.id = r.sku_id",
                   sizeof(struct res_row), 12, { { 7, res_states }, { 8, drivers } } },
    [SEEN_JOB] = { "job",
                   "SELECT id, room_id, agent_id, device_id, slot_id, resource_id, verb, driver,"
                   " phase, attempt, epoch, accepted, lost, lease_ms, next_ms, deadline_ms,"
                   " on_deadline, created_ms, ended_ms, busy_ms FROM job",
                   sizeof(struct job_row), 20,
                   { { 6, verbs }, { 7, drivers }, { 8, phases }, { 16, on_deadlines } } },
    [SEEN_LINE] = { "order_line",
                    "SELECT id, order_id, org_id, seller_id, sku_id, resource_id, job_id, periods,"
                    " price_fen - coupon_fen, back_fen, state, replaces_id, by_refund_fen"
                    " FROM order_line",
                    sizeof(struct line_row), 13, { { 10, line_states } } },
    [SEEN_ORDER] = { "orders", "SELECT id, quote_id, org_id FROM orders", sizeof(struct order_row),
                     3, { { 0, NULL } } },
    [SEEN_WO] = { "work_order",
                  "SELECT id, job_id, kind, device_id, room_id, resource_id, state, check_job_id,"
                  " due_ms FROM work_order",
                  sizeof(struct wo_row), 9, { { 2, wo_kinds }, { 6, wo_states } } },
    [SEEN_RECHARGE] = { "recharge",
                        "SELECT id, org_id, customer_id, amount_fen, state, created_by"
                        " FROM recharge",
                        sizeof(struct recharge_row), 6, { { 4, recharge_states } } },
    [SEEN_REFUND] = { "refund", "SELECT id, resource_id, line_id, back_fen, state, order_id"
                      " FROM refund",
                      sizeof(struct refund_row), 6, { { 4, refund_states } } },
    [SEEN_DEVICE] = { "device", "SELECT id, room_id, stage, flags FROM device",
                      sizeof(struct device_row), 4, { { 2, device_stages } } },
    [SEEN_AGENT] = { "agent", "SELECT id, room_id, state, link FROM agent",
                     sizeof(struct agent_row), 4, { { 2, agent_states }, { 3, links } } },
    [SEEN_EFFECT] = { "outbox", "SELECT id, state, due_ms, tries FROM outbox",
                      sizeof(struct effect_row), 4, { { 1, effect_states } } },
    [SEEN_GROUP] = { "vgroup", "SELECT id, event, object_id FROM vgroup", sizeof(struct group_row),
                     3, { { 1, events } } },
};

/* --- rows --- */

static size_t place(const struct rows *r, int64_t id)
{
    size_t mask = r->cap * 2 - 1;
    size_t at = (size_t)((uint64_t)id * 0x9e3779b97f4a7c15u >> 20) & mask;
    while (r->index[at] && *(int64_t *)(void *)(r->at + (r->index[at] - 1) * r->size) != id)
        at = (at + 1) & mask;
    return at;
}

static void grow(struct rows *r)
{
    r->cap = r->cap ? r->cap * 2 : 64;
    r->at = realloc(r->at, r->cap * r->size);
    free(r->index);
    r->index = calloc(r->cap * 2, sizeof *r->index);
    KB_ASSERT(r->at && r->index);
    for (size_t i = 0; i < r->n; i++)
        r->index[place(r, *(int64_t *)(void *)(r->at + i * r->size))] = (uint32_t)i + 1;
}

static void *row_put(struct rows *r, int64_t id)
{
    if (r->n == r->cap) grow(r);
    size_t at = place(r, id);
    if (!r->index[at]) {
        memset(r->at + r->n * r->size, 0, r->size);
        *(int64_t *)(void *)(r->at + r->n * r->size) = id;
        r->index[at] = (uint32_t)++r->n;
    }
    return r->at + (r->index[at] - 1) * r->size;
}

/* Purged: the last row takes its place. */
static void row_remove(struct rows *r, int64_t id)
{
    size_t at = place(r, id);
    if (!r->index[at]) return;
    char *hole = r->at + (r->index[at] - 1) * r->size;
    r->n--;
    memmove(hole, r->at + r->n * r->size, r->size);
    memset(r->index, 0, r->cap * 2 * sizeof *r->index);
    for (size_t i = 0; i < r->n; i++)
        r->index[place(r, *(int64_t *)(void *)(r->at + i * r->size))] = (uint32_t)i + 1;
}

void *seen_find(const struct seen *s, enum seen_table table, int64_t id)
{
    const struct rows *r = &s->rows[table];
    if (!r->n) return NULL;
    size_t at = place(r, id);
    return r->index[at] ? r->at + (r->index[at] - 1) * r->size : NULL;
}

void seen_init(struct seen *s)
{
    *s = (struct seen){ 0 };
    for (int t = 0; t < SEEN_TABLES; t++) s->rows[t].size = tables[t].size;
}

void seen_close(struct seen *s)
{
    for (int t = 0; t < SEEN_TABLES; t++) {
        sqlite3_finalize(s->one[t]);
        s->one[t] = NULL;
    }
    s->db = NULL;
}

void seen_done(struct seen *s)
{
    seen_close(s);
    for (int t = 0; t < SEEN_TABLES; t++) {
        free(s->rows[t].at);
        free(s->rows[t].index);
    }
    free(s->dirty);
    free(s->live);
    *s = (struct seen){ 0 };
}

/* --- reading --- */

void seen_changed(struct seen *s, const char *table, int64_t rowid)
{
    int t = 0;
    while (t < SEEN_TABLES && strcmp(tables[t].table, table) != 0) t++;
    if (t == SEEN_TABLES) return;
    for (size_t i = s->dirty_n; i > 0 && s->dirty_n - i < 24; i--)
        if (s->dirty[i - 1].id == rowid && s->dirty[i - 1].table == (enum seen_table)t) return;
    if (s->dirty_n == s->dirty_cap) {
        s->dirty_cap = s->dirty_cap ? s->dirty_cap * 2 : 256;
        s->dirty = realloc(s->dirty, s->dirty_cap * sizeof *s->dirty);
        KB_ASSERT(s->dirty);
    }
    s->dirty[s->dirty_n++] = (struct dirty){ (enum seen_table)t, rowid };
}

static int64_t number_of(const char *const *words, const char *word)
{
    int64_t i = 0;
    while (words[i] && strcmp(words[i], word) != 0) i++;
    return words[i] ? i : -1;
}

static void read_row(sqlite3_stmt *st, enum seen_table t, int64_t *out)
{
    for (int i = 0; i < tables[t].columns; i++) out[i] = sqlite3_column_int64(st, i);
    for (size_t i = 0; i < COUNT(tables[t].words) && tables[t].words[i].words; i++) {
        int c = tables[t].words[i].column;
        out[c] = number_of(tables[t].words[i].words, (const char *)sqlite3_column_text(st, c));
    }
}

static sqlite3_stmt *prepare(sqlite3 *db, enum seen_table t, const char *where)
{
    char sql[512];
    sqlite3_stmt *st = NULL;
    const char *alias = t == SEEN_RES ? "r." : "";
    if (*where)
        sqlite3_snprintf(sizeof sql, sql, "%s WHERE %sid = ?", tables[t].sql, alias);
    else
        sqlite3_snprintf(sizeof sql, sql, "%s", tables[t].sql);
    KB_ASSERT(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &st, NULL) == SQLITE_OK);
    return st;
}

static void live_update(struct seen *s, const struct job_row *before, const struct job_row *now)
{
    bool was = before->id && before->phase < JOB_DONE, is = now->phase < JOB_DONE;
    if (is && !was) {
        if (s->live_n == s->live_cap) {
            s->live_cap = s->live_cap ? s->live_cap * 2 : 64;
            s->live = realloc(s->live, s->live_cap * sizeof *s->live);
            KB_ASSERT(s->live);
        }
        s->live[s->live_n++] = now->id;
    }
    for (size_t i = 0; was && !is && i < s->live_n; i++)
        if (s->live[i] == now->id) s->live[i--] = s->live[--s->live_n];
}

static void refresh_one(struct seen *s, const struct dirty *d, void *self,
                        void (*visit)(void *self, const struct seen_visit *v))
{
    int64_t before[40] = { 0 };
    enum seen_table t = d->table;
    if (!s->one[t]) s->one[t] = prepare(s->db, t, "id");
    sqlite3_stmt *st = s->one[t];
    sqlite3_bind_int64(st, 1, d->id);
    if (sqlite3_step(st) == SQLITE_ROW) {
        void *old = seen_find(s, t, d->id);
        if (old) memcpy(before, old, tables[t].size);
        int64_t *now = row_put(&s->rows[t], d->id);
        read_row(st, t, now);
        if (t == SEEN_JOB)
            live_update(s, (const struct job_row *)before, (const struct job_row *)(void *)now);
        if (!old || memcmp(before, now, (size_t)tables[t].columns * sizeof *now) != 0)
            visit(self, &(struct seen_visit){ t, before, now });
    } else if (s->rows[t].n) {
        row_remove(&s->rows[t], d->id);
    }
    sqlite3_reset(st);
}

void seen_refresh(struct seen *s, sqlite3 *db, void *self,
                  void (*visit)(void *self, const struct seen_visit *v))
{
    if (s->db != db) seen_close(s);
    s->db = db;
    for (size_t i = 0; i < s->dirty_n; i++) refresh_one(s, &s->dirty[i], self, visit);
    s->dirty_n = 0;
}

static int64_t compare_table(const struct seen *s, sqlite3 *db, enum seen_table t)
{
    int64_t row[40], wrong = 0;
    size_t n = 0;
    sqlite3_stmt *st = prepare(db, t, "");
    while (!wrong && sqlite3_step(st) == SQLITE_ROW) {
        read_row(st, t, row);
        const void *have = seen_find(s, t, row[0]);
        if (!have || memcmp(have, row, (size_t)tables[t].columns * sizeof *row) != 0)
            wrong = row[0];
        n++;
    }
    sqlite3_finalize(st);
    return wrong ? wrong : n != s->rows[t].n ? -1 : 0;
}

int64_t seen_compare(struct seen *s, sqlite3 *db, const char **table)
{
    for (int t = 0; t < SEEN_TABLES; t++) {
        int64_t wrong = compare_table(s, db, (enum seen_table)t);
        *table = tables[t].table;
        if (wrong) return wrong;
    }
    return 0;
}
