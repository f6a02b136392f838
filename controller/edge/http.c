/* HTTP by libmicrohttpd on one epoll thread. The first call of a request is the gate; the call
 * after the body hands it to the application and parks the connection; the answer wakes it. */
#include "controller/edge/request_priv.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define POOL_BYTES   16384 /* per connection: 8 KiB of header, its table, and the answer's header */
#define INACTIVE_S   180   /* the library's own clock, behind the watchdog's */
#define DISCARD_MAX  (64 << 20) /* of a body that is refused anyway, before the connection is cut */
#define GRACE_MS     1000       /* for answers on their way when stopping */
#define LEFT_FROM_MS 300        /* when a wait is suspected to be for nobody */
#define LEFT_TO_MS   1500
#define DEFAULT_BODY (1 << 20)

static const char *const methods[] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" };

static void enter(struct edge_private *r, enum edge_phase phase)
{
    r->link->since_ms = edge_now_ms(r->edge);
    r->link->phase = phase;
}

static enum MHD_Result send_response(struct edge_private *r, int status, struct MHD_Response *m)
{
    enter(r, EDGE_SEND);
    enum MHD_Result ok = MHD_queue_response(r->connection, (unsigned)status, m);
    MHD_destroy_response(m);
    return ok;
}

static enum MHD_Result refuse(struct edge_private *r, int status, bool close)
{
    r->edge->refused++;
    return send_response(r, status, edge_refusal(r, status, close));
}

static enum MHD_Result show_gate(void *cls, enum MHD_ValueKind kind, const char *name,
                                 size_t name_n, const char *value, size_t value_n)
{
    struct edge_bytes n = { name, name_n }, v = { value ? value : "", value ? value_n : 0 };
    (void)kind;
    edge_gate_show(cls, &n, &v);
    return MHD_YES;
}

static bool is_method(const char *method)
{
    for (size_t i = 0; i < COUNT(methods); i++)
        if (strcmp(methods[i], method) == 0) return true;
    return false;
}

/* An upgrade that the acceptor did not find perfect. */
static int socket_status(const struct edge_private *r)
{
    const char *upgrade = edge_header(&r->pub, "Upgrade");
    const char *origin = edge_header(&r->pub, "Origin");
    bool allowed =
        edge_origin_allowed(r->edge->config.origins, origin, origin ? strlen(origin) : 0);
    return upgrade && strcasecmp(upgrade, "websocket") == 0 && !allowed ? 403 : 426;
}

/* Everything that can be said against a request before its body. 0: nothing. */
static int objection(struct edge_private *r, const struct edge_gate *g, const char *method)
{
    struct edge *e = r->edge;
    struct edge_address a;
    if (!edge_gate_is_open(g)) return 400;
    bool filled = edge_request_fill(r, g, method);
    if (edge_address_parse(r->peer, strlen(r->peer), &a))
        r->retry_s = edge_peers_take(e->peers, &a, edge_now_ms(e));
    if (r->retry_s > 0) {
        e->limited++;
        return 429;
    }
    if (r->raw_n > EDGE_URI_MAX) return 414;
    if ((int64_t)(g->bytes + r->raw_n) > e->limits.header_bytes) return 431;
    if (!is_method(method)) return 405;
    if (strcmp(method, "OPTIONS") == 0 && strcmp(r->raw, "*") == 0) return 204;
    if (!filled) return 400;
    if (strcmp(method, "OPTIONS") == 0) return 204;
    if (strncmp(r->pub.path, "/v1/ws/", 7) == 0) return socket_status(r);
    r->body_limit =
        e->hooks.body_limit ? e->hooks.body_limit(e->hooks.self, &r->pub) : DEFAULT_BODY;
    if (r->body_limit > e->limits.body_bytes) r->body_limit = e->limits.body_bytes;
    return g->length > r->body_limit ? 413 : 0;
}

static enum MHD_Result allow(struct edge_private *r)
{
    struct MHD_Response *m = MHD_create_response_from_buffer(0, "", MHD_RESPMEM_PERSISTENT);
    KB_ASSERT(m);
    MHD_add_response_header(m, "Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    MHD_add_response_header(m, "X-Request-Id", r->id);
    return send_response(r, 204, m);
}

static enum MHD_Result begin(struct edge_private *r, struct MHD_Connection *c, const char *method)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct edge_gate g = { .length = -1 };
    if (!info || !info->socket_context) return MHD_NO;
    r->begun = true;
    r->connection = c;
    r->link = info->socket_context;
    enter(r, EDGE_BODY);
    r->edge->requests++;
    MHD_get_connection_values_n(c, MHD_HEADER_KIND, show_gate, &g);
    int status = objection(r, &g, method);
    bool has_body = g.chunked || g.length > 0;
    if (status == 204 && has_body) status = 413;
    /* an answer in this first call closes the connection; without a body the next call will do */
    if (status == 0 || (status != 400 && !has_body)) {
        r->refusal = status;
        return MHD_YES;
    }
    return refuse(r, status, true);
}

static enum MHD_Result take_body(struct edge_private *r, const char *bytes, size_t *n)
{
    if (!edge_request_grow(r, bytes, *n)) {
        r->discarded += (int64_t)*n;
        if (r->discarded > DISCARD_MAX) return MHD_NO;
    }
    *n = 0;
    return MHD_YES;
}

static enum MHD_Result finish(struct edge_private *r)
{
    struct MHD_Response *m = r->response;
    r->response = NULL;
    return send_response(r, r->status, m);
}

/* The application owns one hold on r from here on. Only this thread parks, and it does so under the
 * lock that edge_reply takes, so an answer comes either before or after, never in between. */
static enum MHD_Result hand_over(struct edge_private *r)
{
    struct edge_http *h = &r->edge->http;
    bool stopping, answered;
    if (r->refusal == 204) return allow(r);
    if (r->refusal) return refuse(r, r->refusal, r->refusal != 405 && r->refusal != 429);
    r->handed = true;
    enter(r, EDGE_WORK);
    pthread_mutex_lock(&h->requests);
    stopping = h->stopping;
    pthread_mutex_unlock(&h->requests);
    if (stopping) return refuse(r, 503, true);
    r->holders++;
    r->edge->hooks.request(r->edge->hooks.self, &r->pub);
    pthread_mutex_lock(&h->requests);
    answered = r->state == EDGE_ANSWERED;
    if (!answered && h->stopping) { /* edge_stop has passed: nobody would wake this connection */
        r->state = EDGE_GONE;
        r->status = 503;
        r->response = edge_refusal(r, 503, true);
        answered = true;
    } else if (!answered) {
        MHD_suspend_connection(r->connection);
        r->state = EDGE_PARKED;
        r->next = h->parked;
        r->at = &h->parked;
        if (r->next) r->next->at = &r->next;
        h->parked = r;
        h->parked_n++;
    }
    pthread_mutex_unlock(&h->requests);
    return answered ? finish(r) : MHD_YES;
}

static enum MHD_Result handle(void *cls, struct MHD_Connection *c, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_n, void **request)
{
    struct edge_private *r = *request;
    (void)cls, (void)url, (void)version;
    if (!r) return MHD_NO; /* cannot be: on_target comes first */
    if (!r->begun) return begin(r, c, method);
    if (*upload_n) return take_body(r, upload, upload_n);
    return r->handed ? finish(r) : hand_over(r);
}

/* The target before the library decodes and cuts it; what is returned here is the request. */
static void *on_target(void *cls, const char *uri, struct MHD_Connection *c)
{
    struct edge *e = cls;
    (void)c;
    e->http.busy++;
    return edge_request_new(e, uri);
}

static void on_completed(void *cls, struct MHD_Connection *c, void **request,
                         enum MHD_RequestTerminationCode how)
{
    struct edge *e = cls;
    struct edge_private *r = *request;
    (void)c, (void)how;
    if (!r) return;
    if (r->link) enter(r, EDGE_HEAD);
    e->http.busy--;
    *request = NULL;
    edge_request_drop(r);
}

static struct edge_address address_of(const struct sockaddr *sa)
{
    if (!sa) return (struct edge_address){ .family = EDGE_NOWHERE };
    return edge_address_of(sa, sa->sa_family == AF_INET6  ? sizeof(struct sockaddr_in6)
                               : sa->sa_family == AF_INET ? sizeof(struct sockaddr_in)
                                                          : sizeof sa->sa_family);
}

static void link_open(struct edge *e, struct MHD_Connection *c, void **socket_context)
{
    struct edge_link *l = calloc(1, sizeof *l);
    KB_ASSERT(l);
    l->fd = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    l->address =
        address_of(MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr);
    l->since_ms = edge_now_ms(e);
    pthread_mutex_lock(&e->http.connections);
    l->next = e->http.links;
    l->at = &e->http.links;
    if (l->next) l->next->at = &l->next;
    e->http.links = l;
    pthread_mutex_unlock(&e->http.connections);
    *socket_context = l;
}

static void on_connection(void *cls, struct MHD_Connection *c, void **socket_context,
                          enum MHD_ConnectionNotificationCode what)
{
    struct edge *e = cls;
    struct edge_link *l = *socket_context;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        link_open(e, c, socket_context);
        return;
    }
    if (!l) return;
    pthread_mutex_lock(&e->http.connections);
    *l->at = l->next;
    if (l->next) l->next->at = l->at;
    pthread_mutex_unlock(&e->http.connections);
    edge_leave(e, &l->address);
    free(l);
    *socket_context = NULL;
}

/* The library misses the end of a client whose last bytes and whose leaving arrived together, so
 * young waits are looked at once more; an end that comes later it does notice. */
static bool has_left(const struct edge_link *l, enum edge_phase phase, int64_t for_ms)
{
    char byte;
    if (phase != EDGE_BODY && phase != EDGE_HEAD) return false;
    return for_ms > LEFT_FROM_MS && for_ms < LEFT_TO_MS &&
           recv(l->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/* Slow peers: the library's timeout counts from the last byte, so one byte a second would live for
 * ever. shutdown() is safe only under the lock that on_connection takes before the fd is closed. */
void edge_watch_tick(struct edge *e, int64_t now_ms)
{
    const int64_t limit_ms[] = { [EDGE_HEAD] = e->limits.idle_ms,
                                 [EDGE_BODY] = e->limits.body_ms,
                                 [EDGE_WORK] = INT64_MAX,
                                 [EDGE_SEND] = e->limits.write_ms };
    pthread_mutex_lock(&e->http.connections);
    for (struct edge_link *l = e->http.links; l; l = l->next) {
        enum edge_phase phase = atomic_load(&l->phase);
        int64_t since_ms = atomic_load(&l->since_ms);
        if (since_ms == INT64_MAX) continue;
        if (now_ms - since_ms <= limit_ms[phase] && !has_left(l, phase, now_ms - since_ms))
            continue;
        shutdown(l->fd, SHUT_RDWR);
        if (phase != EDGE_HEAD) e->cut++;
        l->since_ms = INT64_MAX;
    }
    pthread_mutex_unlock(&e->http.connections);
}

void edge_http_take(struct edge *e, int fd, const struct sockaddr *sa, socklen_t sa_n)
{
    struct edge_address direct = edge_address_of(sa, sa_n);
    /* closes fd itself when it fails */
    if (MHD_add_connection(e->http.daemon, fd, sa, sa_n) != MHD_YES) edge_leave(e, &direct);
}

enum kb_code edge_http_start(struct edge *e, struct kb_error *err)
{
    struct edge_http *h = &e->http;
    h->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC |
            MHD_USE_NO_LISTEN_SOCKET,
        0, NULL, NULL, handle, e, MHD_OPTION_URI_LOG_CALLBACK, on_target, e,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, e, MHD_OPTION_NOTIFY_CONNECTION, on_connection,
        e, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)POOL_BYTES, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)e->limits.connections + 64, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)INACTIVE_S,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
    if (!h->daemon)
        return kb_fail(err, KB_UNAVAILABLE, "edge.start", "libmicrohttpd does not start");
    return KB_OK;
}

static void answer_parked(struct edge_http *h)
{
    pthread_mutex_lock(&h->requests);
    h->stopping = true;
    while (h->parked) {
        struct edge_private *r = h->parked;
        h->parked = r->next;
        if (r->next) r->next->at = &h->parked;
        h->parked_n--;
        r->state = EDGE_GONE;
        r->status = 503;
        r->response = edge_refusal(r, 503, true);
        MHD_resume_connection(r->connection);
    }
    pthread_mutex_unlock(&h->requests);
}

/* By then the acceptor is gone. The library must not be stopped with suspended connections. */
void edge_http_stop(struct edge *e)
{
    struct edge_http *h = &e->http;
    if (!h->daemon) return;
    answer_parked(h);
    for (int ms = 0; ms < GRACE_MS && h->busy > 0; ms += 5) usleep(5000);
    MHD_stop_daemon(h->daemon);
    h->daemon = NULL;
}
