/* The arena: zeroed, aligned, apart from each other, bounded, reusable. */
#include "base/arena.h"
#include "kt.h"

#include <string.h>

static bool all_are(const unsigned char *at, unsigned char byte, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (at[i] != byte) return false;
    return true;
}

/* Fills 300 pieces of seeded sizes and says whether each was zero, aligned and kept its bytes. */
static void assert_pieces_are_sound(struct kb_arena *a, uint64_t seed, size_t largest)
{
    unsigned char *pieces[300];
    size_t sizes[300];
    for (size_t i = 0; i < COUNT(pieces); i++) {
        sizes[i] = kt_next(&seed) % largest;
        pieces[i] = kb_alloc(a, sizes[i]);
        kt_row("piece %zu of %zu bytes", i, sizes[i]);
        assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
        assert_true(all_are(pieces[i], 0, sizes[i]));
        memset(pieces[i], (int)(i % 255 + 1), sizes[i]);
    }
    for (size_t i = 0; i < COUNT(pieces); i++)
        assert_true(all_are(pieces[i], (unsigned char)(i % 255 + 1), sizes[i]));
}

TEST(what_the_arena_gives_is_zeroed_aligned_and_nobody_elses)
{
    struct kb_arena a = { 0 };
    assert_pieces_are_sound(&a, 1, 100);
    assert_pieces_are_sound(&a, 2, 40000);
    kb_arena_done(&a);
}

TEST(a_reset_arena_gives_zeroed_memory_again)
{
    struct kb_arena a = { 0 };
    for (uint64_t turn = 1; turn < 20; turn++) {
        assert_pieces_are_sound(&a, turn, turn % 3 ? 200 : 20000);
        kb_arena_reset(&a);
        assert_int_equal(a.used, 0);
    }
    kb_arena_done(&a);
}

TEST(reset_keeps_a_block_so_that_the_next_turn_allocates_none)
{
    struct kb_arena a = { 0 };
    void *first = kb_alloc(&a, 100);
    kb_arena_reset(&a);
    assert_non_null(a.last);
    assert_ptr_equal(kb_alloc(&a, 100), first);
    kb_arena_done(&a);
}

TEST(one_huge_turn_does_not_keep_its_memory)
{
    struct kb_arena a = { 0 };
    kb_alloc(&a, 30 << 20);
    kb_arena_reset(&a);
    assert_null(a.last);
    kb_arena_done(&a);
}

TEST(an_arena_that_is_done_or_was_never_used_can_be_used)
{
    struct kb_arena a = { 0 };
    kb_arena_reset(&a);
    kb_arena_done(&a);
    assert_string_equal(kb_strdup(&a, "again"), "again");
    kb_arena_done(&a);
    assert_null(a.last);
    assert_int_equal(a.used, 0);
}

TEST(a_large_piece_does_not_waste_the_block_being_filled)
{
    struct kb_arena a = { 0 };
    char *small = kb_alloc(&a, 16);
    kb_alloc(&a, 1 << 20);
    assert_ptr_equal(kb_alloc(&a, 16), small + 16);
    kb_arena_done(&a);
}

TEST(copies_end_in_a_nul_and_keep_inner_bytes)
{
    struct kb_arena a = { 0 };
    assert_string_equal(kb_strdup(&a, ""), "");
    assert_string_equal(kb_strndup(&a, "abcdef", 3), "abc");
    assert_memory_equal(kb_strndup(&a, "a\0b", 3), "a\0b\0", 4);
    assert_string_equal(kb_strndup(&a, NULL, 0), "");
    assert_string_equal(kb_printf(&a, "%s-%05d", "x", 42), "x-00042");
    assert_int_equal(strlen(kb_printf(&a, "%*d", 100000, 1)), 100000);
    kb_arena_done(&a);
}

static void take(void *arg)
{
    struct kb_arena a = { .limit = 1000 };
    kb_alloc(&a, *(size_t *)arg);
    kb_arena_done(&a);
}

static void take_twice(void *arg)
{
    struct kb_arena a = { .limit = 1000 };
    kb_alloc(&a, 600);
    kb_alloc(&a, *(size_t *)arg);
    kb_arena_done(&a);
}

static void take_by_default(void *arg)
{
    struct kb_arena a = { 0 };
    kb_alloc(&a, *(size_t *)arg);
    kb_arena_done(&a);
}

TEST(past_its_limit_the_arena_aborts)
{
    static const struct {
        void (*run)(void *arg);
        size_t size;
        bool aborts;
    } rows[] = {
        { take, 1000, false },
        { take, 1001, true },
        { take, SIZE_MAX, true },
        { take_twice, 300, false },
        { take_twice, 500, true },
        { take_twice, SIZE_MAX - 500, true },
        { take_twice, SIZE_MAX - 5, true }, /* rounded up, and added to 600, it is small again */
        { take_by_default, KB_ARENA_LIMIT, false },
        { take_by_default, KB_ARENA_LIMIT + 1, true },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t size = rows[i].size;
        kt_row("row %zu: %zu bytes", i, size);
        assert_int_equal(kt_aborts(rows[i].run, &size), rows[i].aborts);
    }
}
