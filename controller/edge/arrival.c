/* arrival - an accepted WebSocket on its way in: asked about, refused, or given to libwebsockets
 * with a header written by upgrade.c. */
#include "controller/edge/sockets_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct edge_ws *ws_new(struct edge *e, const struct edge_arrival *a)
{
    struct edge_ws *ws = calloc(1, sizeof *ws);
    KB_ASSERT(ws);
    ws->edge = e;
    ws->holders = 1;
    ws->end = &ws->first;
    ws->direct = a->direct;
    ws->heard_ms = ws->pinged_ms = edge_now_ms(e);
    return ws;
}

static void say_no(struct edge *e, const struct edge_arrival *a, int status)
{
    char text[160];
    int n =
        snprintf(text, sizeof text,
                 "HTTP/1.1 %d Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", status);
    ssize_t sent = send(a->fd, text, (size_t)n, MSG_DONTWAIT | MSG_NOSIGNAL);
    (void)sent;
    close(a->fd);
    e->refused++;
    edge_leave(e, &a->direct);
}

static char *text_of(const struct edge_span *s)
{
    char *text = strndup(s->at ? s->at : "", s->n);
    KB_ASSERT(text);
    return text;
}

/* Room, rate and the application's word. 0, or the status to refuse with. */
static int ask(struct edge *e, const struct edge_arrival *a, struct edge_ws *ws)
{
    char peer[EDGE_ADDRESS_TEXT], *origin, *cookie;
    if (e->stopping || e->sockets >= e->limits.sockets) return 503;
    if (edge_peers_take(e->peers, &a->address, edge_now_ms(e)) > 0) return 429;
    if (edge_trusts(e, &a->direct)) { /* the acceptor has counted the proxy's connection only */
        if (!edge_peers_open(e->peers, &a->address)) return 429;
        ws->counted = a->address;
    }
    origin = text_of(&a->upgrade.origin);
    cookie = text_of(&a->upgrade.cookie);
    struct edge_ws_open open = {
        .path = a->upgrade.route->path,
        .protocol = a->upgrade.route->protocol,
        .origin = origin,
        .cookie = cookie,
        .peer = edge_address_text(&a->address, peer),
        .secure = a->secure,
    };
    int status = e->hooks.ws_open(e->hooks.self, ws, &open);
    free(origin);
    free(cookie);
    if (status != 0) edge_peers_close(e->peers, &ws->counted);
    return status;
}

void edge_sockets_adopt(struct edge *e, struct edge_arrival *a)
{
    struct edge_sockets *s = e->ws;
    struct edge_ws *ws = ws_new(e, a);
    char head[EDGE_CANONICAL_MAX];
    int status = ask(e, a, ws);
    if (status != 0) {
        say_no(e, a, status);
        edge_ws_end(ws);
        edge_ws_drop(ws);
        return;
    }
    e->upgrades++;
    e->sockets++;
    ws->next = s->all;
    ws->at = &s->all;
    if (ws->next) ws->next->at = &ws->next;
    s->all = ws;
    size_t n = edge_upgrade_write(&a->upgrade, head);
    s->adopting = ws;
    lws_adopt_socket_vhost_readbuf(s->vhost, a->fd, head, n); /* closes fd when it fails */
    if (s->adopting) { /* it never became a connection: no callback will tell */
        s->adopting = NULL;
        edge_ws_closed(ws);
    }
}
