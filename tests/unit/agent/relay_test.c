/* The offsets of a terminal: credit is absolute, input is taken once, nothing beyond the windows.
 * */
#include "agent/relay.h"
#include "kt.h"

#include <string.h>

TEST(credit_is_absolute_so_old_doubled_and_reordered_credit_does_no_harm)
{
    static struct relay r;
    relay_init(&r, 100);
    assert_int_equal(relay_out_room(&r), 100);
    r.out_end = 60;
    relay_credit(&r, 300);
    relay_credit(&r, 200);
    relay_credit(&r, 300);
    assert_int_equal(relay_out_room(&r), 240);
    r.out_end = 300;
    assert_int_equal(relay_out_room(&r), 0);
    relay_credit(&r, 10000000);
    assert_int_equal(relay_out_room(&r), STREAM_OUT_MAX);
}

TEST(input_is_refused_when_it_leaves_a_hole_or_goes_beyond_what_was_granted)
{
    static struct relay r;
    static unsigned char much[STREAM_IN_WINDOW + 1];
    relay_init(&r, 0);
    assert_false(relay_in(&r, 1, "x", 1));
    assert_true(relay_in(&r, 0, much, STREAM_IN_WINDOW));
    assert_false(relay_in(&r, STREAM_IN_WINDOW, "x", 1));
    assert_false(relay_in(&r, UINT64_MAX - 1, "x", 1));
    relay_in_took(&r, 10);
    assert_true(relay_in(&r, STREAM_IN_WINDOW, much, 10));
    assert_false(relay_in(&r, STREAM_IN_WINDOW + 10, "x", 1));
}

/* A sender that repeats and cuts as it likes, a device that takes what it likes: the device must
 * get each byte once and in order. */
TEST(whatever_is_repeated_and_however_little_the_device_takes_each_byte_arrives_once)
{
    static struct relay r;
    static unsigned char sent[300000], got[300000];
    for (uint64_t seed = 1; seed <= 50; seed++) {
        uint64_t s = seed;
        size_t took = 0;
        kt_row("seed %d", (int)seed);
        relay_init(&r, 0);
        for (size_t i = 0; i < sizeof sent; i++) sent[i] = (unsigned char)kt_next(&s);
        while (took < sizeof sent) {
            uint64_t from =
                r.in_next - (r.in_next ? kt_next(&s) % (r.in_next < 500 ? r.in_next : 500) : 0);
            size_t n = 1 + kt_next(&s) % STREAM_IN_MAX;
            if (from + n > r.in_limit) n = (size_t)(r.in_limit - from);
            if (from + n > sizeof sent) n = sizeof sent - (size_t)from;
            if (n) assert_true(relay_in(&r, from, sent + from, n));
            size_t have, take;
            const unsigned char *at = relay_in_pending(&r, &have);
            take = have ? kt_next(&s) % (have + 1) : 0;
            memcpy(got + took, at, take);
            relay_in_took(&r, take);
            took += take;
            assert_true(r.in_next - r.in_taken <= STREAM_IN_WINDOW);
        }
        assert_memory_equal(sent, got, sizeof sent);
    }
}

TEST(an_acknowledgement_is_owed_for_what_was_taken_and_for_what_was_repeated)
{
    static struct relay r;
    relay_init(&r, 0);
    assert_false(r.ack);
    assert_true(relay_in(&r, 0, "abc", 3));
    r.ack = false;
    relay_in_took(&r, 0);
    assert_false(r.ack);
    relay_in_took(&r, 2);
    assert_true(r.ack);
    assert_int_equal(r.in_limit, 2 + STREAM_IN_WINDOW);
    r.ack = false;
    assert_true(relay_in(&r, 0, "abc", 3));
    assert_true(r.ack);
    assert_int_equal(r.in_next, 3);
}
