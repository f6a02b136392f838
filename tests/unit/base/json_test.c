/* JSON text from outside: what is refused before and while it is parsed. */
#include "base/field.h"
#include "kt.h"

#include <stdlib.h>
#include <string.h>

#define MAX 200000

static const char rich[] =
    "{\"a\": [1, -2.5e3, true, null, {\"b\\\"\\u5bc6\": \"密 x\"}], \"c\": {}, "
    "\"d\": [[], [0]], \"e\": \"\\\\\"}";

static enum kb_code parse(const char *text, size_t n, struct kb_error *err)
{
    AUTO_JSON json = NULL;
    enum kb_code code = kb_json_parse(text, n, MAX, &json, err);
    assert_int_equal(json != NULL, code == KB_OK);
    return code;
}

TEST(well_formed_json_is_parsed_and_printed_compact)
{
    struct kb_error err;
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    AUTO_JSON json = NULL;
    assert_ok(kb_json_parse(rich, strlen(rich), MAX, &json, &err));
    assert_string_equal(kb_json_text(json, &a),
                        "{\"a\":[1,-2500.0,true,null,{\"b\\\"密\":\"密 x\"}],\"c\":{},"
                        "\"d\":[[],[0]],\"e\":\"\\\\\"}");
}

TEST(every_truncation_of_valid_json_is_refused)
{
    struct kb_error err;
    for (size_t n = 0; n < strlen(rich); n++) {
        char *exact = malloc(n ? n : 1); /* exact, so that reading behind the end is seen */
        assert_non_null(exact);
        memcpy(exact, rich, n);
        enum kb_code code = parse(exact, n, &err);
        free(exact);
        kt_row("%zu bytes", n);
        assert_refused(code, KB_INVALID, "request.body");
    }
    assert_ok(parse(rich, strlen(rich), &err));
}

TEST(what_is_not_json_is_refused)
{
    static const struct {
        const char *text;
        size_t n;
    } rows[] = {
        { "", 0 },
        { " ", 1 },
        { "{}x", 3 },
        { "{} {}", 5 },
        { "{\"a\":1,}", 8 },
        { "[1,]", 4 },
        { "{'a':1}", 7 },
        { "{a:1}", 5 },
        { "[01]", 4 },
        { "[+1]", 4 },
        { "[.5]", 4 },
        { "[NaN]", 5 },
        { "[Infinity]", 10 },
        { "[1e999]", 7 },
        { "[9223372036854775808]", 21 },
        { "[\"\t\"]", 5 },
        { "[\"\\u0000\"]", 10 },
        { "[\"\\ud800\"]", 10 },
        { "[\"\\x\"]", 6 },
        { "[\"\xff\"]", 5 },
        { "[\"\xed\xa0\x80\"]", 7 },
        { "{\"a\":1,\"a\":2}", 13 },
        { "{\"x\":{\"a\":1,\"\\u0061\":2}}", 25 },
        { "\xef\xbb\xbf{}", 5 },
        { "{}\0", 3 },
        { "/**/{}", 6 },
        { "]", 1 },
        { "[}", 2 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct kb_error err;
        kt_row("row %zu: %s", i, rows[i].text);
        assert_refused(parse(rows[i].text, rows[i].n, &err), KB_INVALID, "request.body");
    }
}

TEST(json_longer_than_allowed_is_refused_unread)
{
    struct kb_error err;
    AUTO_JSON json = NULL;
    assert_ok(kb_json_parse("[12]", 4, 4, &json, &err));
    kb_json_unref(&json);
    assert_refused(kb_json_parse("[12]", 4, 3, &json, &err), KB_INVALID, "request.too_large");
    assert_null(json);
}

static char *nested(size_t depth, char open, char close)
{
    char *s = calloc(1, 2 * depth + 1);
    assert_non_null(s);
    memset(s, open, depth);
    memset(s + depth, close, depth);
    return s;
}

TEST(nesting_is_allowed_to_the_limit_and_no_deeper)
{
    struct kb_error err;
    char *fits = nested(KB_JSON_DEPTH_MAX, '[', ']'),
         *deep = nested(KB_JSON_DEPTH_MAX + 1, '[', ']');
    enum kb_code fits_code = parse(fits, strlen(fits), &err);
    enum kb_code deep_code = parse(deep, strlen(deep), &err);
    free(fits);
    free(deep);
    assert_int_equal(fits_code, KB_OK);
    assert_refused(deep_code, KB_INVALID, "request.body");
}

TEST(a_hundred_thousand_open_brackets_cost_nothing)
{
    struct kb_error err;
    char *hostile = nested(100000, '[', '[');
    enum kb_code code = parse(hostile, 100000, &err);
    free(hostile);
    assert_refused(code, KB_INVALID, "request.body");
    assert_non_null(strstr(err.text, "deeper"));
}

TEST(brackets_and_commas_inside_strings_do_not_count)
{
    struct kb_error err;
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    char *quoted = kb_alloc(&a, 40001);
    for (size_t i = 0; i < 40000; i += 4) memcpy(quoted + i, "[\\\",", 4);
    char *text = kb_printf(&a, "[\"%s\"]", quoted);
    assert_ok(parse(text, strlen(text), &err));
}

/* An array of count times the item. */
static enum kb_code parse_items(size_t count, const char *item, struct kb_error *err)
{
    size_t step = strlen(item) + 1;
    char *s = malloc(count * step + 3);
    assert_non_null(s);
    s[0] = '[';
    for (size_t i = 0; i < count; i++) {
        memcpy(s + 1 + i * step, item, step - 1);
        s[(i + 1) * step] = ',';
    }
    memcpy(s + count * step, "]", 2);
    enum kb_code code = parse(s, count * step + 1, err);
    free(s);
    return code;
}

TEST(values_are_counted_exactly)
{
    static const struct {
        const char *item;
        size_t nodes;
    } rows[] = { { "0", 1 },     { "[]", 1 },          { "{}", 1 }, { "[ ]", 1 }, { "[0]", 2 },
                 { "[[]]", 2 }, { "{\"a\":0}", 2 }, { "[0,0,0]", 4 } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct kb_error err;
        size_t fits = (KB_JSON_NODES_MAX - 1) / rows[i].nodes;
        kt_row("%s", rows[i].item);
        assert_ok(parse_items(fits, rows[i].item, &err));
        assert_refused(parse_items(fits + 1, rows[i].item, &err), KB_INVALID, "request.too_large");
    }
}

TEST(random_damage_to_json_is_never_worse_than_a_refusal)
{
    uint64_t seed = 7;
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
        char text[sizeof rich];
        struct kb_error err;
        memcpy(text, rich, sizeof rich);
        for (uint64_t k = kt_next(&seed) % 3 + 1; k > 0; k--)
            text[kt_next(&seed) % (sizeof rich - 1)] = (char)kt_next(&seed);
        refused += parse(text, sizeof rich - 1, &err) != KB_OK;
    }
    assert_true(refused > 1000);
}
