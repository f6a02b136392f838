/* Ids: order inside, secrecy and types outside. Properties are tried on seeded samples. */
#include "base/id.h"
#include "kt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SAMPLES 2000

static const struct kb_id_key key = { "0123456789abcde" }, other_key = { "0123456789abcdf" };

static int64_t sample(uint64_t *seed)
{
    int64_t id = (int64_t)(kt_next(seed) >> 1 >> kt_next(seed) % 63);
    return id ? id : 1;
}

TEST(an_id_survives_the_way_out_and_in)
{
    static const char *const prefixes[] = { "ord", "wo", "usr", "five5" };
    uint64_t seed = 1;
    for (int i = 0; i < SAMPLES; i++) {
        char text[KB_ID_TEXT_MAX];
        int64_t id = sample(&seed), back = 0;
        const char *prefix = prefixes[i % COUNT(prefixes)];
        kb_id_text(&key, prefix, id, text);
        kt_row("%s %lld %s", prefix, (long long)id, text);
        assert_int_equal(strlen(text), strlen(prefix) + 14);
        assert_true(kb_id_parse(&key, prefix, text, &back));
        assert_int_equal(back, id);
    }
}

TEST(the_smallest_and_the_largest_id_survive)
{
    static const int64_t ids[] = { 1, 2, INT64_MAX - 1, INT64_MAX };
    for (size_t i = 0; i < COUNT(ids); i++) {
        char text[KB_ID_TEXT_MAX];
        int64_t back = 0;
        kb_id_text(&key, "ord", ids[i], text);
        assert_true(kb_id_parse(&key, "ord", text, &back));
        assert_int_equal(back, ids[i]);
    }
}

TEST(no_id_is_an_empty_text_and_an_empty_text_is_no_id)
{
    char text[KB_ID_TEXT_MAX] = "x";
    int64_t id;
    kb_id_text(&key, "ord", 0, text);
    assert_string_equal(text, "");
    assert_false(kb_id_parse(&key, "ord", "", &id));
}

TEST(an_id_of_another_prefix_is_refused)
{
    uint64_t seed = 2;
    for (int i = 0; i < SAMPLES; i++) {
        char text[KB_ID_TEXT_MAX];
        int64_t id = sample(&seed), back = 0;
        kb_id_text(&key, "ord", id, text);
        assert_false(kb_id_parse(&key, "usr", text, &back));
        assert_false(kb_id_parse(&key, "or", text, &back));
        assert_false(kb_id_parse(&key, "ordx", text, &back));
    }
}

TEST(an_id_relabelled_as_another_type_never_names_the_same_number)
{
    uint64_t seed = 3;
    for (int i = 0; i < SAMPLES; i++) {
        char text[KB_ID_TEXT_MAX];
        int64_t id = sample(&seed), back = 0;
        kb_id_text(&key, "ord", id, text);
        text[0] = 'u', text[1] = 's', text[2] = 'r';
        if (kb_id_parse(&key, "usr", text, &back)) assert_int_not_equal(back, id);
    }
}

TEST(another_key_reads_another_number)
{
    uint64_t seed = 4;
    for (int i = 0; i < SAMPLES; i++) {
        char text[KB_ID_TEXT_MAX];
        int64_t id = sample(&seed), back = 0;
        kb_id_text(&key, "ord", id, text);
        if (kb_id_parse(&other_key, "ord", text, &back)) assert_int_not_equal(back, id);
    }
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

TEST(the_permutation_is_a_bijection_on_neighbouring_numbers)
{
    static char texts[SAMPLES][KB_ID_TEXT_MAX];
    for (int i = 0; i < SAMPLES; i++) kb_id_text(&key, "ord", i + 1, texts[i]);
    qsort(texts, SAMPLES, sizeof texts[0], by_text);
    for (int i = 1; i < SAMPLES; i++) assert_string_not_equal(texts[i - 1], texts[i]);
}

TEST(neighbouring_numbers_share_no_more_digits_than_chance_gives)
{
    int same = 0;
    for (int i = 1; i <= SAMPLES; i++) {
        char a[KB_ID_TEXT_MAX], b[KB_ID_TEXT_MAX];
        kb_id_text(&key, "ord", i, a);
        kb_id_text(&key, "ord", i + 1, b);
        for (int k = 4; k < 17; k++) same += a[k] == b[k];
    }
    /* 12 digits of 32 and one of 16 values: 0.4375 expected a pair; the bound is 5 deviations
     * off */
    assert_in_range(same, 730, 1020);
}

TEST(every_changed_character_gives_another_number_or_none)
{
    char text[KB_ID_TEXT_MAX], changed[KB_ID_TEXT_MAX];
    kb_id_text(&key, "ord", 42, text);
    for (size_t at = 0; text[at]; at++)
        for (int c = 1; c < 256; c++) {
            int64_t back = 0;
            memcpy(changed, text, sizeof text);
            if ((unsigned char)text[at] == c) continue;
            changed[at] = (char)c;
            kt_row("character %zu becomes %d", at, c);
            if (kb_id_parse(&key, "ord", changed, &back)) assert_int_not_equal(back, 42);
        }
}

TEST(a_text_that_is_not_canonical_is_refused)
{
    static const char *const texts[] = {
        "ord_g000000000000", /* 65 bits */
        "ord_zzzzzzzzzzzzz",
        "ord_000000000000",   /* short */
        "ord_00000000000000", /* long */
        "ord_000000000000i",  "ord_000000000000l", "ord_000000000000o", "ord_000000000000u",
        "ord_000000000000A",  "ORD_0000000000000", " ord_0000000000000", "ord_0000000000000 ",
        "ord-0000000000000",  "ord0000000000000",  "ord",               "ord_",
        "_0000000000000",     "ord_0000000-00000",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        int64_t id;
        kt_row("\"%s\"", texts[i]);
        assert_false(kb_id_parse(&key, "ord", texts[i], &id));
    }
}

TEST(every_text_that_is_read_is_the_text_that_is_written)
{
    static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
    uint64_t seed = 5;
    int read = 0;
    for (int i = 0; i < SAMPLES; i++) {
        char text[KB_ID_TEXT_MAX] = "ord_", again[KB_ID_TEXT_MAX];
        int64_t id;
        for (int k = 0; k < 13; k++) text[4 + k] = alphabet[kt_next(&seed) % 32];
        if (!kb_id_parse(&key, "ord", text, &id)) continue;
        if (id == KB_ID_NEVER) continue;
        read++;
        assert_true(id > 0);
        kb_id_text(&key, "ord", id, again);
        assert_string_equal(again, text);
    }
    assert_true(read > 0); /* about a quarter: one bit too many, and the sign */
}

TEST(a_well_formed_text_that_no_id_has_is_read_as_absent)
{
    uint64_t seed = 6;
    int never = 0;
    for (int i = 0; i < SAMPLES; i++) {
        char text[KB_ID_TEXT_MAX] = "ord_0000000000000";
        int64_t id = 0;
        for (int k = 5; k < 17; k++) text[k] = (char)('0' + kt_next(&seed) % 10);
        assert_true(kb_id_parse(&key, "ord", text, &id));
        assert_true(id > 0);
        never += id == KB_ID_NEVER;
    }
    assert_in_range(never, SAMPLES / 3, SAMPLES * 2 / 3); /* the sign bit of half of them */
}

TEST(ids_grow_within_a_millisecond_and_over_it)
{
    struct kb_id_maker m = { .node = 3 };
    int64_t before = 0, now = 1800000000000;
    for (int i = 0; i < 10000; i++) {
        int64_t id = kb_id_make(&m, now + i / 4000);
        assert_true(id > before);
        before = id;
    }
}

TEST(ids_grow_when_the_clock_steps_back)
{
    struct kb_id_maker m = { .node = 3 };
    int64_t before = kb_id_make(&m, 1800000000000);
    for (int i = 0; i < 5000; i++) {
        int64_t id = kb_id_make(&m, 1700000000000 - i);
        assert_true(id > before);
        before = id;
    }
    assert_in_range(kb_id_ms(before), 1800000000000, 1800000000002);
}

TEST(two_nodes_never_make_the_same_id)
{
    struct kb_id_maker a = { .node = 0 }, b = { .node = 1023 };
    for (int i = 0; i < 10000; i++)
        assert_int_not_equal(kb_id_make(&a, 1800000000000), kb_id_make(&b, 1800000000000));
}

TEST(an_id_tells_its_millisecond)
{
    struct kb_id_maker m = { .node = 1023 };
    assert_int_equal(kb_id_ms(kb_id_make(&m, 1800000000123)), 1800000000123);
}

TEST(a_clock_before_the_epoch_still_makes_an_id)
{
    struct kb_id_maker m = { 0 };
    assert_true(kb_id_make(&m, -5) > 0);
}

static void make_with_a_node_too_large(void *arg)
{
    (void)arg;
    struct kb_id_maker m = { .node = 1024 };
    printf("%lld", (long long)kb_id_make(&m, 1800000000000));
}

TEST(a_node_that_does_not_fit_is_a_broken_promise)
{
    assert_true(kt_aborts(make_with_a_node_too_large, NULL));
}

/* The texts are stored by customers and printed on bills: the permutation may never change. The
 * expected texts were computed apart, from the description in id.c. */
TEST(the_texts_are_the_same_for_ever)
{
    char text[KB_ID_TEXT_MAX];
    kb_id_text(&key, "ord", 1, text);
    assert_string_equal(text, "ord_c3w5fb6ky76ae");
    kb_id_text(&key, "usr", 1, text);
    assert_string_equal(text, "usr_a9d9nv2hdm68x");
    kb_id_text(&key, "ord", 7654321987654321, text);
    assert_string_equal(text, "ord_2b0jfd26zdfrr");
}
