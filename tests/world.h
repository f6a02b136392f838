/* world - a whole business in memory for tests: every route of the program on one database and a
 * clock that stands still until moved, asked the way the daemon asks, with agents played by hand.
 * Bodies are written with ' for ", and ids are the text that stands outside. Texts handed out
 * live as long as the world. */
#ifndef TESTS_WORLD_H
#define TESTS_WORLD_H

#include "kt.h"

#include "controller/home.h"
#include "inventory/job.h"
#include "org/org.h"
#include "turn/engine.h"

#define WORLD_LEFT_MAX 512

/* What a committed turn left behind (struct turn_after, copied). */
struct world_left {
    char kind[24];
    int64_t a, b;
    const char *text;
};

struct world {
    struct kt_world k; /* k.now_ms is the time */
    struct db *db;
    struct turn_engine engine;
    struct kb_arena arena, left_arena;
    int64_t serial;

    /* who asks next: an actor as given, or nobody (NULL) with these headers */
    const struct turn_actor *actor;
    const char *session, *bearer, *org, *accept;
    bool cross_site, slow_hash; /* slow_hash: passwords really go through argon2id */
    const char *key;            /* Idempotency-Key of the next write; NULL: a new one each time */

    /* what was answered last */
    int status;
    json_t *reply; /* NULL when it was not JSON */
    const char *raw, *type, *cookie;

    struct world_left left[WORLD_LEFT_MAX]; /* since world_forget, oldest first */
    size_t left_n;
    int64_t platform_id;
    struct kept_query *queries;
    struct kb_list tables;
    json_t *docs;     /* messages to agents that were looked at */
    const char *path; /* of a database in a file, removed at the end; NULL: in memory */
};

/* The schema and the platform "开元云" with its first administrator ("root"). */
void world_open(struct world *w);
/* The same on a file, for what needs a second connection or a restart. */
void world_open_file(struct world *w, const char *path);
/* Close and open the file again, as a restarted daemon would. */
void world_restart(struct world *w);
void world_close(struct world *w); /* AUTO(world_close) */

/* --- the program's tables --- */
const struct turn_route *const *world_routes(void);
const struct turn_route *world_route_after(const struct turn_route *r); /* NULL: the first */
#define EACH_ROUTE(r)                                                                              \
    for (const struct turn_route *r = world_route_after(NULL); r; r = world_route_after(r))

/* --- asking --- */
void as(struct world *w, const struct turn_actor *actor);
/* Run one request through preparation and its turn. fmt is the body, NULL: none. Returns the
 * status. */
int say(struct world *w, const char *method, const char *path, const char *fmt, ...) PRINTF(4, 5);
int get(struct world *w, const char *fmt, ...) PRINTF(2, 3);
/* The same with the bytes of a body as they are. */
int world_ask(struct world *w, const char *method, const char *path, const char *body, size_t n);
/* A path or any text, formatted, in the world's arena. */
const char *at(struct world *w, const char *fmt, ...) PRINTF(2, 3);

/* "order.id", "lines.0.price_fen": of the last reply. Absent fails the test. */
const char *text_of(struct world *w, const char *path);
int64_t number_of(struct world *w, const char *path);
size_t count_of(struct world *w, const char *path);
bool has(struct world *w, const char *path);
/* The row of the list at path whose field is value; absent fails the test. */
json_t *row_of(struct world *w, const char *path, const char *field, const char *value);

/* The last reply was this refusal, or a success. */
void assert_answer(struct world *w, int status, const char *reason, const char *file, int line);
#define assert_said_ok(w)              assert_answer((w), 200, "", __FILE__, __LINE__)
#define assert_said(w, status, reason) assert_answer((w), (status), (reason), __FILE__, __LINE__)
/* say, and it must succeed. */
#define must_say(w, ...)                                                                           \
    do {                                                                                           \
        say((w), __VA_ARGS__);                                                                     \
        assert_said_ok(w);                                                                         \
    } while (0)
#define must_get(w, ...)                                                                           \
    do {                                                                                           \
        get((w), __VA_ARGS__);                                                                     \
        assert_said_ok(w);                                                                         \
    } while (0)

/* --- inside --- */
/* A SYSTEM op. in and out as the op's shapes; agent_id 0: the system itself. */
enum kb_code world_system(struct world *w, const char *op, int64_t agent_id, const void *in,
                          void *out, struct kb_error *err);
/* What the clock does: jobs, resources, outbox. */
void tick(struct world *w);
/* Let time pass and do what is due, ms by ms of what the ticks ask for. */
void pass(struct world *w, int64_t ms);
int64_t inside(struct world *w, const char *prefix, const char *id);
const char *outside(struct world *w, const char *prefix, int64_t id);
/* Any statement; the integer or the text of a query. */
void sql(struct world *w, const char *fmt, ...) PRINTF(2, 3);
int64_t sql_int(struct world *w, const char *fmt, ...) PRINTF(2, 3);
const char *sql_text(struct world *w, const char *fmt, ...) PRINTF(2, 3);
/* A query that lives as long as the world, the same for the same text. */
const struct db_query *world_query(struct world *w, const char *text);
/* A digest of every row of every table: equal means nothing was stored. */
const char *world_digest(struct world *w);
void world_forget(struct world *w);
/* The newest thing of this kind left behind, NULL: none. */
const struct world_left *left_of(struct world *w, const char *kind);

/* --- agents, played --- */
struct agent_order { /* a job as the agent was sent it */
    int64_t job, epoch, resource;
    const char *verb, *driver;
    json_t *doc; /* the whole message; borrowed */
};
/* A room's agent, enrolled by its code and online. Returns its number inside. */
int64_t agent_join(struct world *w, const char *room_id, const char *name);
void agent_link(struct world *w, int64_t agent_id, const char *link);
/* The newest job sent to the agent since world_forget; false: none. */
bool agent_sent(struct world *w, int64_t agent_id, struct agent_order *o);
void agent_accepts(struct world *w, int64_t agent_id, const struct agent_order *o);
/* outcome done, pending, failed, unknown; result a JSON object with ' for ". */
void agent_says(struct world *w, int64_t agent_id, const struct agent_order *o, const char *outcome,
                const char *result);
void agent_fails(struct world *w, int64_t agent_id, const struct agent_order *o, const char *reason,
                 bool retry);
/* tick; take the job of this verb, accept it, and report it done. */
void agent_does(struct world *w, int64_t agent_id, const char *verb, const char *result);

#endif
