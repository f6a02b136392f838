/* Made-up devices: the sentences, in memory and in files, and faults that never act twice. */
#include "drivers/sim/sim.h"
#include "suite.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int count(struct bench *b, const struct peer *p)
{
    struct sim_device d;
    struct kb_error err;
    const struct sim_device *in_room = p->more ? sim_room_find(p->more, "d1") : NULL;
    if (p->more) return in_room && in_room->resource == p->resource;
    assert_ok(sim_file_read(b->folder, "d1", &b->arena, &d, &err));
    return d.resource == p->resource;
}

static struct peer sim_peer(void *room)
{
    return (struct peer){
        .driver = "sim", .target = "{\"device\":\"d1\",\"seed\":0}", .resource = 7,
        .open_spec = "{\"resource\":7}", .refused_target = "{\"device\":\"../d1\"}",
        .refused_field = "device", .count = count, .more = room,
    };
}

static void all_sentences(struct bench *b, const struct peer *p)
{
    says_observe_absent(b, p);
    says_open_twice_is_once(b, p);
    says_close_twice_is_once(b, p);
    says_reopen_after_close(b, p);
    says_wrong_target_names_field(b, p);
    says_unknown_field_is_refused(b, p);
    says_no_time_left(b, p);
    says_power_and_suspension(b, p);
}

TEST(a_made_up_device_in_memory_keeps_the_contract)
{
    AUTO(bench_done) struct bench b;
    bench_init(&b);
    struct sim_room *room = sim_room_new();
    struct peer p = sim_peer(room);
    kt_world_init(&b.still, 1);
    b.ctx.world = &b.still.world;
    b.offers[0].self = room;
    all_sentences(&b, &p);
    sim_room_free(room);
}

TEST(a_made_up_device_in_files_keeps_the_contract)
{
    AUTO(bench_done) struct bench b;
    bench_init(&b);
    struct peer p = sim_peer(NULL);
    all_sentences(&b, &p);
}

TEST(a_lost_answer_is_unknown_and_looking_shows_what_happened)
{
    AUTO(bench_done) struct bench b;
    bench_init(&b);
    struct peer p = sim_peer(NULL);
    struct drv_step step;
    struct kb_error err;
    p.open_spec = "{\"resource\":7,\"fault\":\"lose\"}";
    assert_refused(peer_step(&b, &p, DRV_OPEN, "", &step, &err), KB_UNKNOWN, "driver.lost");
    assert_false(step.retry);
    assert_ok(peer_do(&b, &p, DRV_OBSERVE, &step, &err));
    assert_true(drv_wanted(DRV_OPEN, step.state));
    assert_ok(
        peer_do(&b, &p, DRV_OPEN, &step, &err)); /* looks first, so the fault is not met again */
    assert_int_equal(result_int(&step, "switched"), 1);
}

TEST(a_refusal_has_changed_nothing_and_may_be_tried_again)
{
    AUTO(bench_done) struct bench b;
    bench_init(&b);
    struct peer p = sim_peer(NULL);
    struct drv_step step;
    struct kb_error err;
    p.open_spec = "{\"resource\":7,\"fault\":\"refuse\"}";
    assert_refused(peer_step(&b, &p, DRV_OPEN, "", &step, &err), KB_UNAVAILABLE, "driver.refused");
    assert_true(step.retry);
    says_observe_absent(&b, &p);
}

TEST(a_slow_device_is_pending_and_switched_once)
{
    AUTO(bench_done) struct bench b;
    bench_init(&b);
    struct sim_room *room = sim_room_new();
    struct peer p = sim_peer(room);
    struct drv_step step;
    struct kb_error err;
    kt_world_init(&b.still, 1);
    b.ctx.world = &b.still.world;
    b.offers[0].self = room;
    p.open_spec = "{\"resource\":7,\"fault\":\"slow\"}";
    assert_ok(peer_step(&b, &p, DRV_OPEN, "", &step, &err));
    assert_int_equal(step.phase, DRV_PENDING);
    assert_int_equal(step.state, DRV_STARTING);
    assert_ok(peer_do(&b, &p, DRV_OPEN, &step, &err));
    assert_int_equal(step.state, DRV_RUNNING);
    assert_int_equal(sim_room_find(room, "d1")->switched, 1);
    sim_room_free(room);
}

TEST(a_worker_that_dies_in_the_act_leaves_a_whole_device)
{
    AUTO(bench_done) struct bench b;
    bench_init(&b);
    struct peer p = sim_peer(NULL);
    struct drv_step step;
    struct kb_error err;
    int status = 0;
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        p.open_spec = "{\"resource\":7,\"fault\":\"die\"}";
        (void)!peer_step(&b, &p, DRV_OPEN, "", &step, &err);
        _exit(0);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), SIM_DIE_STATUS);
    assert_ok(peer_do(&b, &p, DRV_OBSERVE, &step, &err));
    assert_true(drv_wanted(DRV_OPEN, step.state));
    assert_int_equal(result_int(&step, "switched"), 1);
}

TEST(somebody_elses_device_is_occupied_and_stays_so)
{
    AUTO(bench_done) struct bench b;
    bench_init(&b);
    struct peer p = sim_peer(NULL), other = sim_peer(NULL);
    struct drv_step step;
    struct kb_error err;
    other.resource = 8;
    other.open_spec = "{\"resource\":8}";
    assert_ok(peer_do(&b, &p, DRV_OPEN, &step, &err));
    assert_refused(peer_step(&b, &other, DRV_OPEN, "", &step, &err), KB_CONFLICT,
                   "driver.occupied");
    assert_ok(peer_do(&b, &other, DRV_CLOSE, &step, &err)); /* not its own: nothing to close */
    assert_int_equal(count(&b, &p), 1);
}

/* Faults by seed: whatever happens, repeating gets there, and nothing is ever switched twice. */
TEST(with_any_seed_repeating_opens_every_device_exactly_once)
{
    int all_tries = 0;
    for (int64_t seed = 1; seed <= 60; seed++) {
        AUTO(bench_done) struct bench b;
        bench_init(&b);
        struct sim_room *room = sim_room_new();
        struct peer p = sim_peer(room);
        struct drv_step step;
        struct kb_error err;
        int tries = 0;
        kt_row("seed %" PRId64, seed);
        kt_world_init(&b.still, (uint64_t)seed);
        b.ctx.world = &b.still.world;
        b.offers[0].self = room;
        p.target = kb_printf(&b.arena, "{\"device\":\"d1\",\"seed\":%" PRId64 "}", seed);
        while (peer_do(&b, &p, DRV_OPEN, &step, &err) != KB_OK) assert_true(++tries < 30);
        assert_int_equal(sim_room_find(room, "d1")->opened, 1);
        while (peer_do(&b, &p, DRV_CLOSE, &step, &err) != KB_OK) assert_true(++tries < 60);
        assert_int_equal(sim_room_find(room, "d1")->closed, 1);
        assert_int_equal(sim_room_find(room, "d1")->switched, 2);
        all_tries += tries;
        sim_room_free(room);
    }
    assert_true(all_tries > 20); /* the seeds did fail things */
}

TEST(a_technician_is_not_for_agents_except_to_verify)
{
    AUTO(bench_done) struct bench b;
    bench_init(&b);
    struct peer p = { .driver = "manual", .target = "{}", .open_spec = "{}", .resource = 1 };
    struct drv_step step;
    struct kb_error err;
    for (size_t v = DRV_OBSERVE; v < DRV_VERIFY; v++)
        assert_refused(peer_step(&b, &p, (enum drv_verb)v, "", &step, &err), KB_INVALID,
                       "driver.cannot");
    assert_int_equal(peer_step(&b, &p, DRV_VERIFY, "", &step, &err), KB_INVALID);
    assert_string_equal(err.field, "host"); /* it is the ssh driver that has looked */
}
