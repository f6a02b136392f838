/* The core's rules one by one. What many of them do together is tried in schedule_test.c. */
#include "room.h"

#include <stdio.h>
#include <string.h>

#define D1 "{\"device\":\"d1\"}"
#define D2 "{\"device\":\"d2\"}"

static void expect_result(struct room *r, int64_t job, const char *outcome, const char *reason)
{
    const struct room_said *s = room_last(r, PROTOCOL_RESULT, job);
    assert_string_equal(s->outcome, outcome);
    assert_string_equal(s->reason, reason);
}

TEST(a_job_is_accepted_runs_once_and_its_result_is_repeated_until_it_is_acknowledged)
{
    AUTO(room_close) struct room r = { 0 };
    struct kb_error err;
    room_open(&r, 1);
    room_link(&r, 1);
    assert_int_equal(room_give(&r, 9, 1, D1), KB_OK);
    assert_int_equal(room_count(&r, PROTOCOL_ACCEPTED, 9, 1), 1);
    assert_non_null(room_work_find(&r, 9, 1));
    room_finish(&r, 9, 1, "done");
    assert_int_equal(room_count(&r, PROTOCOL_RESULT, 9, 1), 1);
    room_pass(&r, 4999);
    assert_int_equal(room_count(&r, PROTOCOL_RESULT, 9, 1), 1);
    room_pass(&r, 1);
    assert_int_equal(room_count(&r, PROTOCOL_RESULT, 9, 1), 2);
    room_pass(&r, 10000);
    assert_int_equal(room_count(&r, PROTOCOL_RESULT, 9, 1), 3);
    struct protocol_ack ack = { 9, 1 };
    assert_ok(room_message(&r, PROTOCOL_ACK, &ack, &err));
    room_pass(&r, 3600000);
    assert_int_equal(room_count(&r, PROTOCOL_RESULT, 9, 1), 3);
    assert_int_equal(agent_core_counts(r.core).unacknowledged, 0);
}

TEST(the_same_attempt_again_is_answered_from_what_is_known_and_never_run_again)
{
    AUTO(room_close) struct room r = { 0 };
    struct kb_error err;
    room_open(&r, 1);
    room_link(&r, 1);
    room_give(&r, 9, 1, D1);
    room_give(&r, 9, 1, D1);
    assert_int_equal(room_count(&r, PROTOCOL_ACCEPTED, 9, 1), 2);
    assert_int_equal(r.work_n, 1);
    room_finish(&r, 9, 1, "done");
    room_give(&r, 9, 1, D1);
    assert_int_equal(room_count(&r, PROTOCOL_RESULT, 9, 1), 2);
    struct protocol_ack ack = { 9, 1 };
    assert_ok(room_message(&r, PROTOCOL_ACK, &ack, &err));
    room_give(&r, 9, 1, D1); /* even when it is only in the journal */
    assert_int_equal(room_count(&r, PROTOCOL_RESULT, 9, 1), 3);
    room_restart(&r);
    room_link(&r, 1);
    room_give(&r, 9, 1, D1);
    assert_int_equal(room_count(&r, PROTOCOL_RESULT, 9, 1), 4);
    assert_int_equal(r.work_n, 0);
}

TEST(nothing_is_said_or_started_before_the_journal_is_on_disk)
{
    AUTO(room_close) struct room r = { 0 };
    struct kb_error err;
    struct protocol_job j = room_job(9, 1, D1);
    struct protocol_message m = { PROTOCOL_JOB, &j };
    room_open(&r, 1);
    room_link(&r, 1);
    room_clear(&r);
    j.deadline_ms = r.world.now_ms + 60000;
    assert_ok(agent_core_message(r.core, &m, &err));
    assert_int_equal(r.said_n + r.work_n, 0);
    r.disk_full = true;
    assert_refused(agent_core_flush(r.core, &err), KB_INTERNAL, "agent.journal");
    assert_int_equal(r.said_n + r.work_n, 0);
    r.disk_full = false; /* too late: what the disk holds is not known any more */
    assert_refused(agent_core_flush(r.core, &err), KB_INTERNAL, "agent.journal");
    assert_int_equal(r.said_n + r.work_n, 0);
}

TEST(an_attempt_without_a_result_is_looked_at_after_a_restart_and_not_repeated)
{
    static const struct {
        const char *seen, *outcome;
    } rows[] = { { "done", "done" },
                 { "unknown", "unknown" },
                 { "failed", "unknown" },
                 { "pending", "unknown" } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(room_close) struct room r = { 0 };
        kt_row("the look says %s", rows[i].seen);
        room_open(&r, 1);
        room_link(&r, 1);
        room_give(&r, 9, 1, D1);
        room_restart(&r);
        room_flush(&r);
        struct room_work *w = room_work_find(&r, 9, 1);
        assert_non_null(w);
        assert_int_equal(w->mode, AGENT_OBSERVE);
        room_link(&r, 1);
        room_finish(&r, 9, 1, rows[i].seen);
        assert_string_equal(room_last(&r, PROTOCOL_RESULT, 9)->outcome, rows[i].outcome);
    }
}

TEST(hello_tells_what_is_open_and_the_highest_controller_epoch_across_restarts)
{
    AUTO(room_close) struct room r = { 0 };
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct protocol_hello h = { 0 };
    room_open(&r, 1);
    room_link(&r, 6);
    struct protocol_job j = room_job(9, 1, D1);
    struct kb_error err;
    j.controller_epoch = 6;
    j.deadline_ms = r.world.now_ms + 1000;
    assert_ok(room_message(&r, PROTOCOL_JOB, &j, &err));
    j.job = 10;
    j.target = D2;
    assert_ok(room_message(&r, PROTOCOL_JOB, &j, &err));
    room_finish(&r, 10, 1, "failed");
    room_restart(&r);
    agent_core_hello(r.core, &a, &h);
    assert_int_equal(h.epoch_seen, 6);
    assert_int_equal(h.open.n, 2);
    const struct protocol_open_job *o = h.open.at;
    assert_int_equal(o[0].job, 9);
    assert_string_equal(o[0].state, "intent");
    assert_int_equal(o[1].job, 10);
    assert_string_equal(o[1].state, "result");
}

TEST(a_lower_controller_epoch_is_fenced_off_without_an_answer_in_the_jobs_name)
{
    AUTO(room_close) struct room r = { 0 };
    struct kb_error err;
    struct protocol_job j = room_job(9, 1, D1);
    struct protocol_welcome w = { 7, 3, 1, 5000 };
    room_open(&r, 1);
    room_link(&r, 2);
    room_clear(&r);
    j.deadline_ms = r.world.now_ms + 60000;
    assert_refused(room_message(&r, PROTOCOL_JOB, &j, &err), KB_CONFLICT, "agent.fenced");
    assert_refused(room_message(&r, PROTOCOL_WELCOME, &w, &err), KB_CONFLICT, "agent.fenced");
    assert_int_equal(r.said_n + r.work_n, 0);
    room_restart(&r);
    assert_refused(room_message(&r, PROTOCOL_JOB, &j, &err), KB_CONFLICT, "agent.fenced");
    j.controller_epoch = 2;
    room_link(&r, 2);
    assert_ok(room_message(&r, PROTOCOL_JOB, &j, &err));
    assert_int_equal(r.work_n, 1);
}

TEST(a_higher_epoch_is_a_new_attempt_that_waits_for_the_one_before)
{
    AUTO(room_close) struct room r = { 0 };
    room_open(&r, 1);
    room_link(&r, 1);
    room_give(&r, 9, 1, D1);
    room_give(&r, 9, 2, D2); /* even when it names another device */
    assert_null(room_work_find(&r, 9, 2));
    room_finish(&r, 9, 1, "unknown");
    assert_non_null(room_work_find(&r, 9, 2));
    assert_int_equal(room_give(&r, 9, 1, D1), KB_OK); /* its result again */
    assert_int_equal(room_count(&r, PROTOCOL_RESULT, 9, 1), 2);
}

TEST(an_older_epoch_that_was_never_seen_is_stale_even_after_a_restart)
{
    AUTO(room_close) struct room r = { 0 };
    struct kb_error err;
    room_open(&r, 1);
    room_link(&r, 1);
    room_give(&r, 9, 2, D1);
    assert_int_equal(room_give(&r, 9, 1, D1), KB_CONFLICT);
    room_finish(&r, 9, 2, "done");
    struct protocol_ack ack = { 9, 2 };
    assert_ok(room_message(&r, PROTOCOL_ACK, &ack, &err));
    room_restart(&r);
    room_link(&r, 1);
    assert_int_equal(room_give(&r, 9, 1, D1), KB_CONFLICT);
    assert_int_equal(r.work_n, 0);
}

TEST(a_waiting_attempt_is_superseded_by_a_newer_one_and_never_runs)
{
    AUTO(room_close) struct room r = { 0 };
    room_open(&r, 1);
    room_link(&r, 1);
    room_give(&r, 8, 1, D1);
    room_give(&r, 9, 1, D1);
    room_give(&r, 9, 2, D1);
    expect_result(&r, 9, "failed", "agent.superseded");
    room_finish(&r, 8, 1, "done");
    assert_null(room_work_find(&r, 9, 1));
    assert_non_null(room_work_find(&r, 9, 2));
}

TEST(one_device_has_one_attempt_at_a_time_and_others_go_on_beside_it)
{
    AUTO(room_close) struct room r = { 0 };
    room_open(&r, 1);
    room_link(&r, 1);
    room_give(&r, 1, 1, D1);
    room_give(&r, 2, 1, D1);
    room_give(&r, 3, 1, D2);
    assert_non_null(room_work_find(&r, 1, 1));
    assert_null(room_work_find(&r, 2, 1));
    assert_non_null(room_work_find(&r, 3, 1));
    room_finish(&r, 1, 1, "done");
    assert_non_null(room_work_find(&r, 2, 1));
}

TEST(beyond_its_workers_an_agent_queues_and_beyond_its_queue_it_refuses)
{
    AUTO(room_close) struct room r = { 0 };
    char target[40];
    r.limits = agent_limits_default;
    r.limits.running_max = 2;
    r.limits.queue_max = 3;
    room_open(&r, 1);
    room_link(&r, 1);
    for (int i = 1; i <= 6; i++) {
        snprintf(target, sizeof target, "{\"device\":\"q%d\"}", i);
        room_give(&r, i, 1, target);
    }
    assert_int_equal(r.work_n, 2);
    assert_int_equal(agent_core_counts(r.core).queued, 3);
    expect_result(&r, 6, "failed", "agent.busy");
    room_give(&r, 6, 1, target); /* remembered: it will not run later either */
    room_finish(&r, 1, 1, "done");
    room_finish(&r, 2, 1, "done");
    room_give(&r, 6, 1, target);
    assert_null(room_work_find(&r, 6, 1));
    assert_int_equal(room_count(&r, PROTOCOL_RESULT, 6, 1), 3);
}

TEST(with_too_many_unacknowledged_results_new_jobs_are_not_taken)
{
    AUTO(room_close) struct room r = { 0 };
    r.limits = agent_limits_default;
    r.limits.open_max = 2;
    room_open(&r, 1);
    room_link(&r, 1);
    room_give(&r, 1, 1, D1);
    room_finish(&r, 1, 1, "done");
    room_give(&r, 2, 1, D1);
    room_clear(&r);
    assert_int_equal(room_give(&r, 3, 1, D1), KB_EXHAUSTED);
    assert_int_equal(r.said_n, 0);
}

TEST(a_hung_worker_is_killed_at_the_deadline_and_its_device_waits_for_the_body)
{
    AUTO(room_close) struct room r = { 0 };
    room_open(&r, 1);
    room_link(&r, 1);
    room_give(&r, 1, 1, D1);
    assert_int_equal(room_work_find(&r, 1, 1)->left_ms, 60000);
    room_pass(&r, 30000);
    room_give(&r, 2, 1, D1);
    room_pass(&r, 29999);
    assert_false(room_work_find(&r, 1, 1)->killed);
    room_pass(&r, 1);
    assert_true(room_work_find(&r, 1, 1)->killed);
    expect_result(&r, 1, "unknown", "agent.deadline");
    assert_null(room_work_find(&r, 2, 1));
    room_die(&r, 1, 1);
    assert_non_null(room_work_find(&r, 2, 1));
    assert_int_equal(room_count(&r, PROTOCOL_RESULT, 1, 1), 1);
}

TEST(an_answer_that_comes_after_the_kill_changes_nothing)
{
    AUTO(room_close) struct room r = { 0 };
    room_open(&r, 1);
    room_link(&r, 1);
    room_give(&r, 1, 1, D1);
    room_pass(&r, 60000);
    room_finish(&r, 1, 1, "done");
    expect_result(&r, 1, "unknown", "agent.deadline");
    assert_int_equal(room_count(&r, PROTOCOL_RESULT, 1, 1), 1);
}

TEST(deadlines_are_the_controllers_time_not_ours)
{
    AUTO(room_close) struct room r = { 0 };
    struct kb_error err;
    struct protocol_job j = room_job(1, 1, D1);
    struct protocol_welcome w = { 7, 3, 1, 5000 };
    struct protocol_beat b = { .at_ms = 5000000 }, late = { .at_ms = 4000000 };
    room_open(&r, 1);
    assert_ok(room_message(&r, PROTOCOL_WELCOME, &w, &err));
    assert_ok(room_message(&r, PROTOCOL_BEAT, &b, &err));
    assert_ok(room_message(&r, PROTOCOL_BEAT, &late, &err)); /* it was long on its way */
    j.deadline_ms = 5000700;
    assert_ok(room_message(&r, PROTOCOL_JOB, &j, &err));
    assert_int_equal(room_work_find(&r, 1, 1)->left_ms, 700);
    j.job = 2;
    j.deadline_ms = 4999999;
    assert_ok(room_message(&r, PROTOCOL_JOB, &j, &err));
    expect_result(&r, 2, "failed", "agent.deadline");
}

TEST(before_the_controllers_clock_is_known_no_job_is_taken)
{
    AUTO(room_close) struct room r = { 0 };
    struct kb_error err;
    struct protocol_welcome w = { 7, 3, 1, 5000 };
    struct protocol_beat b;
    room_open(&r, 1);
    assert_ok(room_message(&r, PROTOCOL_WELCOME, &w, &err));
    assert_int_equal(room_give(&r, 9, 1, D1), KB_OK);
    assert_int_equal(r.work_n, 0);
    assert_int_equal(room_count(&r, PROTOCOL_ACCEPTED, 9, 1), 0);
    b = (struct protocol_beat){ .at_ms = r.world.now_ms };
    assert_ok(room_message(&r, PROTOCOL_BEAT, &b, &err));
    assert_int_equal(room_give(&r, 9, 1, D1), KB_OK); /* sent again */
    assert_int_equal(r.work_n, 1);
    assert_int_equal(room_count(&r, PROTOCOL_ACCEPTED, 9, 1), 1);
}

TEST(a_dead_worker_or_none_at_all_ends_in_a_result)
{
    AUTO(room_close) struct room r = { 0 };
    room_open(&r, 1);
    room_link(&r, 1);
    room_give(&r, 1, 1, D1);
    room_die(&r, 1, 1);
    expect_result(&r, 1, "unknown", "agent.worker_died");
    r.no_worker = true;
    room_give(&r, 2, 1, D1);
    expect_result(&r, 2, "failed", "agent.worker");
    r.no_worker = false;
    room_give(&r, 3, 1, D1);
    assert_non_null(room_work_find(&r, 3, 1));
}

TEST(cancelling_kills_what_runs_drops_what_waits_and_forestalls_what_has_not_come)
{
    AUTO(room_close) struct room r = { 0 };
    struct kb_error err;
    room_open(&r, 1);
    room_link(&r, 1);
    room_give(&r, 1, 1, D1);
    room_give(&r, 2, 1, D1);
    for (int64_t job = 1; job <= 3; job++) {
        struct protocol_cancel m = { .job = job, .epoch = 1, .reason = "closed" };
        assert_ok(room_message(&r, PROTOCOL_CANCEL, &m, &err));
    }
    assert_true(room_work_find(&r, 1, 1)->killed);
    expect_result(&r, 1, "unknown", "agent.cancelled");
    expect_result(&r, 2, "failed", "agent.cancelled");
    expect_result(&r, 3, "failed", "agent.cancelled");
    room_die(&r, 1, 1);
    room_give(&r, 3, 1, D2);
    assert_int_equal(r.work_n, 0);
    assert_int_equal(room_count(&r, PROTOCOL_RESULT, 3, 1), 2);
}

TEST(while_the_connection_is_gone_work_goes_on_and_results_wait_for_the_next_welcome)
{
    AUTO(room_close) struct room r = { 0 };
    room_open(&r, 1);
    room_link(&r, 1);
    room_give(&r, 1, 1, D1);
    agent_core_unlinked(r.core);
    room_finish(&r, 1, 1, "done");
    room_clear(&r);
    room_pass(&r, 3600000);
    assert_int_equal(r.said_n, 0);
    room_link(&r, 1);
    room_pass(&r, 0);
    assert_int_equal(room_count(&r, PROTOCOL_RESULT, 1, 1), 1);
}

TEST(many_results_are_repeated_in_portions)
{
    AUTO(room_close) struct room r = { 0 };
    char target[40];
    room_open(&r, 1);
    room_link(&r, 1);
    for (int i = 1; i <= 100; i++) {
        snprintf(target, sizeof target, "{\"device\":\"p%d\"}", i);
        room_give(&r, i, 1, target);
        room_finish(&r, i, 1, "done");
        room_clear(&r);
    }
    room_link(&r, 1);
    room_clear(&r);
    room_pass(&r, 0);
    assert_int_equal(r.said_n, 64);
    room_pass(&r, agent_core_due_ms(r.core) - r.world.mono_us / 1000);
    assert_int_equal(r.said_n, 100);
}

TEST(a_beat_that_asks_is_answered_and_one_that_answers_is_not)
{
    AUTO(room_close) struct room r = { 0 };
    struct kb_error err;
    struct protocol_beat b = { .at_ms = 5, .answer = true };
    room_open(&r, 1);
    assert_ok(room_message(&r, PROTOCOL_BEAT, &b, &err));
    assert_int_equal(room_count(&r, PROTOCOL_BEAT, 0, 0), 1);
    b.answer = false;
    assert_ok(room_message(&r, PROTOCOL_BEAT, &b, &err));
    assert_int_equal(room_count(&r, PROTOCOL_BEAT, 0, 0), 1);
}
