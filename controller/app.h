/* app - kbossd put together: which threads there are and what they hand to each other. HTTP
 * requests go edge -> readers -> core (if they write) -> edge; agents' messages go rooms -> core;
 * what a committed turn leaves behind goes core -> rooms or sockets. Nothing is shared but these
 * queues. */
#ifndef CONTROLLER_APP_H
#define CONTROLLER_APP_H

#include "controller/edge/edge.h"
#include "controller/rooms/rooms.h"
#include "turn/engine.h"

#include <stdatomic.h>

struct app_config {
    const char *data_dir; /* kboss.db and the keys live here */
    const char *address;  /* of the edge; NULL: unix_path */
    int port;
    const char *unix_path;
    const char *origin;           /* "https://host" browsers see; NULL: http://address:port */
    const char *console_dir;      /* the built console; NULL: none is served */
    const char *control, *stream; /* endpoints for agents */
    const char *dial;             /* the host agents are told to connect to; NULL: origin's */
    bool trust_forwarded;
    int readers;
    int64_t requests_s; /* per address and second; 0: the edge's default, -1: no limit */
};

struct assets;
struct core;
struct readers;
struct sockets;

struct app {
    struct app_config config;
    struct kb_world world;
    struct turn_engine engine;
    struct edge *edge;
    struct rooms *rooms;
    struct assets *assets;
    struct core *core;
    struct readers *readers;
    struct sockets *sockets;
    struct turn_gateway gateway; /* for whoever enrols an agent; with the next two texts */
    char dial_control[300], dial_stream[300];
    const char *origins[2];    /* what the edge lets open sockets; ends with NULL */
    char *openapi, *reasons;   /* made once */
    _Atomic int64_t seen[256]; /* sessions told to be in use, this minute */
    bool secure;               /* browsers come by https: cookies say so */
    atomic_bool halted;        /* a commit failed: stop rather than guess */
};

/* Open or create everything under config.data_dir, without threads. */
MUST_USE enum kb_code app_open(const struct app_config *config, struct app **out,
                               struct kb_error *err);
MUST_USE enum kb_code app_start(struct app *app, struct kb_error *err);
void app_stop(struct app *app); /* NULL is fine; releases everything */

/* A connection to the database in the data directory. */
MUST_USE enum kb_code app_database(struct app *app, enum db_mode mode, struct db **out,
                                   struct kb_error *err);

/* One HTTP request on its way; owned by whoever has it. */
struct call {
    struct turn_request r;
    struct edge_request *edge;
    struct app *app;
    struct call *next;
};
void call_reply(struct call *c); /* answers and releases */

/* --- core: the thread that writes --- */
/* open makes the queue, run starts the thread: by then everything it talks to is there. */
MUST_USE enum kb_code core_open(struct app *app, struct kb_error *err);
MUST_USE enum kb_code core_run(struct core *core, struct kb_error *err);
void core_stop(struct core *core); /* what waits is done, the thread ends */
void core_free(struct core *core); /* what came later is dropped */
void core_submit(struct core *core, struct call *c);
/* A SYSTEM turn from any thread. in is copied (size bytes; text in it too, when it is in text).
 * done runs on the core thread after the commit; out is the route's struct or NULL when refused. */
struct core_job {
    const char *op;
    int64_t agent_id;
    const void *in;
    void (*done)(void *self, const struct kb_error *err, const void *out);
    void *self;
};
void core_system(struct core *core, const struct core_job *job);
/* Look at jobs, resources and outbox at this time (Unix ms) at the latest; 0: at once. */
void core_wake(struct core *core, int64_t at_ms);

/* --- readers: threads for GETs and for preparing writes --- */
MUST_USE enum kb_code readers_open(struct app *app, struct kb_error *err);
MUST_USE enum kb_code readers_run(struct readers *readers, struct kb_error *err);
void readers_stop(struct readers *readers);
void readers_submit(struct readers *readers, struct call *c);

/* --- http: what the edge asks --- */
void http_hooks(struct app *app, struct edge_hooks *hooks);

/* --- assets: the console's files, in memory as they are on disk --- */
MUST_USE enum kb_code assets_open(const char *dir, struct assets **out, struct kb_error *err);
void assets_free(struct assets *a);
/* Answers r when path is a file of the console or one of its pages; false: not ours. */
bool assets_answer(const struct app *app, struct edge_request *r);

/* --- gateway: agents' messages and what is sent to them --- */
MUST_USE enum kb_code gateway_start(struct app *app, struct kb_error *err);
void gateway_after(struct app *app, const struct turn_after *x);
/* What agents dial for an endpoint that is bound: config.dial, else the host people know when it is
 * bound on every address, else that address. "" when it is no such endpoint. */
const char *gateway_dial(const struct app_config *config, const char *bound, char *out, size_t n);

/* --- sockets: live channel and terminals, all on the sockets thread --- */
MUST_USE enum kb_code sockets_open(struct app *app, struct kb_error *err);
void sockets_free(struct sockets *s);
void sockets_hooks(struct app *app, struct edge_hooks *hooks);
void sockets_after(struct app *app, const struct turn_after *x);
void sockets_stream(struct app *app, int64_t agent_id, const struct stream_frame *frame);
void sockets_agent_gone(struct app *app, int64_t agent_id);

extern const struct turn_route *const app_routes[];
extern const struct turn_listener *const app_listeners[];
extern const struct turn_check *const app_checks[]; /* what modules say before a month is closed */
extern const struct turn_topic *const app_topics[];
extern const char *const app_ticks[], *const app_purges[]; /* SYSTEM ops of the clock */

#endif
