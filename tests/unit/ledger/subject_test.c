/* Subjects: added below those there are, renamed, closed; what the system itself uses stays
 * open. */
#include "asking.h"

#include <stdio.h>
#include <string.h>

static const struct turn_actor admin = {
    .org_id = P, .platform_id = P, .user_id = U1, .name = "", .who = WHO_P_ADMIN | WHO_P_FINANCE
};

static json_t *add(struct books *b, int64_t org, const char *code, const char *dims)
{
    return asked(b, org, "subjects_create",
                 "{'code':'%s','name_zh':'差旅费','name_en':'Travel','side':'D','dims':'%s'}", code,
                 dims);
}

TEST(finance_adds_a_subject_to_its_own_book_only)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    books_open_chain(&b, &err);
    json_t *s = add(&b, D1, "6601.02", "");
    assert_string_equal(str(s, "code"), "6601.02");
    assert_int_equal(books_int(&b, "SELECT count(*) FROM subject WHERE code = '6601.02'"), 1);
    assert_int_equal(
        books_int(&b, "SELECT count(*) FROM subject WHERE code = '6601.02' AND book_id = 102"), 1);
    add(&b, D1, "6601.02.A7", "");
    add(&b, D1, "6801", "");
    add(&b, D2, "6601.02", ""); /* another book */
    json_t *list = asked(&b, D1, "subjects_list", "{'limit':3}");
    assert_string_equal(str(item(list, 0), "code"), "6801");
    assert_true(str(list, "next")[0] != '\0');
}

TEST(a_code_that_is_malformed_taken_or_hangs_in_the_air_is_refused)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const struct {
        const char *code, *reason;
    } rows[] = {
        { "660", "request.field" },
        { "0601", "ledger.subject_code" },
        { "7001", "ledger.subject_code" },
        { "66a1", "ledger.subject_code" },
        { "66012", "ledger.subject_code" },
        { "6601.", "ledger.subject_code" },
        { "6601..1", "ledger.subject_code" },
        { "6601.a", "ledger.subject_code" },
        { "6601.12345", "ledger.subject_code" },
        { "6601 02", "ledger.subject_code" },
        { "6601.1.2.3.4.5.6.7.8.9.10.11", "request.field" },
        { "6601", "ledger.subject_taken" },
        { "2203.01", "ledger.subject_taken" },
        { "6602.01.1", "ledger.subject_parent" },
        { "5001.01", "ledger.subject_parent" },
    };
    books_open_chain(&b, &err);
    int64_t before = books_int(&b, "SELECT count(*) FROM subject");
    for (size_t i = 0; i < COUNT(rows); i++) {
        char in[200];
        json_t *out;
        kt_row("%s", rows[i].code);
        snprintf(in, sizeof in, "{'code':'%s','name_zh':'x','name_en':'x','side':'D'}",
                 rows[i].code);
        assert_refused(ask(&b, D1, "subjects_create", in, &out), KB_INVALID, rows[i].reason);
        assert_string_equal(err.field, "code");
    }
    assert_int_equal(books_int(&b, "SELECT count(*) FROM subject"), before);
}

TEST(a_mirror_is_not_for_people_to_make)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    books_open_chain(&b, &err);
    assert_refused(ask(&b, D1, "subjects_create",
                       "{'code':'1123','name_zh':'x','name_en':'x','side':'D','dims':'child',"
                       "'mirror':'goods'}",
                       &out),
                   KB_INVALID, "request.unknown_field");
    assert_string_equal(str(add(&b, D1, "1123", "child"), "mirror"), "");
}

TEST(a_subject_is_renamed_and_keeps_all_else)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    char in[160];
    json_t *out;
    books_open_chain(&b, &err);
    json_t *s = add(&b, D1, "6601.02", "");
    snprintf(in, sizeof in, "{'id':'%s','name_zh':'会议费','name_en':'Meetings'}", str(s, "id"));
    assert_ok(ask(&b, D1, "subjects_rename", in, &out));
    assert_string_equal(str(out, "name_zh"), "会议费");
    assert_string_equal(str(out, "code"), "6601.02");
    assert_refused(ask(&b, D2, "subjects_rename", in, &out), KB_NOT_FOUND, "not_found");
    assert_refused(ask(&b, P, "subjects_rename", in, &out), KB_NOT_FOUND, "not_found");
    snprintf(in, sizeof in, "{'id':'%s'}", str(s, "id"));
    assert_ok(ask(&b, D1, "subjects_get", in, &out));
    assert_string_equal(str(out, "name_en"), "Meetings");
    assert_refused(ask(&b, D2, "subjects_get", in, &out), KB_NOT_FOUND, "not_found");
}

static const char *id_of(struct books *b, int64_t org, const char *code)
{
    char text[120];
    snprintf(text, sizeof text, "SELECT id FROM subject WHERE book_id = %lld AND code = '%s'",
             (long long)org, code);
    return text_id(b, "sbj", books_int(b, text));
}

TEST(a_closed_subject_refuses_new_lines_until_it_is_opened)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    char in[64];
    json_t *out;
    const struct ledger_leg leg = {
        .org_id = D1, .role = "own", .mode = "", .vars = { { "amount", 5 } }
    };
    books_open_chain(&b, &err);
    assert_ok(books_post(&b, "capital.in", "a", &leg, 1));
    snprintf(in, sizeof in, "{'id':'%s'}", id_of(&b, D1, "4001"));
    assert_ok(ask(&b, D1, "subjects_close", in, &out));
    assert_true(num(out, "closed_ms") > 0);
    int64_t before = books_rows(&b);
    assert_refused(books_post(&b, "capital.in", "b", &leg, 1), KB_CONFLICT,
                   "ledger.subject_closed");
    assert_non_null(strstr(err.text, "4001"));
    assert_int_equal(books_rows(&b), before);
    assert_refused(ask(&b, D1, "subjects_close", in, &out), KB_CONFLICT, "state.move");
    assert_refused(ask(&b, D2, "subjects_open", in, &out), KB_NOT_FOUND, "not_found");
    assert_ok(ask(&b, D1, "subjects_open", in, &out));
    assert_ok(books_post(&b, "capital.in", "b", &leg, 1));
    books_assert_sound(&b);
}

TEST(what_the_system_posts_to_cannot_be_closed)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const char *const codes[] = { "2203.01", "1002", "6001", "1122" };
    books_open_chain(&b, &err);
    for (size_t i = 0; i < COUNT(codes); i++) {
        char in[64];
        json_t *out;
        kt_row("%s", codes[i]);
        snprintf(in, sizeof in, "{'id':'%s'}", id_of(&b, D1, codes[i]));
        assert_refused(ask(&b, D1, "subjects_close", in, &out), KB_CONFLICT, "ledger.subject_used");
    }
}

TEST(the_default_chart_is_the_platforms_administrators)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const char in[] = "{'code':'6403','name_zh':'税金','name_en':'Taxes','side':'D',"
                             "'chart':true}";
    json_t *out;
    books_open_chain(&b, &err);
    assert_refused(ask(&b, D1, "subjects_create", in, &out), KB_DENIED, "ledger.for_all");
    assert_refused(ask(&b, P, "subjects_create", in, &out), KB_DENIED, "ledger.for_all");
    assert_ok(ask_as(&b, &admin, "subjects_create", in, &out));
    assert_string_equal(str(out, "book_id"), "");
    assert_refused(ask(&b, D1, "subjects_create",
                       "{'code':'6403','name_zh':'x','name_en':'x','side':'D'}", &out),
                   KB_INVALID, "ledger.subject_taken");
    assert_string_equal(str(item(asked(&b, D1, "subjects_list", "{'chart':true}"), 0), "code"),
                        "6403");
}

/* A template for all books names a subject that no book has yet. */
TEST(a_book_gets_a_subject_of_the_chart_with_its_first_line)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    int64_t id = 0;
    const struct ledger_template tax = {
        .event = "tax",
        .role = "own",
        .mode = "",
        .lines = (const struct ledger_template_line[]){ { "D", "6403", "", "amount - half" },
                                                        { "D", "6403", "", "half" },
                                                        { "C", "1002", "", "amount" } },
        .lines_n = 3
    };
    const struct ledger_leg leg = {
        .org_id = D1, .role = "own", .mode = "", .vars = { { "amount", 5 }, { "half", 2 } }
    };
    books_open_chain(&b, &err);
    books_fund(&b, D1, C2, 100);
    assert_ok(ledger_template_add(&b.t, &tax, &id));
    assert_refused(ledger_template_publish(&b.t, id), KB_INVALID, "ledger.template_invalid");
    assert_ok(ask_as(&b, &admin, "subjects_create",
                     "{'code':'6403','name_zh':'税金','name_en':'Taxes','side':'D','chart':true}",
                     &out));
    assert_ok(ledger_template_publish(&b.t, id));
    assert_ok(books_post(&b, "tax", "t1", &leg, 1));
    assert_ok(books_post(&b, "tax", "t2", &leg, 1));
    assert_int_equal(books_net(&b, D1, "6403", 0), 10);
    assert_int_equal(books_int(&b, "SELECT count(*) FROM subject WHERE code = '6403'"), 2);
    books_assert_sound(&b);
}

TEST(a_book_has_a_bounded_number_of_subjects)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    books_open_chain(&b, &err);
    books_sql(&b, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                  "INSERT INTO subject SELECT 5000 + i, 102, 'f' || i, 'x', 'x', 'D', '', '', '', "
                  "1, 0 FROM n");
    assert_refused(ask(&b, D1, "subjects_create",
                       "{'code':'6801','name_zh':'x','name_en':'x','side':'D'}", &out),
                   KB_EXHAUSTED, "limit.reached");
}
