/* Answers: turning the application's into the server's, and the edge's own refusals. */
#include "controller/edge/request_priv.h"

#include "base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct refusal {
    int status;
    const char *code, *reason, *text;
    const char *name, *value; /* one header more, or NULL */
} refusals[] = {
    { 400, "invalid", "request.framing", "The request cannot be read in only one way.", 0 },
    { 403, "denied", "session.cross_site", "This origin may not open a WebSocket here.", 0 },
    { 405, "invalid", "route.method", "This method is not used here.", "Allow",
      "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" },
    { 413, "invalid", "request.too_large", "The body is longer than this path takes.", 0 },
    { 414, "invalid", "request.too_large", "The address is longer than 2048 bytes.", 0 },
    { 426, "invalid", "request.upgrade",
      "This path speaks WebSocket: a version 13 upgrade with a listed sub-protocol is needed.",
      "Upgrade", "websocket" },
    { 429, "exhausted", "limit.reached", "Too many requests from this address.", 0 },
    { 431, "invalid", "request.too_large", "The header is longer than the limit.", 0 },
    { 503, "unavailable", "edge.busy", "The server has no room for this request now.",
      "Retry-After", "2" },
};

struct MHD_Response *edge_refusal(const struct edge_private *r, int status, bool close)
{
    const struct refusal *it = &refusals[0];
    char body[512];
    for (size_t i = 0; i < COUNT(refusals); i++)
        if (refusals[i].status == status) it = &refusals[i];
    int n = snprintf(body, sizeof body,
                     "{\"code\":\"%s\",\"reason\":\"%s\",\"field\":\"\",\"text\":\"%s\","
                     "\"request_id\":\"%s\"}\n",
                     it->code, it->reason, it->text, r->id);
    KB_ASSERT(n > 0 && (size_t)n < sizeof body);
    struct MHD_Response *m =
        MHD_create_response_from_buffer((size_t)n, body, MHD_RESPMEM_MUST_COPY);
    KB_ASSERT(m);
    MHD_add_response_header(m, "Content-Type", "application/json; charset=utf-8");
    MHD_add_response_header(m, "Cache-Control", "no-store");
    MHD_add_response_header(m, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(m, "X-Request-Id", r->id);
    /* nginx 1.22 passes Upgrade on to HTTP/2 clients, for whom it is an error */
    if (it->name && (status != 426 || !edge_trusts(r->edge, &r->link->address)))
        MHD_add_response_header(m, it->name, it->value);
    if (status == 429) {
        snprintf(body, sizeof body, "%d", (int)r->retry_s);
        MHD_add_response_header(m, "Retry-After", body);
    }
    if (close) MHD_add_response_header(m, "Connection", "close");
    return m;
}

static struct MHD_Response *make_body(const struct edge_answer *a)
{
    void *body = (void *)(uintptr_t)a->body; /* the library's type is not const but it only reads */
    if (a->keep == EDGE_OWNED)
        return MHD_create_response_from_buffer_with_free_callback_cls(a->body_n, body ? body : "",
                                                                      a->done, a->arg);
    if (!a->body_n) return MHD_create_response_from_buffer(0, "", MHD_RESPMEM_PERSISTENT);
    return MHD_create_response_from_buffer(
        a->body_n, body, a->keep == EDGE_STATIC ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_COPY);
}

static struct MHD_Response *make_response(const struct edge_private *r, const struct edge_answer *a)
{
    struct MHD_Response *m = make_body(a);
    KB_ASSERT(m);
    for (size_t i = 0; i < a->headers_n; i++)
        if (MHD_add_response_header(m, a->headers[i].name, a->headers[i].value) != MHD_YES)
            kb_log(KB_LOG_WARN, "edge.header", "request=%s name=%s", r->id, a->headers[i].name);
    MHD_add_response_header(m, "X-Request-Id", r->id);
    if (a->close) MHD_add_response_header(m, "Connection", "close");
    return m;
}

void edge_reply(struct edge_request *pub, const struct edge_answer *a)
{
    struct edge_private *r = (struct edge_private *)(void *)pub;
    struct edge_http *h = &r->edge->http;
    struct MHD_Response *m = make_response(r, a);
    bool parked;
    pthread_mutex_lock(&h->requests);
    KB_ASSERT(r->state != EDGE_ANSWERED);
    parked = r->state == EDGE_PARKED;
    if (r->state != EDGE_GONE) {
        r->state = EDGE_ANSWERED;
        r->response = m;
        r->status = a->status;
        m = NULL;
    }
    if (parked) {
        *r->at = r->next;
        if (r->next) r->next->at = r->at;
        h->parked_n--;
        MHD_resume_connection(r->connection);
    }
    pthread_mutex_unlock(&h->requests);
    if (m) MHD_destroy_response(m);
    edge_request_drop(r);
}
