/* Terminals over a real sshd: nothing typed is lost, nothing shown is lost, however slow the
 * reader. */
#include "sshd.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct desk {
    struct bench b;
    struct sshd d;
    struct drv_stream *s;
    struct seen seen;
};

static void desk_done(struct desk *k)
{
    drv_stream_close(k->s);
    free(k->seen.at);
    sshd_stop(&k->d);
    bench_done(&k->b);
}

static void desk_open(struct desk *k, const char *host_key)
{
    struct kb_error err;
    memset(k, 0, sizeof *k);
    bench_init(&k->b);
    sshd_start(&k->b, &k->d, "ed25519", "");
    sshd_keys_set(&k->b, &k->d, kb_printf(&k->b.arena, "%s\n", k->b.room.line));
    struct drv_stream_want want = { .kind = "shell", .cols = 120, .rows = 40, .resource = 1 };
    want.target = sshd_target(&k->b, &k->d, host_key ? host_key : k->d.ed25519, NULL);
    assert_ok(drv_stream_open(drv_find(&k->b.ctx, "ssh"), &k->b.ctx, &want, &k->s, &err));
    assert_int_equal(k->s->state, DRV_STREAM_OPENING);
}

static int64_t cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

TEST(a_shell_answers_knows_its_size_and_tells_its_exit_status)
{
    if (!sshd_is_root()) skip();
    AUTO(desk_done) struct desk k;
    desk_open(&k, NULL);
    assert_true(stream_type(k.s, "", 1));
    assert_true(stream_until(k.s, &k.seen, "$", 10000));
    assert_true(stream_type(k.s, "stty size; echo $TERM; echo 两$((40+2))字\n", 3000));
    assert_true(stream_until(k.s, &k.seen, "两42字", 5000));
    assert_non_null(strstr(k.seen.at, "40 120"));
    assert_non_null(strstr(k.seen.at, "xterm-256color"));
    drv_stream_resize(k.s, 101, 33);
    assert_true(stream_type(k.s, "stty size; exit 7\n", 3000));
    assert_true(stream_until(k.s, &k.seen, NULL, 5000));
    assert_non_null(strstr(k.seen.at, "33 101"));
    assert_string_equal(drv_stream_exit(k.s)->reason, "exit");
    assert_int_equal(drv_stream_exit(k.s)->code, 7);
    assert_false(drv_stream_break(k.s));
}

TEST(a_shell_killed_by_a_signal_says_so)
{
    if (!sshd_is_root()) skip();
    AUTO(desk_done) struct desk k;
    desk_open(&k, NULL);
    assert_true(stream_until(k.s, &k.seen, "$", 10000));
    assert_true(stream_type(k.s, "kill -KILL $$\n", 3000));
    assert_true(stream_until(k.s, &k.seen, NULL, 5000));
    assert_string_equal(drv_stream_exit(k.s)->reason, "exit");
    assert_int_equal(drv_stream_exit(k.s)->code, 137);
}

TEST(a_terminal_to_another_host_key_ends_with_the_reason)
{
    AUTO(desk_done) struct desk k;
    desk_open(&k, "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    assert_true(stream_until(k.s, &k.seen, NULL, 10000));
    assert_string_equal(drv_stream_exit(k.s)->reason, "ssh.host_key_changed");
}

TEST(a_terminal_whose_server_dies_ends_with_the_reason)
{
    if (!sshd_is_root()) skip();
    AUTO(desk_done) struct desk k;
    desk_open(&k, NULL);
    const char *argv[] = { "pkill", "-KILL", "-u", k.d.user, NULL };
    assert_true(stream_until(k.s, &k.seen, "$", 10000));
    run_program(&k.b, argv, NULL, NULL);
    assert_true(stream_until(k.s, &k.seen, NULL, 10000));
}

/* A reader that takes a little at a time, with pauses: every line is there, and the window holds
 * the sender back meanwhile instead of memory growing. */
TEST(a_flood_to_a_slow_reader_arrives_whole)
{
    if (!sshd_is_root()) skip();
    AUTO(desk_done) struct desk k;
    char buf[7001];
    uint64_t gap = 0, gaps = 0;
    long expected = 1;
    desk_open(&k, NULL);
    assert_true(stream_until(k.s, &k.seen, "$", 10000));
    assert_true(
        stream_type(k.s, "stty -echo -onlcr; echo be''gin; seq 1 300000; echo e''nd\n", 3000));
    assert_true(stream_until(k.s, &k.seen, "begin\n", 5000));
    char *at = strstr(k.seen.at, "begin\n") + 6;
    struct seen all = { 0 };
    all.at = malloc(4 << 20);
    all.n = strlen(at);
    memcpy(all.at, at, all.n);
    int64_t until = clock_ms() + 60000;
    for (int i = 0; clock_ms() < until; i++) {
        struct pollfd fds[DRV_STREAM_FDS];
        int wait_ms = 100;
        bool credit = i % 50 != 0;
        int n = drv_stream_poll(k.s, credit, fds, &wait_ms);
        poll(fds, (nfds_t)n, credit ? wait_ms : 20);
        drv_stream_turn(k.s);
        size_t got = credit ? drv_stream_read(k.s, buf, sizeof buf, &gap) : 0;
        gaps += gap;
        memcpy(all.at + all.n, buf, got);
        all.n += got;
        if (all.n > 5 && memcmp(all.at + all.n - 4, "end\n", 4) == 0) break;
        if (all.n > 64 && memmem(all.at + all.n - 64, 64, "end\n", 4)) break;
    }
    all.at[all.n] = 0;
    for (char *p = all.at; *p && *p != 'e'; expected++)
        assert_int_equal(strtol(p, &p, 10), expected), p++;
    free(all.at);
    assert_int_equal(expected, 300001);
    assert_int_equal(gaps, 0);
}

TEST(a_large_paste_to_a_program_that_reads_late_arrives_whole)
{
    if (!sshd_is_root()) skip();
    AUTO(desk_done) struct desk k;
    enum { SIZE = 4 << 20 };
    unsigned char hash[crypto_hash_sha256_BYTES];
    char hex[2 * sizeof hash + 1];
    char *paste = malloc(SIZE + 1);
    uint64_t seed = 7;
    desk_open(&k, NULL);
    for (size_t i = 0; i < SIZE; i++) paste[i] = (char)('a' + kt_next(&seed) % 26);
    paste[SIZE] = 0;
    crypto_hash_sha256(hash, (unsigned char *)paste, SIZE);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    assert_true(stream_until(k.s, &k.seen, "$", 10000));
    assert_true(stream_type(
        k.s, "stty raw -echo; echo re''ady; sleep 1; head -c 4194304 | sha256sum\n", 3000));
    assert_true(stream_until(k.s, &k.seen, "ready", 5000));
    assert_true(stream_type(k.s, paste, 60000));
    free(paste);
    assert_true(stream_until(k.s, &k.seen, hex, 20000));
}

TEST(without_credit_a_flooded_terminal_costs_no_processor_time)
{
    if (!sshd_is_root()) skip();
    AUTO(desk_done) struct desk k;
    int turns = 0;
    desk_open(&k, NULL);
    assert_true(stream_until(k.s, &k.seen, "$", 10000));
    assert_true(stream_type(k.s, "yes\n", 3000));
    assert_true(stream_until(k.s, &k.seen, "y\r\ny\r\n", 5000));
    int64_t cpu = cpu_ms(), until = clock_ms() + 1000;
    for (; clock_ms() < until; turns++) {
        struct pollfd fds[DRV_STREAM_FDS];
        int wait_ms = 250;
        int n = drv_stream_poll(k.s, false, fds, &wait_ms);
        poll(fds, (nfds_t)n, wait_ms);
        drv_stream_turn(k.s);
    }
    assert_true(turns < 50);
    assert_true(cpu_ms() - cpu < 300);
    assert_true(stream_type(k.s, "\x03", 3000)); /* and it can be stopped */
    k.seen.n = 0;
    assert_true(stream_until(k.s, &k.seen, "^C", 10000));
}
