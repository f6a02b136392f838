/* The agent as it runs: enrolment, work, death and what comes after it. */
#include "site.h"

#include "agent/state.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static bool has(const struct gate_event *e, const char *text)
{
    return strstr(e->body, text) != NULL;
}

static bool exists(struct site *s, const char *name)
{
    char path[160];
    struct stat st;
    snprintf(path, sizeof path, "%s/%s", s->state, name);
    return stat(path, &st) == 0 && !(st.st_mode & 077);
}

TEST(an_agent_enrols_with_its_code_and_both_sides_show_the_same_fingerprint)
{
    AUTO(site_close) struct site s = { 0 };
    char out[512], fingerprint[PROTOCOL_FINGERPRINT_MAX];
    char agent_id[KB_ID_TEXT_MAX], room_id[KB_ID_TEXT_MAX];
    unsigned char key[PROTOCOL_KEY_BYTES];
    site_open(&s);
    site_enrol(&s);
    assert_true(protocol_key_parse(s.key, key));
    protocol_key_fingerprint(key, fingerprint);
    site_output(&s, "enrol.out", out, sizeof out);
    assert_non_null(strstr(out, fingerprint));
    kb_id_text(&s.gate.world.id_key, "agt", SITE_AGENT, agent_id);
    kb_id_text(&s.gate.world.id_key, "rom", 3, room_id);
    char said[80];
    snprintf(said, sizeof said, "enrolled as agent %s of room %s\n", agent_id, room_id);
    assert_non_null(strstr(out, said));
    const char *args[] = { "fingerprint", "--state", s.state, NULL };
    assert_int_equal(site_command(&s, args, out, sizeof out), 0);
    assert_non_null(strstr(out, fingerprint));
    static const char *const files[] = { "agent.json", "agent.key", "journal.key", "room_key",
                                         "work" };
    for (size_t i = 0; i < COUNT(files); i++) {
        kt_row("%s is there for us alone", files[i]);
        assert_true(exists(&s, files[i]));
    }
}

/* Whether a code is good is the controller's decision; what it says reaches the person who typed
 * it. */
TEST(a_wrong_expired_or_used_code_is_told_and_leaves_the_agent_unenrolled)
{
    static const char *const codes[] = { "wrong", "expired", "used" };
    AUTO(site_close) struct site s = { 0 };
    char out[512];
    site_open(&s);
    rooms_enrol_window(s.gate.rooms, kb_now_ms(&s.gate.world) + 60000);
    gate_settle(&s.gate);
    for (size_t i = 0; i < COUNT(codes); i++) {
        kt_row("%s", codes[i]);
        pid_t pid = site_enrol_start(&s, codes[i], rooms_key_hex(s.gate.rooms));
        struct gate_event e = gate_next(&s.gate, GATE_MESSAGE);
        assert_true(has(&e, codes[i]));
        rooms_enrol_refuse(s.gate.rooms, e.key, "agent.enrol", codes[i]);
        assert_int_equal(site_wait(pid), 1);
        site_output(&s, "enrol.out", out, sizeof out);
        assert_non_null(strstr(out, codes[i]));
        assert_false(exists(&s, "agent.json"));
    }
}

TEST(without_an_open_enrolment_or_with_another_server_key_the_command_says_what_is_wrong)
{
    AUTO(site_close) struct site s = { 0 };
    char out[512];
    site_open(&s);
    assert_int_equal(site_wait(site_enrol_start(&s, "c", rooms_key_hex(s.gate.rooms))), 1);
    site_output(&s, "enrol.out", out, sizeof out);
    assert_non_null(strstr(out, "is an enrolment open"));
    rooms_enrol_window(s.gate.rooms, kb_now_ms(&s.gate.world) + 60000);
    gate_settle(&s.gate);
    static const char other[] = "8467ef691e7c4ded904cb204e30d20c494eaf0bd022e5856164205c166d05126";
    assert_int_equal(site_wait(site_enrol_start(&s, "c", other)), 1);
    site_output(&s, "enrol.out", out, sizeof out);
    assert_non_null(strstr(out, "server key"));
    assert_int_equal(site_wait(site_enrol_start(&s, "c", "no key at all")), 1);
    assert_true(gate_quiet(&s.gate, GATE_MESSAGE, 50));
}

TEST(an_agent_that_is_not_enrolled_does_not_run)
{
    AUTO(site_close) struct site s = { 0 };
    char out[512];
    site_open(&s);
    const char *args[] = { "run", "--state", s.state, NULL };
    assert_int_equal(site_command(&s, args, out, sizeof out), 1);
    assert_non_null(strstr(out, "agent.config"));
}

TEST(a_job_is_accepted_done_once_and_told_until_it_is_acknowledged)
{
    AUTO(site_close) struct site s = { 0 };
    site_open(&s);
    site_enrol(&s);
    site_run(&s);
    site_job(&s, 9, 1, "open", "d1", "");
    site_hears(&s, "accepted", 9);
    struct gate_event e = site_hears(&s, "result", 9);
    assert_true(has(&e, "\"outcome\":\"done\""));
    site_job(&s, 9, 1, "open", "d1", "");
    site_hears(&s, "result", 9);
    site_ack(&s, 9, 1);
    site_job(&s, 9, 1, "open", "d1", "");
    site_hears(&s, "result", 9);
    assert_int_equal(site_switched(&s, "d1"), 1);
    site_kill(&s, SIGTERM);
    site_run(&s);
    site_job(&s, 9, 1, "open", "d1", "");
    site_hears(&s, "result", 9);
    assert_int_equal(site_switched(&s, "d1"), 1);
}

TEST(every_way_a_driver_can_end_has_its_outcome)
{
    static const struct {
        const char *fault, *outcome, *reason;
    } rows[] = {
        { "slow", "pending", "" },
        { "refuse", "failed", "driver.refused" },
        { "lose", "unknown", "driver.lost" },
        { "die", "unknown", "agent.worker_died" },
        { "", "done", "" },
    };
    AUTO(site_close) struct site s = { 0 };
    site_open(&s);
    site_enrol(&s);
    site_run(&s);
    for (size_t i = 0; i < COUNT(rows); i++) {
        char device[16], want[64];
        kt_row("fault \"%s\"", rows[i].fault);
        snprintf(device, sizeof device, "f%zu", i);
        site_job(&s, 20 + (int64_t)i, 1, "open", device, rows[i].fault);
        struct gate_event e = site_hears(&s, "result", 20 + (int64_t)i);
        snprintf(want, sizeof want, "\"outcome\":\"%s\",\"reason\":\"%s\"", rows[i].outcome,
                 rows[i].reason);
        assert_true(has(&e, want));
    }
    struct protocol_job j = {
        .job = 30, .epoch = 1, .driver = "teleport", .verb = "open", .target = "{}", .spec = "{}"
    };
    site_send_job(&s, &j, 30000);
    struct gate_event e = site_hears(&s, "result", 30);
    assert_true(has(&e, "driver.unknown"));
}

/* The agent dies at any moment of a job. What it finds afterwards is what it says; a second attempt
 * finds the device as it is and does not act again. */
TEST(killed_in_the_middle_of_a_job_an_agent_answers_once_and_never_acts_twice)
{
    AUTO(site_close) struct site s = { 0 };
    uint64_t seed = 3;
    site_open(&s);
    site_enrol(&s);
    for (int64_t job = 1; job <= 8; job++) {
        char device[16];
        kt_row("round %d", (int)job);
        snprintf(device, sizeof device, "k%d", (int)job);
        site_run(&s);
        site_job(&s, job, 1, "open", device, "");
        site_hears(&s, "accepted", job);
        usleep((useconds_t)(kt_next(&seed) % 400000));
        site_kill(&s, SIGKILL);
        site_run(&s);
        struct gate_event e = site_hears(&s, "result", job);
        bool done = has(&e, "\"outcome\":\"done\"");
        assert_true(done || has(&e, "\"outcome\":\"unknown\""));
        assert_int_equal(site_switched(&s, device), done ? 1 : site_switched(&s, device));
        site_ack(&s, job, 1);
        site_job(&s, job, 2, "open", device, "");
        e = site_hears(&s, "result", job);
        assert_true(has(&e, "\"epoch\":2") && has(&e, "\"outcome\":\"done\""));
        assert_int_equal(site_switched(&s, device), 1);
        site_ack(&s, job, 2);
        site_kill(&s, SIGTERM);
    }
}

TEST(a_hung_worker_is_killed_at_the_deadline_and_the_agent_works_on)
{
    AUTO(site_close) struct site s = { 0 };
    pid_t worker = 0;
    site_open(&s);
    site_enrol(&s);
    site_run(&s);
    site_job(&s, 1, 1, "open", "d1", ""); /* so that there is a worker to stop */
    site_hears(&s, "result", 1);
    worker = site_worker(s.agent, "sim");
    assert_true(worker > 0);
    kill(worker, SIGSTOP);
    struct protocol_job j = { .job = 2,
                              .epoch = 1,
                              .driver = "sim",
                              .verb = "open",
                              .target = "{\"device\":\"d2\",\"seed\":0}",
                              .spec = "{\"resource\":5}" };
    site_send_job(&s, &j, 700);
    site_hears(&s, "accepted", 2);
    struct gate_event e = site_hears(&s, "result", 2);
    assert_true(has(&e, "\"outcome\":\"unknown\",\"reason\":\"agent.deadline\""));
    site_job(&s, 3, 1, "open", "d3", "");
    e = site_hears(&s, "result", 3);
    assert_true(has(&e, "\"outcome\":\"done\""));
    assert_int_not_equal(site_worker(s.agent, "sim"), worker);
}

/* An ssh job with a password in its target, against a port where nobody listens. */
static void verify_with_password(struct site *s)
{
    struct protocol_job j = { .job = 1,
                              .epoch = 1,
                              .driver = "ssh",
                              .verb = "verify",
                              .target = "{\"host\":\"127.0.0.1\",\"port\":1,\"user\":\"u\","
                                        "\"password\":\"pl4nted\",\"host_key\":\"\"}",
                              .spec = "{}" };
    site_send_job(s, &j, 5000);
}

TEST(workers_die_with_their_agent_and_carry_no_secret_in_arguments_or_environment)
{
    AUTO(site_close) struct site s = { 0 };
    char path[64], text[4096];
    site_open(&s);
    site_enrol(&s);
    site_run(&s);
    verify_with_password(&s);
    site_hears(&s, "result", 1);
    pid_t worker = site_worker(s.agent, "ssh");
    assert_true(worker > 0);
    static const char *const files[] = { "cmdline", "environ" };
    for (size_t i = 0; i < COUNT(files); i++) {
        snprintf(path, sizeof path, "/proc/%d/%s", (int)worker, files[i]);
        FILE *f = fopen(path, "r");
        assert_non_null(f);
        size_t n = fread(text, 1, sizeof text, f);
        fclose(f);
        assert_true(n > 0);
        assert_null(memmem(text, n, "pl4nted", 7));
    }
    site_kill(&s, SIGKILL);
    for (int i = 0; kill(worker, 0) == 0; i++) {
        assert_true(i < 200);
        usleep(10000);
    }
    site_output(&s, "agent.log", text, sizeof text);
    assert_null(strstr(text, "pl4nted"));
}

TEST(the_journal_on_disk_does_not_show_the_secrets_of_a_job)
{
    AUTO(site_close) struct site s = { 0 };
    static char text[1 << 20];
    static const char *const files[] = { "state/journal.db", "state/journal.db-wal" };
    site_open(&s);
    site_enrol(&s);
    site_run(&s);
    verify_with_password(&s);
    site_hears(&s, "result", 1);
    site_kill(&s, SIGKILL);
    for (size_t i = 0; i < COUNT(files); i++) {
        char path[160];
        snprintf(path, sizeof path, "%s/%s", s.dir, files[i]);
        FILE *f = fopen(path, "r");
        size_t n = f ? fread(text, 1, sizeof text, f) : 0;
        if (f) fclose(f);
        kt_row("%s", files[i]);
        assert_true(i == 1 || n > 0);
        assert_null(memmem(text, n, "pl4nted", 7));
    }
}

TEST(a_second_agent_from_the_same_state_does_not_start)
{
    AUTO(site_close) struct site s = { 0 };
    struct agent_state again;
    struct kb_error err;
    site_open(&s);
    site_enrol(&s);
    site_run(&s);
    assert_ok(agent_state_open(s.state, &s.gate.world, &again, &err));
    assert_refused(agent_state_lock(&again, 100, &err), KB_CONFLICT, "agent.state");
    agent_state_close(&again);
}

static void copy_file(const char *from, const char *to)
{
    char buf[8192];
    FILE *in = fopen(from, "r"), *out = fopen(to, "w");
    assert_non_null(in);
    assert_non_null(out);
    for (size_t n; (n = fread(buf, 1, sizeof buf, in)) > 0;)
        assert_int_equal(fwrite(buf, 1, n, out), n);
    fclose(in);
    fclose(out);
    chmod(to, 0600);
}

TEST(of_two_machines_with_the_same_key_the_newer_one_is_heard_and_the_older_is_told)
{
    static const char *const files[] = { "agent.json", "agent.key", "journal.key", "room_key",
                                         "room_key.pub" };
    AUTO(site_close) struct site s = { 0 };
    char clone[96], from[160], to[160], log[4096];
    site_open(&s);
    site_enrol(&s);
    snprintf(clone, sizeof clone, "%s/clone", s.dir);
    assert_int_equal(mkdir(clone, 0700), 0);
    for (size_t i = 0; i < COUNT(files); i++) {
        snprintf(from, sizeof from, "%s/%s", s.state, files[i]);
        snprintf(to, sizeof to, "%s/%s", clone, files[i]);
        copy_file(from, to);
    }
    site_run(&s);
    pid_t second = site_run_from(&s, clone, "clone.log");
    assert_string_equal(gate_next(&s.gate, GATE_MESSAGE).type, "hello");
    for (int i = 0; !strstr(site_output(&s, "agent.log", log, sizeof log), "agent.replaced"); i++) {
        assert_true(i < 300);
        usleep(10000);
    }
    kill(second, SIGTERM);
    assert_int_equal(site_wait(second), 0);
}

TEST(a_revoked_agent_is_cut_and_does_not_come_knocking)
{
    AUTO(site_close) struct site s = { 0 };
    char log[8192];
    site_open(&s);
    site_enrol(&s);
    site_run(&s);
    rooms_revoke(s.gate.rooms, s.key);
    assert_int_equal(gate_next(&s.gate, GATE_LINK).value, ROOMS_LOST);
    assert_true(gate_quiet(&s.gate, GATE_MESSAGE, 3000));
    site_output(&s, "agent.log", log, sizeof log);
    assert_non_null(strstr(log, "agent.revoked"));
    int tries = 0;
    for (char *at = log; (at = strstr(at, "agent.unlinked")); at++) tries++;
    assert_true(tries <= 2);
}

TEST(the_agent_takes_up_its_work_again_when_the_controller_comes_back)
{
    AUTO(site_close) struct site s = { 0 };
    char control[64], stream[64];
    site_open(&s);
    site_enrol(&s);
    site_run(&s);
    snprintf(control, sizeof control, "%s", rooms_control_endpoint(s.gate.rooms));
    snprintf(stream, sizeof stream, "%s", rooms_stream_endpoint(s.gate.rooms));
    site_job(&s, 1, 1, "open", "d1", "");
    site_hears(&s, "accepted", 1);
    gate_restart(&s.gate, control, stream);
    rooms_allow(s.gate.rooms, s.key, SITE_AGENT, 3, "room three");
    for (;;) { /* its result was never acknowledged, so it is told again, to whoever is there now */
        struct gate_event e = gate_next(&s.gate, GATE_MESSAGE);
        if (strcmp(e.type, "hello") == 0) continue;
        assert_true(has(&e, "\"outcome\":\"done\""));
        break;
    }
    assert_int_equal(site_switched(&s, "d1"), 1);
}

/* libzmq's queues of a connection grow with what has passed through them; a fresh one starts small.
 * */
TEST(an_agent_renews_its_connection_now_and_then_and_no_work_is_lost_by_it)
{
    AUTO(site_close) struct site s = { 0 };
    int64_t job = 0;
    int hellos = 0, results = 0;
    s.gate.config.heartbeat_ms = 250;
    site_open(&s);
    site_enrol(&s);
    site_run(&s);
    while (hellos < 2) {
        assert_true(job < 2000);
        char device[16];
        snprintf(device, sizeof device, "r%d", (int)++job);
        site_job(&s, job, 1, "open", device, "");
        for (bool answered = false; !answered;) {
            struct gate_event e = gate_any(&s.gate);
            if (e.kind != GATE_MESSAGE) continue; /* a slow machine is late for a moment */
            hellos += strcmp(e.type, "hello") == 0;
            answered = strcmp(e.type, "result") == 0;
        }
        results++;
        site_ack(&s, job, 1);
        usleep(5000);
    }
    assert_int_equal(results, job);
}
