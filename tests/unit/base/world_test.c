/* The real world's clocks and randomness, and the tests' own. */
#include "base/world.h"
#include "kt.h"

#include <string.h>

TEST(the_real_clocks_run_forward_from_a_sane_date)
{
    struct kb_world w;
    kb_world_real(&w, 5, &(struct kb_id_key){ "0123456789abcde" });
    int64_t now = kb_now_ms(&w), mono = w.mono_us(w.self);
    assert_true(now > 1750000000000 && now < 4000000000000);
    assert_true(kb_now_ms(&w) - now < 10000);
    assert_true(w.mono_us(w.self) >= mono);
    assert_memory_equal(w.id_key.bytes, "0123456789abcde", 16);
}

TEST(real_randomness_does_not_repeat)
{
    struct kb_world w;
    unsigned char a[32] = { 0 }, b[32] = { 0 }, zero[32] = { 0 };
    kb_world_real(&w, 5, &(struct kb_id_key){ 0 });
    kb_random(&w, a, sizeof a);
    kb_random(&w, b, sizeof b);
    assert_memory_not_equal(a, b, 32);
    assert_memory_not_equal(a, zero, 32);
}

TEST(a_world_makes_ids_of_its_node_and_its_time)
{
    struct kb_world w;
    kb_world_real(&w, 5, &(struct kb_id_key){ 0 });
    int64_t now = kb_now_ms(&w), id = kb_new_id(&w);
    assert_int_equal(id >> 12 & 1023, 5);
    assert_in_range(kb_id_ms(id), now, now + 10000);
    assert_true(kb_new_id(&w) > id);
}

TEST(two_test_worlds_of_one_seed_are_the_same_world)
{
    struct kt_world a, b, c;
    unsigned char x[16], y[16], z[16];
    kt_world_init(&a, 7);
    kt_world_init(&b, 7);
    kt_world_init(&c, 8);
    kb_random(&a.world, x, sizeof x);
    kb_random(&b.world, y, sizeof y);
    kb_random(&c.world, z, sizeof z);
    assert_memory_equal(x, y, 16);
    assert_memory_not_equal(x, z, 16);
    assert_int_equal(kb_new_id(&a.world), kb_new_id(&b.world));
    kt_world_pass(&a, 1500);
    assert_int_equal(kb_now_ms(&a.world) - kb_now_ms(&b.world), 1500);
    assert_int_equal(a.world.mono_us(a.world.self) - b.world.mono_us(b.world.self), 1500000);
}
