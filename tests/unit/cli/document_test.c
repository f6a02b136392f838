/* Document: from operation ids to commands. */
#include "kt.h"
#include "sample.h"

#include <string.h>

TEST(an_operation_is_a_noun_and_a_verb)
{
    static const struct {
        const char *id, *noun, *verb;
    } rows[] = {
        { "orders_list", "orders", "list" },      { "orders_get", "orders", "get" },
        { "jobs_give_up", "jobs", "give-up" },    { "members_create", "members", "create" },
        { "books_verify", "books", "verify" },    { "login", "login", "" },
    };
    AUTO(sample_done) struct sample s;
    sample_open(&s);
    assert_int_equal(s.document.ops_n, COUNT(rows));
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("%s", rows[i].id);
        const struct cli_op *op = sample_op(&s, rows[i].noun, rows[i].verb);
        assert_string_equal(op->id, rows[i].id);
    }
    assert_string_equal(s.document.version, "1.2.3");
}

TEST(dashes_and_underscores_name_the_same_command)
{
    AUTO(sample_done) struct sample s;
    sample_open(&s);
    assert_non_null(cli_document_find(&s.document, "jobs", "give_up"));
    assert_null(cli_document_find(&s.document, "jobs", "give"));
    assert_null(cli_document_find(&s.document, "job", "give-up"));
    assert_true(cli_document_noun(&s.document, "jobs"));
    assert_false(cli_document_noun(&s.document, "job"));
}

TEST(path_parameters_come_first_then_query_then_body)
{
    AUTO(sample_done) struct sample s;
    sample_open(&s);
    const struct cli_op *op = sample_op(&s, "jobs", "give-up");
    assert_int_equal(op->words_n, 1);
    assert_int_equal(op->fields_n, 2);
    assert_int_equal(op->fields[0].where, CLI_IN_PATH);
    assert_int_equal(op->fields[1].where, CLI_IN_BODY);
    assert_true(op->fields[1].required);
    assert_true(op->keyed);
    assert_string_equal(op->method, "POST");
    op = sample_op(&s, "orders", "list");
    assert_true(op->list);
    assert_false(op->keyed);
    assert_int_equal(op->fields_n, 3);
    assert_int_equal(op->fields[0].where, CLI_IN_QUERY);
}

TEST(a_field_is_found_as_typed_or_as_the_api_says_it)
{
    AUTO(sample_done) struct sample s;
    sample_open(&s);
    const struct cli_op *op = sample_op(&s, "members", "create");
    assert_string_equal(cli_op_field(op, "max-n")->name, "max_n");
    assert_string_equal(cli_op_field(op, "max_n")->option, "max-n");
    assert_true(cli_op_field(op, "password")->secret);
    assert_false(cli_op_field(op, "login")->secret);
    assert_null(cli_op_field(op, "idempotency-key"));
    assert_null(cli_op_field(op, ""));
}

TEST(what_is_no_document_is_refused)
{
    static const char *const rows[] = { "", "[]", "{", "{}",
                                        "{\"paths\":{}}", "{\"paths\":{\"/a\":{}}}",
                                        "{\"paths\":1}", "<html>", "{\"paths\":{},\"paths\":{}}" };
    struct kb_error err;
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        struct cli_document d;
        kt_row("%s", rows[i]);
        assert_refused(cli_document_read(rows[i], strlen(rows[i]), &a, &d, &err), KB_INVALID,
                       "cli.document");
        cli_document_done(&d);
    }
}
