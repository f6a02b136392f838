/* things - a module of one table for trying the engine on: routes that refuse early, fail late,
 * leave effects behind, and an asker known by what stands in the Authorization header. */
#ifndef TESTS_UNIT_TURN_THINGS_H
#define TESTS_UNIT_TURN_THINGS_H

#include "kt.h"
#include "turn/engine.h"

#define THINGS_GROUP_MAX 16

struct things {
    struct kt_world k;
    struct db *db;
    struct turn_engine engine;
    struct turn_request group[THINGS_GROUP_MAX]; /* since things_forget */
    size_t n;
    int after_n, after_open_n; /* hooks run; of them before the commit */
    char after[256];           /* their kinds, a word each */
    int runs;                  /* of handlers that write */
    int64_t serial;
    const char *path;
};
extern const struct turn_topic *const things_topics[];

void things_open(struct things *s);
void things_open_file(struct things *s, const char *path);
void things_restart(struct things *s);
void things_close(struct things *s); /* AUTO(things_close) */
void things_forget(struct things *s);

/* One more request, prepared but not run. bearer: who; key NULL: a new one. Bodies with ' for ". */
struct turn_request *ask(struct things *s, const char *bearer, const char *method, const char *path,
                         const char *body, const char *key);
/* Run all writes that wait, as one group. */
enum kb_code run_group(struct things *s, struct kb_error *err);
/* ask and run, alone; the status. The reply is that of the last request. */
int one(struct things *s, const char *bearer, const char *method, const char *path,
        const char *body, const char *key);
const char *reply(struct things *s);
bool replied(struct things *s, const char *part); /* whether the last reply has this in it */

int64_t things_int(struct things *s, const struct db_query *q);
extern const struct db_query q_count, q_total, q_kept, q_due, q_dead;

#endif
