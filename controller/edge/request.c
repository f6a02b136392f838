/* One HTTP request's memory: the target, headers and body are copied out of the server's pool, so
 * that the application may keep a request longer than the connection lives. */
#include "controller/edge/request_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BODY_FIRST 4096

struct edge_private *edge_request_new(struct edge *e, const char *raw)
{
    struct edge_private *r = calloc(1, sizeof *r);
    KB_ASSERT(r);
    r->edge = e;
    r->raw_n = strlen(raw);
    r->raw = strndup(raw, EDGE_URI_MAX + 1);
    KB_ASSERT(r->raw);
    r->holders = 1;
    r->pub.id = r->id;
    r->pub.peer = r->peer;
    r->pub.method = r->pub.path = r->pub.query = "";
    r->pub.body = (const unsigned char *)"";
    snprintf(r->id, sizeof r->id, "%08x%08x", (unsigned)e->boot,
             (unsigned)atomic_fetch_add(&e->next_request, 1));
    return r;
}

void edge_request_drop(struct edge_private *r)
{
    if (atomic_fetch_sub(&r->holders, 1) != 1) return;
    if (r->response) MHD_destroy_response(r->response);
    r->edge->http.body_bytes -= (int64_t)r->body_room;
    free(r->body);
    free(r->text);
    free(r->raw);
    free(r);
}

struct copying {
    struct edge_private *r;
    char *room;
};

static const char *copy(struct copying *c, const char *from, size_t n)
{
    char *at = c->room;
    if (n) memcpy(at, from, n);
    at[n] = 0;
    c->room += n + 1;
    return at;
}

static enum MHD_Result copy_header(void *cls, enum MHD_ValueKind kind, const char *name,
                                   size_t name_n, const char *value, size_t value_n)
{
    struct copying *c = cls;
    struct edge_pair *p = &c->r->headers[c->r->pub.headers_n++];
    (void)kind;
    p->name = copy(c, name, name_n);
    p->value = copy(c, value, value ? value_n : 0);
    return MHD_YES;
}

static void fill_peer(struct edge_private *r)
{
    struct edge_address a = r->link->address;
    if (edge_trusts(r->edge, &a)) {
        const char *list = edge_header(&r->pub, "X-Forwarded-For");
        const char *proto = edge_header(&r->pub, "X-Forwarded-Proto");
        a = edge_address_forwarded(&a, list, list ? strlen(list) : 0);
        r->pub.secure = proto && strcmp(proto, "https") == 0;
    }
    edge_address_text(&a, r->peer);
}

bool edge_request_fill(struct edge_private *r, const struct edge_gate *g, const char *method)
{
    struct copying c = { .r = r };
    r->text = malloc(g->bytes + strlen(method) + 1 + EDGE_URI_ROOM(EDGE_URI_MAX));
    KB_ASSERT(r->text);
    c.room = r->text;
    r->pub.method = copy(&c, method, strlen(method));
    MHD_get_connection_values_n(r->connection, MHD_HEADER_KIND, copy_header, &c);
    r->pub.headers = r->headers;
    fill_peer(r);
    if (!edge_uri_parse(r->raw, r->raw_n, c.room, &r->uri)) return false;
    r->pub.path = r->uri.path;
    r->pub.query = r->uri.query;
    r->pub.params = r->uri.params;
    r->pub.params_n = r->uri.params_n;
    return true;
}

static bool refuse_body(struct edge_private *r, int status)
{
    r->edge->http.body_bytes -= (int64_t)r->body_room;
    free(r->body);
    r->body = NULL;
    r->body_room = r->pub.body_n = 0;
    r->refusal = status;
    return false;
}

bool edge_request_grow(struct edge_private *r, const char *bytes, size_t n)
{
    struct edge *e = r->edge;
    size_t want = r->pub.body_n + n + 1, room = r->body_room ? r->body_room : BODY_FIRST;
    if (r->refusal) return false;
    if ((int64_t)(want - 1) > r->body_limit) return refuse_body(r, MHD_HTTP_CONTENT_TOO_LARGE);
    while (room < want) room *= 2;
    if (room > r->body_room) {
        int64_t more = (int64_t)(room - r->body_room);
        if (atomic_fetch_add(&e->http.body_bytes, more) + more > e->limits.body_total_bytes) {
            atomic_fetch_sub(&e->http.body_bytes, more);
            return refuse_body(r, MHD_HTTP_SERVICE_UNAVAILABLE);
        }
        r->body = realloc(r->body, room);
        KB_ASSERT(r->body);
        r->body_room = room;
    }
    memcpy(r->body + r->pub.body_n, bytes, n);
    r->pub.body_n += n;
    r->body[r->pub.body_n] = 0;
    r->pub.body = r->body;
    return true;
}

const char *edge_header(const struct edge_request *r, const char *name)
{
    for (size_t i = 0; i < r->headers_n; i++)
        if (strcasecmp(r->headers[i].name, name) == 0) return r->headers[i].value;
    return NULL;
}

const char *edge_param(const struct edge_request *r, const char *name)
{
    for (size_t i = 0; i < r->params_n; i++)
        if (strcmp(r->params[i].name, name) == 0) return r->params[i].value;
    return NULL;
}
