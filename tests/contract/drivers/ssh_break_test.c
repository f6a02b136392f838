/* SSH peers that are not there, say nothing, or break off: every wait is bounded, and a connection
 * cut at any byte never costs an authorized_keys file. */
#include "sshd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int listen_on(int *port)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t n = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(listen(fd, 16), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &n), 0);
    *port = ntohs(at.sin_port);
    return fd;
}

static struct peer at_port(struct bench *b, int port, const struct sshd *d)
{
    return (struct peer){
        .driver = "ssh", .resource = 41,
        .target = kb_printf(&b->arena,
                            "{\"host\":\"127.0.0.1\",\"port\":%d,\"user\":\"%s\","
                            "\"host_key\":\"%s\"}",
                            port, d ? d->user : "x", d ? d->ed25519 : b->room.fingerprint),
        .open_spec =
            kb_printf(&b->arena, "{\"resource\":41,\"ssh_keys\":[\"%s\"]}", b->customer.line),
    };
}

TEST(a_port_where_nobody_listens_is_unreachable_and_worth_a_retry)
{
    AUTO(bench_done) struct bench b;
    struct drv_step step;
    struct kb_error err;
    bench_init(&b);
    struct peer p = at_port(&b, free_port(), NULL);
    assert_refused(peer_step(&b, &p, DRV_OPEN, "", &step, &err), KB_UNAVAILABLE, "ssh.unreachable");
    assert_true(step.retry);
    assert_refused(peer_step(&b, &p, DRV_VERIFY, "", &step, &err), KB_UNAVAILABLE,
                   "ssh.unreachable");
    assert_non_null(strstr(step.result, "\"name\":\"reach\",\"ok\":false"));
}

TEST(hosts_that_are_no_names_are_refused_before_any_look_up)
{
    static const char *const hosts[] = { "-oProxyCommand=x", "a b", "$(id)", "host;ls", "a/b" };
    AUTO(bench_done) struct bench b;
    struct drv_step step;
    struct kb_error err;
    bench_init(&b);
    for (size_t i = 0; i < COUNT(hosts); i++) {
        struct peer p = { .driver = "ssh", .resource = 1 };
        kt_row("%s", hosts[i]);
        p.target = kb_printf(&b.arena, "{\"host\":\"%s\",\"port\":22,\"user\":\"x\"}", hosts[i]);
        assert_refused(peer_step(&b, &p, DRV_VERIFY, "", &step, &err), KB_INVALID, "request.field");
        assert_string_equal(err.field, "host");
    }
}

TEST(a_peer_that_says_nothing_is_given_up_in_time)
{
    AUTO(bench_done) struct bench b;
    struct drv_step step;
    struct kb_error err;
    int port;
    bench_init(&b);
    b.limits.login_ms = 700;
    int fd = listen_on(&port);
    struct peer p = at_port(&b, port, NULL);
    int64_t from = clock_ms();
    assert_refused(peer_step(&b, &p, DRV_OPEN, "", &step, &err), KB_UNAVAILABLE, "ssh.timeout");
    assert_in_range(clock_ms() - from, 600, 3000);
    close(fd);
}

TEST(the_deadline_of_the_job_counts_when_it_comes_first)
{
    AUTO(bench_done) struct bench b;
    struct drv_step step;
    struct kb_error err;
    int port;
    bench_init(&b);
    int fd = listen_on(&port);
    struct peer p = at_port(&b, port, NULL);
    struct drv_job job = { .key = "k", .target = p.target, .spec = p.open_spec, .ticket = "" };
    b.ctx.deadline_ms = kb_now_ms(&b.world) + 500;
    int64_t from = clock_ms();
    assert_refused(drv_do(drv_find(&b.ctx, "ssh"), &b.ctx, DRV_OPEN, &job, &step, &err),
                   KB_UNAVAILABLE, "ssh.timeout");
    assert_in_range(clock_ms() - from, 400, 3000);
    close(fd);
}

TEST(a_peer_that_speaks_something_else_is_not_ssh)
{
    AUTO(bench_done) struct bench b;
    struct drv_step step;
    struct kb_error err;
    int port, status;
    bench_init(&b);
    b.limits.login_ms = 2000;
    int fd = listen_on(&port);
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        int c = accept(fd, NULL, NULL);
        (void)!write(c, "HTTP/1.1 400 Bad Request\r\n\r\n", 28);
        close(c);
        _exit(0);
    }
    struct peer p = at_port(&b, port, NULL);
    assert_int_equal(peer_step(&b, &p, DRV_OPEN, "", &step, &err), KB_UNAVAILABLE);
    assert_true(step.retry);
    stop_program(pid);
    (void)status;
    close(fd);
}

/* Where a connection is cut: after so many bytes from the driver, or to it. */
struct cut {
    size_t from_driver, to_driver;
};

/* False: the end. */
static bool pass(int from, int to, size_t *left)
{
    char buf[4096];
    size_t want = *left < sizeof buf ? *left : sizeof buf;
    ssize_t n = want ? read(from, buf, want) : 0;
    if (n <= 0 || write(to, buf, (size_t)n) != n) return false;
    *left -= (size_t)n;
    return true;
}

static void relay_one(int client, int port, struct cut left)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                              .sin_port = htons((uint16_t)port) };
    int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(server, (struct sockaddr *)&at, sizeof at) != 0) _exit(1);
    for (bool on = true; on;) {
        struct pollfd p[2] = { { .fd = client, .events = POLLIN },
                               { .fd = server, .events = POLLIN } };
        if (poll(p, 2, 5000) <= 0) break;
        if (p[0].revents) on = pass(client, server, &left.from_driver);
        if (on && p[1].revents) on = pass(server, client, &left.to_driver);
    }
    close(client);
    close(server);
}

/* A relay in a child of its own, each connection with the same budget. */
static pid_t start_relay(int fd, int port, struct cut cut)
{
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid != 0) return pid;
    for (;;) {
        int client = accept(fd, NULL, NULL);
        if (client >= 0) relay_one(client, port, cut);
    }
}

static size_t blocks(const char *text)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, "# kboss begin 41\n")) != NULL; at++) n++;
    return n;
}

struct cuts {
    struct bench b;
    struct sshd d;
    struct peer direct, through;
    const char *mine;
    int fd, failed, unknown, done;
};

static void cuts_done(struct cuts *c)
{
    print_message("%d cuts: %d failed, %d of them unknown, %d got through\n", c->failed + c->done,
                  c->failed, c->unknown, c->done);
    close(c->fd);
    sshd_stop(&c->d);
    bench_done(&c->b);
}

static void cuts_init(struct cuts *c)
{
    int port;
    memset(c, 0, sizeof *c);
    bench_init(&c->b);
    sshd_start(&c->b, &c->d, "ed25519", "");
    c->fd = listen_on(&port);
    c->direct = at_port(&c->b, c->d.port, &c->d);
    c->through = at_port(&c->b, port, &c->d);
    c->mine = kb_printf(&c->b.arena, "# operator\n%s\n", c->b.room.line);
    sshd_keys_set(&c->b, &c->d, c->mine);
}

/* Open through the cut; whatever it says, the file is whole, looking tells the truth, and opening
 * again gets there. */
static enum kb_code cut_once(struct cuts *c, struct cut cut)
{
    struct drv_step step;
    struct kb_error err;
    kt_row("cut after %zu bytes from the driver, %zu to it", cut.from_driver, cut.to_driver);
    pid_t relay = start_relay(c->fd, c->d.port, cut);
    enum kb_code code = peer_step(&c->b, &c->through, DRV_OPEN, "", &step, &err);
    stop_program(relay);
    const char *text = sshd_keys(&c->b, &c->d);
    assert_non_null(text);
    assert_memory_equal(text, c->mine, strlen(c->mine));
    assert_true(blocks(text) <= 1);
    if (code == KB_OK)
        assert_int_equal(blocks(text), 1);
    else
        assert_true(code == KB_UNKNOWN || step.retry);
    assert_ok(peer_do(&c->b, &c->direct, DRV_OBSERVE, &step, &err));
    assert_int_equal(drv_wanted(DRV_OPEN, step.state), blocks(text) == 1);
    assert_ok(peer_do(&c->b, &c->direct, DRV_OPEN, &step, &err));
    assert_int_equal(blocks(sshd_keys(&c->b, &c->d)), 1);
    assert_ok(peer_do(&c->b, &c->direct, DRV_CLOSE, &step, &err));
    assert_string_equal(sshd_keys(&c->b, &c->d), c->mine);
    c->failed += code != KB_OK;
    c->unknown += code == KB_UNKNOWN;
    c->done += code == KB_OK;
    return code;
}

TEST(what_was_sent_may_end_at_any_byte_and_the_file_is_whole)
{
    AUTO(cuts_done) struct cuts c;
    cuts_init(&c);
    for (size_t at = 200; at < 12000 && c.done < 2; at += 400)
        (void)!cut_once(&c, (struct cut){ at, SIZE_MAX });
    assert_true(c.failed > 6);
    assert_true(c.done == 2);
}

TEST(answers_may_be_lost_at_any_byte_and_looking_tells_what_happened)
{
    AUTO(cuts_done) struct cuts c;
    size_t at = 1500;
    cuts_init(&c);
    while (at < 12000 && cut_once(&c, (struct cut){ SIZE_MAX, at }) != KB_OK) at += 500;
    /* the answer to the rename is among the last packets, and packets are not cut alike each time:
     * go through them finely, and more finely until it was hit */
    for (size_t round = 0; round < 4; round++)
        for (size_t fine = at - 2000 + round * 10; fine < at && c.unknown < 1; fine += 40)
            (void)!cut_once(&c, (struct cut){ SIZE_MAX, fine });
    assert_true(c.failed > 5);
    assert_true(c.unknown > 0);
}
