/* readers - a few threads with a reading connection each: they answer GETs from snapshots, and
 * take the parts of a write that only look (who asks, what is said, hashing) off the core. */
#include "controller/app.h"

#include <pthread.h>
#include <stdlib.h>

#define WAITING_MAX 20000

struct readers {
    struct app *app;
    pthread_t *threads;
    int threads_n;
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct call *first, **last;
    size_t waiting;
    bool stop;
};

void readers_submit(struct readers *rs, struct call *c)
{
    pthread_mutex_lock(&rs->lock);
    bool full = rs->waiting >= WAITING_MAX || rs->stop;
    if (!full) {
        c->next = NULL;
        *rs->last = c;
        rs->last = &c->next;
        rs->waiting++;
        pthread_cond_signal(&rs->more);
    }
    pthread_mutex_unlock(&rs->lock);
    if (!full) return;
    if (kb_fail(&c->r.err, KB_UNAVAILABLE, "limit.reached", "too much is waiting") != KB_OK)
        turn_request_fail(&c->r, &c->r.err);
    call_reply(c);
}

static struct call *take(struct readers *rs)
{
    pthread_mutex_lock(&rs->lock);
    while (!rs->first && !rs->stop) pthread_cond_wait(&rs->more, &rs->lock);
    struct call *c = rs->first;
    if (c) {
        rs->first = c->next;
        if (!rs->first) rs->last = &rs->first;
        rs->waiting--;
    }
    pthread_mutex_unlock(&rs->lock);
    return c;
}

static void serve(struct app *app, struct db *db, struct call *c)
{
    if (!turn_request_writes(&c->r)) {
        turn_request_read(&app->engine, db, &c->r);
        call_reply(c);
        return;
    }
    if (turn_request_prepare(&app->engine, db, &c->r) == KB_OK)
        core_submit(app->core, c);
    else
        call_reply(c);
}

static void *reader_thread(void *arg)
{
    struct readers *rs = arg;
    struct db *db = NULL;
    struct kb_error err;
    struct call *c;
    bool opened = app_database(rs->app, DB_READER, &db, &err) == KB_OK;
    while ((c = take(rs)) != NULL) {
        if (opened) {
            serve(rs->app, db, c);
            continue;
        }
        turn_request_fail(&c->r, &err);
        call_reply(c);
    }
    db_close(db);
    return NULL;
}

enum kb_code readers_open(struct app *app, struct kb_error *err)
{
    (void)err;
    struct readers *rs = calloc(1, sizeof *rs);
    KB_ASSERT(rs);
    app->readers = rs;
    rs->app = app;
    rs->last = &rs->first;
    rs->threads = calloc((size_t)app->config.readers, sizeof *rs->threads);
    KB_ASSERT(rs->threads);
    pthread_mutex_init(&rs->lock, NULL);
    pthread_cond_init(&rs->more, NULL);
    return KB_OK;
}

enum kb_code readers_run(struct readers *rs, struct kb_error *err)
{
    for (; rs->threads_n < rs->app->config.readers; rs->threads_n++)
        if (pthread_create(&rs->threads[rs->threads_n], NULL, reader_thread, rs) != 0)
            return kb_fail(err, KB_UNAVAILABLE, "app.thread", "cannot start a thread");
    return KB_OK;
}

void readers_stop(struct readers *rs)
{
    if (!rs) return;
    pthread_mutex_lock(&rs->lock);
    rs->stop = true;
    pthread_cond_broadcast(&rs->more);
    pthread_mutex_unlock(&rs->lock);
    for (int i = 0; i < rs->threads_n; i++) pthread_join(rs->threads[i], NULL);
    free(rs->threads);
    free(rs);
}
