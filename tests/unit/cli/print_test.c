/* Print: replies as tables, pages, CSV, JSON and single values. */
#include "base/field.h"
#include "cli/print.h"
#include "kt.h"
#include "sample.h"

#include <locale.h>
#include <string.h>

struct print {
    struct sample sample;
    struct kb_text out;
    json_t *reply;
    const json_t *schema;
    struct kb_error err;
};

static void print_open(struct print *p, const char *verb, const char *reply)
{
    *p = (struct print){ .schema = NULL };
    setlocale(LC_CTYPE, "C.UTF-8");
    sample_open(&p->sample);
    p->schema = sample_op(&p->sample, "orders", verb)->reply;
    p->reply = json_loads(reply, 0, NULL);
    assert_non_null(p->reply);
    kb_text_init(&p->out, CLI_PRINT_MAX);
}

static void print_done(struct print *p)
{
    kb_text_done(&p->out);
    json_decref(p->reply);
    sample_done(&p->sample);
}

static const char list[] =
    "{\"items\":[{\"id\":\"ord_1\",\"seller_id\":\"org_9\",\"name\":\"北京\",\"total_fen\":123456,"
    "\"created_ms\":1795444136233,\"open\":true,\"roles\":[\"a\"]},"
    "{\"id\":\"ord_22\",\"seller_id\":\"org_9\",\"name\":\"x\",\"total_fen\":-5,\"created_ms\":0,"
    "\"open\":false,\"roles\":[]}],\"next\":\"\"}";

static void assert_prints(const char *verb, const char *reply, struct cli_style style,
                          const char *expected)
{
    AUTO(print_done) struct print p;
    struct kb_error err;
    print_open(&p, verb, reply);
    if (!style.output) style.output = "table";
    assert_ok(cli_print(p.reply, p.schema, &style, &p.out, &err));
    assert_string_equal(p.out.at, expected);
}

TEST(a_list_is_a_table_with_readable_money_and_times)
{
    assert_prints("list", list, (struct cli_style){ 0 },
                  "id      seller_id  name    total               created  open\n"
                  "ord_1   org_9      北京  1234.56  2026-11-23 14:28:56Z  yes\n"
                  "ord_22  org_9      x       -0.05                     -  no\n");
}

TEST(a_narrow_terminal_loses_foreign_ids_first_then_columns_from_the_right)
{
    assert_prints("list", list, (struct cli_style){ .width = 50 },
                  "id      name    total               created  open\n"
                  "ord_1   北京  1234.56  2026-11-23 14:28:56Z  yes\n"
                  "ord_22  x       -0.05                     -  no\n"
                  "(1 columns do not fit: --columns, or --output json)\n");
    assert_prints("list", list, (struct cli_style){ .width = 24 },
                  "id      name    total\n"
                  "ord_1   北京  1234.56\n"
                  "ord_22  x       -0.05\n"
                  "(3 columns do not fit: --columns, or --output json)\n");
}

TEST(columns_are_chosen_by_name_with_or_without_the_unit)
{
    assert_prints("list", list, (struct cli_style){ .columns = "total,id" },
                  "  total  id\n1234.56  ord_1\n  -0.05  ord_22\n");
    assert_prints("list", list, (struct cli_style){ .columns = "roles" }, "roles\n[\"a\"]\n[]\n");
}

TEST(a_column_that_is_not_there_is_named)
{
    AUTO(print_done) struct print p;
    struct kb_error err;
    print_open(&p, "list", list);
    struct cli_style style = { "table", "id,colour", NULL, 0 };
    assert_refused(cli_print(p.reply, p.schema, &style, &p.out, &err), KB_INVALID, "cli.usage");
    assert_string_equal(err.field, "columns");
}

TEST(an_empty_list_says_so)
{
    assert_prints("list", "{\"items\":[],\"next\":\"\"}", (struct cli_style){ 0 }, "(none)\n");
}

TEST(a_page_shows_values_then_parts_then_lists)
{
    assert_prints("get",
                  "{\"ok\":true,\"order\":{\"id\":\"ord_1\",\"total_fen\":7},"
                  "\"lines\":[{\"id\":\"lin_1\",\"name\":\"n\"}]}",
                  (struct cli_style){ 0 },
                  "ok               yes\n"
                  "\norder:\n"
                  "  id               ord_1\n"
                  "  total            0.07\n"
                  "\nlines:\n"
                  "id     name\n"
                  "lin_1  n\n");
}

TEST(control_characters_cannot_steer_the_terminal)
{
    assert_prints("list", "{\"items\":[{\"id\":\"a\\u001b[2Jb\\u009bc\\u007f\\n\"}],\"next\":\"\"}",
                  (struct cli_style){ .columns = "id" }, "id\na?[2Jb??c??\n");
}

TEST(csv_quotes_and_disarms_formulas)
{
    assert_prints("list",
                  "{\"items\":[{\"id\":\"=1+1\",\"seller_id\":\"a\\\"b\",\"name\":\"x,\\ny\","
                  "\"total_fen\":5,\"open\":true,\"roles\":[\"r\"]}],\"next\":\"\"}",
                  (struct cli_style){ .output = "csv" },
                  "\xef\xbb\xbfid,seller_id,name,total_fen,created_ms,open,roles\r\n"
                  "\"'=1+1\",\"a\"\"b\",\"x,\ny\",5,\"\",true,\"[\"\"r\"\"]\"\r\n");
}

TEST(only_lists_are_csv)
{
    AUTO(print_done) struct print p;
    struct kb_error err;
    print_open(&p, "get", "{\"ok\":true}");
    assert_refused(
        cli_print(p.reply, p.schema, &(struct cli_style){ "csv", NULL, NULL, 0 }, &p.out, &err),
        KB_INVALID, "cli.usage");
}

TEST(one_value_is_found_by_its_path)
{
    static const struct {
        const char *path, *value;
    } rows[] = {
        { "items.0.id", "ord_1\n" },
        { "items.1.total_fen", "-5\n" },
        { "items.0.open", "true\n" },
        { "items.0.roles", "[\"a\"]\n" },
        { "items.0.roles.0", "a\n" },
        { "next", "\n" },
        { "items.*.total_fen", "123456\n-5\n" },
        { "items.0.roles.*", "a\n" },
    };
    static const char *const absent[] = { "items.2.id", "items.x",  "items.-1",
                                          "id",         "",         "items.0.id.x",
                                          "items..id",  "items.0.", "items.*.x",
                                          "*",          "next.*",   "items.*.id.*" };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_prints("list", list, (struct cli_style){ .get = rows[i].path }, rows[i].value);
    for (size_t i = 0; i < COUNT(absent); i++) {
        AUTO(print_done) struct print p;
        struct kb_error err;
        kt_row("%s", absent[i]);
        print_open(&p, "list", list);
        assert_refused(cli_print(p.reply, p.schema,
                                 &(struct cli_style){ "table", NULL, absent[i], 0 }, &p.out, &err),
                       KB_INVALID, "cli.no_value");
        assert_string_equal(p.out.at, "");
    }
}

TEST(without_a_schema_a_reply_is_json)
{
    AUTO(print_done) struct print p;
    struct kb_error err;
    print_open(&p, "list", "{\"a\":1}");
    struct cli_style style = { "table", NULL, NULL, 0 };
    assert_ok(cli_print(p.reply, NULL, &style, &p.out, &err));
    assert_string_equal(p.out.at, "{\n  \"a\": 1\n}\n");
}

TEST(values_are_shown_for_people)
{
    static const struct {
        const char *value, *schema, *shown;
    } rows[] = {
        { "0", "{\"x-unit\":\"fen\"}", "0.00" },
        { "-9223372036854775808", "{\"x-unit\":\"fen\"}", "-92233720368547758.08" },
        { "8000", "{\"x-unit\":\"bp\"}", "80.00%" },
        { "0", "{\"x-unit\":\"ms\"}", "-" },
        { "1500", "{\"x-unit\":\"ms\"}", "1500 ms" },
        { "1795444136233", "{\"x-unit\":\"ms\"}", "2026-11-23 14:28:56Z" },
        { "null", "{}", "-" },
        { "{\"a\":\"\\u0007\"}", "{}", "{\"a\":\"\\u0007\"}" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        AUTO_JSON value = json_loads(rows[i].value, JSON_DECODE_ANY, NULL);
        AUTO_JSON schema = json_loads(rows[i].schema, 0, NULL);
        kt_row("%s", rows[i].value);
        assert_string_equal(cli_show(value, schema, &a), rows[i].shown);
    }
}
