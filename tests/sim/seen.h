/* seen - the committed rows the invariants are about, in memory: re-read when SQLite says that they
 * changed, compared as a whole now and then. Words are numbers by the lists below; every row begins
 * with its id and ends with what the simulator counts by itself. */
#ifndef TESTS_SIM_SEEN_H
#define TESTS_SIM_SEEN_H

#include "disk.h"

enum slot_stage { SLOT_FREE, SLOT_HELD, SLOT_OPENING, SLOT_IN_USE, SLOT_CLOSING, SLOT_RETIRED };
enum res_state { RES_OPENING, RES_ACTIVE, RES_SUSPENDED, RES_CLOSING, RES_CLOSED, RES_FAILED };
enum job_phase {
    JOB_QUEUED,
    JOB_RUNNING,
    JOB_WAITING,
    JOB_HELD,
    JOB_UNKNOWN,
    JOB_DONE, /* this and what follows is final */
    JOB_FAILED,
};
enum job_verb {
    VERB_OPEN,
    VERB_CLOSE,
    VERB_SUSPEND,
    VERB_RESUME,
    VERB_VERIFY,
    VERB_OBSERVE,
    VERBS
};
enum line_state { LINE_HELD, LINE_ACTIVE, LINE_RELEASED };
enum wo_state { WO_OPEN, WO_ACCEPTED, WO_VERIFYING, WO_RETURNED, WO_DONE, WO_CANCELED };
enum wo_kind { WO_KIND_OPEN, WO_KIND_CLOSE, WO_KIND_FIX };
enum sold_driver { DRIVER_LIBVIRT, DRIVER_MANUAL, DRIVER_SIM, DRIVER_SSH };
enum recharge_state { RECHARGE_WAITING, RECHARGE_CONFIRMED, RECHARGE_REJECTED };
enum refund_state { REFUND_WAITING, REFUND_DONE, REFUND_DROPPED };
enum effect_state { EFFECT_DUE, EFFECT_DONE, EFFECT_DEAD };
enum agent_word { AGENT_WAITING, AGENT_ENROLLED, AGENT_REVOKED };
enum link_word { LINK_NEVER, LINK_ONLINE, LINK_LATE, LINK_LOST };

struct slot_row {
    int64_t id, sku, device, n, stage, resource;
};
struct res_row {
    int64_t id, org, seller, sku, slot, device, room, state, driver, start_ms, end_ms, next_ms;
    int64_t live[VERBS], held_lines, held_job; /* jobs by verb; lines */
    int64_t refunds_waiting, refunds_of_change;
};
struct job_row {
    int64_t id, room, agent, device, slot, resource, verb, driver, phase, attempt, epoch, accepted,
        lost, lease_ms, next_ms, deadline_ms, on_deadline, created_ms, ended_ms, busy_ms;
    int64_t orders_open, checked_order; /* work orders: about it; that it verifies */
    int64_t faults;                     /* what befell it, bits by enum fault */
    int64_t sent_epoch, unanswered;     /* nothing but "unknown" is known of an attempt */
};
struct line_row {
    int64_t id, order, org, seller, sku, resource, job, periods, cash_fen, back_fen, state,
        replaces, by_refund_fen;
    int64_t holds, captures, releases, refunds;
};
struct order_row {
    int64_t id, quote, org;
};
struct wo_row {
    int64_t id, job, kind, device, room, resource, state, check, due_ms;
};
struct recharge_row {
    int64_t id, org, customer, amount_fen, state, created_by;
    int64_t arrivals, confirms;
};
struct refund_row {
    int64_t id, resource, line, back_fen, state, change; /* its order, or 0 */
};
struct device_row {
    int64_t id, room, stage, flags;
};
struct agent_row {
    int64_t id, room, state, link;
};
struct effect_row {
    int64_t id, state, due_ms, tries;
};
struct group_row {
    int64_t id, event, object_id;
};
/* clang-format off */
enum group_event { GROUP_ARRIVE, GROUP_CONFIRM, GROUP_HOLD, GROUP_RELEASE, GROUP_CAPTURE,
                   GROUP_REFUND };
/* clang-format on */

enum seen_table {
    SEEN_SLOT,
    SEEN_RES,
    SEEN_JOB,
    SEEN_LINE,
    SEEN_ORDER,
    SEEN_WO,
    SEEN_RECHARGE,
    SEEN_REFUND,
    SEEN_DEVICE,
    SEEN_AGENT,
    SEEN_EFFECT,
    SEEN_GROUP,
    SEEN_TABLES,
};

/* Rows in the order they were first seen; found by id. */
struct rows {
    char *at;
    size_t size, n, cap;
    uint32_t *index; /* of cap * 2 places, 0: none */
};

struct dirty {
    enum seen_table table;
    int64_t id;
};

struct seen {
    struct rows rows[SEEN_TABLES];
    sqlite3 *db;
    sqlite3_stmt *one[SEEN_TABLES];
    struct dirty *dirty;
    size_t dirty_n, dirty_cap;
    int64_t *live; /* ids of jobs that have not ended */
    size_t live_n, live_cap;
};

void seen_init(struct seen *s);
void seen_done(struct seen *s);
void seen_close(struct seen *s); /* before its connection is closed */
/* The hook of the connection. */
void seen_changed(struct seen *s, const char *table, int64_t rowid);
/* Re-read what changed; visit gets each with what it was before (zeros: it is new). */
struct seen_visit {
    enum seen_table table;
    const void *before;
    void *now;
};
void seen_refresh(struct seen *s, sqlite3 *db, void *self,
                  void (*visit)(void *self, const struct seen_visit *v));
/* Every row read again: 0, or the table (in *table) and row that differ. */
int64_t seen_compare(struct seen *s, sqlite3 *db, const char **table);
void *seen_find(const struct seen *s, enum seen_table table, int64_t id); /* NULL: none */
/* Row i of n; in order of first sight. */
static inline void *seen_row(const struct seen *s, enum seen_table table, size_t i)
{
    return s->rows[table].at + i * s->rows[table].size;
}

#endif
