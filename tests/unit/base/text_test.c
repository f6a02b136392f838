/* Text: bounded growth, JSON literals, encodings, numbers, UTF-8. */
#include "base/text.h"
#include "kt.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

TEST(a_text_is_empty_at_first_and_after_clearing)
{
    struct kb_text t;
    kb_text_init(&t, 10);
    assert_string_equal(t.at, "");
    kb_text_add(&t, "more than ten bytes");
    assert_true(t.overflowed);
    kb_text_clear(&t);
    assert_string_equal(t.at, "");
    assert_false(t.overflowed);
    kb_text_add(&t, "0123456789");
    assert_string_equal(t.at, "0123456789");
    assert_false(t.overflowed);
    kb_text_done(&t);
}

TEST(what_does_not_fit_is_left_out_whole_and_so_is_all_that_follows)
{
    AUTO(kb_text_done) struct kb_text t;
    kb_text_init(&t, 8);
    kb_text_add(&t, "12345");
    kb_text_addf(&t, "%d", 6789);
    assert_string_equal(t.at, "12345");
    assert_true(t.overflowed);
    kb_text_add(&t, "6");
    assert_string_equal(t.at, "12345");
    assert_int_equal(t.len, 5);
}

TEST(a_text_grows_to_its_maximum_and_not_one_byte_further)
{
    for (size_t max = 0; max < 300; max++) {
        AUTO(kb_text_done) struct kb_text t;
        kb_text_init(&t, max);
        for (size_t i = 0; i < max; i++) kb_text_addn(&t, &"abc"[i % 3], 1);
        kt_row("max %zu", max);
        assert_false(t.overflowed);
        assert_int_equal(t.len, max);
        assert_int_equal(strlen(t.at), max);
        assert_true(t.cap <= max + 1);
        kb_text_add(&t, "");
        assert_false(t.overflowed);
        kb_text_add(&t, "x");
        assert_true(t.overflowed);
        assert_int_equal(strlen(t.at), max);
    }
}

TEST(json_literals_are_what_the_standard_says)
{
    static const struct {
        const char *in;
        size_t n;
        const char *out;
    } rows[] = {
        { "", 0, "\"\"" },
        { "plain", 5, "\"plain\"" },
        { "a\"b\\c", 5, "\"a\\\"b\\\\c\"" },
        { "\b\f\n\r\t", 5, "\"\\b\\f\\n\\r\\t\"" },
        { "\x01\x1f", 2, "\"\\u0001\\u001f\"" },
        { "a\0b", 3, "\"a\\u0000b\"" },
        { "密钥 \xf0\x9f\x94\x91", 11, "\"密钥 \xf0\x9f\x94\x91\"" },
        { "a\xff"
          "b",
          3,
          "\"a\xef\xbf\xbd"
          "b\"" },
        { "\xe5\xaf", 2, "\"\xef\xbf\xbd\xef\xbf\xbd\"" },
        { "/\x7f", 2, "\"/\x7f\"" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(kb_text_done) struct kb_text t;
        kb_text_init(&t, 100);
        kb_text_add_json(&t, rows[i].in, rows[i].n);
        kt_row("row %zu", i);
        assert_string_equal(t.at, rows[i].out);
    }
}

TEST(every_json_literal_is_read_back_by_a_json_parser)
{
    uint64_t seed = 1;
    for (int i = 0; i < 500; i++) {
        char in[40];
        size_t n = kt_next(&seed) % sizeof in;
        for (size_t k = 0; k < n; k++) in[k] = (char)(kt_next(&seed) % (i % 2 ? 128 : 256));
        AUTO(kb_text_done) struct kb_text t;
        kb_text_init(&t, 1000);
        kb_text_add_json(&t, in, n);
        json_t *back = json_loadb(t.at, t.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
        kt_row("sample %d: %s", i, t.at);
        assert_non_null(back);
        if (i % 2) assert_int_equal(json_string_length(back), n);
        if (i % 2) assert_memory_equal(json_string_value(back), in, n);
        json_decref(back);
    }
}

TEST(a_json_literal_that_does_not_fit_leaves_no_half_literal)
{
    AUTO(kb_text_done) struct kb_text t;
    kb_text_init(&t, 10);
    kb_text_add(&t, "[");
    kb_text_add_json(&t, "0123456789", 10);
    assert_string_equal(t.at, "[");
    assert_int_equal(t.len, 1);
    assert_true(t.overflowed);
}

TEST(hex_is_lower_case_and_whole)
{
    char out[9];
    kb_hex(out, "\x00\x7f\x80\xff", 4);
    assert_string_equal(out, "007f80ff");
    kb_hex(out, "", 0);
    assert_string_equal(out, "");
}

TEST(base64_follows_the_vectors_of_rfc_4648_without_padding)
{
    static const char *const rows[][2] = {
        { "", "" },           { "f", "Zg" },           { "fo", "Zm8" },
        { "foo", "Zm9v" },    { "foob", "Zm9vYg" },    { "fooba", "Zm9vYmE" },
        { "foobar", "Zm9vYmFy" }, { "\xfb\xff\xfe", "-__-" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char out[16], back[16];
        size_t n = 99;
        kb_base64(out, rows[i][0], strlen(rows[i][0]));
        assert_string_equal(out, rows[i][1]);
        assert_true(kb_unbase64(rows[i][1], back, sizeof back, &n));
        assert_int_equal(n, strlen(rows[i][0]));
        assert_memory_equal(back, rows[i][0], n);
    }
}

TEST(base64_that_is_not_exactly_ours_is_refused)
{
    static const char *const rows[] = {
        "Zg==", "Z", "Zm9v Yg", "Zm9v\n", "+//+", "Zh", "Zm9", "密",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char out[16];
        size_t n;
        kt_row("\"%s\"", rows[i]);
        assert_false(kb_unbase64(rows[i], out, sizeof out, &n));
    }
}

TEST(base64_longer_than_its_room_is_refused)
{
    char out[3];
    size_t n;
    assert_true(kb_unbase64("Zm9v", out, 3, &n));
    assert_false(kb_unbase64("Zm9vYg", out, 3, &n));
}

TEST(base64_of_any_bytes_survives)
{
    uint64_t seed = 2;
    for (size_t size = 0; size < 100; size++) {
        unsigned char in[100], back[100];
        char text[137];
        size_t n;
        for (size_t k = 0; k < size; k++) in[k] = (unsigned char)kt_next(&seed);
        kb_base64(text, in, size);
        assert_true(kb_unbase64(text, back, sizeof back, &n));
        assert_int_equal(n, size);
        assert_memory_equal(back, in, size);
    }
}

TEST(a_number_is_read_whole_or_not_at_all)
{
    static const struct {
        const char *text;
        int64_t min, max;
        bool ok;
        int64_t value;
    } rows[] = {
        { "0", 0, 9, true, 0 },
        { "9", 0, 9, true, 9 },
        { "10", 0, 9, false, 0 },
        { "-1", 0, 9, false, 0 },
        { "-0", 0, 9, true, 0 },
        { "007", 0, 9, true, 7 },
        { "9223372036854775807", INT64_MIN, INT64_MAX, true, INT64_MAX },
        { "9223372036854775808", INT64_MIN, INT64_MAX, false, 0 },
        { "-9223372036854775808", INT64_MIN, INT64_MAX, true, INT64_MIN },
        { "-9223372036854775809", INT64_MIN, INT64_MAX, false, 0 },
        { "99999999999999999999999999", INT64_MIN, INT64_MAX, false, 0 },
        { "", 0, 9, false, 0 },
        { "-", -9, 9, false, 0 },
        { "--1", -9, 9, false, 0 },
        { "+1", 0, 9, false, 0 },
        { " 1", 0, 9, false, 0 },
        { "1 ", 0, 9, false, 0 },
        { "1.0", 0, 9, false, 0 },
        { "1e0", 0, 9, false, 0 },
        { "0x1", 0, 9, false, 0 },
        { "１", 0, 9, false, 0 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t value = 77;
        kt_row("\"%s\"", rows[i].text);
        assert_int_equal(kb_parse_int(rows[i].text, rows[i].min, rows[i].max, &value), rows[i].ok);
        assert_int_equal(value, rows[i].ok ? rows[i].value : 77);
    }
}

static const struct {
    const char *bytes;
    size_t n;
    bool valid;
} utf8_rows[] = {
    { "", 0, true },
    { "ascii", 5, true },
    { "\x7f", 1, true },
    { "\x00", 1, false },
    { "a\x00", 2, false },
    { "\xc2\x80", 2, true },              /* U+0080, the smallest of two bytes */
    { "\xdf\xbf", 2, true },              /* U+07FF */
    { "\xe0\xa0\x80", 3, true },          /* U+0800 */
    { "\xed\x9f\xbf", 3, true },          /* U+D7FF, the last before the surrogates */
    { "\xee\x80\x80", 3, true },          /* U+E000, the first after them */
    { "\xef\xbf\xbf", 3, true },          /* U+FFFF */
    { "\xf0\x90\x80\x80", 4, true },      /* U+10000 */
    { "\xf4\x8f\xbf\xbf", 4, true },      /* U+10FFFF, the last */
    { "\xf4\x90\x80\x80", 4, false },     /* U+110000 */
    { "\xf5\x80\x80\x80", 4, false },
    { "\xff", 1, false },
    { "\x80", 1, false },                 /* a tail without a head */
    { "\xc0\x80", 2, false },             /* overlong NUL */
    { "\xc1\xbf", 2, false },             /* overlong */
    { "\xe0\x9f\xbf", 3, false },         /* overlong */
    { "\xf0\x8f\xbf\xbf", 4, false },     /* overlong */
    { "\xed\xa0\x80", 3, false },         /* U+D800, a surrogate */
    { "\xed\xbf\xbf", 3, false },         /* U+DFFF */
    { "\xc2", 1, false },                 /* cut */
    { "\xe5\xaf", 2, false },
    { "\xf0\x9f\x94", 3, false },
    { "\xc2\x41", 2, false },             /* a head without its tail */
    { "\xe5\xaf\x41", 3, false },
    { "\xf0\x9f\x94\xc2", 4, false },
    { "\xe5\xaf\x86\xe9\x92\xa5", 6, true },
    { "\xe5\xaf\x86\xe9\x92", 5, false },
};

TEST(utf8_is_what_rfc_3629_says_and_has_no_nul)
{
    for (size_t i = 0; i < COUNT(utf8_rows); i++) {
        kt_row("row %zu", i);
        /* a copy of exactly n bytes, so that reading behind the end is seen */
        char *exact = malloc(utf8_rows[i].n + 1);
        assert_non_null(exact);
        exact = realloc(exact, utf8_rows[i].n ? utf8_rows[i].n : 1);
        memcpy(exact, utf8_rows[i].bytes, utf8_rows[i].n);
        bool valid = kb_utf8_valid(exact, utf8_rows[i].n);
        free(exact);
        assert_int_equal(valid, utf8_rows[i].valid);
    }
}

TEST(utf8_agrees_with_jansson_on_random_bytes)
{
    uint64_t seed = 3;
    int valid = 0;
    for (int i = 0; i < 20000; i++) {
        static const unsigned char likely[] = { 0xc2, 0xe0, 0xe5, 0xed, 0xf0, 0xf4, 0x80,
                                                0x9f, 0xa0, 0xbf, 0x8f, 0x90, 'a' };
        char s[5] = "";
        size_t n = kt_next(&seed) % 5;
        for (size_t k = 0; k < n; k++) s[k] = (char)likely[kt_next(&seed) % sizeof likely];
        json_t *j = json_stringn(s, n);
        kt_row("sample %d", i);
        valid += j != NULL;
        assert_int_equal(kb_utf8_valid(s, n), j != NULL);
        json_decref(j);
    }
    assert_in_range(valid, 1000, 19000);
}

TEST(cleaning_leaves_valid_text_alone_and_makes_the_rest_valid)
{
    for (size_t i = 0; i < COUNT(utf8_rows); i++) {
        char s[16] = "";
        memcpy(s, utf8_rows[i].bytes, utf8_rows[i].n);
        kb_utf8_clean(s);
        kt_row("row %zu", i);
        assert_true(kb_utf8_valid(s, strlen(s)));
        if (utf8_rows[i].valid) assert_memory_equal(s, utf8_rows[i].bytes, utf8_rows[i].n);
    }
}
