/* live - sockets by organisation. The first text frame is {"ticket":…}; after that the page only
 * listens. A socket whose queue is full is closed: its page falls back to asking. */
#include "controller/live.h"

#include "web-terminal/ticket.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOCKETS_MAX    2000
#define TICKET_WAIT_MS 10000

struct listener {
    struct listener *next, **at;
    struct edge_ws *ws;
    int64_t org_id, user_id, session_id, since_ms;
    bool asked, open, closed; /* closed: the socket is gone while its ticket is still asked about */
};

struct live {
    struct app *app;
    struct listener *first;
    size_t n;
};

struct live *live_new(struct app *app)
{
    struct live *l = calloc(1, sizeof *l);
    KB_ASSERT(l);
    l->app = app;
    return l;
}

static void unlink_one(struct live *l, struct listener *x)
{
    *x->at = x->next;
    if (x->next) x->next->at = x->at;
    l->n--;
    free(x);
}

void live_free(struct live *l)
{
    while (l && l->first) unlink_one(l, l->first);
    free(l);
}

void *live_open(struct live *l, struct edge_ws *ws)
{
    if (l->n >= SOCKETS_MAX) return NULL;
    struct listener *x = calloc(1, sizeof *x);
    KB_ASSERT(x);
    x->ws = ws;
    x->since_ms = kb_now_ms(&l->app->world);
    x->next = l->first;
    x->at = &l->first;
    if (x->next) x->next->at = &x->next;
    l->first = x;
    l->n++;
    return x;
}

/* --- the ticket --- */

struct redeeming {
    struct app *app;
    struct live *live;
    struct listener *one;
    struct live_opening opening;
    bool ok;
};

static void redeemed_here(void *arg)
{
    struct redeeming *r = arg;
    static const char ok[] = "{\"topic\":\"hello\"}";
    r->one->asked = false;
    if (r->one->closed) {
        unlink_one(r->live, r->one);
    } else if (r->ok) {
        r->one->open = true;
        r->one->org_id = r->opening.org_id;
        r->one->user_id = r->opening.user_id;
        r->one->session_id = r->opening.session_id;
        edge_ws_send(r->one->ws, &(struct edge_bytes){ ok, sizeof ok - 1 }, 1, true);
    } else {
        edge_ws_close(r->one->ws, 4401, "terminal.ticket");
    }
    free(r);
}

static void redeemed(void *self, const struct kb_error *err, const void *out)
{
    struct redeeming *r = self;
    (void)err;
    r->ok = out != NULL;
    if (out) r->opening = *(const struct live_opening *)out;
    if (!edge_ws_run(r->app->edge, redeemed_here, r)) free(r);
}

void live_message(struct live *l, void *one, const void *bytes, size_t n)
{
    struct listener *x = one;
    struct kb_error err;
    AUTO_JSON doc = NULL;
    const char *ticket = NULL;
    if (!x->asked && !x->open && kb_json_parse(bytes, n, 4096, &doc, &err) == KB_OK)
        ticket = json_string_value(json_object_get(doc, "ticket"));
    if (!ticket) {
        edge_ws_close(x->ws, 4400, "request.body");
        return;
    }
    struct redeeming *r = calloc(1, sizeof *r);
    KB_ASSERT(r);
    *r = (struct redeeming){ .app = l->app, .live = l, .one = x };
    x->asked = true;
    core_system(l->app->core, &(struct core_job){ .op = "live_redeem",
                                                  .in = &(struct live_redeem){ ticket },
                                                  .done = redeemed,
                                                  .self = r });
}

void live_closed(struct live *l, void *one)
{
    struct listener *x = one;
    x->closed = true;
    x->open = false;
    if (!x->asked) unlink_one(l, x);
}

int64_t live_timer(struct live *l)
{
    int64_t now = kb_now_ms(&l->app->world), wait = -1;
    for (struct listener *x = l->first; x; x = x->next) {
        if (x->open || x->closed) continue;
        int64_t left = x->since_ms + TICKET_WAIT_MS - now;
        if (left <= 0)
            edge_ws_close(x->ws, 4408, "terminal.ticket");
        else if (wait < 0 || left < wait)
            wait = left;
    }
    return wait;
}

void live_push(struct live *l, int64_t org_id, const char *topic, int64_t id)
{
    char text[KB_ID_TEXT_MAX] = "", body[128];
    const char *prefix = turn_object_prefix(topic);
    if (id && prefix[0]) kb_id_text(&l->app->world.id_key, prefix, id, text);
    int n = snprintf(body, sizeof body, "{\"topic\":\"%s\",\"id\":\"%s\"}", topic, text);
    const struct edge_bytes part = { body, (size_t)n };
    for (struct listener *x = l->first; x; x = x->next)
        if (x->open && x->org_id == org_id && edge_ws_send(x->ws, &part, 1, true) < 0)
            edge_ws_close(x->ws, 1013, "limit.reached");
}

void live_session_ended(struct live *l, int64_t session_id)
{
    for (struct listener *x = l->first; x; x = x->next)
        if (x->open && x->session_id == session_id) edge_ws_close(x->ws, 4401, "session.none");
}

void live_user_changed(struct live *l, int64_t user_id, int64_t org_id)
{
    for (struct listener *x = l->first; x; x = x->next)
        if (x->open && x->user_id == user_id && (!org_id || x->org_id == org_id))
            edge_ws_close(x->ws, 4401, "session.none");
}
