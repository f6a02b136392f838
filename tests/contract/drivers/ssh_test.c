/* Machines behind SSH: keys in and out of a real sshd's authorized_keys, host keys that are pinned,
 * peers that cannot be used and say why, connections that break anywhere. */
#include "sshd.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define OTHERS                                                                                     \
    "# the operator's own\n"                                                                       \
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN0tTheOnesYouAreLookingFor1234567890abcdefg op\n"

static int count(struct bench *b, const struct peer *p)
{
    const char *text = sshd_keys(b, p->more);
    const char *begin = kb_printf(&b->arena, "# kboss begin %" PRId64 "\n", p->resource);
    int n = 0;
    for (const char *at = text; at && (at = strstr(at, begin)) != NULL; at++) n++;
    return n;
}

static struct peer ssh_peer(struct bench *b, struct sshd *d)
{
    return (struct peer){
        .driver = "ssh", .resource = 41, .count = count, .more = d,
        .target = sshd_target(b, d, d->ed25519, NULL),
        .open_spec =
            kb_printf(&b->arena, "{\"resource\":41,\"ssh_keys\":[\"%s\"]}", b->customer.line),
        .refused_target = "{\"host\":\"127.0.0.1\",\"port\":0,\"user\":\"x\"}",
        .refused_field = "port",
    };
}

/* The operator has put the room's key there by hand, as rooms are set up. */
static void set_up(struct bench *b, struct sshd *d, struct peer *p)
{
    bench_init(b);
    sshd_start(b, d, "ed25519 ecdsa", "");
    sshd_keys_set(b, d, kb_printf(&b->arena, OTHERS "%s\n", b->room.line));
    *p = ssh_peer(b, d);
}

TEST(a_machine_behind_ssh_keeps_the_contract)
{
    AUTO(bench_done) struct bench b;
    AUTO(sshd_stop) struct sshd d;
    struct peer p;
    set_up(&b, &d, &p);
    says_observe_absent(&b, &p);
    says_open_twice_is_once(&b, &p);
    says_close_twice_is_once(&b, &p);
    says_reopen_after_close(&b, &p);
    says_wrong_target_names_field(&b, &p);
    says_unknown_field_is_refused(&b, &p);
    says_no_time_left(&b, &p);
}

TEST(open_lets_the_customer_in_and_close_locks_him_out)
{
    AUTO(bench_done) struct bench b;
    AUTO(sshd_stop) struct sshd d;
    struct peer p;
    struct drv_step step;
    struct kb_error err;
    struct stat st;
    set_up(&b, &d, &p);
    assert_false(sshd_lets_in(&b, &d, b.customer_path));
    assert_ok(peer_do(&b, &p, DRV_OPEN, &step, &err));
    assert_true(sshd_lets_in(&b, &d, b.customer_path));
    assert_int_equal(result_int(&step, "keys"), 1);
    assert_string_equal(result_text(&b, &step, "host_key"), d.ed25519);
    assert_int_equal(stat(kb_printf(&b.arena, "%s/.ssh/authorized_keys", d.home), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_ok(peer_do(&b, &p, DRV_CLOSE, &step, &err));
    assert_false(sshd_lets_in(&b, &d, b.customer_path));
}

TEST(lines_that_are_not_ours_stay_byte_for_byte)
{
    AUTO(bench_done) struct bench b;
    AUTO(sshd_stop) struct sshd d;
    struct peer p, other;
    struct drv_step step;
    struct kb_error err;
    set_up(&b, &d, &p);
    const char *before = sshd_keys(&b, &d);
    other = p;
    other.resource = 42;
    other.open_spec = kb_printf(&b.arena, "{\"resource\":42,\"ssh_keys\":[\"%s\"]}", b.room.line);
    assert_ok(peer_do(&b, &p, DRV_OPEN, &step, &err));
    assert_ok(peer_do(&b, &other, DRV_OPEN, &step, &err));
    assert_ok(peer_do(&b, &p, DRV_CLOSE, &step, &err));
    assert_int_equal(count(&b, &other), 1);
    assert_ok(peer_do(&b, &other, DRV_CLOSE, &step, &err));
    assert_string_equal(sshd_keys(&b, &d), before);
}

/* A customer who only uses the browser's terminal gives no key; the resource is open all the
 * same. */
TEST(without_keys_of_the_customer_the_device_is_open_and_closes)
{
    AUTO(bench_done) struct bench b;
    AUTO(sshd_stop) struct sshd d;
    struct peer p;
    set_up(&b, &d, &p);
    const char *before = sshd_keys(&b, &d);
    p.open_spec = "{\"resource\":41}";
    says_open_twice_is_once(&b, &p);
    assert_string_equal(sshd_keys(&b, &d), before);
}

TEST(new_keys_replace_the_old_ones_of_the_same_resource)
{
    AUTO(bench_done) struct bench b;
    AUTO(sshd_stop) struct sshd d;
    struct peer p;
    struct drv_step step;
    struct kb_error err;
    struct drv_key_pair second;
    set_up(&b, &d, &p);
    drv_key_make(&b.world, "second", &b.arena, &second);
    assert_ok(peer_do(&b, &p, DRV_OPEN, &step, &err));
    p.open_spec = kb_printf(&b.arena, "{\"resource\":41,\"ssh_keys\":[\"%s\"]}", second.line);
    assert_ok(peer_do(&b, &p, DRV_OPEN, &step, &err));
    assert_int_equal(count(&b, &p), 1);
    assert_false(sshd_lets_in(&b, &d, b.customer_path));
    assert_true(sshd_lets_in(&b, &d, bench_file(&b, "second", second.openssh, 0600)));
}

TEST(a_folder_and_file_that_do_not_exist_yet_are_made_with_the_right_modes)
{
    if (!sshd_is_root()) skip();
    AUTO(bench_done) struct bench b;
    AUTO(sshd_stop) struct sshd d;
    struct drv_step step;
    struct kb_error err;
    struct stat st;
    bench_init(&b);
    sshd_start(&b, &d, "ed25519", "");
    struct peer p = ssh_peer(&b, &d);
    p.target = sshd_target(&b, &d, d.ed25519, SSHD_PASSWORD);
    assert_ok(peer_do(&b, &p, DRV_OPEN, &step, &err));
    assert_int_equal(stat(kb_printf(&b.arena, "%s/.ssh", d.home), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    assert_true(sshd_lets_in(&b, &d, b.customer_path));
}

TEST(a_device_with_a_password_gets_the_room_key_and_no_longer_needs_the_password)
{
    if (!sshd_is_root()) skip();
    AUTO(bench_done) struct bench b;
    AUTO(sshd_stop) struct sshd d;
    struct peer p;
    struct drv_step step;
    struct kb_error err;
    set_up(&b, &d, &p);
    sshd_keys_set(&b, &d, OTHERS);
    assert_refused(peer_step(&b, &p, DRV_OPEN, "", &step, &err), KB_DENIED, "ssh.auth");
    p.target = sshd_target(&b, &d, d.ed25519, SSHD_PASSWORD);
    assert_ok(peer_do(&b, &p, DRV_OPEN, &step, &err));
    assert_true(sshd_lets_in(&b, &d, b.ctx.room_key_path));
    p.target = sshd_target(&b, &d, d.ed25519, "forgotten");
    assert_ok(peer_do(&b, &p, DRV_OBSERVE, &step, &err));
    assert_ok(peer_do(&b, &p, DRV_CLOSE, &step, &err));
    assert_int_equal(count(&b, &p), 0);
    assert_true(sshd_lets_in(&b, &d, b.ctx.room_key_path)); /* the room's block stays */
}

/* Many distributions ask for the password that way. */
TEST(a_password_that_is_asked_for_by_keyboard_interactive_works_too)
{
    if (!sshd_is_root()) skip();
    AUTO(bench_done) struct bench b;
    AUTO(sshd_stop) struct sshd d;
    struct drv_step step;
    struct kb_error err;
    bench_init(&b);
    sshd_start(&b, &d, "ed25519",
               "UsePAM yes\nPasswordAuthentication no\nKbdInteractiveAuthentication yes");
    struct peer p = ssh_peer(&b, &d);
    p.target = sshd_target(&b, &d, "", SSHD_PASSWORD);
    assert_ok(peer_do(&b, &p, DRV_VERIFY, &step, &err));
    p.target = sshd_target(&b, &d, "", "wrong");
    assert_refused(peer_step(&b, &p, DRV_VERIFY, "", &step, &err), KB_DENIED, "ssh.auth");
}

TEST(a_wrong_password_is_refused_and_not_tried_again)
{
    AUTO(bench_done) struct bench b;
    AUTO(sshd_stop) struct sshd d;
    struct peer p;
    struct drv_step step;
    struct kb_error err;
    set_up(&b, &d, &p);
    p.target = sshd_target(&b, &d, d.ed25519, "wrong");
    sshd_keys_set(&b, &d, OTHERS);
    assert_refused(peer_step(&b, &p, DRV_OPEN, "", &step, &err), KB_DENIED, "ssh.auth");
    assert_false(step.retry);
    assert_refused(peer_step(&b, &p, DRV_VERIFY, "", &step, &err), KB_DENIED, "ssh.auth");
    assert_null(strstr(err.text, "wrong"));
    assert_null(strstr(step.result, "wrong"));
    assert_non_null(strstr(step.result, "\"name\":\"login\",\"ok\":false"));
    assert_non_null(strstr(step.result, "\"name\":\"host_key\",\"ok\":true"));
}

TEST(verify_tells_the_host_key_and_what_was_checked)
{
    AUTO(bench_done) struct bench b;
    AUTO(sshd_stop) struct sshd d;
    struct peer p;
    struct drv_step step;
    struct kb_error err;
    set_up(&b, &d, &p);
    p.target = sshd_target(&b, &d, "", NULL); /* first contact */
    for (int i = 0; i < 2; i++) {
        assert_ok(peer_do(&b, &p, DRV_VERIFY, &step, &err));
        assert_string_equal(result_text(&b, &step, "host_key"), d.ed25519);
        assert_non_null(strstr(result_text(&b, &step, "banner"), "SSH-2.0-OpenSSH"));
        assert_null(strstr(step.result, "\"ok\":false"));
        assert_non_null(strstr(step.result, "\"name\":\"files\""));
        p.driver = "manual"; /* the technician's verification is the same */
    }
}

TEST(without_a_pinned_host_key_only_verify_is_done)
{
    static const enum drv_verb verbs[] = { DRV_OBSERVE, DRV_OPEN, DRV_CLOSE };
    AUTO(bench_done) struct bench b;
    AUTO(sshd_stop) struct sshd d;
    struct peer p;
    struct drv_step step;
    struct kb_error err;
    set_up(&b, &d, &p);
    p.target = sshd_target(&b, &d, "", NULL);
    for (size_t i = 0; i < COUNT(verbs); i++) {
        assert_refused(peer_step(&b, &p, verbs[i], "", &step, &err), KB_INVALID,
                       "ssh.host_key_unpinned");
        assert_string_equal(err.field, "host_key");
    }
}

TEST(another_host_key_is_refused_before_anything_secret_is_sent)
{
    AUTO(bench_done) struct bench b;
    AUTO(sshd_stop) struct sshd d;
    struct peer p;
    struct drv_step step;
    struct kb_error err;
    const char *log = "";
    set_up(&b, &d, &p);
    p.target = sshd_target(&b, &d, b.customer.fingerprint, "a-secret");
    for (enum drv_verb v = DRV_OBSERVE; v <= DRV_CLOSE; v++)
        assert_refused(peer_step(&b, &p, v, "", &step, &err), KB_CONFLICT, "ssh.host_key_changed");
    assert_refused(peer_step(&b, &p, DRV_VERIFY, "", &step, &err), KB_CONFLICT,
                   "ssh.host_key_changed");
    assert_false(step.retry);
    const char *cat[] = { "cat", d.log, NULL };
    assert_int_equal(run_program(&b, cat, NULL, &log), 0);
    assert_null(strstr(log, "Failed password"));
    assert_null(strstr(log, "Accepted"));
}

TEST(the_pin_may_be_of_the_servers_ecdsa_key)
{
    AUTO(bench_done) struct bench b;
    AUTO(sshd_stop) struct sshd d;
    struct peer p;
    struct drv_step step;
    struct kb_error err;
    set_up(&b, &d, &p);
    p.target = sshd_target(&b, &d, d.ecdsa, NULL);
    assert_ok(peer_do(&b, &p, DRV_OPEN, &step, &err));
    assert_string_equal(result_text(&b, &step, "host_key"), d.ecdsa);
}

TEST(a_server_with_an_rsa_key_alone_is_told_what_to_add)
{
    AUTO(bench_done) struct bench b;
    AUTO(sshd_stop) struct sshd d;
    struct drv_step step;
    struct kb_error err;
    bench_init(&b);
    sshd_start(&b, &d, "rsa", "");
    struct peer p = ssh_peer(&b, &d);
    p.target = sshd_target(&b, &d, "", NULL);
    assert_refused(peer_step(&b, &p, DRV_VERIFY, "", &step, &err), KB_CONFLICT,
                   "ssh.peer_rsa_only");
    assert_non_null(strstr(err.text, "ssh-keygen -A"));
    assert_non_null(strstr(err.text, "rsa-sha2-512"));
    assert_false(step.retry);
}

TEST(customers_rsa_keys_and_keys_with_options_are_refused_by_name)
{
    static const struct {
        const char *key, *reason;
    } rows[] = {
        { "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7", "ssh_key.rsa" },
        { "command=\\\"/bin/sh\\\" ssh-ed25519 AAAA", "ssh_key.invalid" },
        { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI", "ssh_key.invalid" },
        { "ssh-ed25519 AAAA\\nssh-ed25519 BBBB", "ssh_key.invalid" },
    };
    AUTO(bench_done) struct bench b;
    struct drv_step step;
    struct kb_error err;
    bench_init(&b);
    struct sshd nobody = { .port = 1, .user = "x", .ed25519 = b.room.fingerprint };
    struct peer p = ssh_peer(&b, &nobody);
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("%s", rows[i].key);
        p.open_spec = kb_printf(&b.arena, "{\"resource\":41,\"ssh_keys\":[\"%s\"]}", rows[i].key);
        assert_refused(peer_step(&b, &p, DRV_OPEN, "", &step, &err), KB_INVALID, rows[i].reason);
        assert_string_equal(err.field, "ssh_keys");
    }
}
