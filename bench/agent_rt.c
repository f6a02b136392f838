/* agent_rt - round trips between an agent and the gateway next to what czmq can do at most: one
 * DEALER, CURVE, two parts a message, against a plain ROUTER that echoes, and against
 * controller/rooms in a process of its own. There, "result" goes through reading, the hook and the
 * mailbox before its ack comes back; "beat" is answered by the gateway itself.
 * argv: seconds of each measurement. Prints a line each: what, window, round trips a second. */
#include "controller/rooms/rooms.h"
#include "bench/stopwatch.h"

#include <czmq.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zmq.h>

#define AGENT      77
#define WINDOW_MAX 256
#define PADDING    \
    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901"

struct keys {
    unsigned char server_secret[32], server_public[32];
    unsigned char agent_secret[32], agent_public[32];
};

static void die(const char *why)
{
    fprintf(stderr, "agent_rt: %s\n", why);
    exit(1);
}

static void apply(zsock_t *sock, const unsigned char *public_key, const unsigned char *secret)
{
    zcert_t *cert = zcert_new_from(public_key, secret);
    zcert_apply(cert, sock);
    zcert_destroy(&cert);
}

/* --- the two servers; each in a process of its own, its endpoint told over a pipe --- */

static void serve_bare(const struct keys *k, int tell)
{
    zsock_t *sock = zsock_new(ZMQ_ROUTER);
    apply(sock, k->server_public, k->server_secret);
    zsock_set_curve_server(sock, 1);
    if (zsock_bind(sock, "tcp://127.0.0.1:*") < 0) die("cannot bind");
    char *at = zsock_last_endpoint(sock);
    if (write(tell, at, strlen(at) + 1) < 0) die("nobody listens");
    void *z = zsock_resolve(sock);
    for (;;) { /* parts are passed back as they come: nothing cheaper can be done with a message */
        zmq_msg_t part;
        zmq_msg_init(&part);
        if (zmq_msg_recv(&part, z, 0) < 0) return;
        if (zmq_msg_send(&part, z, zmq_msg_more(&part) ? ZMQ_SNDMORE : 0) < 0) return;
    }
}

struct gate {
    struct rooms *rooms;
    struct kb_world world;
};

/* As kbossd does, without the database: the answer goes through the mailbox. */
static void on_message(void *self, const struct rooms_message *m)
{
    struct gate *g = self;
    char ack[96];
    if (m->read->type != PROTOCOL_RESULT) return;
    const struct protocol_result *r = m->read->body;
    snprintf(ack, sizeof ack, "{\"job\":%" PRId64 ",\"epoch\":%" PRId64 "}", r->job, r->epoch);
    if (!rooms_send(g->rooms, m->agent_id, "ack", ack)) die("the mailbox is full");
}

static void on_link(void *self, int64_t agent_id, enum rooms_link link)
{
    (void)self, (void)agent_id, (void)link;
}

static void serve_rooms(const struct keys *k, int tell)
{
    struct gate g = { 0 };
    struct kb_id_key none = { { 0 } };
    struct kb_error err;
    char hex[PROTOCOL_KEY_HEX];
    kb_world_real(&g.world, 1, &none);
    struct rooms_config config = { .control = "tcp://127.0.0.1:*",
                                   .stream = "tcp://127.0.0.1:*",
                                   .controller_epoch = 1,
                                   .world = &g.world };
    struct rooms_hooks hooks = { .self = &g, .message = on_message, .link = on_link };
    memcpy(config.secret_key, k->server_secret, sizeof config.secret_key);
    if (rooms_start(&config, &hooks, &g.rooms, &err) != KB_OK) die(err.text);
    protocol_key_hex(k->agent_public, hex);
    rooms_allow(g.rooms, hex, AGENT, 1, "bench");
    const char *at = rooms_control_endpoint(g.rooms);
    if (write(tell, at, strlen(at) + 1) < 0) die("nobody listens");
    pause();
}

static pid_t start_server(void (*serve)(const struct keys *k, int tell), const struct keys *k,
                          char *endpoint, size_t size)
{
    int tell[2];
    if (pipe(tell) != 0) die("no pipe");
    pid_t pid = fork();
    if (pid < 0) die("no process");
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        serve(k, tell[1]);
        exit(1);
    }
    close(tell[1]);
    ssize_t n = read(tell[0], endpoint, size - 1);
    close(tell[0]);
    if (n <= 0) die("the server did not start");
    endpoint[n] = 0;
    return pid;
}

/* --- the agent --- */

static void say(void *z, const char *type, const char *body)
{
    if (zmq_send(z, type, strlen(type), ZMQ_SNDMORE) < 0 || zmq_send(z, body, strlen(body), 0) < 0)
        die("nothing can be said");
}

/* Waits for one message of that type; others are dropped. */
static void hear(void *z, const char *type)
{
    char word[32];
    for (;;) {
        zmq_msg_t body;
        int n = zmq_recv(z, word, sizeof word, 0);
        zmq_msg_init(&body);
        if (n < 0 || zmq_msg_recv(&body, z, 0) < 0) die("no answer");
        zmq_msg_close(&body);
        if ((size_t)n == strlen(type) && memcmp(word, type, (size_t)n) == 0) return;
        if (n == 6 && memcmp(word, "refuse", 6) == 0) die("refused");
    }
}

static zsock_t *connect_to(const struct keys *k, const char *endpoint)
{
    char server[41];
    zsock_t *sock = zsock_new(ZMQ_DEALER);
    apply(sock, k->agent_public, k->agent_secret);
    zmq_z85_encode(server, k->server_public, 32);
    zsock_set_curve_serverkey(sock, server);
    zsock_set_linger(sock, 0);
    zsock_set_rcvtimeo(sock, 10000);
    if (zsock_connect(sock, "%s", endpoint) < 0) die("cannot connect");
    return sock;
}

struct exchange {
    const char *what, *say, *body, *hear;
};

static double measure(void *z, const struct exchange *x, int window, double seconds)
{
    uint64_t n = 0;
    for (int i = 0; i < window; i++) say(z, x->say, x->body);
    double from = now_s(), until = from + seconds;
    for (; now_s() < until; n++) {
        hear(z, x->hear);
        say(z, x->say, x->body);
    }
    double took = now_s() - from;
    for (int i = 0; i < window; i++) hear(z, x->hear);
    return (double)n / took;
}

static void run(const struct exchange *x, void *z, double seconds)
{
    static const int windows[] = { 1, WINDOW_MAX };
    for (size_t i = 0; i < COUNT(windows); i++) {
        (void)measure(z, x, windows[i], seconds / 10);
        printf("%s %d %.0f\n", x->what, windows[i], measure(z, x, windows[i], seconds));
        fflush(stdout);
    }
}

static const char result[] =
    "{\"job\":911665194110976,\"epoch\":1,\"outcome\":\"done\",\"reason\":\"\","
    "\"text\":\"" PADDING "\",\"retry\":false,\"ticket\":\"\","
    "\"retry_ms\":0,\"result\":{}}";
static const char beat[] = "{\"at_ms\":1790000000000,\"answer\":true}";
static const char hello[] =
    "{\"protocol\":1,\"version\":\"bench\",\"boot\":\"00112233445566778899aabb"
    "ccddeeff\",\"epoch_seen\":0,\"drivers\":[],\"open\":[]}";

static void make_keys(struct keys *k)
{
    zcert_t *server = zcert_new(), *agent = zcert_new();
    memcpy(k->server_secret, zcert_secret_key(server), 32);
    memcpy(k->server_public, zcert_public_key(server), 32);
    memcpy(k->agent_secret, zcert_secret_key(agent), 32);
    memcpy(k->agent_public, zcert_public_key(agent), 32);
    zcert_destroy(&server);
    zcert_destroy(&agent);
}

int main(int argc, char **argv)
{
    static const struct exchange echo = { "bare", "result", result, "result" };
    static const struct exchange results = { "result", "result", result, "ack" };
    static const struct exchange beats = { "beat", "beat", beat, "beat" };
    double seconds = argc > 1 ? strtod(argv[1], NULL) : 2;
    char bare_at[128], rooms_at[128];
    struct keys k;
    make_keys(&k); /* libsodium only: libzmq begins after the forks */
    pid_t bare = start_server(serve_bare, &k, bare_at, sizeof bare_at);
    pid_t rooms = start_server(serve_rooms, &k, rooms_at, sizeof rooms_at);
    zsys_handler_set(NULL);
    zsock_t *to_bare = connect_to(&k, bare_at), *to_rooms = connect_to(&k, rooms_at);
    run(&echo, zsock_resolve(to_bare), seconds);
    say(zsock_resolve(to_rooms), "hello", hello);
    hear(zsock_resolve(to_rooms), "welcome");
    run(&results, zsock_resolve(to_rooms), seconds);
    run(&beats, zsock_resolve(to_rooms), seconds);
    zsock_destroy(&to_bare);
    zsock_destroy(&to_rooms);
    kill(bare, SIGKILL);
    kill(rooms, SIGKILL);
    while (wait(NULL) > 0) continue;
    return 0;
}
