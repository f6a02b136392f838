/* Statements: what is bound, what comes back, and every way a query and a struct can disagree. */
#include "shelf.h"

#include "store/statement_priv.h"

#include <stdio.h>
#include <string.h>

TEST(a_struct_is_stored_and_read_back)
{
    struct kb_error err;
    struct item out;
    AUTO(shelf_close) struct db *db = shelf_open(":memory:");
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct item in = {
        .id = INT64_MAX, .name = "锤子 'x' \"y\"", .qty = 1000, .note = "n", .done = true
    };
    assert_ok(db_put(db, &q_item_add, &item_shape, &in, &err));
    assert_ok(db_one(db, &a, &q_item_find, ARGS(ARG_INT(id, INT64_MAX)), &item_shape, &out, &err));
    assert_int_equal(out.id, INT64_MAX);
    assert_string_equal(out.name, in.name);
    assert_int_equal(out.qty, 1000);
    assert_string_equal(out.note, "n");
    assert_true(out.done);
}

TEST(a_missing_text_is_empty_and_a_null_never_reaches_a_handler)
{
    static const struct db_query q_null = {
        "null", "SELECT 1 AS id, NULL AS name, NULL AS qty, NULL AS note, NULL AS done"
    };
    struct kb_error err;
    struct item out;
    AUTO(shelf_close) struct db *db = shelf_open(":memory:");
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct item in = { .id = 1, .name = NULL, .qty = 1, .note = NULL };
    assert_ok(db_put(db, &q_item_add, &item_shape, &in, &err));
    assert_ok(db_one(db, &a, &q_item_find, ARGS(ARG_INT(id, 1)), &item_shape, &out, &err));
    assert_string_equal(out.name, "");
    assert_string_equal(out.note, "");
    assert_ok(db_one(db, &a, &q_null, NO_ARGS, &item_shape, &out, &err));
    assert_string_equal(out.name, "");
    assert_int_equal(out.qty, 0);
    assert_ok(db_one(db, &a, &q_items, NO_ARGS, &item_shape, &out, &err));
    assert_string_equal(out.note, ""); /* a field that no column fills */
}

TEST(a_query_and_its_parameters_must_agree)
{
    static const struct db_query q_strange = { "strange", "SELECT :nobody AS id" };
    static const struct db_query q_column = { "column", "SELECT 1 AS weight" };
    static const struct db_query q_broken = { "broken", "SELEKT 1" };
    static const struct db_query q_unnamed = { "unnamed", "SELECT ? AS id" };
    struct kb_error err;
    struct item out = { 0 };
    int64_t n;
    AUTO(shelf_close) struct db *db = shelf_open(":memory:");
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    assert_refused(db_int(db, &q_item_find, NO_ARGS, &n, &err), KB_INTERNAL, "store.parameter");
    assert_refused(db_int(db, &q_item_find, ARGS(ARG_INT(ident, 1)), &n, &err), KB_INTERNAL,
                   "store.parameter");
    assert_refused(db_int(db, &q_unnamed, ARGS(ARG_INT(id, 1)), &n, &err), KB_INTERNAL,
                   "store.parameter");
    assert_refused(db_put(db, &q_strange, &item_shape, &out, &err), KB_INTERNAL, "store.parameter");
    assert_refused(db_one(db, &a, &q_column, NO_ARGS, &item_shape, &out, &err), KB_INTERNAL,
                   "store.column");
    assert_refused(db_run(db, &q_broken, NO_ARGS, &err), KB_INTERNAL, "store.failed");
    assert_refused(db_run(db, &q_broken, NO_ARGS, &err), KB_INTERNAL, "store.failed");
    assert_ok(shelf_add(db, 1, "still usable", &err));
}

TEST(a_statement_serves_again_after_every_ending)
{
    struct kb_error err;
    struct item out;
    AUTO(shelf_close) struct db *db = shelf_open(":memory:");
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    for (int i = 0; i < 3; i++) {
        kt_row("round %d", i);
        assert_refused(db_one(db, &a, &q_item_find, ARGS(ARG_INT(id, 9)), &item_shape, &out, &err),
                       KB_NOT_FOUND, "store.not_found");
        assert_ok(shelf_add(db, i + 1, (const char *[]){ "a", "b", "c" }[i], &err));
        assert_refused(shelf_add(db, 99, "a", &err), KB_CONFLICT, "store.constraint");
        assert_ok(db_one(db, &a, &q_items, NO_ARGS, &item_shape, &out, &err)); /* one of several */
        assert_string_equal(out.name, "a");
    }
    assert_int_equal(shelf_count(db), 3);
}

TEST(a_query_is_prepared_once_a_connection)
{
    struct kb_error err;
    AUTO(shelf_close) struct db *db = shelf_open(":memory:");
    assert_ok(shelf_add(db, 1, "x", &err));
    (void)shelf_count(db);
    size_t used = db->used;
    for (int i = 2; i < 50; i++) {
        char name[8] = { 'a', (char)('0' + i), 0 };
        assert_ok(shelf_add(db, i, name, &err));
        assert_int_equal(shelf_count(db), i);
    }
    assert_int_equal(db->used, used);
}

TEST(as_many_queries_as_the_program_has_find_their_own_statement)
{
    static struct db_query many[1400];
    static char texts[1400][32];
    struct kb_error err;
    AUTO(shelf_close) struct db *db = shelf_open(":memory:");
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < COUNT(many); i++) {
            int64_t n = -1;
            snprintf(texts[i], sizeof texts[i], "SELECT %zu", i);
            many[i] = (struct db_query){ "many", texts[i] };
            kt_row("query %zu", i);
            assert_ok(db_int(db, &many[i], NO_ARGS, &n, &err));
            assert_int_equal(n, i);
        }
}

TEST(one_query_may_serve_two_structs)
{
    struct small {
        int64_t id;
        const char *name;
    };
    static const struct kb_field small_fields[] = { INT(small, id),
                                                    STR(small, name),
                                                    { .name = NULL } };
    static const struct kb_shape small_shape = { "small", sizeof(struct small), small_fields };
    struct kb_error err;
    struct small s;
    struct item out;
    AUTO(shelf_close) struct db *db = shelf_open(":memory:");
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    assert_ok(shelf_add(db, 4, "four", &err));
    for (int i = 0; i < 2; i++) {
        assert_ok(db_one(db, &a, &q_items, NO_ARGS, &small_shape, &s, &err));
        assert_string_equal(s.name, "four");
        assert_ok(db_one(db, &a, &q_items, NO_ARGS, &item_shape, &out, &err));
        assert_string_equal(out.name, "four");
    }
}

TEST(a_list_ends_at_its_bound)
{
    struct kb_error err;
    struct kb_list list;
    AUTO(shelf_close) struct db *db = shelf_open(":memory:");
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    assert_ok(db_list(db, &a, &q_items, NO_ARGS, &item_shape, 5, &list, &err));
    assert_int_equal(list.n, 0);
    for (int64_t i = 1; i <= 40; i++)
        assert_ok(shelf_add(db, i, kb_printf(&a, "item %lld", (long long)i), &err));
    assert_ok(db_list(db, &a, &q_items, NO_ARGS, &item_shape, 40, &list, &err));
    assert_int_equal(list.n, 40);
    assert_string_equal(((struct item *)list.at)[39].name, "item 40");
    assert_refused(db_list(db, &a, &q_items, NO_ARGS, &item_shape, 39, &list, &err), KB_INTERNAL,
                   "store.too_many");
}

TEST(run_one_wants_exactly_one_row)
{
    struct kb_error err;
    AUTO(shelf_close) struct db *db = shelf_open(":memory:");
    assert_ok(shelf_add(db, 1, "nail", &err));
    assert_ok(db_run_one(db, &q_item_take, ARGS(ARG_STR(name, "nail"), ARG_INT(n, 5)), &err));
    assert_refused(db_run_one(db, &q_item_take, ARGS(ARG_STR(name, "nail"), ARG_INT(n, 5)), &err),
                   KB_NOT_FOUND, "store.not_found");
    static const struct db_query q_all = { "all", "UPDATE item SET done = 0" };
    assert_ok(shelf_add(db, 2, "screw", &err));
    assert_refused(db_run_one(db, &q_all, NO_ARGS, &err), KB_NOT_FOUND, "store.not_found");
}

struct sum {
    int64_t total, stop_at;
    const char *seen;
};
static enum kb_code add_up(void *self, const void *row, struct kb_error *err)
{
    struct sum *s = self;
    const struct item *item = row;
    s->total += item->id;
    if (item->id != s->stop_at) return KB_OK;
    return kb_fail(err, KB_CONFLICT, "state.move", "enough");
}

TEST(each_row_is_visited_until_the_visitor_says_stop)
{
    struct kb_error err;
    struct sum s = { 0 };
    const struct db_visitor visitor = { add_up, &s };
    AUTO(shelf_close) struct db *db = shelf_open(":memory:");
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    for (int64_t i = 1; i <= 200; i++)
        assert_ok(shelf_add(db, i, kb_printf(&a, "item %lld", (long long)i), &err));
    assert_ok(db_each(db, &q_items, NO_ARGS, &item_shape, &visitor, &err));
    assert_int_equal(s.total, 200 * 201 / 2);
    s = (struct sum){ .stop_at = 3 };
    assert_refused(db_each(db, &q_items, NO_ARGS, &item_shape, &visitor, &err), KB_CONFLICT,
                   "state.move");
    assert_int_equal(s.total, 6);
    s = (struct sum){ 0 };
    assert_ok(db_each(db, &q_items, NO_ARGS, &item_shape, &visitor, &err));
}

TEST(changes_tell_whether_anything_was_written)
{
    struct kb_error err;
    AUTO(shelf_close) struct db *db = shelf_open(":memory:");
    int64_t before = db_changes(db);
    (void)shelf_count(db);
    assert_int_equal(db_changes(db), before);
    assert_ok(shelf_add(db, 1, "x", &err));
    assert_int_equal(db_changes(db), before + 1);
    assert_refused(shelf_add(db, 1, "y", &err), KB_CONFLICT, "store.constraint");
    assert_int_equal(db_changes(db), before + 1);
}

TEST(numbers_that_are_text_or_out_of_range_are_refused_by_the_schema)
{
    static const struct db_query q_text = {
        "text", "INSERT INTO item (id, name, qty, note, done) VALUES (1, 'x', 'many', '', 0)"
    };
    struct kb_error err;
    AUTO(shelf_close) struct db *db = shelf_open(":memory:");
    struct item in = { .id = 1, .name = "x", .qty = 1001 };
    assert_refused(db_put(db, &q_item_add, &item_shape, &in, &err), KB_CONFLICT,
                   "store.constraint");
    assert_refused(db_run(db, &q_text, NO_ARGS, &err), KB_CONFLICT, "store.constraint");
    assert_int_equal(shelf_count(db), 0);
}

TEST(what_is_remembered_goes_with_a_rollback_and_with_anothers_writing)
{
    static const int key = 0, other = 0;
    struct kb_error err;
    const char *path = shelf_file("memo");
    AUTO(shelf_close) struct db *db = shelf_open(path), *second = NULL;
    struct db_memo *m = db_memo(db, &key);
    assert_ptr_equal(db_memo(db, &key), m);
    assert_ptr_not_equal(db_memo(db, &other), m);
    m->at = kb_strdup(&m->arena, "kept");
    assert_ok(db_begin(db, &err));
    assert_ok(shelf_add(db, 1, "x", &err));
    assert_ok(db_commit(db, &err));
    assert_string_equal(m->at, "kept"); /* what it wrote itself it knows */
    assert_ok(db_begin(db, &err));
    db_rollback(db);
    assert_null(m->at);
    m->at = kb_strdup(&m->arena, "kept");
    assert_ok(db_open(path, DB_WRITER, &second, &err));
    assert_ok(shelf_add(second, 2, "y", &err));
    assert_ok(db_begin(db, &err));
    assert_null(m->at);
    m->at = kb_strdup(&m->arena, "kept");
    db_memo_forget(m);
    assert_null(m->at);
    assert_int_equal(m->arena.used, 0);
    db_rollback(db);
    shelf_file("memo");
}
