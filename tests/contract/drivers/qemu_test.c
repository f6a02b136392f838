/* Real machines: libvirtd with QEMU in the demo room that `run` has put up. One machine at a
 * time. */
#include "base/log.h"
#include "qemu_host.h"

#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int ssh_into(struct host *h, const struct drv_step *step, const char *key,
                    const char *command, const char **output)
{
    struct bench *b = &h->b;
    const char *who = kb_printf(&b->arena, "%s@%s", result_text(b, step, "ssh_user"),
                                result_text(b, step, "address"));
    const char *argv[] = { "ssh", "-F", "none", "-i", key, "-o", "BatchMode=yes", "-o",
                           "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o",
                           "UserKnownHostsFile=/dev/null", "-o", "ConnectTimeout=20", who, command,
                           NULL };
    return run_program(b, argv, NULL, output);
}

static void console_echoes(struct host *h)
{
    struct drv_stream_want want = {
        .kind = "console", .target = HOST_TARGET, .cols = 80, .rows = 24, .resource = h->p.resource
    };
    struct drv_stream *s = NULL, *second = NULL;
    struct seen seen = { 0 };
    struct kb_error err;
    const struct drv_offer *offer = drv_find(&h->b.ctx, "libvirt");
    assert_ok(drv_stream_open(offer, &h->b.ctx, &want, &s, &err));
    assert_true(stream_type(s, "\r", 3000));
    assert_true(stream_until(s, &seen, "root@tried", 10000));
    assert_true(stream_type(s, "echo v-$((40+2)); seq 1 3000; echo do''ne\r", 5000));
    assert_true(stream_until(s, &seen, "v-42", 10000));
    assert_true(stream_until(s, &seen, "\ndone", 30000));
    assert_non_null(strstr(seen.at, "\r\n2999\r\n3000\r\n"));
    assert_int_equal(seen.gaps, 0);
    assert_refused(drv_stream_open(offer, &h->b.ctx, &want, &second, &err), KB_UNAVAILABLE,
                   "libvirt.console"); /* one user at a time, nobody is thrown out */
    drv_stream_close(s);
    assert_ok(drv_stream_open(offer, &h->b.ctx, &want, &s, &err));
    drv_stream_close(s);
    free(seen.at);
}

static void turn_unread(struct drv_stream *s, int64_t for_ms)
{
    for (int64_t until = clock_ms() + for_ms; clock_ms() < until; drv_stream_turn(s)) {
        struct pollfd fds[DRV_STREAM_FDS];
        int wait_ms = 100;
        int n = drv_stream_poll(s, false, fds, &wait_ms);
        poll(fds, (nfds_t)n, wait_ms);
    }
}

/* Nobody reads until the guest has said everything (a file tells, by SSH): it went on, the oldest
 * bytes are lost, and it is said how many. */
static void console_counts_what_is_lost(struct host *h, const struct drv_step *step,
                                        struct drv_stream **s)
{
    struct drv_stream_want want = {
        .kind = "console", .target = HOST_TARGET, .cols = 80, .rows = 24, .resource = h->p.resource
    };
    struct seen seen = { 0 };
    struct kb_error err;
    int tries = 0;
    assert_ok(drv_stream_open(drv_find(&h->b.ctx, "libvirt"), &h->b.ctx, &want, s, &err));
    assert_true(
        stream_type(*s, "stty -echo; seq 100001 160000; echo fi''nished; >/run/said\r", 9000));
    do turn_unread(*s, 1000);
    while (ssh_into(h, step, h->b.customer_path, "test -f /run/said", NULL) != 0 && tries++ < 40);
    turn_unread(*s, 1000);
    assert_true(stream_until(*s, &seen, "finished\r\n", 20000));
    assert_true(seen.gaps > 0);
    assert_true(stream_until(*s, &seen, "root@tried", 10000));
    /* 60000 lines of 8 bytes, the word, and a little echo and prompt around them */
    assert_in_range(seen.n + seen.gaps, 480000 + 10, 480000 + 400);
    free(seen.at);
}

static void shell_works(struct host *h, const struct drv_step *step)
{
    struct bench *b = &h->b;
    struct drv_stream_want want = { .kind = "shell", .cols = 90, .rows = 30, .resource = 1 };
    struct drv_stream *s = NULL;
    struct seen seen = { 0 };
    struct kb_error err;
    want.target =
        kb_printf(&b->arena, "{\"host\":\"%s\",\"port\":22,\"user\":\"%s\",\"host_key\":\"%s\"}",
                  result_text(b, step, "address"), result_text(b, step, "ssh_user"),
                  result_text(b, step, "host_key"));
    assert_ok(drv_stream_open(drv_find(&b->ctx, "ssh"), &b->ctx, &want, &s, &err));
    assert_true(stream_until(s, &seen, "root@tried", 15000));
    assert_true(stream_type(s, "stty size; exit 3\n", 3000));
    assert_true(stream_until(s, &seen, NULL, 10000));
    assert_non_null(strstr(seen.at, "30 90"));
    assert_int_equal(drv_stream_exit(s)->code, 3);
    drv_stream_close(s);
    free(seen.at);
}

/* The pinned key is the one the agent made: OpenSSH's client sees the same. */
static void host_key_is_pinned(struct host *h, const struct drv_step *step)
{
    struct bench *b = &h->b;
    const char *scanned = "", *printed = "";
    const char *scan[] = { "ssh-keyscan", "-T", "20", "-t", "ed25519",
                           result_text(b, step, "address"), NULL };
    const char *print[] = { "ssh-keygen", "-lf", "-", NULL };
    assert_int_equal(run_program(b, scan, NULL, &scanned), 0);
    const char *key = strstr(scanned, " ssh-ed25519 "); /* behind comment lines */
    assert_non_null(key);
    assert_int_equal(run_program(b, print, key + 1, &printed), 0);
    assert_non_null(strstr(printed, result_text(b, step, "host_key")));
}

TEST(a_real_machine_from_order_to_the_last_byte)
{
    if (!host_there()) skip();
    AUTO(host_done) struct host h;
    struct drv_step step, again;
    struct kb_error err;
    const char *output = "";
    host_init(&h);
    says_observe_absent(&h.b, &h.p);
    struct drv_stream *console = NULL;
    struct seen seen = { 0 };
    int64_t from = clock_ms();
    assert_ok(peer_do(&h.b, &h.p, DRV_OPEN, &step, &err));
    print_message("opened in %" PRId64 " ms: %s\n", clock_ms() - from, step.result);
    assert_int_equal(host_count(&h.b, &h.p), 1);
    assert_int_equal(step.state, DRV_RUNNING);
    host_key_is_pinned(&h, &step);
    assert_int_equal(ssh_into(&h, &step, h.b.ctx.room_key_path, "hostname", &output), 0);
    assert_non_null(strstr(output, "tried"));
    assert_int_equal(ssh_into(&h, &step, h.b.customer_path,
                              "df -m /home; echo mine >/home/root/x; sync", &output),
                     0);
    assert_non_null(strstr(output, "/dev/vda"));
    console_echoes(&h);
    shell_works(&h, &step);
    assert_ok(peer_do(&h.b, &h.p, DRV_OPEN, &again, &err));
    assert_string_equal(again.result, step.result);
    assert_ok(peer_do(&h.b, &h.p, DRV_SUSPEND, &again, &err));
    assert_int_equal(again.state, DRV_SUSPENDED);
    assert_ok(peer_do(&h.b, &h.p, DRV_RESUME, &again, &err));
    assert_int_equal(again.state, DRV_RUNNING);
    assert_int_equal(ssh_into(&h, &step, h.b.customer_path, "uptime", &output), 0);
    console_counts_what_is_lost(&h, &step, &console);
    from = clock_ms();
    assert_ok(peer_do(&h.b, &h.p, DRV_POWER_OFF, &again, &err));
    assert_int_equal(again.state, DRV_OFF);
    assert_true(clock_ms() - from < 12000); /* the guest went by itself when asked */
    assert_true(stream_until(console, &seen, NULL, 5000));
    assert_string_equal(drv_stream_exit(console)->reason, "closed");
    drv_stream_close(console);
    free(seen.at);
    assert_ok(peer_do(&h.b, &h.p, DRV_POWER_ON, &again, &err));
    int tries = 0; /* the address is known from before; SSH comes a little later */
    while (ssh_into(&h, &again, h.b.customer_path, "cat /home/root/x", &output) != 0 &&
           tries++ < 20)
        usleep(500000);
    assert_non_null(strstr(output, "mine"));
    assert_string_equal(result_text(&h.b, &again, "host_key"),
                        result_text(&h.b, &step, "host_key"));
    assert_ok(peer_do(&h.b, &h.p, DRV_CLOSE, &again, &err));
    assert_int_equal(host_count(&h.b, &h.p), 0);
    assert_ok(peer_do(&h.b, &h.p, DRV_CLOSE, &again, &err));
    says_observe_absent(&h.b, &h.p);
}

/* A worker is killed while it opens, at several moments; the next one closes, and nothing is
 * left. */
TEST(workers_killed_while_opening_leave_what_closing_removes)
{
    if (!host_there()) skip();
    static const int moments_ms[] = { 20, 60, 120, 250, 600 };
    AUTO(host_done) struct host h;
    struct drv_step step;
    struct kb_error err;
    int status;
    host_init(&h);
    for (size_t i = 0; i < COUNT(moments_ms); i++) {
        fflush(NULL);
        pid_t pid = fork();
        assert_true(pid >= 0);
        if (pid == 0) {
            (void)!peer_step(&h.b, &h.p, DRV_OPEN, "", &step, &err);
            _exit(0);
        }
        usleep((useconds_t)moments_ms[i] * 1000);
        kill(pid, SIGKILL);
        assert_int_equal(waitpid(pid, &status, 0), pid);
        kt_row("killed after %d ms", moments_ms[i]);
        for (int tries = 0; tries < 30; tries++) { /* libvirtd may still be making a volume */
            if (peer_do(&h.b, &h.p, DRV_CLOSE, &step, &err) == KB_OK) break;
            assert_true(step.retry);
            usleep(300000);
        }
        assert_ok(peer_do(&h.b, &h.p, DRV_CLOSE, &step, &err));
        assert_int_equal(host_count(&h.b, &h.p), 0);
    }
}

TEST(a_real_machine_without_our_mark_is_never_touched)
{
    if (!host_there()) skip();
    AUTO(host_done) struct host h;
    struct drv_step step;
    struct kb_error err;
    host_init(&h);
    const char *xml =
        kb_printf(&h.b.arena,
                  "<domain type='qemu'><name>kboss-%" PRId64 "</name><memory>65536</memory>"
                  "<os><type>hvm</type></os></domain>",
                  h.p.resource);
    virDomainPtr dom = virDomainDefineXML(h.conn, xml);
    assert_non_null(dom);
    assert_refused(peer_step(&h.b, &h.p, DRV_OPEN, "", &step, &err), KB_CONFLICT,
                   "libvirt.foreign");
    assert_refused(peer_step(&h.b, &h.p, DRV_CLOSE, "", &step, &err), KB_CONFLICT,
                   "libvirt.foreign");
    assert_int_equal(virDomainIsPersistent(dom), 1);
    assert_int_equal(virDomainUndefine(dom), 0);
    virDomainFree(dom);
}
