/* When an agent connects, beats and gives up. */
#include "agent/link.h"
#include "kt.h"

static void expect(struct agent_link *l, int64_t now, enum agent_link_do what)
{
    kt_row("at %lld", (long long)now);
    assert_int_equal(agent_link_turn(l, now, 0), what);
    if (what != AGENT_LINK_NOTHING)
        assert_int_equal(agent_link_turn(l, now, 0), AGENT_LINK_NOTHING);
}

TEST(it_connects_at_once_and_gives_an_unanswered_hello_up_after_ten_seconds)
{
    struct agent_link l;
    agent_link_init(&l, 1000);
    expect(&l, 1000, AGENT_LINK_CONNECT);
    expect(&l, 10999, AGENT_LINK_NOTHING);
    expect(&l, 11000, AGENT_LINK_CLOSE);
    assert_int_equal(l.state, AGENT_LINK_IDLE);
    expect(&l, agent_link_due_ms(&l), AGENT_LINK_CONNECT);
}

TEST(it_beats_as_it_was_told_and_leaves_after_three_silent_beats)
{
    struct agent_link l;
    agent_link_init(&l, 0);
    expect(&l, 0, AGENT_LINK_CONNECT);
    agent_link_welcome(&l, 100, 5000);
    expect(&l, 5099, AGENT_LINK_NOTHING);
    expect(&l, 5100, AGENT_LINK_BEAT);
    agent_link_heard(&l, 5200);
    expect(&l, 10100, AGENT_LINK_BEAT);
    expect(&l, 15100, AGENT_LINK_BEAT);
    expect(&l, 20199, AGENT_LINK_BEAT);
    expect(&l, 20200, AGENT_LINK_CLOSE);
}

TEST(failures_back_off_with_jitter_and_a_welcome_forgets_them)
{
    struct agent_link l;
    uint64_t seed = 5;
    int64_t now = 0, wait = 0;
    agent_link_init(&l, 0);
    for (int i = 0; i < 20; i++) {
        int64_t most = 500 << (i < 6 ? i : 6);
        kt_row("failure %d", i);
        agent_link_failed(&l, now, (uint32_t)kt_next(&seed), false);
        wait = agent_link_due_ms(&l) - now;
        assert_true(wait >= (most > 30000 ? 30000 : most) / 2 &&
                    wait <= (most > 30000 ? 30000 : most));
        now += wait;
    }
    agent_link_welcome(&l, now, 5000);
    agent_link_failed(&l, now, 7, false);
    assert_true(agent_link_due_ms(&l) - now <= 500);
}

TEST(who_was_refused_stays_away_for_seconds_even_the_first_time)
{
    struct agent_link l;
    agent_link_init(&l, 0);
    for (uint32_t random = 0; random < 50; random++) {
        agent_link_failed(&l, 0, random * 977, true);
        assert_true(agent_link_due_ms(&l) >= 5000 && agent_link_due_ms(&l) <= 60000);
    }
}
