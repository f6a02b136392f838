/* Fields: a struct out of JSON and back, and every way a value can be wrong, by the field's
 * name. */
#include "field_priv.h"
#include "kt.h"

#include <string.h>

static const struct kb_id_key key = { "fields of a test" };

/* The smallest input that is right; rows below replace or remove one field of it. */
#define LINE "{\"sku\":\"a\",\"qty\":1}"
static const char least[] = "{\"name\":\"ab\",\"state\":\"paid\",\"password\":\"12345678\","
                            "\"paid_fen\":1,\"offset_ms\":0,\"urgent\":true,"
                            "\"lines\":[{\"sku\":\"a\",\"qty\":1}],\"note\":{\"text\":\"\"}}";

static json_t *parsed(const char *text)
{
    struct kb_error err;
    json_t *json = NULL;
    assert_ok(kb_json_parse(text, strlen(text), 100000, &json, &err));
    return json;
}

static json_t *least_input(void)
{
    char text[KB_ID_TEXT_MAX];
    json_t *json = parsed(least);
    kb_id_text(&key, "ord", 7, text);
    json_object_set_new(json, "id", json_string(text));
    kb_id_text(&key, "org", 9, text);
    json_object_set_new(json, "org_id", json_string(text));
    return json;
}

/* Read the least input with one field set to a JSON text, or removed when value is NULL. */
static enum kb_code read_with(const char *field, const char *value, struct kb_arena *a,
                              struct all *out, struct kb_error *err)
{
    AUTO_JSON json = least_input();
    if (value)
        json_object_set_new(json, field, parsed(value));
    else
        json_object_del(json, field);
    return kb_read(&all_shape, json, &key, out, a, err);
}

TEST(the_least_input_leaves_everything_else_absent)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    AUTO_JSON json = least_input();
    struct kb_error err;
    struct all all;
    memset(&all, 0xa5, sizeof all);
    assert_ok(kb_read(&all_shape, json, &key, &all, &a, &err));
    assert_int_equal(all.id, 7);
    assert_int_equal(all.org_id, 9);
    assert_int_equal(all.seller_id, 0);
    assert_string_equal(all.name, "ab");
    assert_string_equal(all.mood, "");
    assert_string_equal(all.free, "");
    assert_string_equal(all.config, "{}");
    assert_int_equal(all.rate_bp, 0);
    assert_true(all.urgent);
    assert_false(all.silent);
    assert_int_equal(all.lines.n, 1);
    assert_int_equal(all.parts.n, 0);
    assert_null(all.parts.at);
    assert_non_null(all.note);
    assert_string_equal(((struct note *)all.note)->text, "");
    assert_null(all.extra);
}

TEST(what_is_read_outlives_the_json_it_came_from)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kb_error err;
    struct all all;
    assert_ok(read_with("lines", "[{\"sku\":\"one\",\"qty\":1},{\"sku\":\"two\",\"qty\":2}]", &a,
                        &all, &err));
    const struct line *lines = all.lines.at;
    assert_int_equal(all.lines.n, 2);
    assert_string_equal(lines[0].sku, "one");
    assert_string_equal(lines[1].sku, "two");
    assert_int_equal(lines[1].qty, 2);
}

static const struct {
    const char *field, *value; /* NULL: the field is left out */
    const char *named;         /* the path the error names */
    const char *reason;
} bad_rows[] = {
    { "name", NULL, "name", "request.missing" },
    { "id", NULL, "id", "request.missing" },
    { "lines", NULL, "lines", "request.missing" },
    { "note", NULL, "note", "request.missing" },
    { "urgent", NULL, "urgent", "request.missing" },
    { "paid_fen", NULL, "paid_fen", "request.missing" },
    { "nmae", "1", "nmae", "request.unknown_field" },
    { "Name", "\"ab\"", "Name", "request.unknown_field" },
    { "", "1", "", "request.unknown_field" },
    { "password_hash", "\"x\"", "password_hash", "request.unknown_field" },
    { "name", "1", "name", "request.field" },
    { "name", "null", "name", "request.field" },
    { "name", "[\"ab\"]", "name", "request.field" },
    { "name", "\"\"", "name", "request.field" },
    { "name", "\"a\"", "name", "request.field" },
    { "name", "\"1234567890123\"", "name", "request.field" },
    { "name", "\"密密密密密\"", "name", "request.field" }, /* 5 characters, 15 bytes */
    { "state", "\"\"", "state", "request.field" },
    { "state", "\"Paid\"", "state", "request.field" },
    { "mood", "\"sad\"", "mood", "request.field" },
    { "mood", "\"s\"", "mood", "request.field" },
    { "password", "\"1234567\"", "password", "request.field" },
    { "free", "null", "free", "request.field" },
    { "paid_fen", "0", "paid_fen", "request.field" },
    { "paid_fen", "101", "paid_fen", "request.field" },
    { "paid_fen", "-1", "paid_fen", "request.field" },
    { "paid_fen", "1.0", "paid_fen", "request.field" },
    { "paid_fen", "1e1", "paid_fen", "request.field" },
    { "paid_fen", "\"1\"", "paid_fen", "request.field" },
    { "paid_fen", "true", "paid_fen", "request.field" },
    { "offset_ms", "1.0", "offset_ms", "request.field" }, /* where 0 would do */
    { "offset_ms", "\"1\"", "offset_ms", "request.field" },
    { "rate_bp", "1.5", "rate_bp", "request.field" },
    { "offset_ms", "-6", "offset_ms", "request.field" },
    { "offset_ms", "6", "offset_ms", "request.field" },
    { "rate_bp", "-1", "rate_bp", "request.field" },
    { "urgent", "1", "urgent", "request.field" },
    { "urgent", "null", "urgent", "request.field" },
    { "urgent", "\"true\"", "urgent", "request.field" },
    { "silent", "0", "silent", "request.field" },
    { "id", "7", "id", "request.field" },
    { "id", "\"\"", "id", "request.field" },
    { "id", "\"ord_\"", "id", "request.field" },
    { "id", "\"usr_0000000000000\"", "id", "request.field" },
    { "id", "\"ord_000000000000\"", "id", "request.field" },
    { "id", "null", "id", "request.field" },
    { "seller_id", "\"x\"", "seller_id", "request.field" },
    { "seller_id", "0", "seller_id", "request.field" },
    { "lines", "{}", "lines", "request.field" },
    { "lines", "[]", "lines", "request.field" },
    { "lines", "[1]", "lines[0]", "request.field" },
    { "lines", "[null]", "lines[0]", "request.field" },
    { "lines", "[" LINE ",{\"sku\":\"a\",\"qty\":0}]", "lines[1].qty", "request.field" },
    { "lines", "[" LINE ",{\"sku\":\"a\"}]", "lines[1].qty", "request.missing" },
    { "lines", "[{\"sku\":\"a\",\"qty\":1,\"x\":1}]", "lines[0].x", "request.unknown_field" },
    { "lines", "[" LINE "," LINE "," LINE "," LINE "]", "lines", "request.field" },
    { "note", "null", "note", "request.field" },
    { "note", "[]", "note", "request.field" },
    { "note", "{\"text\":1}", "note.text", "request.field" },
    { "note", "{\"text\":\"\",\"lines\":[" LINE ",{\"sku\":\"\",\"qty\":1}]}", "note.lines[1].sku",
      "request.field" },
    { "extra", "1", "extra", "request.field" },
    { "extra", "{\"text\":\"\",\"y\":1}", "extra.y", "request.unknown_field" },
    { "config", "\"12345678901234567890123456789012345678901\"", "config", "request.field" },
};

TEST(every_wrong_value_is_refused_by_the_name_of_its_field)
{
    for (size_t i = 0; i < COUNT(bad_rows); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        struct kb_error err;
        struct all all;
        const char *value = bad_rows[i].value;
        kt_row("%s = %s", bad_rows[i].field, value ? value : "(left out)");
        assert_refused(read_with(bad_rows[i].field, value, &a, &all, &err), KB_INVALID,
                       bad_rows[i].reason);
        assert_string_equal(err.field, bad_rows[i].named);
        assert_memory_equal(err.text, bad_rows[i].named, strlen(bad_rows[i].named));
    }
}

TEST(values_at_their_limits_are_read)
{
    static const char *const rows[][2] = {
        { "name", "\"ab\"" },       { "name", "\"123456789012\"" }, { "name", "\"密密密密\"" },
        { "state", "\"placed\"" },  { "mood", "\"\"" },             { "mood", "\"paid\"" },
        { "free", "\"\"" },         { "paid_fen", "1" },            { "paid_fen", "100" },
        { "offset_ms", "-5" },      { "offset_ms", "5" },           { "rate_bp", "0" },
        { "rate_bp", "1" },         { "rate_bp", "9223372036854775807" },
        { "seller_id", "\"\"" },    { "parts", "[]" },              { "extra", "null" },
        { "config", "null" },       { "config", "[1,\"x\"]" },      { "config", "0.5" },
        { "config", "\"12345678901234567890123456789012345678\"" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        struct kb_error err;
        struct all all;
        kt_row("%s = %s", rows[i][0], rows[i][1]);
        assert_ok(read_with(rows[i][0], rows[i][1], &a, &all, &err));
    }
}

TEST(only_an_object_fills_a_struct)
{
    static const char *const rows[] = { "[]", "1", "null", "\"x\"", "true" };
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        AUTO_JSON json = parsed(rows[i]);
        struct kb_error err;
        struct all all;
        kt_row("%s", rows[i]);
        assert_refused(kb_read(&all_shape, json, &key, &all, &a, &err), KB_INVALID, "request.body");
    }
}

TEST(a_string_with_a_nul_or_bad_utf8_is_refused_however_it_got_into_the_json)
{
    static const struct {
        const char *s;
        size_t n;
    } rows[] = { { "ab\0c", 4 }, { "ab\xff", 3 }, { "\xed\xa0\x80", 3 } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        AUTO_JSON json = least_input();
        struct kb_error err;
        struct all all;
        json_object_set_new(json, "name", json_stringn_nocheck(rows[i].s, rows[i].n));
        kt_row("row %zu", i);
        assert_refused(kb_read(&all_shape, json, &key, &all, &a, &err), KB_INVALID,
                       "request.field");
        assert_string_equal(err.field, "name");
    }
}

TEST(an_id_of_another_type_or_another_system_is_refused)
{
    static const struct kb_id_key foreign = { "a foreign system" };
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    AUTO_JSON json = least_input();
    char text[KB_ID_TEXT_MAX];
    struct kb_error err;
    struct all all;
    kb_id_text(&key, "usr", 7, text);
    json_object_set_new(json, "id", json_string(text));
    assert_refused(kb_read(&all_shape, json, &key, &all, &a, &err), KB_INVALID, "request.field");
    assert_string_equal(err.field, "id");
    kb_id_text(&key, "ord", 7, text);
    json_object_set_new(json, "id", json_stringn_nocheck(text, strlen(text) + 1));
    assert_refused(kb_read(&all_shape, json, &key, &all, &a, &err), KB_INVALID, "request.field");
    kb_id_text(&foreign, "ord", 7, text);
    json_object_set_new(json, "id", json_string(text));
    if (kb_read(&all_shape, json, &key, &all, &a, &err) == KB_OK) assert_int_not_equal(all.id, 7);
}

TEST(a_long_list_of_errors_in_depth_still_fits_its_field_name)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    AUTO_JSON json = least_input();
    struct kb_error err;
    struct all all;
    char name[300];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    json_object_set_new(json, name, json_null());
    assert_refused(kb_read(&all_shape, json, &key, &all, &a, &err), KB_INVALID,
                   "request.unknown_field");
    assert_int_equal(strlen(err.field), sizeof err.field - 1);
}

static json_t *array_of(size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, json_pack("{s:s,s:i}", "sku", "a", "qty", 1));
    return list;
}

TEST(a_list_without_a_maximum_is_bounded_all_the_same)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    AUTO_JSON json = least_input();
    struct kb_error err;
    struct all all;
    json_object_set_new(json, "parts", array_of(1000));
    assert_ok(kb_read(&all_shape, json, &key, &all, &a, &err));
    assert_int_equal(all.parts.n, 1000);
    json_object_set_new(json, "parts", array_of(1001));
    assert_refused(kb_read(&all_shape, json, &key, &all, &a, &err), KB_INVALID, "request.field");
    assert_string_equal(err.field, "parts");
}

struct loose {
    const char *config;
    int64_t n;
};
static const struct kb_field loose_fields[] = { JSON(loose, config), INT(loose, n), { 0 } };
static SHAPE(loose);

TEST(free_json_without_a_maximum_is_bounded_all_the_same)
{
    static const struct {
        int bytes;
        enum kb_code code;
    } rows[] = { { 16384, KB_OK }, { 16385, KB_INVALID } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        AUTO_JSON json = json_pack("{s:o,s:I}", "config",
                                   json_string(kb_printf(&a, "%0*d", rows[i].bytes - 2, 0)), "n",
                                   (json_int_t)INT64_MIN);
        struct kb_error err;
        struct loose loose;
        assert_int_equal(kb_read(&loose_shape, json, NULL, &loose, &a, &err), rows[i].code);
        if (rows[i].code == KB_OK) assert_int_equal(strlen(loose.config), rows[i].bytes);
        if (rows[i].code == KB_OK) assert_int_equal(loose.n, INT64_MIN);
    }
}

static struct all full(struct kb_arena *a)
{
    struct line *lines = kb_alloc(a, 2 * sizeof *lines);
    struct note *note = KB_NEW(a, struct note);
    lines[0] = (struct line){ "cpu", 1 };
    lines[1] = (struct line){ "内存", 1000 };
    *note = (struct note){ "\"quoted\"\n", { lines, 2 } };
    return (struct all){ .id = INT64_MAX, .org_id = 1, .seller_id = 2, .name = "名字",
                         .state = "paid", .mood = "placed", .password = "correct horse",
                         .free = "\x01 free", .config = "{\"a\":[1,2.5,null]}", .paid_fen = 100,
                         .offset_ms = -5, .rate_bp = 10000, .urgent = true, .silent = true,
                         .lines = { lines, 1 }, .parts = { lines, 2 }, .note = note,
                         .extra = note };
}

/* Out with secrets and in again must give the same text; with ids as text and as numbers. */
TEST(a_struct_survives_the_way_out_and_in)
{
    const struct kb_id_key *const keys[] = { &key, NULL };
    for (size_t i = 0; i < COUNT(keys); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        struct all before = full(&a), after;
        struct kb_error err;
        AUTO_JSON out = kb_write_secret(&all_shape, &before, keys[i]);
        assert_ok(kb_read(&all_shape, out, keys[i], &after, &a, &err));
        AUTO_JSON again = kb_write_secret(&all_shape, &after, keys[i]);
        assert_string_equal(kb_json_text(again, &a), kb_json_text(out, &a));
        assert_true(json_equal(again, out));
        assert_int_equal(after.id, INT64_MAX);
        assert_string_equal(after.password, "correct horse");
        assert_string_equal(after.config, "{\"a\":[1,2.5,null]}");
    }
}

TEST(what_was_absent_comes_back_absent)
{
    const struct kb_id_key *const keys[] = { &key, NULL };
    for (size_t i = 0; i < COUNT(keys); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        struct all before, after;
        struct kb_error err;
        assert_ok(read_with("free", "\"\"", &a, &before, &err));
        AUTO_JSON out = kb_write_secret(&all_shape, &before, keys[i]);
        kt_row("%s", kb_json_text(out, &a));
        assert_ok(kb_read(&all_shape, out, keys[i], &after, &a, &err));
        assert_int_equal(after.seller_id, 0);
        assert_string_equal(after.mood, "");
        assert_string_equal(after.config, "{}");
        assert_int_equal(after.rate_bp, 0);
        assert_null(after.extra);
    }
}

TEST(secrets_are_read_but_never_written)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct all all = full(&a);
    AUTO_JSON json = kb_write(&all_shape, &all, &key);
    assert_null(json_object_get(json, "password"));
    assert_null(strstr(kb_json_text(json, &a), "correct horse"));
    assert_null(strstr(kb_write_text(&all_shape, &all, &a), "correct horse"));
    AUTO_JSON with = kb_write_secret(&all_shape, &all, &key);
    assert_string_equal(json_string_value(json_object_get(with, "password")), "correct horse");
}

TEST(ids_are_written_as_text_for_others_and_as_numbers_for_ourselves)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct all all = full(&a);
    all.seller_id = 0;
    AUTO_JSON outside = kb_write(&all_shape, &all, &key);
    AUTO_JSON inside = kb_write(&all_shape, &all, NULL);
    assert_memory_equal(json_string_value(json_object_get(outside, "id")), "ord_", 4);
    assert_string_equal(json_string_value(json_object_get(outside, "seller_id")), "");
    assert_int_equal(json_integer_value(json_object_get(inside, "id")), INT64_MAX);
    assert_int_equal(json_integer_value(json_object_get(inside, "seller_id")), 0);
}

TEST(numbered_ids_must_be_positive_integers)
{
    static const struct {
        const char *field, *value;
        bool ok;
    } rows[] = {
        { "id", "1", true },       { "id", "0", false },        { "id", "-1", false },
        { "id", "\"1\"", false },  { "id", "1.0", false },      { "seller_id", "0", true },
        { "seller_id", "-1", false },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        AUTO_JSON json = parsed(least);
        struct kb_error err;
        struct all all;
        json_object_set_new(json, "id", json_integer(7));
        json_object_set_new(json, "org_id", json_integer(9));
        json_object_set_new(json, rows[i].field, parsed(rows[i].value));
        kt_row("%s = %s", rows[i].field, rows[i].value);
        assert_int_equal(kb_read(&all_shape, json, NULL, &all, &a, &err) == KB_OK, rows[i].ok);
    }
}

TEST(foreign_bytes_and_broken_json_in_a_struct_do_not_break_the_answer)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct all all = full(&a);
    all.name = "bad \xff";
    all.free = NULL;
    all.config = "{ not json";
    AUTO_JSON json = kb_write(&all_shape, &all, &key);
    assert_string_equal(json_string_value(json_object_get(json, "name")), "bad ?");
    assert_string_equal(json_string_value(json_object_get(json, "free")), "");
    assert_int_equal(json_object_size(json_object_get(json, "config")), 0);
    assert_true(json_is_object(json_object_get(json, "config")));
}

TEST(a_field_is_found_by_its_name)
{
    assert_ptr_equal(kb_field_find(&all_shape, "state"), &all_fields[4]);
    assert_null(kb_field_find(&all_shape, "State"));
    assert_null(kb_field_find(&all_shape, ""));
}
