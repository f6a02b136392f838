/* Blocks of authorized_keys: everything outside stays, everything inside goes. */
#include "drivers/ssh/block.h"
#include "kt.h"

#include <string.h>

#define B "# kboss begin 7\n"
#define E "# kboss end 7\n"

static const char *const one[] = { "k1" };
static const char *const two[] = { "k1", "k2" };
static const struct block none = { "7", NULL, 0 }, single = { "7", one, 1 }, both = { "7", two, 2 },
                          empty = { "7", two, 0 };

TEST(putting_a_block_is_what_the_table_says)
{
    static const struct {
        const char *before;
        const struct block *block;
        const char *after;
    } rows[] = {
        { "", &single, B "k1\n" E },
        { "", &none, "" },
        { "a\n", &empty, "a\n" B E },
        { B "k1\n" E, &empty, B E },
        { "a\n", &single, "a\n" B "k1\n" E },
        { "a", &single, "a\n" B "k1\n" E },
        { "a\n" B "old\n" E "b\n", &both, "a\nb\n" B "k1\nk2\n" E },
        { "a\n" B "old\n" E "b\n", &none, "a\nb\n" },
        { B "x\n" E "a\n" B "y\n" E, &none, "a\n" },
        { "a\r\n# kboss begin 7\r\nx\r\n# kboss end 7\r\nb\r\n", &none, "a\r\nb\r\n" },
        { "# kboss begin 77\nx\n# kboss end 77\n", &none, "# kboss begin 77\nx\n# kboss end 77\n" },
        { " " B "x\n" E, &none, " " B "x\n" E },
        { B "x\ny\n\nz\n", &none, "\nz\n" },            /* torn: to the blank line */
        { B "x\n# op\nz\n", &none, "# op\nz\n" },       /* torn: to the comment */
        { B "x\n# kboss begin 8\ny\n" E, &none, "# kboss begin 8\ny\n" E }, /* not across another */
        { B, &none, "" },
        { B "x", &none, "" },
        { "a\n" E "b\n", &none, "a\n" E "b\n" },        /* an end alone is a comment */
    };
    struct kb_arena a = { 0 };
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("%s", rows[i].before);
        assert_string_equal(block_put(rows[i].before, rows[i].block, &a), rows[i].after);
        assert_true(block_is(rows[i].after, rows[i].block, &a));
        assert_string_equal(block_put(rows[i].after, rows[i].block, &a), rows[i].after);
    }
    kb_arena_done(&a);
}

TEST(a_block_is_only_what_it_is_exactly)
{
    struct kb_arena a = { 0 };
    size_t keys;
    assert_true(block_is(B "k1\n" E "more\n", &single, &a));
    assert_false(block_is(B "k1\nk2\n" E, &single, &a));
    assert_false(block_is(B "k1\n", &single, &a));
    assert_false(block_is(B "k1\n" E B "k1\n" E, &single, &a));
    assert_true(block_is("a\n", &none, &a));
    assert_false(block_is(B E, &none, &a));
    assert_true(block_there(B "k1\n# c\nk2\n" E "k3\n", "7", &keys));
    assert_int_equal(keys, 2);
    assert_true(block_there(B E "k3\n", "7", &keys));
    assert_int_equal(keys, 0);
    assert_false(block_there("k3\n", "7", &keys));
    kb_arena_done(&a);
}

/* Any mix of lines: what is left after removing never holds the name, and lines of others
 * survive. */
TEST(any_file_keeps_its_other_lines_in_order)
{
    static const char *const lines[] = { "a\n", "ssh-ed25519 AAAA x\n", "\n", "# note\n", B, E,
                                         "# kboss begin 8\n", "# kboss end 8\n" };
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        struct kb_arena a = { 0 };
        uint64_t s = seed;
        char *text = kb_strdup(&a, "");
        kt_row("seed %llu", (unsigned long long)seed);
        for (uint64_t n = kt_next(&s) % 12; n > 0; n--)
            text = kb_printf(&a, "%s%s", text, lines[kt_next(&s) % COUNT(lines)]);
        const char *before = kb_printf(&a, "first\n\n%s\nlast\n", text);
        const char *gone = block_put(before, &none, &a);
        assert_true(block_is(gone, &none, &a));
        assert_memory_equal(gone, "first\n\n", 7);
        assert_string_equal(gone + strlen(gone) - 5, "last\n");
        assert_true(block_is(block_put(before, &both, &a), &both, &a));
        assert_string_equal(block_put(block_put(before, &both, &a), &none, &a), gone);
        kb_arena_done(&a);
    }
}
